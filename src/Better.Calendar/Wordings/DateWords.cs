using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using NodaTime;

namespace Better.Calendar.Wordings;

/// <summary>Dates, times and the names of zones and cities in one language, by Unicode's CLDR.</summary>
/// <remarks>
/// The names come with us, so a date has the same letters on every machine. Times have 24 hours and digits are 0 to 9 in every
/// language. Offsets are written as <c>UTC+2</c>. Two values are equal when they are the same object.
/// </remarks>
/// <threadsafety>Values may be used by many threads at once.</threadsafety>
public sealed class DateWords
{
    private static readonly ConcurrentDictionary<string, DateWords> Shipped = new(StringComparer.Ordinal);

    private readonly TimeNames names;

    private DateWords(TimeNames names) => this.names = names;

    /// <summary>The language that the words are really in (BCP 47).</summary>
    public string Language => names.Language;

    /// <summary>The words of a language: the exact tag, else its parent, else English.</summary>
    /// <param name="language">A BCP 47 tag.</param>
    public static DateWords For(string language)
    {
        ArgumentNullException.ThrowIfNull(language);
        return LanguageTag.Lookup(language)
            .Select(static tag => tag.ToLowerInvariant())
            .Where(static tag => SentenceTable.Languages.Contains(tag, StringComparer.Ordinal))
            .Select(static tag => Shipped.GetOrAdd(tag, static known => Read(CldrFile.Open(known))))
            .First();
    }

    /// <summary>The words of a language that we do not ship.</summary>
    /// <param name="json">
    /// A file as our cut out of CLDR makes them (tests/cldr in the repository: <c>node cut.mjs --language cy</c>).
    /// </param>
    /// <exception cref="FormatException">The text is no such file; the message says what is wrong.</exception>
    public static DateWords Parse(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            var words = Read(JsonDocument.Parse(json));
            words.Check();
            return words;
        }
        catch (JsonException fault)
        {
            throw new FormatException($"The names of time are no JSON: {fault.Message}", fault);
        }
    }

    /// <summary>An offset as people read it: <c>UTC+2</c>, <c>UTC+5:30</c>, <c>UTC−3</c> (with a minus sign), <c>UTC+0</c>.</summary>
    public static string OffsetText(Offset offset)
    {
        var minutes = Math.Abs(offset.Seconds) / 60;
        var hours = (minutes / 60).ToString(CultureInfo.InvariantCulture);
        var rest = minutes % 60 == 0 ? string.Empty : $":{(minutes % 60).ToString("00", CultureInfo.InvariantCulture)}";
        return $"UTC{(offset < Offset.Zero ? '−' : '+')}{hours}{rest}";
    }

    /// <summary>The whole date: <c>Tuesday 16 June 2020</c>, <c>2020. június 16., kedd</c>.</summary>
    public string Date(LocalDate date) => Write(names.Patterns.Date, date);

    /// <summary>The date without its year: <c>Tuesday 16 June</c>, <c>június 16., kedd</c>.</summary>
    public string Day(LocalDate date) => Write(names.Patterns.Day, date);

    /// <summary>The date for a subject line: <c>Tue 16 June</c>, <c>június 16., kedd</c>.</summary>
    public string ShortDate(LocalDate date) => Write(names.Patterns.Short, date);

    /// <summary>A time of day: <c>10:30</c>.</summary>
    public string Time(LocalTime time) => DatePattern.Write(names.Patterns.Time, new LocalDate(2020, 6, 16) + time, names);

    /// <summary>From when to when on one day: <c>10:30–12:00</c>, in German <c>10:30–12:00 Uhr</c>.</summary>
    public string TimeRange(LocalTime start, LocalTime end) =>
        Template.Fill(names.Patterns.Range, [("start", Time(start)), ("end", Time(end))]);

    /// <summary>
    /// When something takes place, in full and with the zone:
    /// <c>Tuesday 16 June 2020, 10:30–12:00 (Central European Summer Time, UTC+2)</c>.
    /// </summary>
    /// <remarks>An end on another day has its own date; where the clocks change in between, both ends have their zone.</remarks>
    public string When(ZonedDateTime start, ZonedDateTime end)
    {
        if (start.Offset != end.Offset)
        {
            return $"{Zoned(Dated(start), start)} – {Zoned(Dated(end), end)}";
        }

        return Zoned(When(start.LocalDateTime, end.LocalDateTime), start);
    }

    /// <summary>When something takes place, in full without a zone: <c>Tuesday 16 June 2020, 10:30–12:00</c>.</summary>
    public string When(LocalDateTime start, LocalDateTime end) =>
        start.Date == end.Date
            ? Dated(start.Date, TimeRange(start.TimeOfDay, end.TimeOfDay))
            : $"{Dated(start.Date, Time(start.TimeOfDay))} – {Dated(end.Date, Time(end.TimeOfDay))}";

    /// <summary>A line of a printed programme, as this series was announced: <c>Június 16, 10:30 – 12:00</c>.</summary>
    /// <remarks>An end on another day has its day: <c>Június 16, 23:00 – Június 17, 0:30</c>.</remarks>
    public string ProgrammeDate(LocalDateTime start, LocalDateTime end)
    {
        var last = start.Date == end.Date ? Time(end.TimeOfDay) : $"{ProgrammeDay(end.Date)}, {Time(end.TimeOfDay)}";
        return Template.Fill(
            names.Patterns.Programme, [("date", ProgrammeDay(start.Date)), ("start", Time(start.TimeOfDay)), ("end", last)]);
    }

    /// <summary>What a zone is called at a moment: <c>Central European Summer Time</c>; by its city where it has no name.</summary>
    /// <remarks>Where there is neither name nor city (Etc/GMT+3), the offset.</remarks>
    public string ZoneName(ZonedDateTime moment)
    {
        var use = ZoneUses.Current.At(moment.Zone.Id, moment.ToInstant());
        return Specific(moment.Zone.Id, use?.Metazone, use is null ? false : use.IsDaylight(moment))
            ?? Region(moment.Zone.Id)
            ?? OffsetText(moment.Offset);
    }

    /// <summary>The zone's name with its offset: <c>Central European Summer Time, UTC+2</c>.</summary>
    /// <remarks>Where there is no name, the offset alone.</remarks>
    public string ZoneNameAndOffset(ZonedDateTime moment)
    {
        var (zone, offset) = (ZoneName(moment), OffsetText(moment.Offset));
        return zone == offset ? offset : Template.Fill(names.Patterns.Named, [("zone", zone), ("offset", offset)]);
    }

    /// <summary>What a zone is called all the year round: <c>Central European Time</c>; by its city where it has no such name.</summary>
    /// <param name="zoneId">A TZDB id.</param>
    /// <param name="at">When; zones have moved from one name to another.</param>
    public string GenericZoneName(string zoneId, Instant at)
    {
        ArgumentNullException.ThrowIfNull(zoneId);
        var metazone = ZoneUses.Current.At(zoneId, at)?.Metazone;
        return (metazone is null ? null : Of(names.Metazones, metazone)?.Generic) ?? Region(zoneId) ?? zoneId;
    }

    /// <summary>The city that stands for a zone: <c>Budapest</c>, in Italian <c>Roma</c> for Europe/Rome.</summary>
    /// <param name="zoneId">A TZDB id.</param>
    public string City(string zoneId)
    {
        ArgumentNullException.ThrowIfNull(zoneId);
        var canonical = ZoneUses.Current.Canonical(zoneId);
        return names.Cities.TryGetValue(canonical, out var city)
            ? city
            : canonical.Substring(canonical.LastIndexOf('/') + 1).Replace('_', ' ');
    }

    private static DateWords Read(JsonDocument document)
    {
        using (document)
        {
            return new(TimeNames.Read(document.RootElement));
        }
    }

    private static ZoneWords? Of(Dictionary<string, ZoneWords> map, string id) => map.TryGetValue(id, out var found) ? found : null;

    // A file of a host fails when it is read, not when the first letter is written.
    private void Check()
    {
        var noon = new LocalDate(2020, 6, 16).At(LocalTime.Noon).InUtc();
        _ = When(noon, noon.Plus(NodaTime.Duration.FromHours(1)));
        _ = ProgrammeDate(noon.LocalDateTime, noon.LocalDateTime) + Day(noon.Date) + ShortDate(noon.Date);
    }

    private string? Specific(string zoneId, string? metazone, bool? daylight)
    {
        var own = Of(names.Zones, ZoneUses.Current.Canonical(zoneId));
        var shared = metazone is null ? null : Of(names.Metazones, metazone);
        return daylight switch
        {
            true => own?.Daylight ?? shared?.Daylight,
            false => own?.Standard ?? shared?.Standard,
            null => null,
        };
    }

    // Etc/GMT+3, EST: no place on earth, so no city.
    private string? Region(string zoneId)
    {
        var canonical = ZoneUses.Current.Canonical(zoneId);
        return canonical.Contains('/') && !canonical.StartsWith("Etc/", StringComparison.Ordinal)
            ? Template.Fill(names.Patterns.Region, [("city", City(canonical))])
            : null;
    }

    private string Zoned(string when, ZonedDateTime moment) => $"{when} ({ZoneNameAndOffset(moment)})";

    private string Dated(ZonedDateTime moment) => Dated(moment.Date, Time(moment.TimeOfDay));

    private string Dated(LocalDate date, string time) => Template.Fill(names.Patterns.Dated, [("date", Date(date)), ("time", time)]);

    private string ProgrammeDay(LocalDate date)
    {
        var day = Write(names.Patterns.ProgrammeDay, date);
        return char.ToUpperInvariant(day[0]) + day.Substring(1);
    }

    private string Write(string pattern, LocalDate date) => DatePattern.Write(pattern, date.At(LocalTime.Midnight), names);
}
