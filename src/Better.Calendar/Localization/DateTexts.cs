using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Better.Calendar.Localization;
using NodaTime;

namespace Better.Calendar;

/// <summary>Formats dates, times and the names of time zones and cities in one language, with data of Unicode CLDR.</summary>
/// <remarks>
/// The data is part of the library, so a date has the same text on every machine. A language alone has the 24-hour clock, with a region it
/// has the clock of its country: <c>en-US</c>. Digits are 0 to 9 in every language, years those of the Gregorian calendar. Offsets are
/// written as <c>UTC+2</c>. Instances are compared by reference.
/// </remarks>
/// <threadsafety>Instances are immutable and thread-safe.</threadsafety>
public sealed class DateTexts
{
    private static readonly ConcurrentDictionary<string, DateTexts> Shipped = new(StringComparer.Ordinal);

    private readonly CldrNames names;

    private DateTexts(CldrNames names) => this.names = names;

    /// <summary>The language of the texts (BCP 47), which may not be the requested one.</summary>
    public string Language => names.Language;

    /// <summary>
    /// Returns the texts of a language or a region: the exact tag (<c>de-AT</c>), else its parent (<c>de</c>), else English.
    /// </summary>
    /// <param name="language">A BCP 47 tag.</param>
    /// <remarks>A region that writes dates, times and names as its language does has the texts of the language: <c>de</c> for
    /// <c>de-DE</c>.</remarks>
    public static DateTexts ForLanguage(string language)
    {
        ArgumentNullException.ThrowIfNull(language);
        return LanguageTag.GetFallbackChain(language)
            .Select(static tag => tag.ToLowerInvariant())
            .Select(static tag => LanguageTag.IsShipped(tag) ? tag : CldrRegions.FindTag(tag))
            .OfType<string>()
            .Select(static tag => Shipped.GetOrAdd(tag, ReadShipped))
            .First();
    }

    /// <summary>Reads the data of a language that the library does not contain.</summary>
    /// <param name="json">
    /// A file that the script tests/cldr/cut.mjs in the repository creates: <c>node cut.mjs --language cy</c>.
    /// </param>
    /// <exception cref="FormatException">The text is not such a file; the message says what is wrong.</exception>
    public static DateTexts Parse(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            var texts = Read(JsonDocument.Parse(json));
            texts.Validate();
            return texts;
        }
        catch (JsonException exception)
        {
            throw new FormatException($"The CLDR data is not JSON: {exception.Message}", exception);
        }
    }

    /// <summary>Formats an offset from UTC: <c>UTC+2</c>, <c>UTC+5:30</c>, <c>UTC−3</c> (with a minus sign), <c>UTC+0</c>.</summary>
    public static string FormatOffset(Offset offset)
    {
        var minutes = Math.Abs(offset.Seconds) / 60;
        var hours = (minutes / 60).ToString(CultureInfo.InvariantCulture);
        var rest = minutes % 60 == 0 ? string.Empty : $":{(minutes % 60).ToString("00", CultureInfo.InvariantCulture)}";
        return $"UTC{(offset < Offset.Zero ? '−' : '+')}{hours}{rest}";
    }

    /// <summary>Formats a date in full: <c>Tuesday 16 June 2020</c>, <c>2020. június 16., kedd</c>.</summary>
    public string Date(LocalDate date) => FormatDate(names.Patterns.Date, date);

    /// <summary>Formats a date without its year: <c>Tuesday 16 June</c>, <c>június 16., kedd</c>.</summary>
    public string DayAndMonth(LocalDate date) => FormatDate(names.Patterns.DayAndMonth, date);

    /// <summary>Formats a date for a subject line: <c>Tue 16 June</c>, <c>június 16., kedd</c>.</summary>
    public string ShortDate(LocalDate date) => FormatDate(names.Patterns.ShortDate, date);

    /// <summary>Formats a time of day: <c>10:30</c>, in the United States <c>10:30 AM</c>.</summary>
    public string Time(LocalTime time) => FormatTime(names.Patterns.Time, time);

    /// <summary>
    /// Formats a start and an end on one day: <c>10:30–12:00</c>, in German <c>10:30–12:00 Uhr</c>, in the United States
    /// <c>10:30 AM – 12:00 PM</c> and <c>9:30 – 11:00 AM</c>.
    /// </summary>
    public string TimeRange(LocalTime start, LocalTime end) =>
        names.Patterns is { HalfDayTime: { } first, HalfDayRange: { } half } && start.Hour / 12 == end.Hour / 12
            ? PlaceholderFormatter.Format(half, [("start", FormatTime(first, start)), ("end", Time(end))])
            : PlaceholderFormatter.Format(names.Patterns.TimeRange, [("start", Time(start)), ("end", Time(end))]);

    /// <summary>
    /// Formats a start and an end in full with the time zone:
    /// <c>Tuesday 16 June 2020, 10:30–12:00 (Central European Summer Time, UTC+2)</c>.
    /// </summary>
    /// <remarks>An end on another day has its own date; when the clocks change in between, both have their time zone.</remarks>
    public string When(ZonedDateTime start, ZonedDateTime end)
    {
        if (start.Offset != end.Offset)
        {
            return $"{WithZone(WithDate(start), start)} – {WithZone(WithDate(end), end)}";
        }

        return WithZone(When(start.LocalDateTime, end.LocalDateTime), start);
    }

    /// <summary>Formats a start and an end in full without a time zone: <c>Tuesday 16 June 2020, 10:30–12:00</c>.</summary>
    public string When(LocalDateTime start, LocalDateTime end) =>
        start.Date == end.Date
            ? WithDate(start.Date, TimeRange(start.TimeOfDay, end.TimeOfDay))
            : $"{WithDate(start.Date, Time(start.TimeOfDay))} – {WithDate(end.Date, Time(end.TimeOfDay))}";

    /// <summary>The name of the month of a date.</summary>
    internal string MonthName(LocalDate date) => names.Months[date.Month - 1];

    /// <summary>A date and a time or its range, each formatted already, as the language puts them beside each other.</summary>
    internal string JoinDateAndTime(string date, string time) =>
        PlaceholderFormatter.Format(names.Patterns.DateAndTime, [("date", date), ("time", time)]);

    /// <summary>Formats a start and an end for a schedule: <c>Június 16, 10:30 – 12:00</c>.</summary>
    /// <remarks>An end on another day has its own day: <c>Június 16, 23:00 – Június 17, 0:30</c>.</remarks>
    public string ScheduleDate(LocalDateTime start, LocalDateTime end)
    {
        var last = start.Date == end.Date ? Time(end.TimeOfDay) : $"{ScheduleDay(end.Date)}, {Time(end.TimeOfDay)}";
        return PlaceholderFormatter.Format(
            names.Patterns.ScheduleRange, [("date", ScheduleDay(start.Date)), ("start", Time(start.TimeOfDay)), ("end", last)]);
    }

    /// <summary>
    /// Returns the name of a time zone at an instant: <c>Central European Summer Time</c>; a name made from its city when it has none.
    /// </summary>
    /// <remarks>
    /// Where the clocks never change, the name is that of the whole year: <c>Japan Time</c>. Arizona keeps <c>Mountain Standard Time</c>,
    /// because its neighbors change theirs. Returns the offset when there is neither a name nor a city (Etc/GMT+3).
    /// </remarks>
    public string ZoneName(ZonedDateTime time)
    {
        var period = MetazoneMap.Default.GetPeriod(time.Zone.Id, time.ToInstant());
        return FindName(time, period)
            ?? FindRegionName(time.Zone.Id)
            ?? FormatOffset(time.Offset);
    }

    /// <summary>Returns the name of a time zone with its offset: <c>Central European Summer Time, UTC+2</c>.</summary>
    /// <remarks>Returns the offset alone when there is no name.</remarks>
    public string ZoneNameAndOffset(ZonedDateTime time)
    {
        var (zone, offset) = (ZoneName(time), FormatOffset(time.Offset));
        return zone == offset ? offset : PlaceholderFormatter.Format(names.Patterns.ZoneAndOffset, [("zone", zone), ("offset", offset)]);
    }

    /// <summary>
    /// Returns the name of a time zone for the whole year: <c>Central European Time</c>; a name made from its city when it has none.
    /// </summary>
    /// <param name="zoneId">A TZDB id.</param>
    /// <param name="at">The instant for which the name is wanted, because time zones can change their names.</param>
    public string GenericZoneName(string zoneId, Instant at)
    {
        ArgumentNullException.ThrowIfNull(zoneId);
        var metazone = MetazoneMap.Default.GetPeriod(zoneId, at)?.Metazone;
        return (metazone is null ? null : Find(names.Metazones, metazone)?.Generic) ?? FindRegionName(zoneId) ?? zoneId;
    }

    /// <summary>Returns the city that stands for a time zone: <c>Budapest</c>, in Italian <c>Roma</c> for Europe/Rome.</summary>
    /// <param name="zoneId">A TZDB id.</param>
    public string CityName(string zoneId)
    {
        ArgumentNullException.ThrowIfNull(zoneId);
        var canonical = MetazoneMap.Default.Canonicalize(zoneId);
        return names.Cities.TryGetValue(canonical, out var city)
            ? city
            : canonical.Substring(canonical.LastIndexOf('/') + 1).Replace('_', ' ');
    }

    private static DateTexts ReadShipped(string tag) =>
        tag.IndexOf('-') is > 0 and var end
            ? new(CldrRegions.Read(tag, ForLanguage(tag.Substring(0, end)).names))
            : Read(CldrResource.Open(tag));

    private static DateTexts Read(JsonDocument document)
    {
        using (document)
        {
            return new(CldrNames.Read(document.RootElement));
        }
    }

    private static ZoneDisplayNames? Find(Dictionary<string, ZoneDisplayNames> map, string id) =>
        map.TryGetValue(id, out var found) ? found : null;

    // A file that a host provides fails when it is read, not when the first email is written.
    private void Validate()
    {
        var noon = new LocalDate(2020, 6, 16).At(LocalTime.Noon).InUtc();
        _ = When(noon, noon.Plus(NodaTime.Duration.FromHours(1))) + TimeRange(LocalTime.Noon, LocalTime.MaxValue);
        _ = ScheduleDate(noon.LocalDateTime, noon.LocalDateTime) + DayAndMonth(noon.Date) + ShortDate(noon.Date);
    }

    private string? FindName(ZonedDateTime time, MetazonePeriod? period)
    {
        var own = Find(names.Zones, MetazoneMap.Default.Canonicalize(time.Zone.Id));
        var shared = period is null ? null : Find(names.Metazones, period.Metazone);
        return period is null ? own?.Standard
            : period.IsDaylight(time) switch
            {
                true => own?.Daylight ?? shared?.Daylight,
                false when own?.Standard is { } standard => standard,
                false when shared?.Generic is { } generic && !MetazoneMap.Default.HasDaylight(time, period.Metazone) => generic,
                false => shared?.Standard,
                null => null,
            };
    }

    // Ids such as Etc/GMT+3 and EST are not places, so they have no city.
    private string? FindRegionName(string zoneId)
    {
        var canonical = MetazoneMap.Default.Canonicalize(zoneId);
        return canonical.Contains('/') && !canonical.StartsWith("Etc/", StringComparison.Ordinal)
            ? PlaceholderFormatter.Format(names.Patterns.RegionName, [("city", CityName(canonical))])
            : null;
    }

    private string WithZone(string when, ZonedDateTime moment) => $"{when} ({ZoneNameAndOffset(moment)})";

    private string WithDate(ZonedDateTime moment) => WithDate(moment.Date, Time(moment.TimeOfDay));

    private string WithDate(LocalDate date, string time) => JoinDateAndTime(Date(date), time);

    private string ScheduleDay(LocalDate date)
    {
        var day = FormatDate(names.Patterns.ScheduleDay, date);
        return char.ToUpperInvariant(day[0]) + day.Substring(1);
    }

    private string FormatTime(string pattern, LocalTime time) =>
        CldrDateFormatter.Format(pattern, new LocalDate(2020, 6, 16) + time, names);

    private string FormatDate(string pattern, LocalDate date) => CldrDateFormatter.Format(pattern, date.At(LocalTime.Midnight), names);
}
