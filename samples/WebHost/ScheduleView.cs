using System.Globalization;
using Better.Calendar;
using Better.Calendar.AspNetCore;
using NodaTime;
using NodaTime.TimeZones;

namespace WebHost;

/// <summary>A time zone that can be chosen. The text is its city and its UTC offset at the start of the series.</summary>
public sealed record TimeZoneOption(string Id, string Text);

/// <summary>The content of the schedule page for one visitor.</summary>
public sealed class ScheduleView(PublishedSeries published, Visitor visitor, Uri host)
{
    public Visitor Visitor => visitor;

    public InvitationTexts Texts => visitor.Texts;

    public SiteTexts SiteTexts { get; } = SiteTexts.ForLanguage(visitor.Language);

    public WorkshopSeries Series => published.Series;

    public Uri Feed { get; } = new(host, $"calendar/{visitor.Language}.ics");

    public PageText Title => PageText.Create(Series.Title, Series, Texts);

    public PageText? Description => Series.Description is { } description ? PageText.Create(description, Series, Texts) : null;

    public IEnumerable<WorkshopView> Workshops =>
        Series.Workshops.Select(workshop => WorkshopView.Create(Series, workshop, visitor.Zone, Texts, host));

    public IReadOnlyList<CalendarLink> Subscriptions => AddToCalendar.CreateSubscriptionLinks(Series, Feed, visitor.Language);

    /// <summary>The workshops in the local times of the participants' cities; null if all workshops are cancelled.</summary>
    public LocalTimeTableText? TimeTable => LocalTimeTable.Create(Series) is { Workshops.Count: > 0 } times ? times.ToText(Texts) : null;

    /// <summary>JSON-LD for search engines. The library escapes it, so no text in it can close the script element.</summary>
    public string JsonLd => SeriesJsonLd.Write(Series, visitor.Language);

    /// <summary>
    /// The time zones of the TZDB's zone table, sorted by the name of their city, so that typing "Tal" finds Tallinn. The zones of the
    /// visitor and of the organizer are always included.
    /// </summary>
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
                .Select(
                    static zone => new TimeZoneOption(
                        zone.Id,
                        $"{zone.City} ({DateTexts.FormatOffset(Offset.FromSeconds(zone.Seconds))})"))];
        }
    }

    /// <summary>The address of the page in a language, for search engines.</summary>
    public Uri GetUrl(string language) => new(host, $"?lang={language}");

    /// <summary>The address of this page in another language; it keeps the chosen time zone.</summary>
    public string GetLanguageLink(string language) =>
        $"/?lang={language}{(visitor.HasChosenZone ? $"&zone={Uri.EscapeDataString(visitor.Zone.Id)}" : "")}";
}
