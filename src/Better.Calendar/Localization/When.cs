using System.Globalization;
using NodaTime;

namespace Better.Calendar;

/// <summary>
/// A start and an end as a person reads them, in their language and time zone. Emails, pages and schedules take each time that they show
/// from here. Compares by value.
/// </summary>
/// <example>
/// <code>
/// var when = When.Create(InvitationTexts.ForLanguage("en").Dates, start, end, organizerZone);
/// Console.WriteLine($"{when.Date}\n{when.Hours}\n{when.Zone}");
/// </code>
/// </example>
public sealed record When
{
    private When()
    {
    }

    /// <summary>The name of the month in which it starts: <c>April</c>.</summary>
    public string Month { get; private init; } = "";

    /// <summary>The day of the month on which it starts: <c>15</c>.</summary>
    public string Day { get; private init; } = "";

    /// <summary>The date with weekday and year, <c>Thursday 15 April 2027</c>; both dates if it ends on another day.</summary>
    public string Date { get; private init; } = "";

    /// <summary>The date with a short weekday and without the year, <c>Thu 15 April</c>; both dates if it ends on another day.</summary>
    public string ShortDate { get; private init; } = "";

    /// <summary>The hours: <c>13:00–15:00</c>. They are never to be broken over two lines.</summary>
    public string Hours { get; private init; } = "";

    /// <summary>The time zone: <c>British Summer Time, UTC+1</c>; both if the clocks change before the end.</summary>
    public string Zone { get; private init; } = "";

    /// <summary>The offset from UTC: <c>UTC+1</c>; both if the clocks change before the end.</summary>
    public string Offset { get; private init; } = "";

    /// <summary>All in one line: <c>Thursday 15 April 2027, 13:00–15:00 (British Summer Time, UTC+1)</c>.</summary>
    public string Line { get; private init; } = "";

    /// <summary>Short date and hours, where year and zone are known: <c>Thu 15 April, 13:00–15:00</c>.</summary>
    public string ShortLine { get; private init; } = "";

    /// <summary>Date and hours where the zone is known: <c>Thursday 15 April 2027, 13:00–15:00</c>.</summary>
    public string DatedHours { get; private init; } = "";

    /// <summary>Short date and the hour of the start: <c>Thu 15 April, 13:00</c>.</summary>
    public string Beginning { get; private init; } = "";

    /// <summary>
    /// The organizer's hours with their offset, and with their date if it is another one: <c>14:00–16:00 (UTC+2)</c>. Null if the
    /// organizer's clocks show the same, or if no zone of theirs was given.
    /// </summary>
    public string? OrganizerHours { get; private init; }

    /// <summary>The organizer's hours alone, <c>14:00–16:00</c>; null where <see cref="OrganizerHours"/> is null.</summary>
    internal string? OrganizerRange { get; private init; }

    /// <summary>The year in which it starts.</summary>
    internal int Year { get; private init; }

    /// <summary>The hour of the start: <c>13:00</c>.</summary>
    internal string Start { get; private init; } = "";

    /// <summary>The hour of the end: <c>15:00</c>.</summary>
    internal string End { get; private init; } = "";

    /// <summary>Creates the texts of a time.</summary>
    /// <param name="dates">The language.</param>
    /// <param name="start">The start in the reader's time zone.</param>
    /// <param name="end">The end in the reader's time zone.</param>
    /// <param name="organizerZone">The organizer's time zone; null means that their hours are not shown.</param>
    public static When Create(DateTexts dates, ZonedDateTime start, ZonedDateTime end, DateTimeZone? organizerZone = null)
    {
        ArgumentNullException.ThrowIfNull(dates);
        var hours = dates.TimeRange(start.TimeOfDay, end.TimeOfDay);
        var shortDate = JoinDays(dates.ShortDate, start, end);
        var organizer = organizerZone is null ? null : FindOrganizer(dates, start, end, organizerZone);
        return new()
        {
            Month = dates.MonthName(start.Date),
            Day = start.Day.ToString(CultureInfo.InvariantCulture),
            Year = start.Year,
            Start = dates.Time(start.TimeOfDay),
            End = dates.Time(end.TimeOfDay),
            Date = JoinDays(dates.Date, start, end),
            ShortDate = shortDate,
            Hours = hours,
            Zone = Join(dates.ZoneNameAndOffset(start), dates.ZoneNameAndOffset(end)),
            Offset = FormatOffsets(start, end),
            Line = FormatLine(dates, start, end),
            ShortLine = start.Date == end.Date
                ? dates.JoinDateAndTime(shortDate, hours)
                : $"{FormatBeginning(dates, start)} – {FormatBeginning(dates, end)}",
            DatedHours = dates.When(start.LocalDateTime, end.LocalDateTime),
            Beginning = FormatBeginning(dates, start),
            OrganizerHours = organizer is null ? null
                : $"{(organizer.ShortDate == shortDate ? organizer.Hours : organizer.ShortLine)} ({organizer.Offset})",
            OrganizerRange = organizer?.Hours,
        };
    }

    /// <summary>Only <see cref="Line"/>, for feeds of many events.</summary>
    internal static string FormatLine(DateTexts dates, ZonedDateTime start, ZonedDateTime end) => dates.When(start, end);

    /// <summary>Returns <see cref="Line"/>.</summary>
    public override string ToString() => Line;

    // Rome and Budapest show the same time: naming it twice would only confuse.
    private static When? FindOrganizer(DateTexts dates, ZonedDateTime start, ZonedDateTime end, DateTimeZone zone)
    {
        var (theirStart, theirEnd) = (start.WithZone(zone), end.WithZone(zone));
        return theirStart.Offset == start.Offset && theirEnd.Offset == end.Offset ? null : Create(dates, theirStart, theirEnd);
    }

    private static string FormatOffsets(ZonedDateTime start, ZonedDateTime end) =>
        Join(DateTexts.FormatOffset(start.Offset), DateTexts.FormatOffset(end.Offset));

    private static string FormatBeginning(DateTexts dates, ZonedDateTime time) =>
        dates.JoinDateAndTime(dates.ShortDate(time.Date), dates.Time(time.TimeOfDay));

    private static string JoinDays(Func<LocalDate, string> format, ZonedDateTime start, ZonedDateTime end) =>
        Join(format(start.Date), format(end.Date));

    private static string Join(string first, string last) => first == last ? first : $"{first} – {last}";
}
