using Better.Calendar;
using NodaTime;

namespace HowTo;

public static class Remind
{
    #region reminders
    /// <summary>A reminder that asks who has not responded, and the practical details to who comes.</summary>
    public static IEnumerable<InvitationEmail> ComposeReminders(WorkshopSeries series, Workshop workshop, Attendance attendance, Instant at)
    {
        var composer = new InvitationComposer();
        foreach (var reminder in attendance.PlanReminders(series, workshop, at))
        {
            yield return composer.Compose(series, reminder, at);
        }
    }
    #endregion

    #region without response
    /// <summary>Only the reminders that ask, a week before; the others get theirs the day before.</summary>
    public static IEnumerable<PlannedEmail> PlanRequests(WorkshopSeries series, Workshop workshop, Attendance attendance, Instant at) =>
        attendance.PlanReminders(series, workshop, at).Where(reminder => reminder.AsksForResponse);
    #endregion

    #region overview
    /// <summary>One email that describes the whole series, with its schedule.</summary>
    public static InvitationEmail ComposeOverview(WorkshopSeries series, Participant participant, Instant at) =>
        new InvitationComposer().Compose(series, new PlannedEmail { Kind = EmailKind.Overview, Recipient = participant }, at);
    #endregion
}
