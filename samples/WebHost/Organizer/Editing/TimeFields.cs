using System.Globalization;
using System.Text.Json.Nodes;
using System.Xml;
using NodaTime;
using NodaTime.Text;
using NodaTime.TimeZones;

namespace WebHost.Organizer.Editing;

/// <summary>The start and the duration of a workshop, and their fields: a date, a time of day, minutes.</summary>
internal static class TimeFields
{
    public const string Date = "date";
    public const string Time = "time";
    public const string Minutes = "minutes";

    private static readonly LocalDateTimePattern StartPattern = LocalDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mm");

    /// <summary>Fills the fields of a workshop.</summary>
    public static void Read(JsonObject workshop, SeriesForm form, string row)
    {
        var start = workshop["start"]?.GetValue<string>().Split('T') ?? [];
        form.Set($"{row}.{Date}", start.ElementAtOrDefault(0) ?? "");
        form.Set($"{row}.{Time}", start.ElementAtOrDefault(1) ?? "");
        form.Set($"{row}.{Minutes}", ReadMinutes(workshop["duration"]?.GetValue<string>()));
    }

    /// <summary>Writes what was changed; what is no time is written as it was typed, for the reader of the document to refuse.</summary>
    public static void Write(JsonObject workshop, SeriesForm form, string row)
    {
        var before = workshop["start"]?.GetValue<string>() ?? "";
        var typed = $"{form[$"{row}.{Date}"]}T{form[$"{row}.{Time}"]}";
        workshop["start"] = typed == before ? before : typed == "T" ? "" : typed;
        if (form[$"{row}.{Minutes}"] is var minutes && minutes != ReadMinutes(workshop["duration"]?.GetValue<string>()))
        {
            workshop["duration"] = $"PT{minutes}M";
        }

        // The choice is asked for when it is needed, and is none for any other time.
        if (Map(form, row) is { Count: 2 } && form[$"{row}.ambiguousTime"] is { Length: > 0 } choice)
        {
            workshop["ambiguousTime"] = choice;
        }
        else
        {
            workshop.Remove("ambiguousTime");
        }
    }

    /// <summary>How often the time that was typed occurs in its time zone, and when; null if it is no time or no zone.</summary>
    public static ZoneLocalMapping? Map(SeriesForm form, string row) =>
        StartPattern.Parse($"{form[$"{row}.{Date}"]}T{form[$"{row}.{Time}"]}") is { Success: true, Value: var start }
        && DateTimeZoneProviders.Tzdb.GetZoneOrNull(GetZone(form, row)) is { } zone
            ? zone.MapLocal(start)
            : null;

    /// <summary>The time zone of a workshop: its own, or that of the series.</summary>
    public static string GetZone(SeriesForm form, string row) => form[$"{row}.zone"] is { Length: > 0 } own ? own : form["zone"];

    /// <summary>For a time that does not exist: the last time before it and the first after it, as the clocks show them.</summary>
    public static (string Earlier, string Later)? FindGap(SeriesForm form, string row)
    {
        if (Map(form, row) is not { Count: 0 } gap)
        {
            return null;
        }

        string Shift(Offset offset) => gap.LocalDateTime.WithOffset(offset).InZone(gap.Zone).LocalDateTime
            .ToString("uuuu'-'MM'-'dd' 'HH':'mm", CultureInfo.InvariantCulture);
        return (Shift(gap.LateInterval.WallOffset), Shift(gap.EarlyInterval.WallOffset));
    }

    private static string ReadMinutes(string? duration)
    {
        try
        {
            return duration is null
                ? ""
                : XmlConvert.ToTimeSpan(duration).TotalMinutes.ToString("0.##", CultureInfo.InvariantCulture);
        }
        catch (FormatException)
        {
            return "";
        }
    }
}
