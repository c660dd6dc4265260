using NodaTime;

namespace Better.Calendar.Testing;

/// <summary>What one client has stored, and how it changes: the one engine that obeys the rules of every client.</summary>
internal sealed class CalendarStore(ClientRules rules)
{
    private readonly List<CalendarObject> objects = [];

    /// <summary>How old an email is, compared with what is stored.</summary>
    private enum Timeliness
    {
        Older,
        SameRevision,
        NewerWithSameSequence,
        Newer,
    }

    public IReadOnlyList<CalendarObject> Objects => objects;

    /// <summary>Whether the client acts on a calendar part without a press.</summary>
    public bool IsTakenInUnasked(CalendarContent part) => part.Method switch
    {
        "REQUEST" when Find(part.Events[0].Uid) is { } stored =>
            Has(MailKinds.Updates) && !(rules.AsksBeforeReinstating && stored.Main.Status == WorkshopStatus.Cancelled),
        "REQUEST" => Has(MailKinds.NewEvents),
        "CANCEL" => Has(MailKinds.Cancellations),
        _ => false,
    };

    /// <summary>Takes in a calendar part without a response.</summary>
    /// <param name="part">The part.</param>
    /// <param name="at">When somebody pressed a button; null if nobody did.</param>
    public SimulatedOutcome TakeIn(CalendarContent part, Instant? at) => part.Method switch
    {
        "REQUEST" => Request(part, null, at).Outcome,
        "CANCEL" => Cancel(part.Events[0], at),
        "PUBLISH" => Publish(part),
        _ => SimulatedOutcome.Ignored,
    };

    /// <summary>Takes in a REQUEST, with a response if its reader pressed one.</summary>
    /// <returns>What became of it, and the components that a reply is about: none if there is no reply.</returns>
    public (SimulatedOutcome Outcome, IReadOnlyList<EventComponent> Answered) Request(
        CalendarContent part, ParticipationStatus? pressed, Instant? at)
    {
        var uid = part.Events[0].Uid;
        IReadOnlyList<EventComponent> sent = rules.ReadsFirstEventOnly
            ? [part.Events[0]]
            : [.. part.Events.Where(one => one.Uid == uid)];
        var stored = Find(uid);
        var timeliness = stored is null ? Timeliness.Newer : Compare(rules.Requests, sent[0], stored.Find(sent[0].RecurrenceId));
        if (timeliness == Timeliness.Older || (timeliness == Timeliness.SameRevision && !rules.TakesInSameRevision))
        {
            var isAnswered = pressed is not null && IsAnswered(timeliness, stored!);
            return (SimulatedOutcome.Outdated, isAnswered ? Answer(stored!, null, pressed!.Value, at) : []);
        }

        if (rules.AsksOnlyIfSequenceRises && stored is not null && timeliness == Timeliness.NewerWithSameSequence)
        {
            pressed = null;
        }

        // A cancelled event that is invited to again is a new one.
        var isResponseKept = stored is not null
            && stored.Main.Status != WorkshopStatus.Cancelled
            && rules.Response == ResponseRule.KeptIfSequenceIsSame
            && timeliness is Timeliness.SameRevision or Timeliness.NewerWithSameSequence;
        sent =
        [
            .. sent.Select((one, index) => WithLocalChange(one, at) with
            {
                Response = index > 0 ? one.Response : pressed ?? (isResponseKept ? stored!.Find(one.RecurrenceId).Response : one.Response),
            }),
        ];
        Store(uid, stored, sent, isRemoved: rules.DeclineRemoves && pressed == ParticipationStatus.Declined);
        return (SimulatedOutcome.TakenIn, pressed is null ? [] : rules.Reply.HasOverrides ? sent : [sent[0]]);
    }

    /// <summary>Stores a response to an event or to one of its occurrences.</summary>
    /// <returns>The components that a reply is about.</returns>
    public IReadOnlyList<EventComponent> Answer(CalendarObject stored, Instant? occurrence, ParticipationStatus response, Instant? at)
    {
        stored.Change(occurrence, one => WithLocalChange(one, at) with { Response = response });
        var answered = stored.Find(occurrence);
        if (rules.DeclineRemoves && response == ParticipationStatus.Declined && occurrence is null)
        {
            objects.Remove(stored);
        }

        return rules.Reply.HasOverrides && occurrence is null ? [.. stored.Components] : [answered];
    }

    // An event with the own PARTSTAT NEEDS-ACTION is somebody else's for a client that stores events under a UID of its own.
    private CalendarObject? Find(string uid) =>
        objects.FindLast(one => one.Uid == uid && (!rules.StoresUnderOwnUid || one.Main.Response is not null));

    private bool Has(MailKinds kind) => (rules.Unasked & kind) != 0;

    private bool IsAnswered(Timeliness timeliness, CalendarObject stored) => rules.OldEmail switch
    {
        OldEmailRule.Always => true,
        OldEmailRule.IfSameRevision => timeliness == Timeliness.SameRevision,
        OldEmailRule.IfUnanswered => timeliness == Timeliness.SameRevision && stored.Main.Response is null,
        _ => false,
    };

    private void Store(string uid, CalendarObject? stored, IReadOnlyList<EventComponent> sent, bool isRemoved)
    {
        if (isRemoved)
        {
            objects.RemoveAll(one => one == stored);
        }
        else if (stored is null)
        {
            objects.Add(new(uid, sent));
        }
        else
        {
            stored.Merge(sent, rules);
        }
    }

    private SimulatedOutcome Cancel(EventComponent sent, Instant? at)
    {
        if (Find(sent.Uid) is not { } stored)
        {
            return SimulatedOutcome.Ignored;
        }

        if (rules.Cancellations != RevisionComparison.Nothing
            && Compare(rules.Cancellations, sent, stored.Find(sent.RecurrenceId)) is Timeliness.Older or Timeliness.SameRevision)
        {
            return SimulatedOutcome.Outdated;
        }

        if (sent.RecurrenceId is { } occurrence && rules.OccurrenceCancellation != OccurrenceCancellationRule.CancelsAll)
        {
            CancelOccurrence(stored, sent, occurrence, at);
        }
        else if (rules.Cancellation == CancellationRule.Removes)
        {
            objects.Remove(stored);
        }
        else if (rules.Cancellation == CancellationRule.MarksMaster)
        {
            stored.Change(null, one => Mark(one, sent));
        }
        else
        {
            stored.Change(one => rules.Cancellation == CancellationRule.Marks ? Mark(one, sent)
                : one.IsOwnerListed ? one with { Status = WorkshopStatus.Cancelled, Sequence = one.Sequence + 1 }
                : one);
        }

        return SimulatedOutcome.TakenIn;
    }

    private void CancelOccurrence(CalendarObject stored, EventComponent sent, Instant occurrence, Instant? at)
    {
        if (rules.OccurrenceCancellation == OccurrenceCancellationRule.Excludes
            || (rules.OccurrenceCancellation == OccurrenceCancellationRule.MarksOrExcludes && !stored.HasOverride(occurrence)))
        {
            stored.Exclude(occurrence);
        }
        else if (stored.HasOverride(occurrence))
        {
            stored.Change(occurrence, one => Mark(one, sent));
        }
        else
        {
            stored.Add(WithLocalChange(sent, at) with { Status = WorkshopStatus.Cancelled });
        }
    }

    private SimulatedOutcome Publish(CalendarContent part)
    {
        if (rules.Publish == PublishRule.Ignored)
        {
            return SimulatedOutcome.Ignored;
        }

        var outcome = SimulatedOutcome.Outdated;
        foreach (var sent in part.Events.GroupBy(static one => one.Uid).Select(static group => group.ToList()))
        {
            var stored = rules.Publish == PublishRule.AddsEntry ? null : Find(sent[0].Uid);
            if (stored is null || Compare(rules.Requests, sent[0], stored.Main) is Timeliness.Newer or Timeliness.NewerWithSameSequence)
            {
                Store(sent[0].Uid, stored, sent, isRemoved: false);
                outcome = SimulatedOutcome.TakenIn;
            }
        }

        return outcome;
    }

    private static EventComponent Mark(EventComponent stored, EventComponent sent) =>
        stored with { Status = WorkshopStatus.Cancelled, Sequence = sent.Sequence, Stamp = sent.Stamp };

    // A client that compares LAST-MODIFIED sets it to the time of each change of its own.
    private EventComponent WithLocalChange(EventComponent component, Instant? at) =>
        at is { } now && rules.Requests == RevisionComparison.SequenceThenLastModified
            ? component with { LastModified = now }
            : component;

    private static Timeliness Compare(RevisionComparison comparison, EventComponent sent, EventComponent stored)
    {
        var (sequence, stamp) = (sent.Sequence.CompareTo(stored.Sequence), sent.Stamp.CompareTo(stored.Stamp));
        var decides = comparison switch
        {
            RevisionComparison.SequenceThenStamp or RevisionComparison.SequenceOrStamp => stamp,
            RevisionComparison.SequenceThenLastModified => stamp == 0 ? 0 : sent.LastModified.CompareTo(stored.LastModified),
            _ => stamp == 0 ? 0 : 1,
        };
        return comparison switch
        {
            RevisionComparison.Nothing => sequence == 0 ? Timeliness.NewerWithSameSequence : Timeliness.Newer,
            RevisionComparison.SequenceOrStamp when stamp <= 0 => stamp == 0 && sequence >= 0 ? Timeliness.SameRevision : Timeliness.Older,
            _ when sequence != 0 => sequence > 0 ? Timeliness.Newer : Timeliness.Older,
            _ => decides > 0 ? Timeliness.NewerWithSameSequence : decides == 0 ? Timeliness.SameRevision : Timeliness.Older,
        };
    }
}
