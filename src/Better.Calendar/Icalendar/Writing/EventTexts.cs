using Better.Calendar.Model;
using NodaTime;

namespace Better.Calendar.Icalendar.Writing;

/// <summary>The texts of an event in the reader's language: all that matters, because many clients hide the mail around it.</summary>
internal sealed class EventTexts(
    WorkshopSeries series, InvitationTexts texts, string language, DateTimeZone readerZone, IDateTimeZoneProvider zones)
{
    // Outlook's and Proton's limits (client-side); longer titles stand whole in the description.
    private const int MaxSummaryLength = 200;
    private const int MaxLocationLength = 255;
    public const int MaxDescriptionLength = 3000;

    // A schedule that is cut off in its middle misleads; so one that would fill the description is left to the calendar itself.
    private const int MaxScheduleLength = 2000;

    private List<string>? scheduleLines;

    /// <summary>Whether descriptions are left as long as they are; a template shortens them when it knows the names in them.</summary>
    public bool IsWhole { get; init; }
    private string? seriesText;

    public string GetSummary(Workshop workshop) => TextSanitizer.Truncate(TextSanitizer.ToSingleLine(Localize(workshop.Title)), MaxSummaryLength);

    public string GetSummary(WorkshopSeries whole) => TextSanitizer.Truncate(TextSanitizer.ToSingleLine(Localize(whole.Title)), MaxSummaryLength);

    /// <summary>The bare join link: what Apple's and Google's clients make a button or a link of; a venue stands before it.</summary>
    public string GetLocation(Workshop workshop)
    {
        var venue = workshop.Venue is { } place ? FormatVenue(place) : "";
        var link = workshop.Meeting?.Url.AbsoluteUri ?? "";
        var both = string.Join(" – ", new[] { venue, link }.Where(part => part.Length > 0));

        // Half a link leads nowhere: where it does not fit, the description and URL have it.
        return both.Length <= MaxLocationLength ? both
            : venue.Length == 0 && link.Length <= MaxLocationLength ? link
            : TextSanitizer.Truncate(venue.Length > 0 ? venue : workshop.Meeting!.Platform, MaxLocationLength);
    }

    /// <summary>A venue on one line.</summary>
    public string FormatVenue(Venue venue) => TextSanitizer.ToSingleLine(string.Join(", ", new[] { Localize(venue.Name), Localize(venue.City) }.Where(part => part.Length > 0)));

    /// <summary>A lead expert with her city.</summary>
    public string FormatExpert(Expert expert) =>
        expert.City is null
            ? expert.Name
            : texts.Format(TextKey.ExpertWithCity, ("expert", expert.Name), ("city", TextSanitizer.ToSingleLine(Localize(expert.City))));

    /// <summary>When the workshop takes place, by the reader's clocks.</summary>
    public string FormatDateAndTime(Workshop workshop)
    {
        var start = series.StartOf(workshop, zones).ToInstant();
        return texts.Dates.When(start.InZone(readerZone), (start + workshop.Duration).InZone(readerZone));
    }

    /// <summary>The text in the reader's language, which may be one that we have no sentences in.</summary>
    public string Localize(LocalizedText? text) => text?.GetText(language, series.Language) ?? "";

    /// <summary>All that matters, the join link first.</summary>
    /// <param name="workshop">The workshop.</param>
    /// <param name="withPasscode">Whether the reader is somebody we know: feeds and downloads are read by anybody.</param>
    /// <param name="otherNames">Names of others to be told.</param>
    public string GetDescription(Workshop workshop, bool withPasscode, IEnumerable<string> otherNames) => JoinParagraphs(
        JoinLines(GetMeetingLines(workshop, withPasscode)),
        JoinLines(GetDetailLines(workshop)),
        Localize(workshop.Title).Length > MaxSummaryLength ? Localize(workshop.Title) : "",
        Localize(workshop.Description),
        GetSeriesText(workshop),
        FormatParticipants(otherNames),
        Localize(series.Description));

    /// <summary>All that matters of a series that is one event; every occurrence has its own join link.</summary>
    public string GetDescription(WorkshopSeries whole, IEnumerable<string> otherNames) => JoinParagraphs(GetSeriesText(null), FormatParticipants(otherNames), Localize(whole.Description));

    private IEnumerable<string> GetMeetingLines(Workshop workshop, bool withPasscode)
    {
        if (workshop.Meeting is not { } meeting)
        {
            yield break;
        }

        yield return FormatLabeledLine(TextKey.JoinLabel, meeting.Url.AbsoluteUri);
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

    private IEnumerable<string> GetDetailLines(Workshop workshop)
    {
        yield return FormatLabeledLine(TextKey.DateAndTimeLabel, FormatDateAndTime(workshop));
        if (workshop.Venue is { } venue)
        {
            yield return FormatLabeledLine(TextKey.VenueLabel, FormatVenue(venue));
        }

        if (workshop.LeadExpert is { } expert)
        {
            yield return FormatLabeledLine(TextKey.LeadExpertLabel, FormatExpert(expert));
        }
    }

    /// <summary>What is said of the series; the same in each event, but for the arrow in its schedule.</summary>
    private string GetSeriesText(Workshop? current)
    {
        scheduleLines ??= GetScheduleLines();
        return scheduleLines.Count > 0 ? JoinLines(GetSeriesLines(current, scheduleLines)) : seriesText ??= JoinLines(GetSeriesLines(null, scheduleLines));
    }

    private IEnumerable<string> GetSeriesLines(Workshop? current, List<string> schedule)
    {
        yield return FormatLabeledLine(TextKey.SeriesLabel, TextSanitizer.ToSingleLine(Localize(series.Title)));
        if (schedule.Count > 0)
        {
            yield return texts[TextKey.ScheduleLabel];
            for (var i = 0; i < schedule.Count; i++)
            {
                yield return (series.Workshops[i].Id == current?.Id ? "→ " : "– ") + schedule[i];
            }
        }

        if (series.Website is { } website)
        {
            yield return FormatLabeledLine(TextKey.WebsiteLabel, website.AbsoluteUri);
        }

        yield return FormatLabeledLine(TextKey.OrganizerLabel, $"{series.Organizer.Name}, {series.Organizer.Email}");
    }

    /// <summary>A line for each workshop, the same in all its events; none where there is nothing else, or too much.</summary>
    private List<string> GetScheduleLines()
    {
        var (lines, length) = (new List<string>(), 0);
        foreach (var workshop in series.Workshops.Count > 1 ? series.Workshops : [])
        {
            var start = series.StartOf(workshop, zones).ToInstant();
            var date = texts.Dates.ScheduleDate(start.InZone(readerZone).LocalDateTime, (start + workshop.Duration).InZone(readerZone).LocalDateTime);
            lines.Add($"{lines.Count + 1}. {date}: {TextSanitizer.ToSingleLine(Localize(workshop.Title))}{(workshop.LeadExpert is { } expert ? $" – {FormatExpert(expert)}" : "")}");
            length += lines[lines.Count - 1].Length;
            if (length > MaxScheduleLength)
            {
                return [];
            }
        }

        return lines;
    }

    private string FormatParticipants(IEnumerable<string> names) =>
        string.Join(", ", names) is { Length: > 0 } list ? FormatLabeledLine(TextKey.ParticipantsLabel, list) : "";

    private string FormatLabeledLine(TextKey label, string value) => texts.Format(TextKey.LabelledLine, ("label", texts[label]), ("value", value));

    private string JoinParagraphs(params string[] paragraphs) =>
        TextSanitizer.Truncate(string.Join("\n\n", paragraphs.Where(paragraph => paragraph.Length > 0)), IsWhole ? int.MaxValue : MaxDescriptionLength);

    private static string JoinLines(IEnumerable<string> lines) => string.Join("\n", lines);
}
