using Better.Calendar.Scheduling;
using NodaTime;

namespace Better.Calendar;

/// <summary>
/// Plans the reminders of a workshop: who has not responded is asked, who comes gets the practical details, and who has declined gets
/// none.
/// </summary>
public static class ReminderPlanner
{
    /// <summary>Plans the reminders; none if the workshop is cancelled or has ended.</summary>
    /// <param name="series">The series as it is stored. If emails have gone out, only people who were invited are reminded.</param>
    /// <param name="workshop">One of its workshops.</param>
    /// <param name="at">The current time.</param>
    /// <param name="responses">The participants' responses so far (<c>Attendance.Responses</c>).</param>
    /// <param name="zones">The time zone rules; null means NodaTime's TZDB.</param>
    public static ValueList<PlannedEmail> Plan(
        WorkshopSeries series,
        Workshop workshop,
        Instant at,
        IEnumerable<ParticipantResponse> responses,
        IDateTimeZoneProvider? zones = null)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(workshop);
        ArgumentNullException.ThrowIfNull(responses);
        zones ??= DateTimeZoneProviders.Tzdb;
        var start = series.StartOf(workshop, zones).ToInstant();
        var regularStart = series.Recurrence?.FindRegularStart(series, workshop, zones);
        var time = EmailKindTable.GetTime(start, workshop.Duration, at);
        var lookup = new ResponseLookup(responses, new(StringComparer.OrdinalIgnoreCase) { [workshop.Id] = 0 });
        var notified = new Dictionary<EmailAddress, (int Asked, int First, bool IsBehind)>();
        foreach (var recipient in series.State?.Recipients ?? [])
        {
            if (recipient.FindInvitation(workshop) is { } invitation)
            {
                notified[recipient.Email] = (
                    recipient.GetAskedSequence(workshop), invitation.First, IsBehind: invitation.Last < workshop.Sequence);
            }
        }

        var reminders =
            from participant in series.Participants
            where WorkshopSeries.IsInvited(participant, workshop)
            let isInvited = notified.ContainsKey(participant.Email)
            where isInvited || series.State is null
            let known = isInvited ? notified[participant.Email] : (Asked: workshop.Sequence, First: 0, IsBehind: false)

            // By the policy, who declines need not get an email about a change; they are not asked about it here either.
            where !known.IsBehind || lookup.Find(participant.Email, 0, asked: 0) != ParticipationStatus.Declined
            let response = lookup.Find(participant.Email, 0, known.Asked, regularStart: regularStart)
            where EmailKindTable.FindProblem(
                EmailKind.Reminder, workshop.Status == WorkshopStatus.Cancelled, time, response) is null
            select new PlannedEmail
            {
                Kind = EmailKind.Reminder,
                Recipient = participant,
                Workshop = workshop,
                Response = response,
                Revision = series.State?.Revision ?? 0,
                FirstSequence = known.First,
                SeriesId = series.Id,
            };
        return reminders.ToValueList();
    }
}
