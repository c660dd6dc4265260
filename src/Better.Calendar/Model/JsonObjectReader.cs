using System.Text.Json;

namespace Better.Calendar.Model;

/// <summary>Reads the properties of one JSON object and records every error with its path.</summary>
internal sealed class JsonObjectReader
{
    // Programs write properties in the order of their names here, and leave out some.
    private const int NamesAhead = 5;

    private readonly Dictionary<string, JsonElement> properties;
    private readonly string path;
    private readonly ICollection<ValidationError> errors;
    private readonly string[] knownNames;

    public JsonObjectReader(JsonElement element, string path, ICollection<ValidationError> errors, params string[] knownNames)
    {
        this.path = path;
        this.errors = errors;
        this.knownNames = knownNames;
        properties = new(Math.Min(knownNames.Length, 8), StringComparer.Ordinal);
        if (element.ValueKind != JsonValueKind.Object)
        {
            errors.Add(new(path.Length == 0 ? "document" : path, "this must be an object, { … }"));
            return;
        }

        // The names of a map are data, and may be many.
        ICollection<string> known = knownNames.Length > 32 ? new HashSet<string>(knownNames, StringComparer.Ordinal) : knownNames;
        var next = 0;
        foreach (var property in element.EnumerateObject())
        {
            if (errors.Count >= InputLimits.Errors)
            {
                break;
            }

            var at = FindAhead(property, next);
            var name = at < 0 ? JsonElementReader.GetName(property) : knownNames[at];
            next = at < 0 ? next : at + 1;
            if (at < 0 && !known.Contains(name))
            {
                AddError(name, DescribeUnknown(name));
            }
            else if (properties.ContainsKey(name))
            {
                AddError(name, "this property is given twice; give it once");
            }
            else if (property.Value.ValueKind != JsonValueKind.Null)
            {
                properties[name] = property.Value;
            }
        }
    }

    /// <summary>Parses a string; returns what is wrong with it, or null and the value.</summary>
    public delegate string? ValueParser<T>(string text, out T? value);

    public string GetPath(string name) =>
        path.Length == 0 ? TextSanitizer.ToSingleLine(name) : $"{path}.{TextSanitizer.ToSingleLine(name)}";

    /// <summary>Reads a string of at most so many characters that fits a rule.</summary>
    public string? ReadString(string name, bool required, Guard.Rule<string> rule, int maxLength = InputLimits.Description)
    {
        if (ReadText(name, required) is not { } text)
        {
            return null;
        }

        if ((Guard.LengthProblem(text, maxLength) ?? rule(text)) is not { } problem)
        {
            return text;
        }

        AddError(name, problem);
        return null;
    }

    /// <summary>Reads a string, whatever it contains.</summary>
    public string? ReadText(string name, bool required)
    {
        if (FindElement(name, required) is not { } element)
        {
            return null;
        }

        var text = JsonElementReader.GetString(element);
        if (text is null)
        {
            AddError(name, "this must be a string, \"…\"");
        }

        return text;
    }

    public T? ReadValue<T>(string name, bool required, ValueParser<T> parse)
    {
        if (ReadText(name, required) is not { } text)
        {
            return default;
        }

        if (parse(text, out var value) is not { } problem)
        {
            return value;
        }

        AddError(name, problem);
        return default;
    }

    public int? ReadInt32(string name, Guard.Rule<int> rule)
    {
        if (FindElement(name, required: false) is not { } element)
        {
            return null;
        }

        var number = 0;
        var problem = element.ValueKind == JsonValueKind.Number && element.TryGetInt32(out number)
            ? rule(number)
            : "this must be a whole number";
        if (problem is not null)
        {
            AddError(name, problem);
        }

        return problem is null ? number : null;
    }

    public double? ReadDouble(string name, Guard.Rule<double> rule)
    {
        if (FindElement(name, required: false) is not { } element)
        {
            return null;
        }

        var number = 0.0;
        var problem = element.ValueKind == JsonValueKind.Number && element.TryGetDouble(out number)
            ? rule(number)
            : "this must be a number";
        if (problem is not null)
        {
            AddError(name, problem);
        }

        return problem is null ? number : null;
    }

    /// <summary>Reads a text of at most so many characters, in one or more languages.</summary>
    public LocalizedText? ReadLocalizedText(string name, bool required, int maxLength) =>
        FindElement(name, required) is { } element
            ? LocalizedTextReader.Read(
                element,
                maxLength,
                (language, problem) => AddError(language is null ? name : $"{name}.{language}", problem))
            : null;

    public JsonObjectReader? ReadObject(string name, bool required, params string[] knownNames) =>
        FindElement(name, required) is { } element ? new JsonObjectReader(element, GetPath(name), errors, knownNames) : null;

    public IEnumerable<(JsonElement Element, string Path)> ReadArray(string name, bool required)
    {
        if (FindElement(name, required) is not { } element)
        {
            return [];
        }

        if (element.ValueKind != JsonValueKind.Array)
        {
            AddError(name, "this must be a list, [ … ]");
            return [];
        }

        // When there are more errors than anybody reads, the rest is not looked at.
        var list = GetPath(name);
        return element.EnumerateArray()
            .Select((item, i) => (item, $"{list}[{i}]"))
            .TakeWhile(_ => errors.Count < InputLimits.Errors);
    }

    /// <summary>Reads an object whose property names are data, such as workshop ids or zone ids; null when it is missing.</summary>
    /// <param name="name">The name of the object.</param>
    /// <param name="required">Whether a missing object is an error.</param>
    /// <param name="rule">The rule for each property name in the object.</param>
    public JsonObjectReader? ReadMap(string name, bool required, Guard.Rule<string> rule)
    {
        if (FindElement(name, required) is not { } element)
        {
            return null;
        }

        string[] names = element.ValueKind == JsonValueKind.Object
            ? [.. element.EnumerateObject().Select(JsonElementReader.GetName).Distinct()]
            : [];
        var map = new JsonObjectReader(element, GetPath(name), errors, names);
        foreach (var key in names)
        {
            if (rule(key) is { } problem)
            {
                map.AddError(key, problem);
            }
        }

        return map;
    }

    /// <summary>The names of the properties that are present; those of a map in the order of the document.</summary>
    public IEnumerable<string> Names => knownNames.Where(properties.ContainsKey);

    public bool Has(string name) => properties.ContainsKey(name);

    // When nobody reads the error any more, no time is spent on its advice.
    private string DescribeUnknown(string name)
    {
        var similar = errors.Count < InputLimits.Errors ? SimilarNames.Find(name, knownNames) : [];
        var advice = similar.Count == 0 ? "" : $"did you mean {string.Join(" or ", similar)}? ";
        return $"this property is not known; {advice}the known properties here are {string.Join(", ", knownNames)}";
    }

    /// <summary>Records an error, unless there are more than anybody reads.</summary>
    public void AddError(string name, string problem)
    {
        if (errors.Count < InputLimits.Errors)
        {
            errors.Add(new(GetPath(name), problem));
        }
    }

    private int FindAhead(JsonProperty property, int from)
    {
        for (var at = from; at < Math.Min(from + NamesAhead, knownNames.Length); at++)
        {
            if (JsonElementReader.HasPlainName(property, knownNames[at]))
            {
                return at;
            }
        }

        return -1;
    }

    private JsonElement? FindElement(string name, bool required)
    {
        if (properties.TryGetValue(name, out var element))
        {
            return element;
        }

        if (required)
        {
            AddError(name, "this property is missing; add it");
        }

        return null;
    }
}
