using Better.Calendar;
using NodaTime;
using NodaTime.Text;

namespace WebHost;

/// <summary>A text of the series, and its language if that is not the language of the page; null if it is.</summary>
public sealed record PageText(string Text, string? Language)
{
    public static PageText Create(LocalizedText text, WorkshopSeries series, InvitationTexts texts)
    {
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
    public static PageTime Create(WorkshopSeries series, Workshop workshop, DateTimeZone zone, InvitationTexts texts)
    {
        var (organizerStart, organizerEnd) =
            (series.StartOf(workshop, DateTimeZoneProviders.Tzdb), series.EndOf(workshop, DateTimeZoneProviders.Tzdb));
        var (start, end) = (organizerStart.WithZone(zone), organizerEnd.WithZone(zone));
        var isOneOffset = start.Offset == end.Offset;
        var isOneDay = isOneOffset && start.Date == end.Date;
        return new(
            OffsetDateTimePattern.Rfc3339.Format(start.ToOffsetDateTime()),
            isOneDay ? texts.Dates.Date(start.Date) : "",
            isOneDay ? texts.Dates.TimeRange(start.TimeOfDay, end.TimeOfDay)
                : isOneOffset ? texts.Dates.When(start.LocalDateTime, end.LocalDateTime)
                : texts.Dates.When(start, end),
            isOneOffset ? texts.Dates.ZoneNameAndOffset(start) : "",
            start.Offset == organizerStart.Offset && end.Offset == organizerEnd.Offset
                ? null
                : texts.Format(TextKey.LabelledLine, ("label", texts[TextKey.OrganizerTimeLabel]), ("value", OrganizerTime())));

        // The date is not repeated if it is the same.
        string OrganizerTime() =>
            isOneDay && organizerStart.Date == start.Date && organizerEnd.Date == end.Date && organizerStart.Offset == organizerEnd.Offset
            ? $"{texts.Dates.TimeRange(organizerStart.TimeOfDay, organizerEnd.TimeOfDay)} ({DateTexts.FormatOffset(organizerStart.Offset)})"
            : texts.Dates.When(organizerStart, organizerEnd);
    }
}

/// <summary>A workshop as the schedule page shows it.</summary>
public sealed record WorkshopView
{
    public required string Number { get; init; }

    public required PageText Title { get; init; }

    public required PageText? Description { get; init; }

    public required PageTime When { get; init; }

    public required string? Expert { get; init; }

    public required string? Venue { get; init; }

    public required OnlineMeeting? Meeting { get; init; }

    /// <summary>"Cancelled", "not yet certain", or null.</summary>
    public required string? StatusText { get; init; }

    public required bool IsCancelled { get; init; }

    public required IReadOnlyList<CalendarLink> Links { get; init; }

    public static WorkshopView Create(PublishedSeries published, Workshop workshop, DateTimeZone zone, InvitationTexts texts, Uri host)
    {
        var series = published.Series;
        string Text(LocalizedText text) => text.GetText(texts.Language, series.Language);
        return new()
        {
            Number =
                texts.Format(
                    TextKey.WorkshopNumber,
                    ("number", $"{series.Workshops.TakeWhile(other => other.Id != workshop.Id).Count() + 1}"),
                    ("count", $"{series.Workshops.Count}")),
            Title = PageText.Create(workshop.Title, series, texts),
            Description = workshop.Description is { } description ? PageText.Create(description, series, texts) : null,
            When = PageTime.Create(series, workshop, zone, texts),
            Expert = workshop.LeadExpert is not { } expert ? null
                : expert.City is { } city ? texts.Format(TextKey.ExpertWithCity, ("expert", expert.Name), ("city", Text(city)))
                : expert.Name,
            Venue = workshop.Venue?.GetText(texts.Language, series.Language),
            Meeting = workshop.Meeting,
            StatusText = workshop.Status switch
            {
                WorkshopStatus.Cancelled => texts[TextKey.StatusCancelled],
                WorkshopStatus.Tentative => texts[TextKey.StatusTentative],
                _ => null,
            },
            IsCancelled = workshop.Status == WorkshopStatus.Cancelled,
            Links = AddToCalendar.CreateWorkshopLinks(
                series,
                workshop,
                texts.Language,
                new() { Zone = zone.Id, CalendarFileUrl = new(host, $"calendar/{texts.Language}/{workshop.Id}.ics") }),
        };
    }
}
