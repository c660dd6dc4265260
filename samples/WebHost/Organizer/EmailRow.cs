using Better.Calendar;
using InviteConsole;

namespace WebHost.Organizer;

/// <summary>Planned emails of one kind about one workshop, for one reason.</summary>
/// <param name="Kind">What they are.</param>
/// <param name="Title">The title of the workshop, or that they are about all of them.</param>
/// <param name="Count">How many there are.</param>
/// <param name="People">Their recipients.</param>
/// <param name="Reason">Why they go out.</param>
public sealed record EmailRow(string Kind, string Title, int Count, string People, string Reason)
{
    /// <summary>Groups emails, in the order of sending.</summary>
    public static IReadOnlyList<EmailRow> FromEmails(WorkshopSeries series, IEnumerable<PlannedEmail> emails) =>
    [
        .. emails
            .Select(email => (
                Email: email,
                Kind: PlanWords.Describe(email.Kind),
                Title: PlanWords.FormatTitle(series, email.Workshop),
                Reason: PlanWords.Describe(email)))
            .GroupBy(static one => (one.Kind, one.Title, one.Reason))
            .Select(static group => new EmailRow(
                group.Key.Kind,
                group.Key.Title,
                group.Count(),
                PlanWords.FormatPeople([.. group.Select(static one => one.Email.Recipient)]),
                group.Key.Reason)),
    ];
}
