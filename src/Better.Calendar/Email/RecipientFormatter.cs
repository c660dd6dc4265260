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

    private const int MaxShortTitle = 48;

    private readonly Dictionary<string, string> languages = new(StringComparer.Ordinal);
    private readonly HashSet<string> hours = new(StringComparer.Ordinal);

    public DateTimeZone Zone { get; } = series.ZoneOf(recipient, zones);

    /// <summary>The texts of the host that were formatted and are in another language than the sentences.</summary>
    public ValueList<TextLanguage> Languages => languages.Select(static pair => new TextLanguage(pair.Key, pair.Value)).ToValueList();

    /// <summary>The ranges of hours that were formatted.</summary>
    public ValueList<string> Hours => hours.ToValueList();

    /// <summary>A localized text, on one line.</summary>
    public string FormatLine(LocalizedText? localized) => Note(localized, TextSanitizer.ToSingleLine(eventText.Localize(localized)));

    /// <summary>A title in a sentence below the whole title, cut at a word.</summary>
    public string FormatShortLine(LocalizedText localized) =>
        Note(localized, SubjectFormatter.CutAtWord(FormatLine(localized), MaxShortTitle));

    /// <summary>A localized text, with its line breaks.</summary>
    public string FormatLines(LocalizedText? localized) => Note(localized, eventText.Localize(localized));

    /// <summary>Date and time of a workshop where the recipient is, and where the organizer is.</summary>
    public When GetWhen(Workshop workshop)
    {
        var start = series.StartOf(workshop, zones);
        var when = When.Create(texts.Dates, start.WithZone(Zone), (start + workshop.Duration).WithZone(Zone), start.Zone);
        hours.Add(when.Hours);
        hours.Add(when.OrganizerRange ?? when.Hours);
        return when;
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

    /// <summary>A lead expert with their city, which has its own language if that is another one.</summary>
    public string FormatExpert(Expert expert) => expert.City is { } city && FindOtherLanguage(city) is not null
        ? texts.Format(
            TextKey.ExpertWithCity, ("expert", TextIsolates.Enclose(expert.Name)), ("city", TextIsolates.Enclose(FormatLine(city))))
        : eventText.FormatExpert(expert);

    /// <summary>Where a workshop takes place: the venue, online, or both.</summary>
    public string FormatPlace(Workshop workshop)
    {
        var venue = workshop.Venue is { } place ? FormatVenue(place) : null;
        var online = workshop.Meeting is { } meeting
            ? texts.Format(TextKey.OnlinePlaceOnPlatform, ("platform", Isolate(meeting.Platform)))
            : null;

        // Beside the words for online, the venue keeps its own language and direction.
        return venue is null || online is null ? venue ?? online ?? "" : $"{TextIsolates.Enclose(venue)} + {online}";
    }

    // Name, room, address and city are one text of the host, unless they are in different languages.
    private string FormatVenue(Venue venue) => venue.Parts.Select(FindOtherLanguage).Distinct().Count() == 1
        ? Note(venue.Name, eventText.FormatVenue(venue))
        : string.Join(", ", venue.Parts.Select(part => TextIsolates.Enclose(FormatLine(part))));

    /// <summary>Creates a label with its value.</summary>
    public LabelledValue CreateLabelledValue(TextKey label, string value) => Label(label, Isolate(value));

    /// <summary>Creates a label with a value that the host wrote.</summary>
    public LabelledValue CreateHostValue(TextKey label, string value) => Label(label, TextIsolates.Enclose(value));

    /// <summary>Creates the organizer's note with its label. It is not isolated, because isolates end with the line.</summary>
    public LabelledValue CreateNote(LocalizedText note) =>
        CreateLabelledValue(TextKey.NoteLabel, "") with { Value = FormatLines(note) };

    /// <summary>
    /// Creates a label with the names of people, who differ from reader to reader: whether there are isolates must not depend on them.
    /// </summary>
    public LabelledValue CreateNames(TextKey label, string names) =>
        Label(label, texts.IsRightToLeft ? TextIsolates.Enclose(names) : names);

    /// <summary>Creates a label with a link, which gets no isolates: in plain text they would become a part of it.</summary>
    public LabelledValue CreateLink(TextKey label, Uri link) => Label(texts[label], LinkFormatter.Format(link), link);

    /// <summary>Creates a link that the host named.</summary>
    public LabelledValue CreateLink(LocalizedText label, Uri link) =>
        Label(TextIsolates.Enclose(FormatLine(label)), LinkFormatter.Format(link), link);

    private LabelledValue Label(TextKey label, string value) => Label(texts[label], value);

    private LabelledValue Label(string label, string value, Uri? link = null) =>
        new(label, texts.Format(TextKey.LabelledLine, ("label", label), ("value", "")), value, link);

    /// <summary>Encloses a value in isolates where its direction may be another one than that of the sentence.</summary>
    public string Isolate(string value) => TextIsolates.EncloseIfNeeded(value, texts.IsRightToLeft);

    // The language of a text of the host if it is another one than that of the sentences.
    private string? FindOtherLanguage(LocalizedText localized)
    {
        var language = eventText.GetLanguage(localized);
        return LanguageTag.GetPrimary(language) == LanguageTag.GetPrimary(texts.Language) ? null : language;
    }

    private string Note(LocalizedText? localized, string text)
    {
        if (text.Length > 0 && localized is not null && FindOtherLanguage(localized) is { } language)
        {
            languages[text] = language;
        }

        return text;
    }
}
