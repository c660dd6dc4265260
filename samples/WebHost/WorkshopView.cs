using Better.Calendar.Links;
using Better.Calendar.Wordings;
using Better.Calendar.Workshops;
using NodaTime;
using NodaTime.Text;

namespace WebHost;

/// <summary>A host's text, and the language it is really in where that is not the page's.</summary>
public sealed record PageText(string Text, string? Language)
{
    public static PageText Of(LocalizedText text, WorkshopSeries series, InvitationWording wording)
    {
        var language = text.LanguageIn(wording.Language, series.Language);
        return new(text.In(wording.Language, series.Language), language == wording.Language ? null : language);
    }
}

/// <summary>When something takes place, for one reader.</summary>
/// <param name="Machine">The start, for machines (RFC 3339).</param>
/// <param name="Date">The day in words; empty where the hours tell the days.</param>
/// <param name="Hours">From when to when.</param>
/// <param name="Zone">By which clock; empty where the clocks change on the way, and the hours tell it.</param>
/// <param name="Organizer">The same by the organiser's clock, where that shows another time.</param>
public sealed record PageTime(string Machine, string Date, string Hours, string Zone, string? Organizer)
{
    public static PageTime Of(WorkshopSeries series, Workshop workshop, DateTimeZone zone, InvitationWording wording)
    {
        var (theirs, theirEnd) = (series.StartOf(workshop, DateTimeZoneProviders.Tzdb), series.EndOf(workshop, DateTimeZoneProviders.Tzdb));
        var (start, end) = (theirs.WithZone(zone), theirEnd.WithZone(zone));
        var isOneOffset = start.Offset == end.Offset;
        var isOneDay = isOneOffset && start.Date == end.Date;
        return new(
            OffsetDateTimePattern.Rfc3339.Format(start.ToOffsetDateTime()),
            isOneDay ? wording.Dates.Date(start.Date) : "",
            isOneDay ? wording.Dates.TimeRange(start.TimeOfDay, end.TimeOfDay)
                : isOneOffset ? wording.Dates.When(start.LocalDateTime, end.LocalDateTime)
                : wording.Dates.When(start, end),
            isOneOffset ? wording.Dates.ZoneNameAndOffset(start) : "",
            start.Offset == theirs.Offset && end.Offset == theirEnd.Offset
                ? null
                : wording.Fill(Phrase.LabelledLine, ("label", wording[Phrase.OrganizerTimeLabel]), ("value", Organizers())));

        // The day once is enough, where it is the same.
        string Organizers() => isOneDay && theirs.Date == start.Date && theirEnd.Date == end.Date && theirs.Offset == theirEnd.Offset
            ? $"{wording.Dates.TimeRange(theirs.TimeOfDay, theirEnd.TimeOfDay)} ({DateWords.OffsetText(theirs.Offset)})"
            : wording.Dates.When(theirs, theirEnd);
    }
}

/// <summary>A workshop as a page shows it.</summary>
public sealed record WorkshopView
{
    public required string Number { get; init; }

    public required PageText Title { get; init; }

    public required PageText? About { get; init; }

    public required PageTime When { get; init; }

    public required string? Expert { get; init; }

    public required string? Venue { get; init; }

    public required OnlineMeeting? Meeting { get; init; }

    /// <summary>"Cancelled", "not yet certain", or nothing to say.</summary>
    public required string? Mark { get; init; }

    public required bool IsOff { get; init; }

    public required IReadOnlyList<CalendarLink> Links { get; init; }

    public static WorkshopView Of(Edition edition, Workshop workshop, DateTimeZone zone, InvitationWording wording, Uri host)
    {
        var series = edition.Series;
        string Text(LocalizedText text) => text.In(wording.Language, series.Language);
        return new()
        {
            Number = wording.Fill(Phrase.WorkshopNumber, ("number", $"{series.Workshops.TakeWhile(other => other.Id != workshop.Id).Count() + 1}"), ("count", $"{series.Workshops.Count}")),
            Title = PageText.Of(workshop.Title, series, wording),
            About = workshop.Description is { } about ? PageText.Of(about, series, wording) : null,
            When = PageTime.Of(series, workshop, zone, wording),
            Expert = workshop.LeadExpert is not { } expert ? null
                : expert.City is { } city ? wording.Fill(Phrase.ExpertWithCity, ("expert", expert.Name), ("city", Text(city)))
                : expert.Name,
            Venue = workshop.Venue is not { } venue ? null
                : venue.City is { } place ? $"{Text(venue.Name)}, {Text(place)}"
                : Text(venue.Name),
            Meeting = workshop.Meeting,
            Mark = workshop.Status switch
            {
                WorkshopStatus.Cancelled => wording[Phrase.StatusCancelled],
                WorkshopStatus.Tentative => wording[Phrase.StatusTentative],
                _ => null,
            },
            IsOff = workshop.Status == WorkshopStatus.Cancelled,
            Links = AddToCalendar.Workshop(series, workshop, wording.Language, new() { Zone = zone.Id, File = new(host, $"calendar/{wording.Language}/{workshop.Id}.ics") }),
        };
    }
}
