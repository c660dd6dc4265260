using Better.Calendar.Model;
using NodaTime;

namespace Better.Calendar.Scheduling;

/// <summary>
/// Plans one revision of a series that is one recurring event: decides once for every person. Every email holds the whole event, because an
/// override alone destroys the series in sabre/dav, and the cancellation of one occurrence cancels all of them in sabre/dav and SOGo.
/// </summary>
internal sealed class RecurrencePlanner
{
    private readonly WorkshopSeries? stored;
    private readonly WorkshopSeries edited;
    private readonly RevisionPolicy policy;
    private readonly IDateTimeZoneProvider zones;
    private readonly Instant timestamp;
    private readonly int revision;
    private readonly List<WorkshopRevision> workshops;
    private readonly RecurrenceChange change;
    private readonly SeriesRecurrence? recurrence;
    private readonly bool hasNewMeetings;
    private readonly int sequence;
    private readonly bool isPast;
    private readonly string explanation;

    public RecurrencePlanner(WorkshopSeries? stored, WorkshopSeries edited, Instant at, RevisionPolicy policy, IDateTimeZoneProvider zones)
    {
        (this.stored, this.edited, this.policy, this.zones) = (stored, edited, policy, zones);
        (revision, timestamp) = ((stored?.State?.Revision ?? 0) + 1, RevisionPlanner.GetTimestamp(stored, at));
        workshops = WorkshopRevision.CompareAll(stored, edited, policy, at, zones);
        change = new(workshops, policy);
        explanation = change.Explain();
        isPast = workshops.TrueForAll(static workshop => workshop.IsPast || IsOff(workshop));
        recurrence = TakesPlace || stored?.Recurrence is not null
            ? RecurrenceBuilder.Build(edited with { Recurrence = stored?.Recurrence }, zones)
            : null;
        hasNewMeetings = RecipientRevision.GetAll(stored, edited).Exists(HasNewMeeting);
        sequence = GetSequence();
        RequireWholeSelections();
    }

    private bool TakesPlace => workshops.Exists(static workshop => !workshop.IsCancelled);

    public SeriesRevision CreateRevision(IEnumerable<ParticipantResponse>? all)
    {
        var responses = new RecurrenceResponses(
            all, workshops, change.AskedAgain, workshop => stored?.Recurrence?.FindRegularStart(stored, workshop, zones));
        var plan = new RecurrencePlan();
        var recipients = new List<NotifiedRecipient>();
        foreach (var person in RecipientRevision.GetAll(stored, edited))
        {
            if (PlanRecipient(person, responses, plan) is { } notified)
            {
                recipients.Add(notified);
            }
        }

        var emails = plan.GetEmails();
        return new()
        {
            Series = WithState(recipients.ToValueList(), emails),
            Timestamp = timestamp,
            Emails = emails,
            Skipped = plan.GetSkipped(change),
            Warnings = new RecurrenceWarnings(workshops, recurrence, zones, all is not null).GetWarnings(emails),
        };
    }

    // A workshop that is off, and that everybody knows to be off, or never knew.
    private static bool IsOff(WorkshopRevision workshop) =>
        workshop.IsCancelled && workshop.LastNotified is null or { Status: WorkshopStatus.Cancelled };

    // RFC 5546, 2.1.4, and the clients: SOGo and KDE ignore an update of the same SEQUENCE, so each email to everybody raises it.
    private int GetSequence()
    {
        var highest = edited.Workshops.Max(static workshop => workshop.Sequence);
        if (stored?.Recurrence is not { } sent)
        {
            return highest;
        }

        var known = (stored.State?.Recipients ?? []).Select(static recipient => recipient.Series?.Sequence ?? 0)
            .Append(sent.Sequence)
            .Max();
        return change.IsDue || hasNewMeetings ? Math.Max(highest, known + 1) : sent.Sequence;
    }

    /// <summary>Whether somebody's own join link or passcode for one of the workshops is another one than in their last email.</summary>
    private bool HasNewMeeting(RecipientRevision recipient) =>
        recipient.PreviousParticipant is { } before
        && (before.Meetings.Count > 0 || recipient.Participant.Meetings.Count > 0)
        && workshops.Exists(workshop => workshop is { LastNotified.Meeting: not null, Edited.Meeting: not null }
            && !ParticipantMeeting.AreSame(before.FindMeeting(workshop.Id), recipient.Participant.FindMeeting(workshop.Id)));

    private void RequireWholeSelections()
    {
        var errors = edited.Participants
            .Select((participant, index) => (Participant: participant, Index: index))
            .Where(person => person.Participant.Workshops is not null
                && edited.Workshops.Any(workshop => workshop.Status != WorkshopStatus.Cancelled
                    && !WorkshopSeries.IsInvited(person.Participant, workshop)))
            .Select(static person => new ValidationError(
                $"participants[{person.Index}].workshops",
                $"{person.Participant.Email} is not invited to all workshops, which one recurring event requires; leave the workshops out, "
                    + "or send one email per workshop"))
            .ToList();
        if (errors.Count > 0)
        {
            throw new InvalidSeriesException(errors);
        }
    }

    private NotifiedRecipient? PlanRecipient(RecipientRevision recipient, RecurrenceResponses responses, RecurrencePlan plan)
    {
        var notified = recipient.NotifiedRecipient?.Series;
        var state = notified?.Status switch
        {
            InvitationStatus.Invited => NotifiedState.Invited,
            InvitationStatus.Cancelled => NotifiedState.Cancelled,
            _ => NotifiedState.None,
        };
        var invitedness = !TakesPlace ? Invitedness.Cancelled : recipient.IsParticipant ? Invitedness.Invited : Invitedness.NotInvited;
        var email = recipient.Participant.Email;
        var hasNewMeeting = HasNewMeeting(recipient);
        var significance = hasNewMeeting ? Max(change.Significance, policy.OwnMeeting) : change.Significance;
        var decision = DecisionTable.Decide(
            new(state, invitedness, significance, responses.FindCommon(email, notified), isPast), policy);
        if (decision.EmailKind is { } kind)
        {
            var planned = CreateEmail(recipient, kind, notified, responses, significance, hasNewMeeting);
            plan.Add(planned);
            return (recipient.NotifiedRecipient ?? new() { Email = email, Workshops = [] }) with
            {
                Series = new()
                {
                    FirstSequence = planned.FirstSequence,
                    Sequence = planned.SeriesSequence!.Value,
                    InvitedSequence = kind == EmailKind.Invitation && notified is not null
                        ? planned.SeriesSequence!.Value
                        : notified?.InvitedSequence ?? 0,
                    Status = kind switch
                    {
                        EmailKind.Cancellation => InvitationStatus.Cancelled,
                        EmailKind.Withdrawal => InvitationStatus.Withdrawn,
                        _ => InvitationStatus.Invited,
                    },
                },
            };
        }

        if (decision.SkipReason is { } reason && (state != NotifiedState.None || recipient.IsParticipant))
        {
            plan.Add(reason, recipient.Participant);
        }

        // It takes place without somebody whose calendar shows it as cancelled: if they return, they are invited again.
        return state == NotifiedState.Cancelled && invitedness == Invitedness.NotInvited
            ? recipient.NotifiedRecipient! with { Series = notified! with { Status = InvitationStatus.Withdrawn } }
            : recipient.NotifiedRecipient;
    }

    private static ChangeSignificance Max(ChangeSignificance one, ChangeSignificance other) => one > other ? one : other;

    private PlannedEmail CreateEmail(
        RecipientRevision recipient,
        EmailKind kind,
        NotifiedSeries? notified,
        RecurrenceResponses responses,
        ChangeSignificance significance,
        bool hasNewMeeting)
    {
        // The old and the new address may feed the same calendar, so the invitation needs a higher SEQUENCE than the withdrawal.
        var atOtherAddress = recipient.IsParticipant ? recipient.OtherAddress?.NotifiedRecipient?.Series : null;
        var number = kind switch
        {
            EmailKind.Invitation or EmailKind.Confirmation =>
                Math.Max(sequence, Math.Max(notified?.Sequence + 1 ?? 0, atOtherAddress?.Sequence + 2 ?? 0)),
            EmailKind.Withdrawal => notified!.Sequence + 1,
            _ => sequence,
        };
        var isUpdate = kind == EmailKind.Update;
        var (response, occurrences) = isUpdate ? responses.Find(recipient.Participant.Email, notified!) : (null, []);
        var reason = PlannedEmailFactory.GetSeriesReason(recipient, kind, notified, significance, isFirst: stored is null);
        return new()
        {
            Kind = kind,
            Recipient = recipient.Participant,
            SeriesSequence = number,
            PreviousWorkshops = isUpdate ? change.Previous : [],
            RequestsNewResponse = isUpdate && change.AskedAgain.Count > 0,
            Response = kind == EmailKind.Confirmation ? ParticipationStatus.Accepted : response,
            OccurrenceResponses = occurrences,
            Revision = revision,
            FirstSequence = notified?.FirstSequence ?? number,
            Reason = reason,
            HasNewMeeting = isUpdate && hasNewMeeting,
            Explanation = isUpdate && change.Significance == ChangeSignificance.None
                ? "The recipient's own join details changed: their response remains valid."
                : isUpdate ? explanation
                : kind == EmailKind.Cancellation ? ExplanationFormatter.AllCancelled
                : ExplanationFormatter.Format(reason, [], kind == EmailKind.Invitation),
            Changes = isUpdate ? change.Changes : [],
            SeriesId = edited.Id,
        };
    }

    private WorkshopSeries WithState(ValueList<NotifiedRecipient> recipients, ValueList<PlannedEmail> emails)
    {
        var before = stored?.State;
        var (isKnown, hasEmails) = (change.IsDue || stored is null, emails.Count > 0);
        var state = new SchedulingState
        {
            Revision = before?.Revision ?? revision,
            LastTimestamp = hasEmails ? timestamp : before?.LastTimestamp,
            LastNotified = isKnown
                ? []
                : workshops.Where(static workshop => workshop is { LastNotified: not null, Edited: not null, Changes.Count: > 0 })
                    .Select(static workshop => workshop.LastNotified!)
                    .ToValueList(),
            Recipients = recipients,
        };
        var series = edited with
        {
            Workshops = edited.Workshops.Select(WithSequence).ToValueList(),
            Recurrence = isKnown || stored!.Recurrence is null ? Remember(recurrence, emails) : stored.Recurrence,
            State = state,
            Published = hasEmails ? RevisionPlanner.RecordPublishedTimes(edited, zones) : (stored ?? edited).Published,
        };

        // If nothing differs from the stored series, there is no new revision.
        return stored is not null && series == stored ? stored : series with { State = state with { Revision = revision } };
    }

    // A response to an older version of this workshop no longer counts; the SEQUENCE of the event is that of its last email.
    private Workshop WithSequence(Workshop workshop)
    {
        var before = stored?.Workshops.FirstOrDefault(other => string.Equals(other.Id, workshop.Id, StringComparison.OrdinalIgnoreCase));
        var number = change.IsDue && stored is not null && (before is null || change.Raised.Contains(workshop.Id))
            ? sequence
            : Math.Max(workshop.Sequence, before?.Sequence ?? 0);
        return number == workshop.Sequence ? workshop : workshop with { Sequence = number };
    }

    // Cyrus 3.6 keeps the override of an earlier email when a later one has none, so an occurrence that had one always has one.
    private SeriesRecurrence? Remember(SeriesRecurrence? sent, ValueList<PlannedEmail> emails)
    {
        if (sent is null)
        {
            return null;
        }

        var own = new HashSet<string>(
            emails.SelectMany(static email => email.OccurrenceResponses).Select(static response => response.WorkshopId),
            StringComparer.OrdinalIgnoreCase);
        return sent with
        {
            Sequence = sequence,
            Occurrences = sent.Occurrences.Select(occurrence => !occurrence.IsOverridden && own.Contains(occurrence.WorkshopId)
                ? occurrence with { IsOverridden = true }
                : occurrence).ToValueList(),
        };
    }
}
