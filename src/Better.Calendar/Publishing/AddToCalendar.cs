using Better.Calendar.Icalendar.Parsing;
using Better.Calendar.Model;
using Better.Calendar.Publishing;
using NodaTime;
using NodaTime.Text;

namespace Better.Calendar;

/// <summary>Links that put a workshop, or a feed of all of them, into a reader's calendar on the web.</summary>
/// <remarks>
/// <para>A link makes a copy that knows nothing of the invitation: it does not follow later changes, and beside an invitation the
/// workshop stands in the calendar twice. For participants the email is better; these are for a web page.</para>
/// <para>A link never holds <see cref="OnlineMeeting.Passcode"/>, nor participants. The join link is written as it is: where it
/// carries the passcode itself (<c>?pwd=</c>), that goes along; give the series a join link without it.</para>
/// </remarks>
public static class AddToCalendar
{
    private static readonly InstantPattern UtcPattern = InstantPattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm:ss'Z'");

    /// <summary>The links for one workshop: Google, Outlook.com, Microsoft 365, Yahoo, and the host's file where there is one.</summary>
    /// <param name="series">The series.</param>
    /// <param name="workshop">One of its workshops.</param>
    /// <param name="language">The reader's language (BCP 47); where a text is not there in it, the series' language.</param>
    /// <param name="options">The reader's zone, the host's file; null: the defaults.</param>
    /// <param name="zones">Where zone rules come from; null: NodaTime's TZDB.</param>
    /// <returns>Links of fewer than 2,000 characters (the host's own apart); none for a workshop that is cancelled.</returns>
    /// <exception cref="InvalidSeriesException">The series has faults.</exception>
    /// <exception cref="ArgumentException">The workshop is not one of the series', or the options' zone is none.</exception>
    public static ValueList<CalendarLink> CreateWorkshopLinks(
        WorkshopSeries series, Workshop workshop, string language, AddToCalendarOptions? options = null, IDateTimeZoneProvider? zones = null)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(workshop);
        ArgumentNullException.ThrowIfNull(language);
        var (provider, choice) = (zones ?? DateTimeZoneProviders.Tzdb, options ?? new());
        SeriesValidator.ThrowIfInvalid(series, provider);
        if (!series.Workshops.Contains(workshop))
        {
            throw new ArgumentException($"the series \"{series.Id}\" has no such workshop \"{workshop.Id}\"", nameof(workshop));
        }

        var zone = TimeZoneLookup.GetZone(choice.Zone ?? workshop.Zone ?? series.Zone, provider, nameof(options));
        if (workshop.Status == WorkshopStatus.Cancelled)
        {
            return [];
        }

        var texts = choice.Texts(language);
        var entry = new CalendarLinkContent(series, workshop, texts, language, provider);
        var (start, end) = (series.StartOf(workshop, provider).ToInstant(), series.EndOf(workshop, provider).ToInstant());

        // LINK-01: both ends, in UTC. LINK-02: UTC with Z.
        (string, string)[] dates = [("dates", $"{DateTimeFormatter.FormatUtc(start)}/{DateTimeFormatter.FormatUtc(end)}")];
        (string, string)[] ends = [("startdt", UtcPattern.Format(start)), ("enddt", UtcPattern.Format(end))];

        // Yahoo does not keep to UTC; it takes the reader's wall time as it is.
        (string, string)[] wall = [("ST", DateTimeFormatter.FormatLocal(start.InZone(zone).LocalDateTime)), ("ET", DateTimeFormatter.FormatLocal(end.InZone(zone).LocalDateTime))];
        return
        [
            new(CalendarTarget.Google, texts[TextKey.GoogleLink], CreateLink(CalendarLinkTemplate.Google, dates, entry)),
            new(CalendarTarget.Outlook, texts[TextKey.OutlookLink], CreateLink(CalendarLinkTemplate.Outlook, ends, entry)),
            new(CalendarTarget.Microsoft365, texts[TextKey.Microsoft365Link], CreateLink(CalendarLinkTemplate.Microsoft365, ends, entry)),
            new(CalendarTarget.Yahoo, texts[TextKey.YahooLink], CreateLink(CalendarLinkTemplate.Yahoo, wall, entry)),
            .. choice.CalendarFileUrl is { } file ? new[] { new CalendarLink(CalendarTarget.File, texts[TextKey.CalendarFileLink], file) } : [],
        ];
    }

    /// <summary>The links that subscribe to the host's feed of a series: the reader's own program, Google, Outlook.com, Microsoft 365.</summary>
    /// <param name="series">The series; its title names the calendar.</param>
    /// <param name="feed">Where the host serves the feed: an absolute https or http address. Whoever has a link has this address.</param>
    /// <param name="language">The reader's language (BCP 47).</param>
    /// <param name="options">The words; zone and file do not matter here. Null: the defaults.</param>
    /// <param name="zones">Where zone rules come from; null: NodaTime's TZDB.</param>
    /// <remarks>Unlike a copy, a subscription follows the feed: Google looks again within a day, the others as the feed asks.</remarks>
    /// <exception cref="InvalidSeriesException">The series has faults.</exception>
    /// <exception cref="ArgumentException">The feed's address is not an absolute web address, or so long that a link would not fit.</exception>
    public static ValueList<CalendarLink> CreateSubscriptionLinks(
        WorkshopSeries series, Uri feed, string language, AddToCalendarOptions? options = null, IDateTimeZoneProvider? zones = null)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(feed);
        ArgumentNullException.ThrowIfNull(language);
        SeriesValidator.ThrowIfInvalid(series, zones ?? DateTimeZoneProviders.Tzdb);
        var address = Guard.Validate(FeedProblem, feed, nameof(feed)).AbsoluteUri;
        var webcal = $"webcal{address.Substring(feed.Scheme.Length)}";
        var texts = (options ?? new()).Texts(language);
        var name = TextSanitizer.ToSingleLine(series.Title.GetText(language, series.Language));
        return
        [
            new(CalendarTarget.Webcal, texts[TextKey.AddToCalendarHeading], new(webcal)),
            new(CalendarTarget.Google, texts[TextKey.GoogleLink], new LinkBuilder("https://calendar.google.com/calendar/u/0/r?").Add("cid", webcal).ToUri()),
            new(CalendarTarget.Outlook, texts[TextKey.OutlookLink], CreateSubscriptionLink("outlook.live.com", address, name)),
            new(CalendarTarget.Microsoft365, texts[TextKey.Microsoft365Link], CreateSubscriptionLink("outlook.office.com", address, name)),
        ];
    }

    private static string? FeedProblem(Uri feed) =>
        Guard.WebAddressProblem(feed) ?? (LinkBuilder.GetEncodedLength(feed.AbsoluteUri) > 1500 ? "is too long an address for a link that holds it" : null);

    private static Uri CreateLink(CalendarLinkTemplate template, (string Field, string Value)[] times, CalendarLinkContent content)
    {
        var link = times.Aggregate(new LinkBuilder(template.BaseUrl), static (made, time) => made.Add(time.Field, time.Value)).Add(template.TitleField, content.Title);
        var location = content.Location;
        if (location.Length > 0)
        {
            link.Add(template.LocationField, location);
        }

        return link.Add(template.DetailsField, template.FormatDetails(content.GetDetails(link.GetRemainingLength(template.DetailsField), template.FormatDetails))).ToUri();
    }

    private static Uri CreateSubscriptionLink(string host, string feed, string name)
    {
        var link = new LinkBuilder($"https://{host}/calendar/0/addfromweb/?").Add("url", feed);
        return link.Add("name", LinkBuilder.Truncate(name, link.GetRemainingLength("name"), static text => text)).ToUri();
    }
}
