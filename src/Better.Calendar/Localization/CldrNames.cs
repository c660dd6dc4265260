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

    public required Dictionary<string, ZoneDisplayNames> Metazones { get; init; }

    /// <summary>Names that only one time zone has, such as British Summer Time.</summary>
    public required Dictionary<string, ZoneDisplayNames> Zones { get; init; }

    /// <summary>City names by time zone id; only those that differ from the last part of the id.</summary>
    public required Dictionary<string, string> Cities { get; init; }

    /// <exception cref="FormatException">A property is missing or has another type.</exception>
    public static CldrNames Read(JsonElement root)
    {
        var patterns = Member(root, "patterns");
        return new()
        {
            Language = Text(root, "language"),
            Patterns = DateTimePatterns.Read(patterns),
            Months = List(root, "months", 12),
            Weekdays = List(root, "weekdays", 7),
            WeekdaysShort = List(root, "weekdaysShort", 7),
            Metazones = Map(root, "metazones", ZoneDisplayNames.Read),
            Zones = Map(root, "zones", ZoneDisplayNames.Read),
            Cities = Map(root, "cities", static city => city.GetString()!),
        };
    }

    internal static string Text(JsonElement parent, string name) =>
        Member(parent, name) is { ValueKind: JsonValueKind.String } text
            ? text.GetString()!
            : throw new FormatException($"The property “{name}” must be a string.");

    private static JsonElement Member(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var member)
            ? member
            : throw new FormatException($"The CLDR data lacks the property “{name}”; create the file with tests/cldr/cut.mjs.");

    private static string[] List(JsonElement parent, string name, int count)
    {
        var member = Member(parent, name);
        return member.ValueKind == JsonValueKind.Array && member.GetArrayLength() == count
            && member.EnumerateArray().All(static item => item.ValueKind == JsonValueKind.String)
                ? [.. member.EnumerateArray().Select(static item => item.GetString()!)]
                : throw new FormatException($"The property “{name}” must be a list of {count} strings.");
    }

    private static Dictionary<string, T> Map<T>(JsonElement parent, string name, Func<JsonElement, T> read)
    {
        var map = new Dictionary<string, T>(StringComparer.Ordinal);
        try
        {
            foreach (var entry in Member(parent, name).EnumerateObject())
            {
                map[entry.Name] = read(entry.Value);
            }
        }
        catch (InvalidOperationException exception)
        {
            throw new FormatException($"The property “{name}” has an entry of another type than tests/cldr/cut.mjs writes.", exception);
        }

        return map;
    }
}
