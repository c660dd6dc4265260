using Better.Calendar;
using NodaTime;

namespace HowTo;

public static class Remind
{
    #region reminders
    /// <summary>A reminder to everybody who is invited to a workshop and has not responded.</summary>
    public static IEnumerable<InvitationEmail> ComposeReminders(WorkshopSeries series, Workshop workshop, Attendance attendance, Instant at)
    {
        var composer = new InvitationComposer();
        foreach (var participant in attendance.GetParticipantsWithoutResponse(series, workshop))
        {
            var reminder = new PlannedEmail { Kind = EmailKind.Reminder, Recipient = participant, Workshop = workshop };
            yield return composer.Compose(series, reminder, at);
        }
    }
    #endregion

    #region overview
    /// <summary>One email that describes the whole series, with the calendar file of the series attached.</summary>
    public static InvitationEmail ComposeOverview(WorkshopSeries series, Participant participant, Instant at) =>
        new InvitationComposer().Compose(series, new PlannedEmail { Kind = EmailKind.Overview, Recipient = participant }, at);
    #endregion
}
