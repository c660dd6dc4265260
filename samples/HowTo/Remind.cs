using Better.Calendar;
using NodaTime;

namespace HowTo;

public static class Remind
{
    #region reminders
    /// <summary>A reminder to everybody who is invited to a workshop and has not answered.</summary>
    public static IEnumerable<InvitationEmail> Reminders(WorkshopSeries series, Workshop workshop, Attendance attendance, Instant at)
    {
        var composer = new InvitationComposer();
        foreach (var person in attendance.GetParticipantsWithoutResponse(series, workshop))
            yield return composer.Compose(series, new PlannedEmail { Kind = EmailKind.Reminder, Recipient = person, Workshop = workshop }, at);
    }
    #endregion

    #region overview
    /// <summary>What the series is, in one mail, with the file of the whole series attached.</summary>
    public static InvitationEmail Overview(WorkshopSeries series, Participant person, Instant at) =>
        new InvitationComposer().Compose(series, new PlannedEmail { Kind = EmailKind.Overview, Recipient = person }, at);
    #endregion
}
