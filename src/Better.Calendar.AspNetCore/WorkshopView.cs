using NodaTime;

namespace Better.Calendar.AspNetCore;

/// <summary>A workshop as a schedule page shows it.</summary>
public sealed record WorkshopView
{
    /// <summary>The place of the workshop in the series: "Workshop 2 of 3".</summary>
    public required string Number { get; init; }

    /// <summary>The title.</summary>
    public required PageText Title { get; init; }

    /// <summary>The description; null if there is none.</summary>
    public required PageText? Description { get; init; }

    /// <summary>Date and time.</summary>
    public required PageTime When { get; init; }

    /// <summary>Name and city of the lead expert; null if there is none.</summary>
    public required string? Expert { get; init; }

    /// <summary>Name, room, address and city of the venue; null if there is none.</summary>
    public required string? Venue { get; init; }

    /// <summary>The online meeting with its passcode, which no public page shows; null if there is none.</summary>
    public required OnlineMeeting? Meeting { get; init; }

    /// <summary>"Cancelled", "not yet certain", or null.</summary>
    public required string? StatusText { get; init; }

    /// <summary>Whether the workshop is cancelled.</summary>
    public required bool IsCancelled { get; init; }

    /// <summary>The links that add the workshop to a calendar; empty if it is cancelled.</summary>
    public required IReadOnlyList<CalendarLink> Links { get; init; }

    /// <summary>Writes a workshop for a visitor.</summary>
    /// <param name="series">The series.</param>
    /// <param name="workshop">The workshop.</param>
    /// <param name="zone">The visitor's time zone.</param>
    /// <param name="texts">The texts in the visitor's language.</param>
    /// <param name="publicUrl">The public address under which the endpoints are mapped; it ends with a slash.</param>
    public static WorkshopView Create(
        WorkshopSeries series,
        Workshop workshop,
        DateTimeZone zone,
        InvitationTexts texts,
        Uri publicUrl)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(workshop);
        ArgumentNullException.ThrowIfNull(zone);
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentNullException.ThrowIfNull(publicUrl);
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
                new() { Zone = zone.Id, CalendarFileUrl = new(publicUrl, $"calendar/{texts.Language}/{workshop.Id}.ics") }),
        };
    }
}
