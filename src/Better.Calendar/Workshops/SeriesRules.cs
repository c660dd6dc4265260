using Better.Calendar.Zones;
using NodaTime;
using NodaTime.Text;

namespace Better.Calendar.Workshops;

/// <summary>The rules between the parts of a series. Workshops go in first, then participants; each is judged with those before it.</summary>
internal sealed class SeriesRules(IDateTimeZoneProvider zones, string? seriesZone, EmailAddress? organizer)
{
    private readonly Dictionary<string, Place> workshopPlaces = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<EmailAddress, Place> participantPlaces = [];

    /// <summary>What was promised, where a document is read: a start that was promised once existed; that newer zone rules have put
    /// it into a gap or a fold is for <c>ZoneRuleWatch</c> to tell, which must be able to read it.
    /// Nothing is written from such a series until the organiser has decided.</summary>
    public Promises? Promised { get; init; }

    /// <summary>How a place inside a workshop or participant is written: <c>participants[2].email</c> or <c>row 4, email</c>.</summary>
    public delegate string Place(string field);

    /// <summary>All faults of a series that was built in code.</summary>
    public static IEnumerable<Fault> Faults(WorkshopSeries series, IDateTimeZoneProvider zones)
    {
        var rules = new SeriesRules(zones, series.Zone, series.Organizer.Email);
        return rules.Series("", series.Workshops.Count)
            .Concat(series.Workshops.SelectMany((workshop, i) => rules.Workshop(workshop, field => $"workshops[{i}].{field}")))
            .Concat(series.Participants.SelectMany((participant, i) => rules.Participant(participant, field => $"participants[{i}].{field}")));
    }

    /// <summary>Lets a series pass that letters and files can be written from.</summary>
    /// <exception cref="InvalidSeriesException">It has faults; all are named.</exception>
    public static void Demand(WorkshopSeries series, IDateTimeZoneProvider zones)
    {
        var faults = Faults(series, zones).ToValueList();
        if (faults.Count > 0)
        {
            throw new InvalidSeriesException(faults);
        }
    }

    public IEnumerable<Fault> Series(string path, int workshops)
    {
        if (Zone(seriesZone, field => path + field) is { } fault)
        {
            yield return fault;
        }

        if (workshops == 0)
        {
            yield return new(path + "workshops", "a series needs at least one workshop");
        }
    }

    public IEnumerable<Fault> Workshop(Workshop workshop, Place at) =>
        ((Fault?[])[WorkshopId(workshop.Id, at), Zone(workshop.Zone, at), Start(workshop, at)]).OfType<Fault>();

    public Fault? WorkshopId(string id, Place at)
    {
        if (workshopPlaces.TryGetValue(id, out var first))
        {
            return new(at("id"), $"the id \"{id}\" is taken by {first("id")}; give each workshop its own");
        }

        workshopPlaces.Add(id, at);
        return null;
    }

    public IEnumerable<Fault> Participant(Participant participant, Place at)
    {
        if (participantPlaces.TryGetValue(participant.Email, out var first))
        {
            yield return new(at("email"), $"{participant.Email} is taken by {first("email")}; list each participant once");
        }
        else
        {
            participantPlaces.Add(participant.Email, at);
        }

        // Outlook and Google take a mail from somebody to himself for his own meeting and show no buttons.
        if (participant.Email == organizer)
        {
            yield return new(at("email"), $"{participant.Email} is the organizer's; let the organizer be a mailbox that takes part in nothing");
        }

        if (Zone(participant.Zone, at) is { } fault)
        {
            yield return fault;
        }

        foreach (var wrong in Choice(participant, at))
        {
            yield return wrong;
        }
    }

    private IEnumerable<Fault> Choice(Participant participant, Place at)
    {
        if (participant.Workshops is { Count: 0 })
        {
            yield return new(at("workshops"), "is empty; leave it out to invite to all workshops");
        }

        for (var i = 0; i < participant.Workshops?.Count; i++)
        {
            var id = participant.Workshops[i];
            if (!workshopPlaces.ContainsKey(id))
            {
                yield return new(at("workshops"), $"there is no workshop \"{PlainText.SingleLine(id)}\"; there are {string.Join(", ", workshopPlaces.Keys)}");
            }
            else if (participant.Workshops.Take(i).Contains(id, StringComparer.OrdinalIgnoreCase))
            {
                yield return new(at("workshops"), $"names workshop \"{id}\" twice");
            }
        }
    }

    private Fault? Zone(string? id, Place at) => id is not null && zones.GetZoneOrNull(id) is null ? new(at("zone"), ZoneProblem(id, zones)) : null;

    /// <summary>What is wrong with an id that is no zone's, and what may have been meant.</summary>
    public static string ZoneProblem(string id, IDateTimeZoneProvider zones)
    {
        var meant = ZoneIds.Read(id, zones) is { } reading ? [reading.Id] : ZoneIds.Nearest(id, zones);
        var advice = meant.Count == 0 ? "use a TZDB id such as Europe/Budapest" : $"did you mean {string.Join(" or ", meant)}?";
        return $"there is no time zone \"{PlainText.SingleLine(id)}\"; {advice}";
    }

    private Fault? Start(Workshop workshop, Place at)
    {
        if ((workshop.Zone ?? seriesZone) is not { } id || zones.GetZoneOrNull(id) is not { } zone || Promised?.IsMeantBy(workshop, id) == true)
        {
            return null;
        }

        var start = LocalStart.Of(workshop.Start, zone, workshop.Fold);
        return start.Kind switch
        {
            LocalStartKind.Gap => new(
                at("start"),
                $"{Text(workshop.Start)} does not exist in {id}, where the clocks go forward over it; write {Text(start.Earlier.LocalDateTime)} (before the change) or {Text(start.Later.LocalDateTime)} (after it)"),
            LocalStartKind.Ambiguous => new(
                at("start"),
                $"{Text(workshop.Start)} comes twice in {id}, where the clocks go back; add \"fold\": \"earlier\" (UTC{OffsetPattern.GeneralInvariant.Format(start.Earlier.Offset)}) or \"later\" (UTC{OffsetPattern.GeneralInvariant.Format(start.Later.Offset)})"),
            LocalStartKind.Plain when workshop.Fold is not null => new(at("fold"), $"{Text(workshop.Start)} comes once in {id}; leave \"fold\" out"),
            _ => null,
        };
    }

    private static string Text(LocalDateTime time) => LocalDateTimePattern.GeneralIso.Format(time);
}
