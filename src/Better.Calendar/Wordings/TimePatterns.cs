using System.Text.Json;

namespace Better.Calendar.Wordings;

/// <summary>The order of dates and times in one language.</summary>
internal sealed record TimePatterns
{
    public required string Date { get; init; }

    public required string Day { get; init; }

    public required string Short { get; init; }

    public required string ProgrammeDay { get; init; }

    public required string Time { get; init; }

    public required string Range { get; init; }

    public required string Dated { get; init; }

    public required string Named { get; init; }

    public required string Programme { get; init; }

    public required string Region { get; init; }

    /// <exception cref="FormatException">A pattern is missing, or lacks its placeholders.</exception>
    public static TimePatterns Read(JsonElement patterns) => new()
    {
        Date = TimeNames.Text(patterns, "date"),
        Day = TimeNames.Text(patterns, "day"),
        Short = TimeNames.Text(patterns, "short"),
        ProgrammeDay = TimeNames.Text(patterns, "programmeDay"),
        Time = TimeNames.Text(patterns, "time"),
        Range = Filled(patterns, "range", "start", "end"),
        Dated = Filled(patterns, "dated", "date", "time"),
        Named = Filled(patterns, "named", "zone", "offset"),
        Programme = Filled(patterns, "programme", "date", "start", "end"),
        Region = Filled(patterns, "region", "city"),
    };

    private static string Filled(JsonElement patterns, string name, params string[] placeholders)
    {
        var pattern = TimeNames.Text(patterns, name);
        return Template.Names(pattern).OrderBy(static found => found, StringComparer.Ordinal)
            .SequenceEqual(placeholders.OrderBy(static wanted => wanted, StringComparer.Ordinal))
                ? pattern
                : throw new FormatException($"“{name}” must have these placeholders, once each: {{{string.Join("}, {", placeholders)}}}.");
    }
}
