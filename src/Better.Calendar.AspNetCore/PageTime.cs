using NodaTime;
using NodaTime.Text;

namespace Better.Calendar.AspNetCore;

/// <summary>A text of the series, and its language if that is not the language of the page; null if it is.</summary>
/// <param name="Text">The text.</param>
/// <param name="Language">The language of the text (BCP 47); null: that of the page.</param>
public sealed record PageText(string Text, string? Language)
{
    /// <summary>Takes the text that a reader of the page understands best.</summary>
    /// <param name="text">The text in its languages.</param>
    /// <param name="series">The series.</param>
    /// <param name="texts">The texts in the language of the page.</param>
    public static PageText Create(LocalizedText text, WorkshopSeries series, InvitationTexts texts)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(texts);
        var language = text.GetLanguage(texts.Language, series.Language);
        return new(text.GetText(texts.Language, series.Language), language == texts.Language ? null : language);
    }
}

/// <summary>Date and time of a workshop for one visitor.</summary>
/// <param name="Rfc3339Start">The start (RFC 3339), for programs.</param>
/// <param name="Date">The date in words; empty if the time range contains the dates.</param>
/// <param name="TimeRange">Start and end.</param>
/// <param name="ZoneName">The name of the time zone and its UTC offset; empty if the offset changes during the workshop, and the time range
/// contains both offsets.</param>
/// <param name="OrganizerTime">Date and time in the organizer's time zone; null if the local time is the same there.</param>
public sealed record PageTime(string Rfc3339Start, string Date, string TimeRange, string ZoneName, string? OrganizerTime)
{
    /// <summary>Writes the time of a workshop.</summary>
    /// <param name="series">The series.</param>
    /// <param name="workshop">The workshop.</param>
    /// <param name="zone">The visitor's time zone.</param>
    /// <param name="texts">The texts in the visitor's language.</param>
    public static PageTime Create(WorkshopSeries series, Workshop workshop, DateTimeZone zone, InvitationTexts texts)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(texts);
        var (organizerStart, organizerEnd) =
            (series.StartOf(workshop, DateTimeZoneProviders.Tzdb), series.EndOf(workshop, DateTimeZoneProviders.Tzdb));
        var (start, end) = (organizerStart.WithZone(zone), organizerEnd.WithZone(zone));
        var isOneOffset = start.Offset == end.Offset;
        var isOneDay = isOneOffset && start.Date == end.Date;
        var when = When.Create(texts.Dates, start, end, organizerStart.Zone);

        // The date is not repeated if it is the same.
        var organizerTime =
            isOneDay && organizerStart.Date == start.Date && organizerEnd.Date == end.Date && organizerStart.Offset == organizerEnd.Offset
                ? when.OrganizerHours
                : When.Create(texts.Dates, organizerStart, organizerEnd).Line;
        return new(
            OffsetDateTimePattern.Rfc3339.Format(start.ToOffsetDateTime()),
            isOneDay ? when.Date : "",
            isOneDay ? when.Hours : isOneOffset ? when.DatedHours : when.Line,
            isOneOffset ? when.Zone : "",
            when.OrganizerHours is null
                ? null
                : texts.Format(TextKey.LabelledLine, ("label", texts[TextKey.OrganizerTimeLabel]), ("value", organizerTime!)));
    }
}
