using NodaTime;

namespace Better.Calendar.Scheduling;

/// <summary>One revision in the making: every person with every workshop, once.</summary>
internal sealed class RevisionPlanner
{
    private readonly WorkshopSeries? stored;
    private readonly WorkshopSeries edited;
    private readonly RevisionPolicy policy;
    private readonly IDateTimeZoneProvider zones;
    private readonly Instant timestamp;
    private readonly int revision;
    private readonly List<WorkshopRevision> workshops;
    private readonly Dictionary<string, int> indexes = new(StringComparer.OrdinalIgnoreCase);
    private readonly PlannedEmailFactory emailFactory;
    private readonly RevisionBuilder builder;
    private readonly bool[] allWorkshops;
    private readonly bool[] noWorkshops;

    public RevisionPlanner(WorkshopSeries? stored, WorkshopSeries edited, Instant at, RevisionPolicy policy, IDateTimeZoneProvider zones)
    {
        (this.stored, this.edited, this.policy, this.zones) = (stored, edited, policy, zones);
        revision = (stored?.State?.Revision ?? 0) + 1;

        // RFC 5545, 3.8.7.2: DTSTAMP has whole seconds. Were it to stand still, or fall because a clock was set back, readers would
        // take the email for an old one. A clock that ran ahead once is followed by seconds until the true time has caught up.
        var now = Instant.FromUnixTimeSeconds(at.ToUnixTimeSeconds());
        timestamp = stored?.State?.LastTimestamp is { } last && now <= last ? last + Duration.FromSeconds(1) : now;

        workshops = CompareWorkshops(at);
        foreach (var (workshop, place) in workshops.Select(static (workshop, place) => (workshop, place)))
        {
            indexes[workshop.Id] = place;
        }

        emailFactory = new(stored, edited, policy, revision);
        builder = new(workshops);
        (allWorkshops, noWorkshops) = ([.. workshops.Select(static workshop => workshop.Edited is not null)], new bool[workshops.Count]);
    }

    public SeriesRevision CreateRevision(IEnumerable<ParticipantResponse> responses)
    {
        foreach (var told in (stored?.State?.Recipients ?? []).SelectMany(static recipient => recipient.Workshops))
        {
            if (indexes.TryGetValue(told.Id, out var place))
            {
                workshops[place].AddNotified(told);
            }
        }

        workshops.ForEach(static workshop => workshop.AssignSequence());
        var given = new Dictionary<(EmailAddress, int), ParticipationStatus>();
        foreach (var response in responses)
        {
            if (indexes.TryGetValue(response.WorkshopId, out var place))
            {
                given[(response.Email, place)] = response.Status;
            }
        }

        var recipients = RecipientRevision.GetAll(stored, edited).Select(person => PlanRecipient(person, given)).OfType<NotifiedRecipient>().ToValueList();
        var messages = builder.GetEmails();
        return new() { Series = WithState(recipients, messages.Count > 0), Timestamp = timestamp, Emails = messages, Skipped = builder.GetSkipped() };
    }

    private List<WorkshopRevision> CompareWorkshops(Instant at)
    {
        var known = stored is null ? null : new LastNotifiedWorkshops(stored, zones);
        var before = new Dictionary<string, Workshop>(StringComparer.OrdinalIgnoreCase);
        foreach (var workshop in stored?.Workshops ?? [])
        {
            before[workshop.Id] = workshop;
        }

        WorkshopRevision Revised(Workshop? old, Workshop? now) =>
            new(old is null ? null : known!.GetStored(old), old is null ? null : known!.GetLastNotified(old), now, edited, policy, at, zones);

        var revised = edited.Workshops.Select(now => Revised(before.TryGetValue(now.Id, out var old) ? old : null, now)).ToList();
        var kept = new HashSet<string>(edited.Workshops.Select(static workshop => workshop.Id), StringComparer.OrdinalIgnoreCase);
        revised.AddRange(before.Values.Where(old => !kept.Contains(old.Id)).Select(old => Revised(old, null)));
        return revised;
    }

    /// <summary>Decides for one person about every workshop; what she has heard in the end, or null for nothing.</summary>
    private NotifiedRecipient? PlanRecipient(RecipientRevision recipient, Dictionary<(EmailAddress, int), ParticipationStatus> responses)
    {
        var heard = ByWorkshopIndex(recipient.NotifiedRecipient);
        var elsewhere = recipient.IsParticipant ? ByWorkshopIndex(recipient.OtherAddress?.NotifiedRecipient) : null;
        var chosen = GetSelectedWorkshops(recipient);
        var now = new NotifiedWorkshop?[workshops.Count];
        var isSame = true;
        for (var place = 0; place < workshops.Count; place++)
        {
            var workshop = workshops[place];
            var told = heard?[place];
            var turn = workshop.IsCancelled ? Invitedness.Cancelled : chosen[place] ? Invitedness.Invited : Invitedness.NotInvited;
            var situation = new DecisionInput(
                // A workshop that comes again under an old id has no "before" to be compared with: whoever it is for is invited to it.
                workshop.LastNotified is null && turn == Invitedness.Invited ? NotifiedState.None : DecisionTable.GetNotifiedState(told),
                turn,
                workshop.Significance,
                responses.Count > 0 && responses.TryGetValue((recipient.Participant.Email, place), out var response) && response == ParticipationStatus.Declined,
                workshop.IsPast);
            var decision = DecisionTable.Decide(situation, policy);
            now[place] = told;
            if (decision.EmailKind is { } kind)
            {
                now[place] = builder.Add(place, emailFactory.Create(recipient, workshop, kind, decision.AsksForResponse, told, elsewhere?[place]));
                isSame = false;
            }
            else if (decision.SkipReason is { } silence && (situation.NotifiedState != NotifiedState.None || chosen[place]))
            {
                builder.Add(place, silence, recipient.Participant);
            }

            if (situation is { NotifiedState: NotifiedState.Cancelled, Invitedness: Invitedness.NotInvited })
            {
                // It takes place without her. Her calendar has it off already, so no email says so; coming back, she is invited anew.
                now[place] = told! with { Status = InvitationStatus.Withdrawn };
                isSame = false;
            }

            workshop.IsInSomeCalendar |= situation.NotifiedState != NotifiedState.None && now[place]!.Status != InvitationStatus.Withdrawn;
        }

        return isSame ? recipient.NotifiedRecipient : new() { Email = recipient.Participant.Email, Workshops = MergeNotifiedWorkshops(recipient.NotifiedRecipient, now, indexes) };
    }

    /// <summary>What she has heard, by the places of the workshops; null for nothing.</summary>
    private NotifiedWorkshop?[]? ByWorkshopIndex(NotifiedRecipient? notified)
    {
        if (notified is null)
        {
            return null;
        }

        var heard = new NotifiedWorkshop?[workshops.Count];
        foreach (var one in notified.Workshops)
        {
            if (indexes.TryGetValue(one.Id, out var place))
            {
                heard[place] = one;
            }
        }

        return heard;
    }

    /// <summary>Which workshops she takes part in, by their places.</summary>
    private bool[] GetSelectedWorkshops(RecipientRevision recipient)
    {
        if (recipient is { IsParticipant: true, Participant.Workshops: null })
        {
            return allWorkshops;
        }

        if (!recipient.IsParticipant)
        {
            return noWorkshops;
        }

        var chosen = new bool[workshops.Count];
        foreach (var id in recipient.Participant.Workshops!)
        {
            chosen[indexes[id]] = true;
        }

        return chosen;
    }

    /// <summary>What she has heard in the end: of workshops that are long gone as well, for their ids may come again.</summary>
    private static ValueList<NotifiedWorkshop> MergeNotifiedWorkshops(NotifiedRecipient? before, NotifiedWorkshop?[] now, Dictionary<string, int> indexes) =>
        (before?.Workshops ?? []).Where(one => !indexes.ContainsKey(one.Id)).Concat(now.OfType<NotifiedWorkshop>()).ToValueList();

    private WorkshopSeries WithState(ValueList<NotifiedRecipient> recipients, bool hasEmails)
    {
        var before = stored?.State;
        var memory = new SchedulingState
        {
            Revision = before?.Revision ?? revision,
            LastTimestamp = hasEmails ? timestamp : before?.LastTimestamp,
            LastNotified = workshops.Select(workshop => workshop.GetLastNotifiedIfChanged(edited, zones)).OfType<Workshop>().ToValueList(),
            Recipients = recipients,
        };
        var series = edited with
        {
            Workshops = workshops.Where(static workshop => workshop.Edited is not null).Select(static workshop => workshop.GetVersion(EmailKind.Update, workshop.Sequence)).ToValueList(),
            State = memory,
            Published = hasEmails ? RecordPublishedTimes() : (stored ?? edited).Published,
        };

        // What is the same as before is no new revision.
        return stored is not null && series == stored ? stored : series with { State = memory with { Revision = revision } };
    }

    // One of many who read in one zone and take part in the same is enough to know what is promised to all of them.
    private PublishedTimes? RecordPublishedTimes() => TimeZoneChangeDetector.Record(
        edited with
        {
            Participants = edited.Participants
                .GroupBy(static person => (person.Zone, person.Workshops))
                .Select(static alike => alike.First())
                .ToValueList(),
        },
        zones).Published;
}
