using Better.Calendar;

namespace WebHost.Organizer.Sending;

/// <summary>
/// Puts together what several edits made due: nobody gets an invitation and, a second later, its update. Whoever has not been sent their
/// invitation yet gets one that says what the last edit says; one update lists the changes of all edits.
/// </summary>
internal static class DueMerger
{
    /// <summary>The batches with the emails that are left, in the order of sending.</summary>
    public static IReadOnlyList<DueBatch> Merge(IEnumerable<DueBatch> batches)
    {
        var merged = new List<(DueBatch Batch, PlannedEmail Email)>();
        foreach (var batch in batches)
        {
            if (batch.IsFirst)
            {
                merged.Clear();
            }

            foreach (var email in batch.Emails)
            {
                Add(merged, batch, email);
            }
        }

        return [.. merged.GroupBy(static one => one.Batch, ReferenceEqualityComparer.Instance)
            .Select(static group => group.First().Batch with { Emails = [.. group.Select(static one => one.Email)] })];
    }

    private static void Add(List<(DueBatch Batch, PlannedEmail Email)> merged, DueBatch batch, PlannedEmail email)
    {
        var at = merged.FindLastIndex(one => IsAboutTheSame(one.Email, email));
        var before = at < 0 ? null : merged[at].Email;
        var (replaces, instead) = (before?.Kind, email.Kind) switch
        {
            (EmailKind.Invitation, EmailKind.Invitation) => (true, email),
            (EmailKind.Invitation, EmailKind.Update)
                when email.Response is not (ParticipationStatus.Accepted or ParticipationStatus.Declined)
                => (true, ToInvitation(email, before!)),
            (EmailKind.Invitation, EmailKind.Cancellation or EmailKind.Withdrawal) => (true, null),
            (EmailKind.Update, EmailKind.Update) => (true, email with
            {
                PreviousWorkshop = before!.PreviousWorkshop,
                PreviousWorkshops = before.PreviousWorkshops,
                RequestsNewResponse = before.RequestsNewResponse || email.RequestsNewResponse,
                HasNewMeeting = before.HasNewMeeting || email.HasNewMeeting,
            }),
            (EmailKind.Update, EmailKind.Cancellation or EmailKind.Withdrawal) => (true, email),
            _ => (false, (PlannedEmail?)email),
        };
        if (replaces)
        {
            merged.RemoveAt(at);
        }

        if (instead is not null)
        {
            merged.Add((batch, instead));
        }
    }

    private static PlannedEmail ToInvitation(PlannedEmail update, PlannedEmail invitation) => update with
    {
        Kind = EmailKind.Invitation,
        PreviousWorkshop = null,
        PreviousWorkshops = [],
        OccurrenceResponses = [],
        RequestsNewResponse = false,
        HasNewMeeting = false,
        Changes = [],
        Reason = invitation.Reason,
        Explanation = invitation.Explanation,
    };

    private static bool IsAboutTheSame(PlannedEmail one, PlannedEmail other) =>
        one.Recipient.Email == other.Recipient.Email
        && string.Equals(one.Workshop?.Id, other.Workshop?.Id, StringComparison.OrdinalIgnoreCase);
}
