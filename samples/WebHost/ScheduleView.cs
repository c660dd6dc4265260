using System.Globalization;
using Better.Calendar;
using NodaTime;
using NodaTime.TimeZones;

namespace WebHost;

/// <summary>A zone that can be chosen: its city, and its offset on the series' first day.</summary>
public sealed record TimeZoneOption(string Id, string Text);

/// <summary>All that the schedule page shows to one visitor.</summary>
public sealed class ScheduleView(PublishedSeries edition, Visitor visitor, Uri host)
{
    public Visitor Visitor => visitor;

    public InvitationTexts Texts => visitor.Texts;

    public SiteTexts SiteTexts { get; } = SiteTexts.ForLanguage(visitor.Language);

    public WorkshopSeries Series => edition.Series;

    public Uri Feed { get; } = new(host, $"calendar/{visitor.Language}.ics");

    public PageText Title => PageText.Create(Series.Title, Series, Texts);

    public PageText? Description => Series.Description is { } about ? PageText.Create(about, Series, Texts) : null;

    public IEnumerable<WorkshopView> Workshops => Series.Workshops.Select(workshop => WorkshopView.Create(edition, workshop, visitor.Zone, Texts, host));

    public IReadOnlyList<CalendarLink> Subscriptions => AddToCalendar.CreateSubscriptionLinks(Series, Feed, visitor.Language);

    /// <summary>Everybody's hours; null where all workshops are off.</summary>
    public LocalTimeTableText? TimeTable => LocalTimeTable.Create(Series) is { Workshops.Count: > 0 } times ? times.ToText(Texts) : null;

    /// <summary>No text in it can end the element that it goes into: the library sees to that.</summary>
    public string JsonLd => SeriesJsonLd.Write(Series, visitor.Language);

    /// <summary>One zone for each place that has rules of its own, in the order of the cities that stand for them: whoever types "Tal" finds Tallinn. The visitor's and the organizer's are among them.</summary>
    public IReadOnlyList<TimeZoneOption> Zones
    {
        get
        {
            var start = Series.StartOf(Series.Workshops[0], DateTimeZoneProviders.Tzdb).ToInstant();
            return [.. (TzdbDateTimeZoneSource.Default.ZoneLocations ?? [])
                .Select(static location => location.ZoneId)
                .Append(Series.Zone)
                .Append(visitor.Zone.Id)
                .Distinct(StringComparer.Ordinal)
                .Select(id => (Id: id, City: Texts.Dates.CityName(id), DateTimeZoneProviders.Tzdb[id].GetUtcOffset(start).Seconds))
                .OrderBy(static zone => zone.City, StringComparer.Create(CultureInfo.GetCultureInfo(visitor.Language), ignoreCase: true))
                .Select(static zone => new TimeZoneOption(zone.Id, $"{zone.City} ({DateTexts.FormatOffset(Offset.FromSeconds(zone.Seconds))})"))];
        }
    }

    /// <summary>The page in a language, for search engines.</summary>
    public Uri GetUrl(string language) => new(host, $"?lang={language}");

    /// <summary>The same page in another language, and in the zone that was chosen.</summary>
    public string GetLanguageUrl(string language) => $"/?lang={language}{(visitor.HasChosenZone ? $"&zone={Uri.EscapeDataString(visitor.Zone.Id)}" : "")}";
}
