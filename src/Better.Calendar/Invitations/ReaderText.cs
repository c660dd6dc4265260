using Better.Calendar.Ics;
using Better.Calendar.Wordings;
using Better.Calendar.Workshops;
using NodaTime;

namespace Better.Calendar.Invitations;

/// <summary>Texts and times as one reader wants them: in her language, by her clocks, isolated where the direction changes.</summary>
internal sealed class ReaderText(WorkshopSeries series, InvitationWording wording, Participant reader, IDateTimeZoneProvider zones)
{
    private readonly EventText text = new(series, wording, series.LanguageOf(reader), series.ZoneOf(reader, zones), zones);

    public DateTimeZone Zone { get; } = series.ZoneOf(reader, zones);

    /// <summary>A localised text on one line.</summary>
    public string Line(LocalizedText? localized) => PlainText.SingleLine(text.In(localized));

    /// <summary>A localised text with its lines.</summary>
    public string Lines(LocalizedText? localized) => text.In(localized);

    public string When(Workshop workshop) => text.When(workshop);

    public string Expert(Expert expert) => text.Expert(expert);

    /// <summary>Where a workshop takes place, in words: a venue, online, or both.</summary>
    public string Place(Workshop workshop)
    {
        var venue = workshop.Venue is { } place ? text.Place(place) : null;
        var online = workshop.Meeting is { } meeting ? wording.Fill(Phrase.OnlinePlaceOnPlatform, ("platform", Isolated(meeting.Platform))) : null;
        return string.Join(" + ", new[] { venue, online }.OfType<string>());
    }

    public string Venue(Venue venue) => text.Place(venue);

    /// <summary>A label with its value.</summary>
    public LetterFact Fact(Phrase label, string value, Uri? link = null)
    {
        // No isolates around a link: in plain text they would become a part of it.
        var shown = link is null ? Isolated(value) : value;
        return new(wording[label], wording.Fill(Phrase.LabelledLine, ("label", wording[label]), ("value", "")), shown, link);
    }

    /// <summary>Unicode Technical Report 9, 2.4: a value whose direction is its own, where sentences run from right to left.</summary>
    public string Isolated(string value) => wording.RightToLeft && value.Length > 0 ? $"\u2068{value}\u2069" : value;
}
