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

    /// <summary>The start of a range within one half of the day, without AM or PM; null with a 24-hour clock.</summary>
    public string? HalfDayTime { get; init; }

    /// <summary>A range within one half of the day: <c>10:30 – 11:45 AM</c>; null with a 24-hour clock.</summary>
    public string? HalfDayRange { get; init; }

    /// <summary>Reads the patterns of a language, or those of a region: what it has not of its own it has from its parent.</summary>
    /// <exception cref="FormatException">A pattern is missing, or lacks its placeholders.</exception>
    public static DateTimePatterns Read(JsonElement patterns, DateTimePatterns? parent = null) => new()
    {
        Date = CldrNames.Text(patterns, "date", parent?.Date),
        DayAndMonth = CldrNames.Text(patterns, "day", parent?.DayAndMonth),
        ShortDate = CldrNames.Text(patterns, "short", parent?.ShortDate),
        ScheduleDay = CldrNames.Text(patterns, "scheduleDay", parent?.ScheduleDay),
        Time = CldrNames.Text(patterns, "time", parent?.Time),
        TimeRange = ReadWithPlaceholders(patterns, "range", parent?.TimeRange, "start", "end"),
        DateAndTime = ReadWithPlaceholders(patterns, "dated", parent?.DateAndTime, "date", "time"),
        ZoneAndOffset = ReadWithPlaceholders(patterns, "named", parent?.ZoneAndOffset, "zone", "offset"),
        ScheduleRange = ReadWithPlaceholders(patterns, "schedule", parent?.ScheduleRange, "date", "start", "end"),
        RegionName = ReadWithPlaceholders(patterns, "region", parent?.RegionName, "city"),
        HalfDayTime = ReadOptional(patterns, "halfDayTime", parent?.HalfDayTime),
        HalfDayRange = ReadOptional(patterns, "halfDayRange", parent?.HalfDayRange) is null
            ? null
            : ReadWithPlaceholders(patterns, "halfDayRange", parent?.HalfDayRange, "start", "end"),
    };

    // null says that the region has no such pattern although its parent has.
    private static string? ReadOptional(JsonElement patterns, string name, string? inherited) =>
        !patterns.TryGetProperty(name, out var pattern) ? inherited
        : pattern.ValueKind == JsonValueKind.Null ? null
        : CldrNames.Text(patterns, name);

    private static string ReadWithPlaceholders(JsonElement patterns, string name, string? inherited, params string[] placeholders)
    {
        var pattern = CldrNames.Text(patterns, name, inherited);
        return PlaceholderFormatter.GetPlaceholderNames(pattern).OrderBy(static found => found, StringComparer.Ordinal)
            .SequenceEqual(placeholders.OrderBy(static wanted => wanted, StringComparer.Ordinal))
                ? pattern
                : throw new FormatException(
                    $"The pattern “{name}” must contain each of these placeholders once: {{{string.Join("}, {", placeholders)}}}.");
    }
}
