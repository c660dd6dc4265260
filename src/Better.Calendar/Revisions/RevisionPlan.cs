using Better.Calendar.Workshops;
using NodaTime;

namespace Better.Calendar.Revisions;

/// <summary>One revision in the making: every person with every workshop, once.</summary>
internal sealed class RevisionPlan
{
    private readonly WorkshopSeries? stored;
    private readonly WorkshopSeries edited;
    private readonly RevisionPolicy policy;
    private readonly IDateTimeZoneProvider zones;
    private readonly Instant stamp;
    private readonly int revision;
    private readonly List<WorkshopRevision> workshops;
    private readonly Dictionary<string, int> places = new(StringComparer.OrdinalIgnoreCase);
    private readonly MessageWriter writer;
    private readonly RevisionRecord record;
    private readonly bool[] all;
    private readonly bool[] none;

    public RevisionPlan(WorkshopSeries? stored, WorkshopSeries edited, Instant at, RevisionPolicy policy, IDateTimeZoneProvider zones)
    {
        (this.stored, this.edited, this.policy, this.zones) = (stored, edited, policy, zones);
        revision = (stored?.Memory?.Revision ?? 0) + 1;

        // RFC 5545, 3.8.7.2: DTSTAMP has whole seconds. Were it to stand still, or fall because a clock was set back, readers would
        // take the letter for an old one. A clock that ran ahead once is followed by seconds until the true time has caught up.
        var now = Instant.FromUnixTimeSeconds(at.ToUnixTimeSeconds());
        stamp = stored?.Memory?.LastStamp is { } last && now <= last ? last + Duration.FromSeconds(1) : now;

        workshops = Workshops(at);
        foreach (var (workshop, place) in workshops.Select(static (workshop, place) => (workshop, place)))
        {
            places[workshop.Id] = place;
        }

        writer = new(stored, edited, policy, revision);
        record = new(workshops);
        (all, none) = ([.. workshops.Select(static workshop => workshop.Now is not null)], new bool[workshops.Count]);
    }

    public SeriesRevision Make(IEnumerable<GivenAnswer> answers)
    {
        foreach (var told in (stored?.Memory?.Recipients ?? []).SelectMany(static recipient => recipient.Workshops))
        {
            if (places.TryGetValue(told.Id, out var place))
            {
                workshops[place].Hear(told);
            }
        }

        workshops.ForEach(static workshop => workshop.Number());
        var given = new Dictionary<(EmailAddress, int), Answer>();
        foreach (var answer in answers)
        {
            if (places.TryGetValue(answer.WorkshopId, out var place))
            {
                given[(answer.Email, place)] = answer.Answer;
            }
        }

        var recipients = PersonRevision.All(stored, edited).Select(person => Tell(person, given)).OfType<ToldRecipient>().ToValueList();
        var messages = record.Messages();
        return new() { Series = Numbered(recipients, messages.Count > 0), At = stamp, Messages = messages, Silences = record.Silences() };
    }

    private List<WorkshopRevision> Workshops(Instant at)
    {
        var known = stored is null ? null : new KnownWorkshops(stored, zones);
        var before = new Dictionary<string, Workshop>(StringComparer.OrdinalIgnoreCase);
        foreach (var workshop in stored?.Workshops ?? [])
        {
            before[workshop.Id] = workshop;
        }

        WorkshopRevision Revised(Workshop? old, Workshop? now) =>
            new(old is null ? null : known!.Stored(old), old is null ? null : known!.Told(old), now, edited, policy, at, zones);

        var revised = edited.Workshops.Select(now => Revised(before.TryGetValue(now.Id, out var old) ? old : null, now)).ToList();
        var kept = new HashSet<string>(edited.Workshops.Select(static workshop => workshop.Id), StringComparer.OrdinalIgnoreCase);
        revised.AddRange(before.Values.Where(old => !kept.Contains(old.Id)).Select(old => Revised(old, null)));
        return revised;
    }

    /// <summary>Decides for one person about every workshop; what she has heard in the end, or null for nothing.</summary>
    private ToldRecipient? Tell(PersonRevision person, Dictionary<(EmailAddress, int), Answer> given)
    {
        var heard = ByPlace(person.Told);
        var elsewhere = person.IsListed ? ByPlace(person.OtherAddress?.Told) : null;
        var chosen = Chosen(person);
        var now = new ToldWorkshop?[workshops.Count];
        var isSame = true;
        for (var place = 0; place < workshops.Count; place++)
        {
            var workshop = workshops[place];
            var told = heard?[place];
            var turn = workshop.IsOff ? Turn.Off : chosen[place] ? Turn.Hers : Turn.NotHers;
            var situation = new Situation(
                // A workshop that comes again under an old id has no "before" to be compared with: whoever it is for is invited to it.
                workshop.Known is null && turn == Turn.Hers ? Heard.Nothing : DecisionTable.HeardOf(told),
                turn,
                workshop.Class,
                given.Count > 0 && given.TryGetValue((person.Participant.Email, place), out var answer) && answer == Answer.Declined,
                workshop.IsOver);
            var decision = DecisionTable.Of(situation, policy);
            now[place] = told;
            if (decision.Letter is { } kind)
            {
                now[place] = record.Add(place, writer.Write(person, workshop, kind, decision.Asks, told, elsewhere?[place]));
                isSame = false;
            }
            else if (decision.Silence is { } silence && (situation.Heard != Heard.Nothing || chosen[place]))
            {
                record.Add(place, silence, person.Participant);
            }

            if (situation is { Heard: Heard.Cancellation, Turn: Turn.NotHers })
            {
                // It takes place without her. Her calendar has it off already, so no letter says so; coming back, she is invited anew.
                now[place] = told! with { Standing = Standing.Withdrawn };
                isSame = false;
            }

            workshop.IsKnown |= situation.Heard != Heard.Nothing && now[place]!.Standing != Standing.Withdrawn;
        }

        return isSame ? person.Told : new() { Email = person.Participant.Email, Workshops = Merged(person.Told, now, places) };
    }

    /// <summary>What she has heard, by the places of the workshops; null for nothing.</summary>
    private ToldWorkshop?[]? ByPlace(ToldRecipient? told)
    {
        if (told is null)
        {
            return null;
        }

        var heard = new ToldWorkshop?[workshops.Count];
        foreach (var one in told.Workshops)
        {
            if (places.TryGetValue(one.Id, out var place))
            {
                heard[place] = one;
            }
        }

        return heard;
    }

    /// <summary>Which workshops she takes part in, by their places.</summary>
    private bool[] Chosen(PersonRevision person)
    {
        if (person is { IsListed: true, Participant.Workshops: null })
        {
            return all;
        }

        if (!person.IsListed)
        {
            return none;
        }

        var chosen = new bool[workshops.Count];
        foreach (var id in person.Participant.Workshops!)
        {
            chosen[places[id]] = true;
        }

        return chosen;
    }

    /// <summary>What she has heard in the end: of workshops that are long gone as well, for their ids may come again.</summary>
    private static ValueList<ToldWorkshop> Merged(ToldRecipient? before, ToldWorkshop?[] now, Dictionary<string, int> places) =>
        (before?.Workshops ?? []).Where(one => !places.ContainsKey(one.Id)).Concat(now.OfType<ToldWorkshop>()).ToValueList();

    private WorkshopSeries Numbered(ValueList<ToldRecipient> recipients, bool hasMessages)
    {
        var before = stored?.Memory;
        var memory = new SeriesMemory
        {
            Revision = before?.Revision ?? revision,
            LastStamp = hasMessages ? stamp : before?.LastStamp,
            Told = workshops.Select(workshop => workshop.StillKnown(edited, zones)).OfType<Workshop>().ToValueList(),
            Recipients = recipients,
        };
        var series = edited with
        {
            Workshops = workshops.Where(static workshop => workshop.Now is not null).Select(static workshop => workshop.Version(LetterKind.Update, workshop.Sequence)).ToValueList(),
            Memory = memory,
            Promised = hasMessages ? Promises() : (stored ?? edited).Promised,
        };

        // What is the same as before is no new revision.
        return stored is not null && series == stored ? stored : series with { Memory = memory with { Revision = revision } };
    }

    // One of many who read in one zone and take part in the same is enough to know what is promised to all of them.
    private Promises? Promises() => ZoneRuleWatch.Promise(
        edited with
        {
            Participants = edited.Participants
                .GroupBy(static person => (person.Zone, person.Workshops))
                .Select(static alike => alike.First())
                .ToValueList(),
        },
        zones).Promised;
}
