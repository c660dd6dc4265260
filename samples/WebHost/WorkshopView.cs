using Better.Calendar;
using NodaTime;
using NodaTime.Text;

namespace WebHost;

/// <summary>A host's text, and the language it is really in where that is not the page's.</summary>
public sealed record PageText(string Text, string? Language)
{
    public static PageText Create(LocalizedText text, WorkshopSeries series, InvitationTexts texts)
    {
        var language = text.GetLanguage(texts.Language, series.Language);
        return new(text.GetText(texts.Language, series.Language), language == texts.Language ? null : language);
    }
}

/// <summary>When something takes place, for one reader.</summary>
/// <param name="Rfc3339Start">The start, for machines (RFC 3339).</param>
/// <param name="Date">The day in words; empty where the hours tell the days.</param>
/// <param name="TimeRange">From when to when.</param>
/// <param name="ZoneName">By which clock; empty where the clocks change on the way, and the hours tell it.</param>
/// <param name="OrganizerTime">The same by the organizer's clock, where that shows another time.</param>
public sealed record PageTime(string Rfc3339Start, string Date, string TimeRange, string ZoneName, string? OrganizerTime)
{
    public static PageTime Create(WorkshopSeries series, Workshop workshop, DateTimeZone zone, InvitationTexts texts)
    {
        var (theirs, theirEnd) = (series.StartOf(workshop, DateTimeZoneProviders.Tzdb), series.EndOf(workshop, DateTimeZoneProviders.Tzdb));
        var (start, end) = (theirs.WithZone(zone), theirEnd.WithZone(zone));
        var isOneOffset = start.Offset == end.Offset;
        var isOneDay = isOneOffset && start.Date == end.Date;
        return new(
            OffsetDateTimePattern.Rfc3339.Format(start.ToOffsetDateTime()),
            isOneDay ? texts.Dates.Date(start.Date) : "",
            isOneDay ? texts.Dates.TimeRange(start.TimeOfDay, end.TimeOfDay)
                : isOneOffset ? texts.Dates.When(start.LocalDateTime, end.LocalDateTime)
                : texts.Dates.When(start, end),
            isOneOffset ? texts.Dates.ZoneNameAndOffset(start) : "",
            start.Offset == theirs.Offset && end.Offset == theirEnd.Offset
                ? null
                : texts.Format(TextKey.LabelledLine, ("label", texts[TextKey.OrganizerTimeLabel]), ("value", Organizers())));

        // The day once is enough, where it is the same.
        string Organizers() => isOneDay && theirs.Date == start.Date && theirEnd.Date == end.Date && theirs.Offset == theirEnd.Offset
            ? $"{texts.Dates.TimeRange(theirs.TimeOfDay, theirEnd.TimeOfDay)} ({DateTexts.FormatOffset(theirs.Offset)})"
            : texts.Dates.When(theirs, theirEnd);
    }
}

/// <summary>A workshop as a page shows it.</summary>
public sealed record WorkshopView
{
    public required string Number { get; init; }

    public required PageText Title { get; init; }

    public required PageText? Description { get; init; }

    public required PageTime When { get; init; }

    public required string? Expert { get; init; }

    public required string? Venue { get; init; }

    public required OnlineMeeting? Meeting { get; init; }

    /// <summary>"Cancelled", "not yet certain", or nothing to say.</summary>
    public required string? StatusText { get; init; }

    public required bool IsCancelled { get; init; }

    public required IReadOnlyList<CalendarLink> Links { get; init; }

    public static WorkshopView Create(PublishedSeries edition, Workshop workshop, DateTimeZone zone, InvitationTexts texts, Uri host)
    {
        var series = edition.Series;
        string Text(LocalizedText text) => text.GetText(texts.Language, series.Language);
        return new()
        {
            Number = texts.Format(TextKey.WorkshopNumber, ("number", $"{series.Workshops.TakeWhile(other => other.Id != workshop.Id).Count() + 1}"), ("count", $"{series.Workshops.Count}")),
            Title = PageText.Create(workshop.Title, series, texts),
            Description = workshop.Description is { } about ? PageText.Create(about, series, texts) : null,
            When = PageTime.Create(series, workshop, zone, texts),
            Expert = workshop.LeadExpert is not { } expert ? null
                : expert.City is { } city ? texts.Format(TextKey.ExpertWithCity, ("expert", expert.Name), ("city", Text(city)))
                : expert.Name,
            Venue = workshop.Venue is not { } venue ? null
                : venue.City is { } place ? $"{Text(venue.Name)}, {Text(place)}"
                : Text(venue.Name),
            Meeting = workshop.Meeting,
            StatusText = workshop.Status switch
            {
                WorkshopStatus.Cancelled => texts[TextKey.StatusCancelled],
                WorkshopStatus.Tentative => texts[TextKey.StatusTentative],
                _ => null,
            },
            IsCancelled = workshop.Status == WorkshopStatus.Cancelled,
            Links = AddToCalendar.CreateWorkshopLinks(series, workshop, texts.Language, new() { Zone = zone.Id, CalendarFileUrl = new(host, $"calendar/{texts.Language}/{workshop.Id}.ics") }),
        };
    }
}
