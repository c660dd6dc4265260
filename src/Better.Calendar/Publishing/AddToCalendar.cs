using Better.Calendar.Icalendar.Parsing;
using Better.Calendar.Localization;
using Better.Calendar.Model;
using Better.Calendar.Publishing;
using NodaTime;
using NodaTime.Text;

namespace Better.Calendar;

/// <summary>Creates links for a web page that add a workshop, or a feed of all workshops, to the calendar of a reader.</summary>
/// <remarks>
/// <para>A link creates a copy that is independent of the invitation: later changes do not reach it, and a participant who also has the
/// invitation has the workshop in the calendar twice. Send participants the email, and use these links on public pages.</para>
/// <para>A link never contains <see cref="OnlineMeeting.Passcode"/> or participants. The join link is written unchanged: when it
/// contains the passcode (<c>?pwd=</c>), the passcode becomes public; give the series a join link without it.</para>
/// </remarks>
/// <example>
/// <code>
/// foreach (var link in AddToCalendar.CreateWorkshopLinks(series, series.Workshops[0], "en"))
/// {
///     html.Append($"&lt;a href=\"{WebUtility.HtmlEncode(link.Url.AbsoluteUri)}\"&gt;{WebUtility.HtmlEncode(link.Text)}&lt;/a&gt;");
/// }
/// </code>
/// </example>
public static class AddToCalendar
{
    private static readonly InstantPattern UtcPattern = InstantPattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm:ss'Z'");

    /// <summary>
    /// Creates the links for one workshop: Google, Outlook.com, Microsoft 365, Yahoo, and the .ics file of the host when there is one.
    /// </summary>
    /// <param name="series">The series.</param>
    /// <param name="workshop">A workshop of the series.</param>
    /// <param name="language">The language of the reader (BCP 47); texts that do not have it are in the language of the series.</param>
    /// <param name="options">Time zone, file and texts; null means the defaults.</param>
    /// <param name="zones">The source of time zones; null means the TZDB data of NodaTime.</param>
    /// <returns>Links of fewer than 2,000 characters (except the link to the file of the host); none for a cancelled workshop.</returns>
    /// <exception cref="InvalidSeriesException">The series has errors; all are listed.</exception>
    /// <exception cref="ArgumentException">The workshop is not in the series, or the time zone of the options is not known.</exception>
    public static ValueList<CalendarLink> CreateWorkshopLinks(
        WorkshopSeries series,
            Workshop workshop,
            string language,
            AddToCalendarOptions? options = null,
            IDateTimeZoneProvider? zones = null)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(workshop);
        ArgumentNullException.ThrowIfNull(language);
        var (provider, settings) = (zones ?? DateTimeZoneProviders.Tzdb, options ?? new());
        SeriesValidator.ThrowIfInvalid(series, provider);
        if (!series.Workshops.Contains(workshop))
        {
            throw new ArgumentException(
                $"The series \"{series.Id}\" does not contain this workshop \"{workshop.Id}\"; pass one of its Workshops.",
                nameof(workshop));
        }

        var zone = TimeZoneLookup.GetZone(settings.Zone ?? workshop.Zone ?? series.Zone, provider, nameof(options));
        if (workshop.Status == WorkshopStatus.Cancelled)
        {
            return [];
        }

        var texts = SeriesLanguage.ChooseSentences(series, language, settings.Texts);
        language = SeriesLanguage.ChooseTitles(series, language, texts);
        var content = new CalendarLinkContent(series, workshop, texts, language, provider);
        var (start, end) = (series.StartOf(workshop, provider).ToInstant(), series.EndOf(workshop, provider).ToInstant());

        // LINK-01: start and end, in UTC. LINK-02: UTC with Z.
        (string, string)[] dates = [("dates", $"{DateTimeFormatter.FormatUtc(start)}/{DateTimeFormatter.FormatUtc(end)}")];
        (string, string)[] ends = [("startdt", UtcPattern.Format(start)), ("enddt", UtcPattern.Format(end))];

        // Yahoo does not handle UTC correctly; it takes the local time of the reader unchanged.
        (string, string)[] localTimes =
            [("ST", DateTimeFormatter.FormatLocal(start.InZone(zone).LocalDateTime)),
                ("ET", DateTimeFormatter.FormatLocal(end.InZone(zone).LocalDateTime))];
        return
        [
            new(CalendarTarget.Google, texts[TextKey.GoogleLink], CreateLink(CalendarLinkTemplate.Google, dates, content)),
            new(CalendarTarget.Outlook, texts[TextKey.OutlookLink], CreateLink(CalendarLinkTemplate.Outlook, ends, content)),
            new(CalendarTarget.Microsoft365, texts[TextKey.Microsoft365Link], CreateLink(CalendarLinkTemplate.Microsoft365, ends, content)),
            new(CalendarTarget.Yahoo, texts[TextKey.YahooLink], CreateLink(CalendarLinkTemplate.Yahoo, localTimes, content)),
            .. settings.CalendarFileUrl is { } file
                ? new[] { new CalendarLink(CalendarTarget.File, texts[TextKey.CalendarFileLink], file) }
                : [],
        ];
    }

    /// <summary>
    /// Creates the links that subscribe to the feed of a series: in the calendar program of the reader, Google, Outlook.com, Microsoft 365.
    /// </summary>
    /// <param name="series">The series; its title is the name of the calendar.</param>
    /// <param name="feed">The URL where the host serves the feed: an absolute https or http URL. The links contain it.</param>
    /// <param name="language">The reader's language (BCP 47).</param>
    /// <param name="options">The texts; time zone and file are not used. Null means the defaults.</param>
    /// <param name="zones">The source of time zones; null means the TZDB data of NodaTime.</param>
    /// <remarks>
    /// A subscription follows later changes: Google updates within a day, the others in the interval that the feed requests.
    /// </remarks>
    /// <exception cref="InvalidSeriesException">The series has errors; all are listed.</exception>
    /// <exception cref="ArgumentException">The feed URL is not an absolute http or https URL, or is too long for a link.</exception>
    public static ValueList<CalendarLink> CreateSubscriptionLinks(
        WorkshopSeries series, Uri feed, string language, AddToCalendarOptions? options = null, IDateTimeZoneProvider? zones = null)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(feed);
        ArgumentNullException.ThrowIfNull(language);
        SeriesValidator.ThrowIfInvalid(series, zones ?? DateTimeZoneProviders.Tzdb);
        var address = LinkFormatter.Format(Guard.Validate(FeedProblem, feed, nameof(feed)));
        var webcal = $"webcal{address.Substring(feed.Scheme.Length)}";
        var texts = SeriesLanguage.ChooseSentences(series, language, (options ?? new()).Texts);
        var titles = SeriesLanguage.ChooseTitles(series, language, texts);
        var name = TextSanitizer.ToSingleLine(series.Title.GetText(titles, series.Language));
        return
        [
            new(CalendarTarget.Webcal, texts[TextKey.AddToCalendarHeading], new(webcal)),
            new(
                CalendarTarget.Google,
                texts[TextKey.GoogleLink],
                new LinkBuilder("https://calendar.google.com/calendar/u/0/r?").Add("cid", webcal)
                .ToUri()),
            new(CalendarTarget.Outlook, texts[TextKey.OutlookLink], CreateSubscriptionLink("outlook.live.com", address, name)),
            new(CalendarTarget.Microsoft365, texts[TextKey.Microsoft365Link], CreateSubscriptionLink("outlook.office.com", address, name)),
        ];
    }

    private static string? FeedProblem(Uri feed) =>
        Guard.WebAddressProblem(feed)
            ?? (LinkBuilder.GetEncodedLength(LinkFormatter.Format(feed)) > 1500
                ? "The feed URL is too long for a link; use one of at most 1,500 encoded characters."
                : null);

    private static Uri CreateLink(CalendarLinkTemplate template, (string Field, string Value)[] times, CalendarLinkContent content)
    {
        var link = times.Aggregate(new LinkBuilder(template.BaseUrl), static (builder, time) => builder.Add(time.Field, time.Value))
            .Add(template.TitleField, content.Title);
        var location = content.Location;
        if (location.Length > 0)
        {
            link.Add(template.LocationField, location);
        }

        return link.Add(
            template.DetailsField,
            template.FormatDetails(content.GetDetails(link.GetRemainingLength(template.DetailsField), template.FormatDetails)))
            .ToUri();
    }

    private static Uri CreateSubscriptionLink(string host, string feed, string name)
    {
        var link = new LinkBuilder($"https://{host}/calendar/0/addfromweb/?").Add("url", feed);
        return link.Add("name", LinkBuilder.Truncate(name, link.GetRemainingLength("name"), static text => text)).ToUri();
    }
}
