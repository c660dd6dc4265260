using Better.Calendar.Icalendar.Writing;
using Better.Calendar.Localization;
using Better.Calendar.Model;
using NodaTime;

namespace Better.Calendar.Email;

/// <summary>
/// Formats texts and times for one recipient: in their language and time zone, with isolates where the direction of writing changes.
/// </summary>
internal sealed class RecipientFormatter(WorkshopSeries series, InvitationTexts texts, Participant recipient, IDateTimeZoneProvider zones)
{
    private readonly EventTexts eventText = new(
        series, texts, SeriesLanguage.ChooseTitles(series, series.LanguageOf(recipient), texts), series.ZoneOf(recipient, zones), zones);

    public DateTimeZone Zone { get; } = series.ZoneOf(recipient, zones);

    /// <summary>A localized text, on one line.</summary>
    public string FormatLine(LocalizedText? localized) => TextSanitizer.ToSingleLine(eventText.Localize(localized));

    /// <summary>A localized text, with its line breaks.</summary>
    public string FormatLines(LocalizedText? localized) => eventText.Localize(localized);

    /// <summary>Date and time of a workshop where the recipient is, and where the organizer is.</summary>
    public When GetWhen(Workshop workshop)
    {
        var start = series.StartOf(workshop, zones);
        return When.Create(texts.Dates, start.WithZone(Zone), (start + workshop.Duration).WithZone(Zone), start.Zone);
    }

    public string FormatTime(Workshop workshop) => GetWhen(workshop).Line;

    /// <summary>
    /// Whose time it is: the recipient's, with their city, if the organizer's clocks show another one; otherwise the name of the zone.
    /// </summary>
    public string FormatZone(When when) =>
        when.OrganizerHours is null || GetCity() is not { Length: > 0 } city
            ? when.Zone
            : CreateLabelledValue(TextKey.YourTimeLabel, $"{city} ({when.Offset})").Line;

    // Ids such as Etc/GMT+3 and UTC are not places.
    private string? GetCity() =>
        recipient.City is { } own ? FormatLine(own)
        : Zone.Id.IndexOf('/') > 0 && !Zone.Id.StartsWith("Etc/", StringComparison.Ordinal) ? texts.Dates.CityName(Zone.Id)
        : null;

    public string FormatExpert(Expert expert) => eventText.FormatExpert(expert);

    /// <summary>Where a workshop takes place: the venue, online, or both.</summary>
    public string FormatPlace(Workshop workshop)
    {
        var venue = workshop.Venue is { } place ? eventText.FormatVenue(place) : null;
        var online = workshop.Meeting is { } meeting
            ? texts.Format(TextKey.OnlinePlaceOnPlatform, ("platform", Isolate(meeting.Platform)))
            : null;
        return string.Join(" + ", new[] { venue, online }.OfType<string>());
    }

    public string FormatVenue(Venue venue) => eventText.FormatVenue(venue);

    /// <summary>Creates a label with its value.</summary>
    public LabelledValue CreateLabelledValue(TextKey label, string value, Uri? link = null)
    {
        // A link gets no isolates: in plain text they would become a part of it.
        var shown = link is null ? Isolate(value) : value;
        return new(texts[label], texts.Format(TextKey.LabelledLine, ("label", texts[label]), ("value", "")), shown, link);
    }

    /// <summary>Creates the organizer's note with its label. It is not isolated, because isolates end with the line.</summary>
    public LabelledValue CreateNote(LocalizedText note) =>
        CreateLabelledValue(TextKey.NoteLabel, "") with { Value = FormatLines(note) };

    /// <summary>
    /// Encloses a value in isolates if sentences run from right to left, because the value may run in the other direction (Unicode Standard
    /// Annex 9, 2.4).
    /// </summary>
    public string Isolate(string value) => texts.IsRightToLeft && value.Length > 0 ? $"\u2068{value}\u2069" : value;
}
