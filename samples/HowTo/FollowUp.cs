using Better.Calendar;
using NodaTime;

namespace HowTo;

public static class FollowUp
{
    #region edit
    /// <summary>What was done in a workshop, its materials, and what comes next. No email goes out about this edit.</summary>
    public static WorkshopSeries AddSummary(WorkshopSeries series, string workshopId) => series with
    {
        Workshops =
        [
            .. series.Workshops.Select(workshop => workshop.Id != workshopId ? workshop : workshop with
            {
                Summary = "We drew a map of the district from open data.",
                Materials =
                [
                    new() { Title = "Recording", Url = new("https://host.example/maps/recording") },
                    new() { Title = "Survey: what did we miss?", Url = new("https://host.example/maps/survey") },
                ],
            }),
        ],
        Next = "The next workshop is about statistics.",
    };
    #endregion

    #region those who came
    /// <summary>One email to each person who came, or had accepted if nobody wrote down who came.</summary>
    public static IEnumerable<InvitationEmail> ComposeFollowUps(
        WorkshopSeries series, Workshop workshop, Attendance attendance, IReadOnlyList<EmailAddress>? attended, Instant at)
    {
        var composer = new InvitationComposer();
        foreach (var followUp in FollowUpPlanner.Plan(series, workshop, at, attendance.Responses, attended: attended))
        {
            yield return composer.Compose(series, followUp, at);
        }
    }
    #endregion

    #region those who were invited
    /// <summary>One email about all workshops, also to those who were invited and did not decline.</summary>
    public static IEnumerable<PlannedEmail> PlanForSeries(WorkshopSeries series, Attendance attendance, Instant at) =>
        FollowUpPlanner.Plan(series, workshop: null, at, attendance.Responses, FollowUpRecipients.Invited);
    #endregion
}
