using Better.Calendar.Model;
using NodaTime;

namespace Better.Calendar.Localization;

/// <summary>Calculates the local times of a series in the cities of its participants.</summary>
internal sealed class LocalTimeTableBuilder
{
    private readonly WorkshopSeries series;
    private readonly IDateTimeZoneProvider zones;
    private readonly DateTexts names;
    private readonly List<TableColumn> columns;

    public LocalTimeTableBuilder(WorkshopSeries series, IDateTimeZoneProvider zones)
    {
        SeriesValidator.ThrowIfInvalid(series, zones);
        (this.series, this.zones, names) = (series, zones, DateTexts.ForLanguage(series.Language));
        var seriesZone = zones[series.Zone];
        columns = series.Workshops.Select((workshop, i) => Read(workshop, i + 1))
            .Where(static column => column.Workshop.Status != WorkshopStatus.Cancelled)
            .ToList();

        TableColumn Read(Workshop workshop, int number)
        {
            var start = series.StartOf(workshop, zones).ToInstant();
            return new(workshop, new(workshop.Id, number, start.InZone(seriesZone).Date), start);
        }
    }

    public LocalTimeTable Build()
    {
        var groups = series.Participants.GroupBy(static participant => participant, new SameCityComparer(this)).ToList();
        var rows = groups.Select(group => new ParticipantsRow(CreateRow(new(group.Key.City, ZoneId(group.Key))), group.ToList())).ToList();
        if (!rows.Exists(row => IsSameZone(row.Row.City.ZoneId, series.Zone)))
        {
            rows.Insert(0, new(CreateRow(new(null, series.Zone)), []));
        }

        return new()
        {
            Language = series.Language,
            Workshops = columns.Select(static column => column.TableWorkshop).ToValueList(),
            Cities = rows.Select(static row => row.Row).ToValueList(),
            ClockChanges = rows.GroupBy(static row => row.Row.City.ZoneId, static row => row.Participants, StringComparer.Ordinal)
                .SelectMany(zone => FindClockChanges(zone.Key, [.. zone.SelectMany(static participants => participants)])).ToValueList(),
            InconvenientTimes = rows.SelectMany(row => FindInconvenientTimes(row.Row, row.Participants)).ToValueList(),
        };
    }

    private CityRow CreateRow(City city)
    {
        var zone = zones[city.ZoneId];
        return new(city, columns.Select(column => CreateTime(column, zone)).ToValueList());
    }

    private static CityTime CreateTime(TableColumn column, DateTimeZone zone)
    {
        var start = column.Start.InZone(zone).ToOffsetDateTime();
        var end = (column.Start + column.Workshop.Duration).InZone(zone).ToOffsetDateTime();
        return new(
            column.Workshop.Id,
            start,
            end,
            Period.DaysBetween(column.TableWorkshop.Date, start.Date),
            Period.DaysBetween(column.TableWorkshop.Date, end.Date));
    }

    // In chronological order, which may differ from the order of the schedule. The organizer attends every workshop.
    private IEnumerable<ClockChange> FindClockChanges(string zoneId, List<Participant> participants)
    {
        var zone = zones[zoneId];
        var attended = columns.Where(column => IsSameZone(zoneId, series.Zone) || IsAnyoneInvited(column.Workshop, participants))
            .OrderBy(static column => column.Start)
            .ToList();
        return attended.Zip(attended.Skip(1), (earlier, later) => new ClockChange(
                zoneId, earlier.TableWorkshop, later.TableWorkshop, zone.GetUtcOffset(later.Start) - zone.GetUtcOffset(earlier.Start)))
            .Where(static change => change.OffsetDifference != Offset.Zero);
    }

    private IEnumerable<InconvenientTime> FindInconvenientTimes(CityRow row, List<Participant> participants)
    {
        for (var i = 0; i < columns.Count; i++)
        {
            if (row.Times[i].IsInconvenient && IsAnyoneInvited(columns[i].Workshop, participants))
            {
                yield return new(row.City, columns[i].TableWorkshop, row.Times[i]);
            }
        }
    }

    // A row without participants is the row of the organizer.
    private static bool IsAnyoneInvited(Workshop workshop, List<Participant> participants) =>
        participants.Count == 0 || participants.Exists(participant => WorkshopSeries.IsInvited(participant, workshop));

    private string ZoneId(Participant participant) => participant.Zone ?? series.Zone;

    private string CityName(Participant participant) =>
        participant.City?.GetText(series.Language, series.Language) ?? names.CityName(ZoneId(participant));

    // Europe/Kiev and Europe/Kyiv are the same time zone.
    private static bool IsSameZone(string one, string other) =>
        MetazoneMap.Default.Canonicalize(one) == MetazoneMap.Default.Canonicalize(other);

    private sealed record TableColumn(Workshop Workshop, TableWorkshop TableWorkshop, Instant Start);

    private sealed record ParticipantsRow(CityRow Row, List<Participant> Participants);

    private sealed class SameCityComparer(LocalTimeTableBuilder builder) : IEqualityComparer<Participant>
    {
        public bool Equals(Participant? x, Participant? y) =>
            x is not null
                && y is not null
                && builder.CityName(x) == builder.CityName(y)
                && IsSameZone(builder.ZoneId(x), builder.ZoneId(y));

        public int GetHashCode(Participant obj) => StringComparer.Ordinal.GetHashCode(builder.CityName(obj));
    }
}
