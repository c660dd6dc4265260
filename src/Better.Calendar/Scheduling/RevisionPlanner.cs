using NodaTime;

namespace Better.Calendar.Scheduling;

/// <summary>Plans one revision: decides once for every person and every workshop.</summary>
internal sealed class RevisionPlanner
{
    private readonly WorkshopSeries? stored;
    private readonly WorkshopSeries edited;
    private readonly RevisionPolicy policy;
    private readonly IDateTimeZoneProvider zones;
    private readonly Instant timestamp;
    private readonly Instant at;
    private readonly int revision;
    private readonly List<WorkshopRevision> workshops;
    private readonly Dictionary<string, int> indexes = new(StringComparer.OrdinalIgnoreCase);
    private readonly PlannedEmailFactory emailFactory;
    private readonly RevisionBuilder builder;
    private readonly CourseEmailPlanner? course;
    private readonly bool[] allWorkshops;
    private readonly bool[] noWorkshops;

    public RevisionPlanner(
        WorkshopSeries? stored, WorkshopSeries edited, Instant at, RevisionPolicy policy, IDateTimeZoneProvider zones, bool isCourse)
    {
        stored = stored is null ? null : UndeliveredInvitations.Remove(stored);
        (this.stored, this.edited, this.policy, this.zones, this.at) = (stored, edited, policy, zones, at);
        revision = (stored?.State?.Revision ?? 0) + 1;

        timestamp = GetTimestamp(stored, at);
        workshops = WorkshopRevision.CompareAll(stored, edited, policy, at, zones);
        foreach (var (workshop, index) in workshops.Select(static (workshop, index) => (workshop, index)))
        {
            indexes[workshop.Id] = index;
        }

        emailFactory = new(stored, edited, policy, revision);
        builder = new(workshops);
        course = isCourse ? new(edited, workshops, revision, isFirst: stored is null) : null;
        (allWorkshops, noWorkshops) = ([.. workshops.Select(static workshop => workshop.Edited is not null)], new bool[workshops.Count]);
    }

    public SeriesRevision CreateRevision(IEnumerable<ParticipantResponse>? all)
    {
        foreach (var notified in (stored?.State?.Recipients ?? []).SelectMany(static recipient => recipient.Workshops))
        {
            if (indexes.TryGetValue(notified.Id, out var index))
            {
                workshops[index].AddNotified(notified);
            }
        }

        workshops.ForEach(static workshop => workshop.AssignSequence());
        var responses = new ResponseLookup(all, indexes);
        var recipients = RecipientRevision.GetAll(stored, edited)
            .Select(person => PlanRecipient(person, responses))
            .OfType<NotifiedRecipient>()
            .ToValueList();
        var messages = builder.GetEmails();
        return new()
        {
            Series = WithState(recipients, messages.Count > 0),
            Timestamp = timestamp,
            Emails = messages,
            Skipped = builder.GetSkipped(),
            Warnings = new PlanWarningCollector(edited, responses.AreKnown, at, zones).GetWarnings(workshops, builder, messages),
        };
    }

    /// <summary>The time of writing, in whole seconds.</summary>
    public static Instant GetTimestamp(WorkshopSeries? stored, Instant at)
    {
        // RFC 5545, 3.8.7.2: DTSTAMP has whole seconds. If it did not rise, because the clock stood still or was set back, calendars would
        // take the email for an old one. If the clock was once ahead, DTSTAMP rises by one second each time until the clock has caught up.
        var now = Instant.FromUnixTimeSeconds(at.ToUnixTimeSeconds());
        return stored?.State?.LastTimestamp is { } last && now <= last ? last + Duration.FromSeconds(1) : now;
    }

    /// <summary>Decides for one person about every workshop. Gives what they have been notified of afterwards; null for nothing.</summary>
    private NotifiedRecipient? PlanRecipient(RecipientRevision recipient, ResponseLookup responses)
    {
        var notifiedWorkshops = IndexByWorkshop(recipient.NotifiedRecipient);
        var notifiedAtOtherAddress = recipient.IsParticipant ? IndexByWorkshop(recipient.OtherAddress?.NotifiedRecipient) : null;
        var selected = GetSelectedWorkshops(recipient);
        var now = new NotifiedWorkshop?[workshops.Count];
        List<CourseEmailPart>? courseParts = null;
        var (isSame, isAsked) = (true, false);
        var followsFeed = course is not null && responses.FollowsFeed(recipient.Participant.Email);
        for (var index = 0; index < workshops.Count; index++)
        {
            var workshop = workshops[index];
            var notified = notifiedWorkshops?[index];
            var invitedness = workshop.IsCancelled ? Invitedness.Cancelled : selected[index] ? Invitedness.Invited : Invitedness.NotInvited;

            var seen = workshop.SeenBy(recipient, out var hasNewMeeting);

            // A workshop that is added again under an old id has no previous version to compare with or to have responded to: everybody it
            // is for is invited.
            var isNew = workshop.LastNotified is null;
            var notifiedState = isNew && invitedness == Invitedness.Invited ? NotifiedState.None : DecisionTable.GetNotifiedState(notified);
            var input = new DecisionInput(
                notifiedState,
                invitedness,
                seen.Significance,
                notified is not null && (isNew || notified.Status == InvitationStatus.Withdrawn)
                    ? null
                    : responses.Find(
                        recipient.Participant.Email,
                        index,
                        notified?.Sequence ?? PlannedEmailFactory.GetInvitationSequence(workshop, null, notifiedAtOtherAddress?[index]),
                        notifiedState == NotifiedState.Asked ? workshop.Sequence : 0),

                // Who does not have it in their calendar needs to know no earlier time.
                notifiedState is NotifiedState.None or NotifiedState.Asked ? workshop.HasEnded : workshop.IsPast,
                followsFeed);
            var decision = DecisionTable.Decide(input, policy);
            now[index] = notified;
            if (decision.EmailKind is { } part && course is not null && CourseEmailPlanner.Includes(part, input))
            {
                (courseParts ??= []).Add(new(index, part));
                now[index] = builder.Share(index, CourseEmailPlanner.Notify(workshop, part, notified, notifiedAtOtherAddress?[index]));
            }
            else if (decision.EmailKind is { } kind)
            {
                now[index] =
                    builder.Add(
                        index,
                        emailFactory.Create(
                            recipient,
                            seen,
                            kind,
                            decision.AsksForResponse,
                            input.Response,
                            notified,
                            notifiedAtOtherAddress?[index]) with
                        {
                            HasNewMeeting = hasNewMeeting && kind == EmailKind.Update,
                        });
                isSame = false;
            }
            else if (decision.SkipReason is { } skipReason && (input.NotifiedState != NotifiedState.None || selected[index]))
            {
                builder.Add(index, skipReason, recipient.Participant);
            }

            if (input is { NotifiedState: NotifiedState.Cancelled, Invitedness: Invitedness.NotInvited })
            {
                // It takes place without them. Their calendar already shows it as cancelled, so no email is needed; if they return, they
                // are invited again.
                now[index] = notified! with { Status = InvitationStatus.Withdrawn };
                isSame = false;
            }

            isAsked |= now[index]?.Status == InvitationStatus.Asked
                && invitedness == Invitedness.Invited
                && !workshop.HasEnded
                && (input.Response is null || decision.AsksForResponse);
            workshop.IsInSomeCalendar |= input.NotifiedState != NotifiedState.None && now[index]!.Status != InvitationStatus.Withdrawn;
        }

        var series = recipient.NotifiedRecipient?.Series;
        if (courseParts is not null)
        {
            var email = course!.CreateEmail(recipient, courseParts, isAsked, followsFeed);
            builder.Add(email);
            (series, isSame) = (CourseEmailPlanner.Notify(email), false);
        }

        return isSame
            ? recipient.NotifiedRecipient
            : new()
            {
                Email = recipient.Participant.Email,
                Series = series,
                Workshops = MergeNotifiedWorkshops(recipient.NotifiedRecipient, now, indexes),
            };
    }

    /// <summary>What the recipient was notified of, by the indexes of the workshops; null for nothing.</summary>
    private NotifiedWorkshop?[]? IndexByWorkshop(NotifiedRecipient? notified)
    {
        if (notified is null)
        {
            return null;
        }

        var notifiedWorkshops = new NotifiedWorkshop?[workshops.Count];
        foreach (var notifiedWorkshop in notified.Workshops)
        {
            if (indexes.TryGetValue(notifiedWorkshop.Id, out var index))
            {
                notifiedWorkshops[index] = notifiedWorkshop;
            }
        }

        return notifiedWorkshops;
    }

    /// <summary>Which workshops the recipient takes part in, by the indexes of the workshops.</summary>
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

        var selected = new bool[workshops.Count];
        foreach (var id in recipient.Participant.Workshops!)
        {
            selected[indexes[id]] = true;
        }

        return selected;
    }

    /// <summary>
    /// What the recipient has been notified of after the revision, including workshops that were removed long ago, because their ids may be
    /// used again.
    /// </summary>
    private static ValueList<NotifiedWorkshop> MergeNotifiedWorkshops(
        NotifiedRecipient? before,
        NotifiedWorkshop?[] now,
        Dictionary<string, int> indexes) =>
        (before?.Workshops ?? [])
            .Where(notifiedWorkshop => !indexes.ContainsKey(notifiedWorkshop.Id))
            .Concat(now.OfType<NotifiedWorkshop>())
            .ToValueList();

    private WorkshopSeries WithState(ValueList<NotifiedRecipient> recipients, bool hasEmails)
    {
        var before = stored?.State;
        var state = new SchedulingState
        {
            Revision = before?.Revision ?? revision,
            IsCourse = course is not null,
            LastTimestamp = hasEmails ? timestamp : before?.LastTimestamp,
            LastNotified = workshops.Select(workshop => workshop.GetLastNotifiedIfChanged(edited, zones)).OfType<Workshop>().ToValueList(),
            Recipients = recipients,
        };
        var series = edited with
        {
            Workshops = workshops.Where(static workshop => workshop.Edited is not null)
                .Select(static workshop => workshop.GetVersion(EmailKind.Update, workshop.Sequence))
                .ToValueList(),
            State = state,
            Published = hasEmails ? RecordPublishedTimes(edited, zones) : (stored ?? edited).Published,
        };

        // If nothing differs from the stored series, there is no new revision.
        return stored is not null && series == stored ? stored : series with { State = state with { Revision = revision } };
    }

    /// <summary>The times that the emails of the revision state.</summary>
    /// <remarks>One of all participants with the same time zone and the same workshops is enough to know them.</remarks>
    public static PublishedTimes? RecordPublishedTimes(WorkshopSeries edited, IDateTimeZoneProvider zones) => TimeZoneChangeDetector.Record(
        edited with
        {
            Participants = edited.Participants
                .GroupBy(static person => (person.Zone, person.Workshops))
                .Select(static alike => alike.First())
                .ToValueList(),
        },
        zones).Published;
}
