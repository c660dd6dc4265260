using Better.Calendar.Wordings;
using Better.Calendar.Workshops;
using NodaTime;

namespace Better.Calendar.Ics;

/// <summary>The texts of an event in the reader's language: all that matters, because many clients hide the mail around it.</summary>
internal sealed class EventText(
    WorkshopSeries series, InvitationWording wording, string language, DateTimeZone readerZone, IDateTimeZoneProvider zones)
{
    // Outlook's and Proton's limits (client-side); longer titles stand whole in the description.
    private const int MostOfSummary = 200;
    private const int MostOfLocation = 255;
    public const int MostOfDescription = 3000;

    // A programme that is cut off in its middle misleads; so one that would fill the description is left to the calendar itself.
    private const int MostOfProgramme = 2000;

    private List<string>? programme;

    /// <summary>Whether descriptions are left as long as they are; a template shortens them when it knows the names in them.</summary>
    public bool IsWhole { get; init; }
    private string? aboutSeries;

    public string Summary(Workshop workshop) => PlainText.Shortened(PlainText.SingleLine(In(workshop.Title)), MostOfSummary);

    public string Summary(WorkshopSeries whole) => PlainText.Shortened(PlainText.SingleLine(In(whole.Title)), MostOfSummary);

    /// <summary>The bare join link: what Apple's and Google's clients make a button or a link of; a venue stands before it.</summary>
    public string Location(Workshop workshop)
    {
        var venue = workshop.Venue is { } place ? Place(place) : "";
        var link = workshop.Meeting?.Url.AbsoluteUri ?? "";
        var both = string.Join(" – ", new[] { venue, link }.Where(part => part.Length > 0));

        // Half a link leads nowhere: where it does not fit, the description and URL have it.
        return both.Length <= MostOfLocation ? both
            : venue.Length == 0 && link.Length <= MostOfLocation ? link
            : PlainText.Shortened(venue.Length > 0 ? venue : workshop.Meeting!.Platform, MostOfLocation);
    }

    /// <summary>A venue on one line.</summary>
    public string Place(Venue venue) => PlainText.SingleLine(string.Join(", ", new[] { In(venue.Name), In(venue.City) }.Where(part => part.Length > 0)));

    /// <summary>A lead expert with her city.</summary>
    public string Expert(Expert expert) =>
        expert.City is null
            ? expert.Name
            : wording.Fill(Phrase.ExpertWithCity, ("expert", expert.Name), ("city", PlainText.SingleLine(In(expert.City))));

    /// <summary>When the workshop takes place, by the reader's clocks.</summary>
    public string When(Workshop workshop)
    {
        var start = series.StartOf(workshop, zones).ToInstant();
        return wording.Dates.When(start.InZone(readerZone), (start + workshop.Duration).InZone(readerZone));
    }

    /// <summary>The text in the reader's language, which may be one that we have no sentences in.</summary>
    public string In(LocalizedText? text) => text?.In(language, series.Language) ?? "";

    /// <summary>All that matters, the join link first.</summary>
    /// <param name="workshop">The workshop.</param>
    /// <param name="withPasscode">Whether the reader is somebody we know: feeds and downloads are read by anybody.</param>
    /// <param name="fellows">Names of others to be told.</param>
    public string Description(Workshop workshop, bool withPasscode, IEnumerable<string> fellows) => Paragraphs(
        Lines(Join(workshop, withPasscode)),
        Lines(Facts(workshop)),
        In(workshop.Title).Length > MostOfSummary ? In(workshop.Title) : "",
        In(workshop.Description),
        Series(workshop),
        Fellows(fellows),
        In(series.Description));

    /// <summary>All that matters of a series that is one event; every occurrence has its own join link.</summary>
    public string Description(WorkshopSeries whole, IEnumerable<string> fellows) => Paragraphs(Series(null), Fellows(fellows), In(whole.Description));

    private IEnumerable<string> Join(Workshop workshop, bool withPasscode)
    {
        if (workshop.Meeting is not { } meeting)
        {
            yield break;
        }

        yield return Labelled(Phrase.JoinLabel, meeting.Url.AbsoluteUri);
        yield return Labelled(Phrase.PlatformLabel, meeting.Platform);
        if (meeting.MeetingNumber is { } number)
        {
            yield return Labelled(Phrase.MeetingNumberLabel, number);
        }

        if (meeting.Passcode is { } passcode && withPasscode)
        {
            yield return Labelled(Phrase.PasscodeLabel, passcode);
        }

        if (meeting.DialIn is { } dialIn)
        {
            yield return Labelled(Phrase.DialInLabel, dialIn);
        }
    }

    private IEnumerable<string> Facts(Workshop workshop)
    {
        yield return Labelled(Phrase.DateAndTimeLabel, When(workshop));
        if (workshop.Venue is { } venue)
        {
            yield return Labelled(Phrase.VenueLabel, Place(venue));
        }

        if (workshop.LeadExpert is { } expert)
        {
            yield return Labelled(Phrase.LeadExpertLabel, Expert(expert));
        }
    }

    /// <summary>What is said of the series; the same in each event, but for the arrow in its programme.</summary>
    private string Series(Workshop? current)
    {
        programme ??= Programme();
        return programme.Count > 0 ? Lines(AboutSeries(current, programme)) : aboutSeries ??= Lines(AboutSeries(null, programme));
    }

    private IEnumerable<string> AboutSeries(Workshop? current, List<string> programme)
    {
        yield return Labelled(Phrase.SeriesLabel, PlainText.SingleLine(In(series.Title)));
        if (programme.Count > 0)
        {
            yield return wording[Phrase.ProgrammeLabel];
            for (var i = 0; i < programme.Count; i++)
            {
                yield return (series.Workshops[i].Id == current?.Id ? "→ " : "– ") + programme[i];
            }
        }

        if (series.Website is { } website)
        {
            yield return Labelled(Phrase.WebsiteLabel, website.AbsoluteUri);
        }

        yield return Labelled(Phrase.OrganizerLabel, $"{series.Organizer.Name}, {series.Organizer.Email}");
    }

    /// <summary>A line for each workshop, the same in all its events; none where there is nothing else, or too much.</summary>
    private List<string> Programme()
    {
        var (lines, length) = (new List<string>(), 0);
        foreach (var workshop in series.Workshops.Count > 1 ? series.Workshops : [])
        {
            var start = series.StartOf(workshop, zones).ToInstant();
            var date = wording.Dates.ProgrammeDate(start.InZone(readerZone).LocalDateTime, (start + workshop.Duration).InZone(readerZone).LocalDateTime);
            lines.Add($"{lines.Count + 1}. {date}: {PlainText.SingleLine(In(workshop.Title))}{(workshop.LeadExpert is { } expert ? $" – {Expert(expert)}" : "")}");
            length += lines[lines.Count - 1].Length;
            if (length > MostOfProgramme)
            {
                return [];
            }
        }

        return lines;
    }

    private string Fellows(IEnumerable<string> names) =>
        string.Join(", ", names) is { Length: > 0 } list ? Labelled(Phrase.ParticipantsLabel, list) : "";

    private string Labelled(Phrase label, string value) => wording.Fill(Phrase.LabelledLine, ("label", wording[label]), ("value", value));

    private string Paragraphs(params string[] paragraphs) =>
        PlainText.Shortened(string.Join("\n\n", paragraphs.Where(paragraph => paragraph.Length > 0)), IsWhole ? int.MaxValue : MostOfDescription);

    private static string Lines(IEnumerable<string> lines) => string.Join("\n", lines);
}
