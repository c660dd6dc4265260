using System.Globalization;
using Better.Calendar.Links;
using Better.Calendar.Times;
using Better.Calendar.Wordings;
using Better.Calendar.Workshops;
using NodaTime;
using NodaTime.TimeZones;

namespace WebHost;

/// <summary>A zone that can be chosen: its city, and its offset on the series' first day.</summary>
public sealed record ZoneChoice(string Id, string Text);

/// <summary>All that the programme page shows to one visitor.</summary>
public sealed class ProgrammeView(Edition edition, Visitor visitor, Uri host)
{
    public Visitor Visitor => visitor;

    public InvitationWording Wording => visitor.Wording;

    public Words Words { get; } = Words.In(visitor.Language);

    public WorkshopSeries Series => edition.Series;

    public Uri Feed { get; } = new(host, $"calendar/{visitor.Language}.ics");

    public PageText Title => PageText.Of(Series.Title, Series, Wording);

    public PageText? About => Series.Description is { } about ? PageText.Of(about, Series, Wording) : null;

    public IEnumerable<WorkshopView> Workshops => Series.Workshops.Select(workshop => WorkshopView.Of(edition, workshop, visitor.Zone, Wording, host));

    public IReadOnlyList<CalendarLink> Subscriptions => AddToCalendar.Feed(Series, Feed, visitor.Language);

    /// <summary>Everybody's hours; null where all workshops are off.</summary>
    public CityTimesText? Cities => CityTimes.Of(Series) is { Workshops.Count: > 0 } times ? times.In(Wording) : null;

    /// <summary>No text in it can end the element that it goes into: the library sees to that.</summary>
    public string JsonLd => SeriesJsonLd.Write(Series, visitor.Language);

    /// <summary>One zone for each place that has rules of its own, in the order of the cities that stand for them: whoever types "Tal" finds Tallinn. The visitor's and the organiser's are among them.</summary>
    public IReadOnlyList<ZoneChoice> Zones
    {
        get
        {
            var start = Series.StartOf(Series.Workshops[0], DateTimeZoneProviders.Tzdb).ToInstant();
            return [.. (TzdbDateTimeZoneSource.Default.ZoneLocations ?? [])
                .Select(static location => location.ZoneId)
                .Append(Series.Zone)
                .Append(visitor.Zone.Id)
                .Distinct(StringComparer.Ordinal)
                .Select(id => (Id: id, City: Wording.Dates.City(id), DateTimeZoneProviders.Tzdb[id].GetUtcOffset(start).Seconds))
                .OrderBy(static zone => zone.City, StringComparer.Create(CultureInfo.GetCultureInfo(visitor.Language), ignoreCase: true))
                .Select(static zone => new ZoneChoice(zone.Id, $"{zone.City} ({DateWords.OffsetText(Offset.FromSeconds(zone.Seconds))})"))];
        }
    }

    /// <summary>The page in a language, for search engines.</summary>
    public Uri Address(string language) => new(host, $"?lang={language}");

    /// <summary>The same page in another language, and in the zone that was chosen.</summary>
    public string InLanguage(string language) => $"/?lang={language}{(visitor.HasChosenZone ? $"&zone={Uri.EscapeDataString(visitor.Zone.Id)}" : "")}";
}
