using System.Globalization;
using Better.Calendar.Model;
using Ical.Net;
using Ical.Net.CalendarComponents;
using NodaTime;

namespace Better.Calendar.Icalendar.Writing;

/// <summary>Maps workshops to Ical.Net events. Each output has new events, because Ical.Net loses values that are set twice.</summary>
internal sealed class EventMapper(WorkshopSeries series, EventTexts eventTexts, CalendarTimeZones timeZones, IDateTimeZoneProvider zones)
{
    /// <summary>Whose personal feed the events are in; null if they are in an email, or in a file that anybody may read.</summary>
    public Participant? Subscriber { get; init; }

    /// <summary>Whether Outlook for the desktop shows a button that opens the join link.</summary>
    public bool ShowsOutlookJoinButton { get; init; }

    /// <summary>The values of the event of one workshop.</summary>
    /// <param name="workshop">The workshop.</param>
    /// <param name="method">The METHOD of the file.</param>
    /// <param name="otherNames">Names of other participants for the description.</param>
    public EventValues GetValues(Workshop workshop, IcsMethod method, IEnumerable<string> otherNames) =>
        GetValues(
            Subscriber is null ? WorkshopUid.Create(series, workshop) : WorkshopUid.Create(series, workshop, Subscriber),
            workshop,
            eventTexts.GetSummary(workshop),
            eventTexts.GetDescription(
                workshop,
                withPasscode: method != IcsMethod.Publish,
                withMaterials: Subscriber is not null || method != IcsMethod.Publish,
                otherNames),
            eventTexts.GetLocation(workshop));

    /// <summary>The values of one occurrence of the recurring event.</summary>
    public EventValues GetOccurrenceValues(Workshop workshop, IEnumerable<string> otherNames) =>
        GetValues(
            WorkshopUid.Create(series),
            workshop,
            eventTexts.GetSummary(workshop),
            eventTexts.GetDescription(workshop, withPasscode: true, withMaterials: true, otherNames),
            eventTexts.GetLocation(workshop));

    /// <summary>The values of the master of the recurring event, without its SEQUENCE.</summary>
    /// <param name="start">The start of the first occurrence.</param>
    /// <param name="end">The end of the first occurrence.</param>
    /// <param name="shared">The workshop whose facts most occurrences share; null if they differ.</param>
    /// <param name="workshops">The workshops that take place.</param>
    /// <param name="otherNames">Names of other participants for the description.</param>
    public EventValues GetMasterValues(
        ZonedDateTime start,
        ZonedDateTime end,
        Workshop? shared,
        IReadOnlyList<Workshop> workshops,
        IEnumerable<string> otherNames) =>
        new(
            WorkshopUid.Create(series),
            0,
            shared?.Status ?? WorkshopStatus.Confirmed,
            start,
            end,
            shared is null ? eventTexts.GetSummary(series) : eventTexts.GetSummary(shared),
            shared is null ? eventTexts.GetDescription(series, otherNames) : eventTexts.GetSharedDescription(shared, otherNames),
            shared is null ? GetSharedLocation(workshops) : eventTexts.GetLocation(shared));

    /// <summary>Creates the event.</summary>
    /// <param name="values">The values of the event.</param>
    /// <param name="method">The METHOD of the file.</param>
    /// <param name="at">DTSTAMP.</param>
    public CalendarEvent CreateEvent(EventValues values, IcsMethod method, Instant at)
    {
        var isCancelled = method == IcsMethod.Cancel || values.Status == WorkshopStatus.Cancelled;
        var calendarEvent = new CalendarEvent
        {
            Uid = values.Uid,
            DtStamp = CalendarTimeZones.ToDtStamp(at),

            // SOGo and KDE compare this of two emails with one SEQUENCE, and ignore an update without it.
            LastModified = CalendarTimeZones.ToDtStamp(at),
            Sequence = values.Sequence,
            DtStart = timeZones.ToCalDateTime(values.Start),

            // DTEND, never DURATION: Proton rejects invitations with DURATION.
            DtEnd = timeZones.ToCalDateTime(values.End),
            Summary = values.Summary,
            Description = values.Description,

            // RFC 5546, 3.2.5, and required by Google and Outlook: METHOD:CANCEL has STATUS:CANCELLED.
            Status = isCancelled
                ? EventStatus.Cancelled
                : values.Status == WorkshopStatus.Tentative
                ? EventStatus.Tentative
                : EventStatus.Confirmed,
        };
        if (isCancelled)
        {
            // A cancelled event takes no time. Any other is OPAQUE, the default of RFC 5545, 3.8.2.7, which is not written: Cyrus 3.6
            // stores TRANSP twice when it merges an update, and then refuses every response to it.
            calendarEvent.Transparency = TransparencyType.Transparent;
        }

        if (values.Location.Length > 0)
        {
            calendarEvent.Location = values.Location;
        }

        return calendarEvent;
    }

    /// <summary>Properties of the host's own for the event of a workshop; null if there are none.</summary>
    public Func<Workshop, IEnumerable<EventProperty>>? OwnProperties { get; init; }

    /// <summary>
    /// The lines of a workshop that Ical.Net does not write, in the order of the file. It escapes commas and semicolons in URIs, quotes a
    /// list as a whole, and formats numbers in the current culture.
    /// </summary>
    /// <param name="workshop">The workshop.</param>
    /// <param name="method">The METHOD of the file.</param>
    public IEnumerable<ContentLineWriter> CreateWorkshopLines(Workshop workshop, IcsMethod method)
    {
        IEnumerable<ContentLineWriter> lines = method == IcsMethod.Cancel
            ? CreateLinkLines(workshop)
            : CreatePositionLines(workshop)
                .Concat(CreateLinkLines(workshop))
                .Concat(CreateImageLines())
                .Concat(Subscriber is not null || method == IcsMethod.Request ? CreateMaterialLines(workshop) : [])
                .Concat(CreateSeriesLines())
                .Concat(CreateJoinButtonLines(workshop))
                .Concat(CreateOwnLines(workshop));
        return lines.Select(static line => line.Placeholder == LinePlaceholder.None
            ? line with { Placeholder = LinePlaceholder.Workshop }
            : line);
    }

    /// <summary>
    /// The lines of the series in the master of the recurring event, whose occurrences differ too much to share a workshop.
    /// </summary>
    public IEnumerable<ContentLineWriter> CreateMasterLines(IcsMethod method) =>
        method == IcsMethod.Cancel ? [] : CreateImageLines().Concat(CreateSeriesLines());

    /// <summary>CATEGORIES, CLASS and COLOR of the series.</summary>
    private IEnumerable<ContentLineWriter> CreateSeriesLines()
    {
        if (series.Categories.Count > 0)
        {
            var categories = series.Categories
                .Select(category => ContentLineWriter.EscapeText(TextSanitizer.ToSingleLine(eventTexts.Localize(category))));
            yield return ContentLineWriter.Create("CATEGORIES", string.Join(",", categories));
        }

        if (series.Classification is { } classification)
        {
            yield return ContentLineWriter.Create("CLASS", classification.ToString().ToUpperInvariant());
        }

        if (series.Color is { } color)
        {
            yield return ContentLineWriter.Create("COLOR", color);
        }
    }

    // RFC 5545, 3.8.1.6: six decimals are a meter.
    private static IEnumerable<ContentLineWriter> CreatePositionLines(Workshop workshop) =>
        workshop.Venue is { Latitude: { } latitude, Longitude: { } longitude }
            ? [ContentLineWriter.Create(
                "GEO",
                string.Format(CultureInfo.InvariantCulture, "{0:0.######};{1:0.######}", latitude, longitude))]
            : [];

    private IEnumerable<ContentLineWriter> CreateLinkLines(Workshop workshop)
    {
        if ((workshop.Meeting?.Url ?? series.Website) is { } url)
        {
            yield return ContentLineWriter.Create("URL", LinkFormatter.Format(url)) with { Placeholder = LinePlaceholder.Link };
        }

        if (workshop.Meeting is { } meeting)
        {
            // RFC 7986, 5.11 and 6.3: FEATURE is a list without quotes.
            var label = ContentLineWriter.Create("", "", ("LABEL", meeting.Platform)).ParametersAndValue;
            yield return new("CONFERENCE", $";VALUE=URI;FEATURE=AUDIO,VIDEO{label}{LinkFormatter.Format(meeting.Url)}")
            {
                Placeholder = LinePlaceholder.Link,
            };
        }
    }

    private IEnumerable<ContentLineWriter> CreateImageLines() =>
        series.Image is { } image ? [ContentLineWriter.Create("IMAGE", LinkFormatter.Format(image), ("VALUE", "URI"))] : [];

    private static IEnumerable<ContentLineWriter> CreateMaterialLines(Workshop workshop) =>
        workshop.Materials.Select(static material => ContentLineWriter.Create("ATTACH", LinkFormatter.Format(material.Url)));

    // Join buttons of Microsoft's clients, for the meetings of any vendor. Nobody joins what is cancelled.
    private IEnumerable<ContentLineWriter> CreateJoinButtonLines(Workshop workshop)
    {
        if (workshop is not { Meeting: { } meeting, Status: not WorkshopStatus.Cancelled })
        {
            yield break;
        }

        // [MS-ASCAL] 2.2.2.34: Teams and Outlook on the web.
        yield return CreateButtonLine("X-MICROSOFT-ONLINEMEETINGEXTERNALLINK");
        if (ShowsOutlookJoinButton)
        {
            yield return CreateButtonLine("X-MICROSOFT-SKYPETEAMSMEETINGURL");
        }

        ContentLineWriter CreateButtonLine(string name) =>
            ContentLineWriter.Create(name, LinkFormatter.Format(meeting.Url)) with { Placeholder = LinePlaceholder.Link };
    }

    private IEnumerable<ContentLineWriter> CreateOwnLines(Workshop workshop) =>
        OwnProperties?.Invoke(workshop).Select(static property => ContentLineWriter.CreateText(property.Name, property.Value)) ?? [];

    // The location of the master; the platform name when the workshops have different locations.
    private string GetSharedLocation(IReadOnlyList<Workshop> workshops) =>
        workshops.Select(eventTexts.GetLocation).Distinct().Take(2).ToList() is { Count: 1 } same
            ? same[0]
            : workshops.Count > 0 ? workshops[0].Meeting?.Platform ?? "" : "";

    private EventValues GetValues(string uid, Workshop workshop, string summary, string description, string location)
    {
        var start = series.StartOf(workshop, zones);
        return new(uid, workshop.Sequence, workshop.Status, start, start + workshop.Duration, summary, description, location);
    }
}
