using System.Text.Json;

namespace Better.Calendar.Workshops;

/// <summary>One object of a JSON document on its way into the model: hands out its properties and notes every fault with its path.</summary>
internal sealed class DocumentObject
{
    private readonly Dictionary<string, JsonElement> properties = new(StringComparer.Ordinal);
    private readonly string path;
    private readonly ICollection<Fault> faults;
    private readonly string[] known;

    public DocumentObject(JsonElement element, string path, ICollection<Fault> faults, params string[] known)
    {
        this.path = path;
        this.faults = faults;
        this.known = known;
        if (element.ValueKind != JsonValueKind.Object)
        {
            faults.Add(new(path.Length == 0 ? "document" : path, "should be an object, { … }"));
            return;
        }

        foreach (var (name, value) in Properties(element))
        {
            if (!known.Contains(name))
            {
                Fault(name, $"is not known here; known are {string.Join(", ", known)}");
            }
            else if (properties.ContainsKey(name))
            {
                Fault(name, "is there twice");
            }
            else if (value.ValueKind != JsonValueKind.Null)
            {
                properties[name] = value;
            }
        }
    }

    /// <summary>Turns a string into a value, or says what is wrong with it.</summary>
    public delegate string? Parse<T>(string text, out T? value);

    public string At(string name) => path.Length == 0 ? PlainText.SingleLine(name) : $"{path}.{PlainText.SingleLine(name)}";

    public string? Text(string name, bool required, Checked.Rule<string> rule) =>
        Value(name, required, (string text, out string? value) =>
        {
            value = text;
            return rule(text);
        });

    public T? Value<T>(string name, bool required, Parse<T> parse)
    {
        if (Element(name, required) is not { } element)
        {
            return default;
        }

        if (String(element) is not { } text)
        {
            Fault(name, "should be a string, \"…\"");
            return default;
        }

        if (parse(text, out var value) is not { } problem)
        {
            return value;
        }

        Fault(name, problem);
        return default;
    }

    public int? WholeNumber(string name, Checked.Rule<int> rule)
    {
        if (Element(name, required: false) is not { } element)
        {
            return null;
        }

        var number = 0;
        var problem = element.ValueKind == JsonValueKind.Number && element.TryGetInt32(out number) ? rule(number) : "should be a whole number";
        if (problem is not null)
        {
            Fault(name, problem);
        }

        return problem is null ? number : null;
    }

    public LocalizedText? Localized(string name, bool required)
    {
        if (Element(name, required) is not { } element)
        {
            return null;
        }

        var before = faults.Count;
        (string Language, string Text)[] texts = [];
        if (String(element) is { } plain)
        {
            texts = [(LanguageTag.Undetermined, plain)];
        }
        else if (element.ValueKind == JsonValueKind.Object)
        {
            texts = [.. Properties(element).Select(text => (text.Name, String(text.Value) ?? ""))];
        }

        if (texts.Length == 0)
        {
            Fault(name, "should be a string or an object of texts by language, { \"hu\": \"…\" }");
        }

        foreach (var (language, i) in texts.Select((text, i) => (text.Language, i)))
        {
            var tag = LanguageTag.Canonical(language);
            var problem = tag is null ? Checked.LanguageProblem(language)
                : texts.Take(i).Any(other => LanguageTag.Canonical(other.Language) == tag) ? "is there twice"
                : string.IsNullOrWhiteSpace(PlainText.MultiLine(texts[i].Text)) ? "should be a text that is not empty"
                : null;
            if (problem is not null)
            {
                Fault(language == LanguageTag.Undetermined ? name : $"{name}.{language}", problem);
            }
        }

        return faults.Count == before ? new LocalizedText(texts) : null;
    }

    public DocumentObject? Object(string name, bool required, params string[] known) =>
        Element(name, required) is { } element ? new DocumentObject(element, At(name), faults, known) : null;

    public IEnumerable<(JsonElement Element, string Path)> Array(string name, bool required)
    {
        if (Element(name, required) is not { } element)
        {
            return [];
        }

        if (element.ValueKind != JsonValueKind.Array)
        {
            Fault(name, "should be a list, [ … ]");
            return [];
        }

        return element.EnumerateArray().Select((item, i) => (item, $"{At(name)}[{i}]"));
    }

    /// <summary>The properties of an object whose names are the document's own: ids of workshops or zones.</summary>
    /// <param name="name">The object.</param>
    /// <param name="required">Whether it must be there.</param>
    /// <param name="rule">What such a name must be.</param>
    public DocumentObject? Map(string name, bool required, Checked.Rule<string> rule)
    {
        if (Element(name, required) is not { } element)
        {
            return null;
        }

        string[] names = element.ValueKind == JsonValueKind.Object ? [.. Properties(element).Select(static property => property.Name).Distinct()] : [];
        var map = new DocumentObject(element, At(name), faults, names);
        foreach (var key in names)
        {
            if (rule(key) is { } problem)
            {
                map.Fault(key, problem);
            }
        }

        return map;
    }

    /// <summary>The names of the properties that are there; of a map in the order of the document.</summary>
    public IEnumerable<string> Names => known.Where(properties.ContainsKey);

    public bool Has(string name) => properties.ContainsKey(name);

    public void Fault(string name, string problem) => faults.Add(new(At(name), problem));

    /// <summary>The string, or null where the element is none or holds half of a surrogate pair, which is no text.</summary>
    public static string? String(JsonElement element)
    {
        try
        {
            return element.ValueKind == JsonValueKind.String ? element.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    // A name with half of a surrogate pair is no text either; it stands as a non-character, which no rule lets pass.
    public static IEnumerable<(string Name, JsonElement Value)> Properties(JsonElement element)
    {
        foreach (var property in element.EnumerateObject())
        {
            string name;
            try
            {
                name = property.Name;
            }
            catch (InvalidOperationException)
            {
                name = "\uFFFF";
            }

            yield return (name, property.Value);
        }
    }

    private JsonElement? Element(string name, bool required)
    {
        if (properties.TryGetValue(name, out var element))
        {
            return element;
        }

        if (required)
        {
            Fault(name, "is missing");
        }

        return null;
    }
}
