using Better.Calendar.Wordings;
using Better.Calendar.Workshops;
using NodaTime;

namespace Better.Calendar.Times;

/// <summary>Reads a series' times on the clocks of its cities.</summary>
internal sealed class CityClock
{
    private readonly WorkshopSeries series;
    private readonly IDateTimeZoneProvider zones;
    private readonly DateWords names;
    private readonly List<Column> columns;

    public CityClock(WorkshopSeries series, IDateTimeZoneProvider zones)
    {
        SeriesRules.Demand(series, zones);
        (this.series, this.zones, names) = (series, zones, DateWords.For(series.Language));
        var home = zones[series.Zone];
        columns = series.Workshops.Select((workshop, i) => Read(workshop, i + 1)).Where(static column => column.Workshop.Status != WorkshopStatus.Cancelled).ToList();

        Column Read(Workshop workshop, int number)
        {
            var start = series.StartOf(workshop, zones).ToInstant();
            return new(workshop, new(workshop.Id, number, start.InZone(home).Date), start);
        }
    }

    public CityTimes Read()
    {
        var groups = series.Participants.GroupBy(static participant => participant, new SameCity(this)).ToList();
        var rows = groups.Select(group => new PeopleRow(Row(new(group.Key.City, ZoneId(group.Key))), group.ToList())).ToList();
        if (!rows.Exists(row => SameZone(row.Row.City.ZoneId, series.Zone)))
        {
            rows.Insert(0, new(Row(new(null, series.Zone)), []));
        }

        return new()
        {
            Language = series.Language,
            Workshops = columns.Select(static column => column.Timed).ToValueList(),
            Cities = rows.Select(static row => row.Row).ToValueList(),
            ClockChanges = rows.GroupBy(static row => row.Row.City.ZoneId, static row => row.People, StringComparer.Ordinal)
                .SelectMany(zone => Changes(zone.Key, [.. zone.SelectMany(static people => people)])).ToValueList(),
            UnsocialHours = rows.SelectMany(row => Unsocial(row.Row, row.People)).ToValueList(),
        };
    }

    private CityRow Row(City city)
    {
        var zone = zones[city.ZoneId];
        return new(city, columns.Select(column => Time(column, zone)).ToValueList());
    }

    private static CityTime Time(Column column, DateTimeZone zone)
    {
        var start = column.Start.InZone(zone).ToOffsetDateTime();
        var end = (column.Start + column.Workshop.Duration).InZone(zone).ToOffsetDateTime();
        return new(column.Workshop.Id, start, end, Period.DaysBetween(column.Timed.Date, start.Date), Period.DaysBetween(column.Timed.Date, end.Date));
    }

    // In the order of time, which need not be that of the programme. The organiser is at every workshop.
    private IEnumerable<ClockChange> Changes(string zoneId, List<Participant> people)
    {
        var zone = zones[zoneId];
        var attended = columns.Where(column => SameZone(zoneId, series.Zone) || Concerns(column.Workshop, people)).OrderBy(static column => column.Start).ToList();
        return attended.Zip(attended.Skip(1), (earlier, later) => new ClockChange(
                zoneId, earlier.Timed, later.Timed, zone.GetUtcOffset(later.Start) - zone.GetUtcOffset(earlier.Start)))
            .Where(static change => change.By != Offset.Zero);
    }

    private IEnumerable<UnsocialHour> Unsocial(CityRow row, List<Participant> people)
    {
        for (var i = 0; i < columns.Count; i++)
        {
            if (row.Times[i].IsUnsocial && Concerns(columns[i].Workshop, people))
            {
                yield return new(row.City, columns[i].Timed, row.Times[i]);
            }
        }
    }

    // Nobody at all: the organiser's own row.
    private static bool Concerns(Workshop workshop, List<Participant> people) =>
        people.Count == 0 || people.Exists(person => WorkshopSeries.IsInvited(person, workshop));

    private string ZoneId(Participant participant) => participant.Zone ?? series.Zone;

    private string CityName(Participant participant) =>
        participant.City?.In(series.Language, series.Language) ?? names.City(ZoneId(participant));

    // Europe/Kiev and Europe/Kyiv are one.
    private static bool SameZone(string one, string other) => ZoneUses.Current.Canonical(one) == ZoneUses.Current.Canonical(other);

    private sealed record Column(Workshop Workshop, TimedWorkshop Timed, Instant Start);

    private sealed record PeopleRow(CityRow Row, List<Participant> People);

    private sealed class SameCity(CityClock clock) : IEqualityComparer<Participant>
    {
        public bool Equals(Participant? x, Participant? y) =>
            x is not null && y is not null && clock.CityName(x) == clock.CityName(y) && SameZone(clock.ZoneId(x), clock.ZoneId(y));

        public int GetHashCode(Participant obj) => StringComparer.Ordinal.GetHashCode(clock.CityName(obj));
    }
}
