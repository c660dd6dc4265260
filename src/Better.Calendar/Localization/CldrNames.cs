using System.Text.Json;

namespace Better.Calendar.Localization;

/// <summary>The names of months, weekdays, cities and time zones in one language: the content of a file in the folder Cldr.</summary>
internal sealed class CldrNames
{
    public required string Language { get; init; }

    public required DateTimePatterns Patterns { get; init; }

    public required string[] Months { get; init; }

    /// <summary>From Monday to Sunday.</summary>
    public required string[] Weekdays { get; init; }

    /// <summary>From Monday to Sunday.</summary>
    public required string[] WeekdaysShort { get; init; }

    /// <summary>AM and PM; null with a 24-hour clock.</summary>
    public string[]? HalfDays { get; init; }

    public required Dictionary<string, ZoneDisplayNames> Metazones { get; init; }

    /// <summary>Names that only one time zone has, such as British Summer Time.</summary>
    public required Dictionary<string, ZoneDisplayNames> Zones { get; init; }

    /// <summary>City names by time zone id; only those that differ from the last part of the id.</summary>
    public required Dictionary<string, string> Cities { get; init; }

    /// <summary>Reads the names of a language, or those of a region: what it has not of its own it has from its parent.</summary>
    /// <exception cref="FormatException">A property is missing or has another type.</exception>
    public static CldrNames Read(JsonElement root, string? region = null, CldrNames? parent = null) => new()
    {
        Patterns = Has(root, "patterns") || parent is null
            ? DateTimePatterns.Read(Member(root, "patterns"), parent?.Patterns)
            : parent.Patterns,
        Language = region ?? Text(root, "language"),
        Months = List(root, "months", 12, parent?.Months),
        Weekdays = List(root, "weekdays", 7, parent?.Weekdays),
        WeekdaysShort = List(root, "weekdaysShort", 7, parent?.WeekdaysShort),
        HalfDays = Has(root, "halfDays") ? List(root, "halfDays", 2, null) : parent?.HalfDays,
        Metazones = Map(root, "metazones", ZoneDisplayNames.Read, parent?.Metazones),
        Zones = Map(root, "zones", ZoneDisplayNames.Read, parent?.Zones),
        Cities = Map(root, "cities", static city => city.GetString()!, parent?.Cities),
    };

    internal static string Text(JsonElement parent, string name, string? inherited = null) =>
        inherited is not null && !Has(parent, name) ? inherited
        : Member(parent, name) is { ValueKind: JsonValueKind.String } text ? text.GetString()!
        : throw new FormatException($"The property “{name}” must be a string.");

    private static bool Has(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out _);

    private static JsonElement Member(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var member)
            ? member
            : throw new FormatException($"The CLDR data lacks the property “{name}”; create the file with tests/cldr/cut.mjs.");

    private static string[] List(JsonElement parent, string name, int count, string[]? inherited)
    {
        if (inherited is not null && !Has(parent, name))
        {
            return inherited;
        }

        var member = Member(parent, name);
        return member.ValueKind == JsonValueKind.Array && member.GetArrayLength() == count
            && member.EnumerateArray().All(static item => item.ValueKind == JsonValueKind.String)
                ? [.. member.EnumerateArray().Select(static item => item.GetString()!)]
                : throw new FormatException($"The property “{name}” must be a list of {count} strings.");
    }

    // null takes an entry of the parent away.
    private static Dictionary<string, T> Map<T>(
        JsonElement parent, string name, Func<JsonElement, T> read, Dictionary<string, T>? inherited)
    {
        if (inherited is not null && !Has(parent, name))
        {
            return inherited;
        }

        var map = inherited is null ? new(StringComparer.Ordinal) : new Dictionary<string, T>(inherited, StringComparer.Ordinal);
        try
        {
            foreach (var entry in Member(parent, name).EnumerateObject())
            {
                if (entry.Value.ValueKind == JsonValueKind.Null && inherited is not null)
                {
                    map.Remove(entry.Name);
                }
                else
                {
                    map[entry.Name] = read(entry.Value);
                }
            }
        }
        catch (InvalidOperationException exception)
        {
            throw new FormatException($"The property “{name}” has an entry of another type than tests/cldr/cut.mjs writes.", exception);
        }

        return map;
    }
}
