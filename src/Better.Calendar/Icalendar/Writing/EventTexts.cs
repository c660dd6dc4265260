using Better.Calendar.Model;
using NodaTime;

namespace Better.Calendar.Icalendar.Writing;

/// <summary>
/// The texts of an event in the language of the reader. They are complete, because many clients hide the email around the event.
/// </summary>
internal sealed class EventTexts(
    WorkshopSeries series, InvitationTexts texts, string language, DateTimeZone readerZone, IDateTimeZoneProvider zones)
{
    // The limits of Outlook and Proton; the description contains longer titles in full.
    private const int MaxSummaryLength = 200;
    private const int MaxLocationLength = 255;
    public const int MaxDescriptionLength = 3000;

    private string? seriesText;

    /// <summary>
    /// Whether descriptions are not shortened; a template shortens them when it has the recipient's page and the names of the participants.
    /// </summary>
    public bool KeepsFullDescription { get; init; }

    /// <summary>The web address of the schedule page or the feed of the series; null if there is none.</summary>
    public Uri? SchedulePage { get; init; }

    /// <summary>The recipient's RSVP page; null if there is none. It stands before the texts that may be cut off.</summary>
    public Uri? RsvpPage { get; init; }

    private string ResponseText =>
        RsvpPage is null ? "" : FormatLabeledLine(TextKey.ResponseLabel, LinkFormatter.Format(RsvpPage));

    private string SeriesText => seriesText ??= JoinLines(GetSeriesLines());

    public string GetSummary(Workshop workshop) =>
        TextSanitizer.Truncate(TextSanitizer.ToSingleLine(Localize(workshop.Title)), MaxSummaryLength);

    public string GetSummary(WorkshopSeries whole) =>
        TextSanitizer.Truncate(TextSanitizer.ToSingleLine(Localize(whole.Title)), MaxSummaryLength);

    /// <summary>
    /// The venue and the join link without further text, because the clients of Apple and Google make a link or a button of it.
    /// </summary>
    public string GetLocation(Workshop workshop)
    {
        var (venue, link, platform) = GetLocationParts(workshop);
        return JoinLocation(venue, link, platform);
    }

    /// <summary>The venue, the join link and the platform of a workshop; each is empty if there is none.</summary>
    public (string Venue, string Link, string Platform) GetLocationParts(Workshop workshop) => (
        workshop.Venue is { } place ? FormatVenue(place) : "",
        workshop.Meeting is { } meeting ? LinkFormatter.Format(meeting.Url) : "",
        workshop.Meeting?.Platform ?? "");

    /// <summary>The location of the parts, as far as they fit.</summary>
    public static string JoinLocation(string venue, string link, string platform)
    {
        var both = string.Join(" – ", new[] { venue, link }.Where(static part => part.Length > 0));

        // A shortened link would not work; a link that is too long is only in the description and in URL.
        return both.Length <= MaxLocationLength ? both
            : venue.Length == 0 && link.Length <= MaxLocationLength ? link
            : TextSanitizer.Truncate(venue.Length > 0 ? venue : platform, MaxLocationLength);
    }

    /// <summary>A venue on one line.</summary>
    public string FormatVenue(Venue venue) => venue.GetText(language, series.Language);

    /// <summary>A lead expert with their city.</summary>
    public string FormatExpert(Expert expert) =>
        expert.City is null
            ? expert.Name
            : texts.Format(TextKey.ExpertWithCity, ("expert", expert.Name), ("city", TextSanitizer.ToSingleLine(Localize(expert.City))));

    /// <summary>Date and time of the workshop in the time zone of the reader.</summary>
    public string FormatDateAndTime(Workshop workshop)
    {
        var start = series.StartOf(workshop, zones).ToInstant();
        return When.FormatLine(texts.Dates, start.InZone(readerZone), (start + workshop.Duration).InZone(readerZone));
    }

    /// <summary>The text in the language of the reader, which may be a language without texts in the library.</summary>
    public string Localize(LocalizedText? text) => text?.GetText(language, series.Language) ?? "";

    /// <summary>The language of a text as <see cref="Localize"/> gives it (BCP 47).</summary>
    public string GetLanguage(LocalizedText text) => text.GetLanguage(language, series.Language);

    /// <summary>The description of a workshop, with the join link first.</summary>
    /// <param name="workshop">The workshop.</param>
    /// <param name="withPasscode">Whether the passcode is included: only for recipients of an email, because a calendar is shared more
    /// easily, and anybody can read public feeds and downloads.</param>
    /// <param name="withMaterials">Whether the materials are included: for participants only.</param>
    /// <param name="otherNames">Names of other participants.</param>
    public string GetDescription(
        Workshop workshop, bool withPasscode, bool withMaterials, IEnumerable<string> otherNames) => JoinParagraphs(
        JoinLines(GetMeetingLines(workshop, withPasscode)),
        JoinLines(GetDetailLines(workshop)),
        withMaterials ? JoinLines(GetMaterialLines(workshop)) : "",
        ResponseText,
        Localize(workshop.Title).Length > MaxSummaryLength ? Localize(workshop.Title) : "",
        Localize(workshop.Description),
        SeriesText,
        FormatParticipants(otherNames));

    /// <summary>The description of workshops that share their facts, and so have no date and time of their own.</summary>
    public string GetSharedDescription(Workshop workshop, IEnumerable<string> otherNames) => JoinParagraphs(
        JoinLines(GetMeetingLines(workshop, withPasscode: true)),
        JoinLines(GetDetailLines(workshop, withTime: false)),
        JoinLines(GetMaterialLines(workshop)),
        ResponseText,
        Localize(workshop.Title).Length > MaxSummaryLength ? Localize(workshop.Title) : "",
        Localize(workshop.Description),
        SeriesText,
        FormatParticipants(otherNames));

    /// <summary>The description of a series that is one event; the join links are in the occurrences.</summary>
    public string GetDescription(WorkshopSeries whole, IEnumerable<string> otherNames) =>
        JoinParagraphs(ResponseText, SeriesText, FormatParticipants(otherNames), Localize(whole.Description));

    /// <summary>A description as it is written: of at most so many characters as clients show.</summary>
    public static string ShortenDescription(string description) => TextSanitizer.Truncate(description, MaxDescriptionLength);

    private IEnumerable<string> GetMeetingLines(Workshop workshop, bool withPasscode)
    {
        if (workshop.Meeting is not { } meeting)
        {
            yield break;
        }

        yield return FormatLabeledLine(TextKey.JoinLabel, LinkFormatter.Format(meeting.Url));
        yield return FormatLabeledLine(TextKey.PlatformLabel, meeting.Platform);
        if (meeting.MeetingNumber is { } number)
        {
            yield return FormatLabeledLine(TextKey.MeetingNumberLabel, number);
        }

        if (meeting.Passcode is { } passcode && withPasscode)
        {
            yield return FormatLabeledLine(TextKey.PasscodeLabel, passcode);
        }

        if (meeting.DialIn is { } dialIn)
        {
            yield return FormatLabeledLine(TextKey.DialInLabel, dialIn);
        }
    }

    private IEnumerable<string> GetDetailLines(Workshop workshop, bool withTime = true)
    {
        if (withTime)
        {
            yield return FormatLabeledLine(TextKey.DateAndTimeLabel, FormatDateAndTime(workshop));
        }

        if (workshop.Venue is { } venue)
        {
            yield return FormatLabeledLine(TextKey.VenueLabel, FormatVenue(venue));
            if (venue.MapUrl is { } map)
            {
                yield return FormatLabeledLine(TextKey.MapLabel, LinkFormatter.Format(map));
            }
        }

        if (workshop.LeadExpert is { } expert)
        {
            yield return FormatLabeledLine(TextKey.LeadExpertLabel, FormatExpert(expert));
        }
    }

    private IEnumerable<string> GetMaterialLines(Workshop workshop) => workshop.Materials.Select(material => texts.Format(
        TextKey.LabelledLine,
        ("label", TextSanitizer.ToSingleLine(Localize(material.Title))),
        ("value", LinkFormatter.Format(material.Url))));

    /// <summary>
    /// The lines about the series. An event says nothing about other workshops: when one of those moves, this event would keep its old
    /// time, because nobody is notified.
    /// </summary>
    private IEnumerable<string> GetSeriesLines()
    {
        yield return FormatLabeledLine(TextKey.SeriesLabel, TextSanitizer.ToSingleLine(Localize(series.Title)));
        if (SchedulePage is { } page)
        {
            yield return FormatLabeledLine(TextKey.ScheduleLabel, LinkFormatter.Format(page));
        }

        if (series.Website is { } website)
        {
            yield return FormatLabeledLine(TextKey.WebsiteLabel, LinkFormatter.Format(website));
        }

        yield return FormatLabeledLine(TextKey.OrganizerLabel, $"{series.Organizer.Name}, {series.Organizer.Email}");
    }

    private string FormatParticipants(IEnumerable<string> names) =>
        string.Join(", ", names) is { Length: > 0 } list ? FormatLabeledLine(TextKey.ParticipantsLabel, list) : "";

    private string FormatLabeledLine(TextKey label, string value) =>
        texts.Format(TextKey.LabelledLine, ("label", texts[label]), ("value", value));

    private string JoinParagraphs(params string[] paragraphs)
    {
        var description = string.Join("\n\n", paragraphs.Where(static paragraph => paragraph.Length > 0));
        return KeepsFullDescription ? description : ShortenDescription(description);
    }

    private static string JoinLines(IEnumerable<string> lines) => string.Join("\n", lines);
}
