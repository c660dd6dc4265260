using Better.Calendar.Icalendar.Writing;
using Better.Calendar.Model;
using NodaTime;

namespace Better.Calendar.Email;

/// <summary>Texts and times as one reader wants them: in her language, by her clocks, isolated where the direction changes.</summary>
internal sealed class RecipientFormatter(WorkshopSeries series, InvitationTexts texts, Participant recipient, IDateTimeZoneProvider zones)
{
    private readonly EventTexts eventText = new(series, texts, series.LanguageOf(recipient), series.ZoneOf(recipient, zones), zones);

    public DateTimeZone Zone { get; } = series.ZoneOf(recipient, zones);

    /// <summary>A localized text on one line.</summary>
    public string FormatLine(LocalizedText? localized) => TextSanitizer.ToSingleLine(eventText.Localize(localized));

    /// <summary>A localized text with its lines.</summary>
    public string FormatLines(LocalizedText? localized) => eventText.Localize(localized);

    public string FormatTime(Workshop workshop) => eventText.FormatDateAndTime(workshop);

    public string FormatExpert(Expert expert) => eventText.FormatExpert(expert);

    /// <summary>Where a workshop takes place, in words: a venue, online, or both.</summary>
    public string FormatPlace(Workshop workshop)
    {
        var venue = workshop.Venue is { } place ? eventText.FormatVenue(place) : null;
        var online = workshop.Meeting is { } meeting ? texts.Format(TextKey.OnlinePlaceOnPlatform, ("platform", Isolate(meeting.Platform))) : null;
        return string.Join(" + ", new[] { venue, online }.OfType<string>());
    }

    public string FormatVenue(Venue venue) => eventText.FormatVenue(venue);

    /// <summary>A label with its value.</summary>
    public LabelledValue CreateLabelledValue(TextKey label, string value, Uri? link = null)
    {
        // No isolates around a link: in plain text they would become a part of it.
        var shown = link is null ? Isolate(value) : value;
        return new(texts[label], texts.Format(TextKey.LabelledLine, ("label", texts[label]), ("value", "")), shown, link);
    }

    /// <summary>Unicode Technical Report 9, 2.4: a value whose direction is its own, where sentences run from right to left.</summary>
    public string Isolate(string value) => texts.IsRightToLeft && value.Length > 0 ? $"\u2068{value}\u2069" : value;
}
