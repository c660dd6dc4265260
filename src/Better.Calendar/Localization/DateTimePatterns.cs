using System.Text.Json;

namespace Better.Calendar.Localization;

/// <summary>The date and time patterns of one language.</summary>
internal sealed record DateTimePatterns
{
    public required string Date { get; init; }

    public required string DayAndMonth { get; init; }

    public required string ShortDate { get; init; }

    public required string ScheduleDay { get; init; }

    public required string Time { get; init; }

    public required string TimeRange { get; init; }

    public required string DateAndTime { get; init; }

    public required string ZoneAndOffset { get; init; }

    public required string ScheduleRange { get; init; }

    public required string RegionName { get; init; }

    /// <exception cref="FormatException">A pattern is missing, or lacks its placeholders.</exception>
    public static DateTimePatterns Read(JsonElement patterns) => new()
    {
        Date = CldrNames.Text(patterns, "date"),
        DayAndMonth = CldrNames.Text(patterns, "day"),
        ShortDate = CldrNames.Text(patterns, "short"),
        ScheduleDay = CldrNames.Text(patterns, "scheduleDay"),
        Time = CldrNames.Text(patterns, "time"),
        TimeRange = ReadWithPlaceholders(patterns, "range", "start", "end"),
        DateAndTime = ReadWithPlaceholders(patterns, "dated", "date", "time"),
        ZoneAndOffset = ReadWithPlaceholders(patterns, "named", "zone", "offset"),
        ScheduleRange = ReadWithPlaceholders(patterns, "schedule", "date", "start", "end"),
        RegionName = ReadWithPlaceholders(patterns, "region", "city"),
    };

    private static string ReadWithPlaceholders(JsonElement patterns, string name, params string[] placeholders)
    {
        var pattern = CldrNames.Text(patterns, name);
        return PlaceholderFormatter.GetPlaceholderNames(pattern).OrderBy(static found => found, StringComparer.Ordinal)
            .SequenceEqual(placeholders.OrderBy(static wanted => wanted, StringComparer.Ordinal))
                ? pattern
                : throw new FormatException(
                    $"The pattern “{name}” must contain each of these placeholders once: {{{string.Join("}, {", placeholders)}}}.");
    }
}
