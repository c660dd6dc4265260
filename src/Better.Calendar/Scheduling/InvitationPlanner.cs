using NodaTime;

namespace Better.Calendar.Scheduling;

/// <summary>
/// Plans what <see cref="SeriesRevision.First"/> plans, email by email and without the record of who was notified, for hosts that store
/// nothing.
/// </summary>
internal static class InvitationPlanner
{
    /// <summary>The emails, in the order of the revision.</summary>
    /// <param name="series">A valid series of which no email has gone out yet.</param>
    /// <param name="at">The current time.</param>
    /// <param name="zones">The time zone rules.</param>
    public static IEnumerable<PlannedEmail> Plan(WorkshopSeries series, Instant at, IDateTimeZoneProvider zones)
    {
        var policy = new RevisionPolicy();
        var factory = new PlannedEmailFactory(stored: null, series, policy, revision: 1);
        foreach (var revision in CreateRevisions(series, policy, at, zones))
        {
            var workshop = revision.Edited!;
            var input = new DecisionInput(
                NotifiedState.None,
                revision.IsCancelled ? Invitedness.Cancelled : Invitedness.Invited,
                revision.Significance,
                Response: null,
                revision.IsPast);
            var decision = DecisionTable.Decide(input, policy);
            if (decision.EmailKind is not { } kind)
            {
                continue;
            }

            foreach (var participant in series.Participants)
            {
                if (WorkshopSeries.IsInvited(participant, workshop))
                {
                    yield return factory.Create(
                        new RecipientRevision(participant, IsParticipant: true, PreviousParticipant: null, NotifiedRecipient: null),
                        revision,
                        kind,
                        decision.AsksForResponse,
                        input.Response,
                        notified: null,
                        notifiedAtOtherAddress: null);
                }
            }
        }
    }

    /// <summary>The emails about the whole course, as the first plan of <see cref="SchedulingMode.CourseEmail"/> has them.</summary>
    /// <inheritdoc cref="Plan"/>
    public static IEnumerable<PlannedEmail> PlanCourse(WorkshopSeries series, Instant at, IDateTimeZoneProvider zones)
    {
        var workshops = CreateRevisions(series, new(), at, zones).ToList();
        var course = new CourseEmailPlanner(series, workshops, revision: 1, isFirst: true);
        foreach (var participant in series.Participants)
        {
            var parts = workshops.Select(static (workshop, index) => (workshop, index))
                .Where(one => one.workshop is { IsCancelled: false, HasEnded: false }
                    && WorkshopSeries.IsInvited(participant, one.workshop.Edited!))
                .Select(static one => new CourseEmailPart(one.index, EmailKind.Invitation))
                .ToList();
            if (parts.Count > 0)
            {
                yield return course.CreateEmail(
                    new RecipientRevision(participant, IsParticipant: true, PreviousParticipant: null, NotifiedRecipient: null),
                    parts,
                    asks: true,
                    followsFeed: false);
            }
        }
    }

    private static IEnumerable<WorkshopRevision> CreateRevisions(
        WorkshopSeries series, RevisionPolicy policy, Instant at, IDateTimeZoneProvider zones) =>
        series.Workshops.Select(workshop =>
        {
            var revision = new WorkshopRevision(stored: null, lastNotified: null, workshop, series, policy, at, zones);
            revision.AssignSequence();
            return revision;
        });
}
