using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Better.Calendar.Localization;
using NodaTime;

namespace Better.Calendar;

/// <summary>Dates, times and the names of zones and cities in one language, by Unicode's CLDR.</summary>
/// <remarks>
/// The names come with us, so a date has the same letters on every machine. Times have 24 hours and digits are 0 to 9 in every
/// language. Offsets are written as <c>UTC+2</c>. Two values are equal when they are the same object.
/// </remarks>
/// <threadsafety>Values may be used by many threads at once.</threadsafety>
public sealed class DateTexts
{
    private static readonly ConcurrentDictionary<string, DateTexts> Shipped = new(StringComparer.Ordinal);

    private readonly CldrNames names;

    private DateTexts(CldrNames names) => this.names = names;

    /// <summary>The language that the words are really in (BCP 47).</summary>
    public string Language => names.Language;

    /// <summary>The words of a language: the exact tag, else its parent, else English.</summary>
    /// <param name="language">A BCP 47 tag.</param>
    public static DateTexts ForLanguage(string language)
    {
        ArgumentNullException.ThrowIfNull(language);
        return LanguageTag.GetFallbackChain(language)
            .Select(static tag => tag.ToLowerInvariant())
            .Where(static tag => TextResources.Languages.Contains(tag, StringComparer.Ordinal))
            .Select(static tag => Shipped.GetOrAdd(tag, static known => Read(CldrResource.Open(known))))
            .First();
    }

    /// <summary>The words of a language that we do not ship.</summary>
    /// <param name="json">
    /// A file as our cut out of CLDR makes them (tests/cldr in the repository: <c>node cut.mjs --language cy</c>).
    /// </param>
    /// <exception cref="FormatException">The text is no such file; the message says what is wrong.</exception>
    public static DateTexts Parse(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            var words = Read(JsonDocument.Parse(json));
            words.Validate();
            return words;
        }
        catch (JsonException fault)
        {
            throw new FormatException($"The names of time are no JSON: {fault.Message}", fault);
        }
    }

    /// <summary>An offset as people read it: <c>UTC+2</c>, <c>UTC+5:30</c>, <c>UTC−3</c> (with a minus sign), <c>UTC+0</c>.</summary>
    public static string FormatOffset(Offset offset)
    {
        var minutes = Math.Abs(offset.Seconds) / 60;
        var hours = (minutes / 60).ToString(CultureInfo.InvariantCulture);
        var rest = minutes % 60 == 0 ? string.Empty : $":{(minutes % 60).ToString("00", CultureInfo.InvariantCulture)}";
        return $"UTC{(offset < Offset.Zero ? '−' : '+')}{hours}{rest}";
    }

    /// <summary>The whole date: <c>Tuesday 16 June 2020</c>, <c>2020. június 16., kedd</c>.</summary>
    public string Date(LocalDate date) => FormatDate(names.Patterns.Date, date);

    /// <summary>The date without its year: <c>Tuesday 16 June</c>, <c>június 16., kedd</c>.</summary>
    public string DayAndMonth(LocalDate date) => FormatDate(names.Patterns.DayAndMonth, date);

    /// <summary>The date for a subject line: <c>Tue 16 June</c>, <c>június 16., kedd</c>.</summary>
    public string ShortDate(LocalDate date) => FormatDate(names.Patterns.ShortDate, date);

    /// <summary>A time of day: <c>10:30</c>.</summary>
    public string Time(LocalTime time) => CldrDateFormatter.Format(names.Patterns.Time, new LocalDate(2020, 6, 16) + time, names);

    /// <summary>From when to when on one day: <c>10:30–12:00</c>, in German <c>10:30–12:00 Uhr</c>.</summary>
    public string TimeRange(LocalTime start, LocalTime end) =>
        PlaceholderFormatter.Format(names.Patterns.TimeRange, [("start", Time(start)), ("end", Time(end))]);

    /// <summary>
    /// When something takes place, in full and with the zone:
    /// <c>Tuesday 16 June 2020, 10:30–12:00 (Central European Summer Time, UTC+2)</c>.
    /// </summary>
    /// <remarks>An end on another day has its own date; where the clocks change in between, both ends have their zone.</remarks>
    public string When(ZonedDateTime start, ZonedDateTime end)
    {
        if (start.Offset != end.Offset)
        {
            return $"{WithZone(WithDate(start), start)} – {WithZone(WithDate(end), end)}";
        }

        return WithZone(When(start.LocalDateTime, end.LocalDateTime), start);
    }

    /// <summary>When something takes place, in full without a zone: <c>Tuesday 16 June 2020, 10:30–12:00</c>.</summary>
    public string When(LocalDateTime start, LocalDateTime end) =>
        start.Date == end.Date
            ? WithDate(start.Date, TimeRange(start.TimeOfDay, end.TimeOfDay))
            : $"{WithDate(start.Date, Time(start.TimeOfDay))} – {WithDate(end.Date, Time(end.TimeOfDay))}";

    /// <summary>A line of a printed schedule, as this series was announced: <c>Június 16, 10:30 – 12:00</c>.</summary>
    /// <remarks>An end on another day has its day: <c>Június 16, 23:00 – Június 17, 0:30</c>.</remarks>
    public string ScheduleDate(LocalDateTime start, LocalDateTime end)
    {
        var last = start.Date == end.Date ? Time(end.TimeOfDay) : $"{ScheduleDay(end.Date)}, {Time(end.TimeOfDay)}";
        return PlaceholderFormatter.Format(
            names.Patterns.ScheduleRange, [("date", ScheduleDay(start.Date)), ("start", Time(start.TimeOfDay)), ("end", last)]);
    }

    /// <summary>What a zone is called at a moment: <c>Central European Summer Time</c>; by its city where it has no name.</summary>
    /// <remarks>Where there is neither name nor city (Etc/GMT+3), the offset.</remarks>
    public string ZoneName(ZonedDateTime time)
    {
        var use = MetazoneMap.Default.GetPeriod(time.Zone.Id, time.ToInstant());
        return FindSpecificName(time.Zone.Id, use?.Metazone, use is null ? false : use.IsDaylight(time))
            ?? FindRegionName(time.Zone.Id)
            ?? FormatOffset(time.Offset);
    }

    /// <summary>The zone's name with its offset: <c>Central European Summer Time, UTC+2</c>.</summary>
    /// <remarks>Where there is no name, the offset alone.</remarks>
    public string ZoneNameAndOffset(ZonedDateTime time)
    {
        var (zone, offset) = (ZoneName(time), FormatOffset(time.Offset));
        return zone == offset ? offset : PlaceholderFormatter.Format(names.Patterns.ZoneAndOffset, [("zone", zone), ("offset", offset)]);
    }

    /// <summary>What a zone is called all the year round: <c>Central European Time</c>; by its city where it has no such name.</summary>
    /// <param name="zoneId">A TZDB id.</param>
    /// <param name="at">When; zones have moved from one name to another.</param>
    public string GenericZoneName(string zoneId, Instant at)
    {
        ArgumentNullException.ThrowIfNull(zoneId);
        var metazone = MetazoneMap.Default.GetPeriod(zoneId, at)?.Metazone;
        return (metazone is null ? null : Find(names.Metazones, metazone)?.Generic) ?? FindRegionName(zoneId) ?? zoneId;
    }

    /// <summary>The city that stands for a zone: <c>Budapest</c>, in Italian <c>Roma</c> for Europe/Rome.</summary>
    /// <param name="zoneId">A TZDB id.</param>
    public string CityName(string zoneId)
    {
        ArgumentNullException.ThrowIfNull(zoneId);
        var canonical = MetazoneMap.Default.Canonicalize(zoneId);
        return names.Cities.TryGetValue(canonical, out var city)
            ? city
            : canonical.Substring(canonical.LastIndexOf('/') + 1).Replace('_', ' ');
    }

    private static DateTexts Read(JsonDocument document)
    {
        using (document)
        {
            return new(CldrNames.Read(document.RootElement));
        }
    }

    private static ZoneDisplayNames? Find(Dictionary<string, ZoneDisplayNames> map, string id) => map.TryGetValue(id, out var found) ? found : null;

    // A file of a host fails when it is read, not when the first letter is written.
    private void Validate()
    {
        var noon = new LocalDate(2020, 6, 16).At(LocalTime.Noon).InUtc();
        _ = When(noon, noon.Plus(NodaTime.Duration.FromHours(1)));
        _ = ScheduleDate(noon.LocalDateTime, noon.LocalDateTime) + DayAndMonth(noon.Date) + ShortDate(noon.Date);
    }

    private string? FindSpecificName(string zoneId, string? metazone, bool? daylight)
    {
        var own = Find(names.Zones, MetazoneMap.Default.Canonicalize(zoneId));
        var shared = metazone is null ? null : Find(names.Metazones, metazone);
        return daylight switch
        {
            true => own?.Daylight ?? shared?.Daylight,
            false => own?.Standard ?? shared?.Standard,
            null => null,
        };
    }

    // Etc/GMT+3, EST: no place on earth, so no city.
    private string? FindRegionName(string zoneId)
    {
        var canonical = MetazoneMap.Default.Canonicalize(zoneId);
        return canonical.Contains('/') && !canonical.StartsWith("Etc/", StringComparison.Ordinal)
            ? PlaceholderFormatter.Format(names.Patterns.RegionName, [("city", CityName(canonical))])
            : null;
    }

    private string WithZone(string when, ZonedDateTime moment) => $"{when} ({ZoneNameAndOffset(moment)})";

    private string WithDate(ZonedDateTime moment) => WithDate(moment.Date, Time(moment.TimeOfDay));

    private string WithDate(LocalDate date, string time) => PlaceholderFormatter.Format(names.Patterns.DateAndTime, [("date", Date(date)), ("time", time)]);

    private string ScheduleDay(LocalDate date)
    {
        var day = FormatDate(names.Patterns.ScheduleDay, date);
        return char.ToUpperInvariant(day[0]) + day.Substring(1);
    }

    private string FormatDate(string pattern, LocalDate date) => CldrDateFormatter.Format(pattern, date.At(LocalTime.Midnight), names);
}
