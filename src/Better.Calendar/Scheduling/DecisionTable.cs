
namespace Better.Calendar.Scheduling;

/// <summary>Who gets which email: written once, as data. DECISIONS.md shows it; a test keeps both the same.</summary>
internal static class DecisionTable
{
    /// <summary>The rows; the first that holds counts. For every situation and every policy one does.</summary>
    public static ValueList<DecisionRow> Rows { get; } =
    [
        // Nothing to do with each other.
        new() { NotifiedState = NotifiedState.None, Invitedness = Invitedness.NotInvited },

        // What is over is over.
        new() { IsPast = true, Condition = PolicyCondition.UnlessNotifyOfPastWorkshops, SkipReason = SkipReason.PastWorkshop },

        // She has heard nothing yet. RFC 5546, 3.2.5, and clients that make entries of it: never a CANCEL to her.
        new() { NotifiedState = NotifiedState.None, Invitedness = Invitedness.Invited, EmailKind = EmailKind.Invitation, AsksForResponse = true },
        new() { NotifiedState = NotifiedState.None, Invitedness = Invitedness.Cancelled, SkipReason = SkipReason.NeverInvited },

        // It leaves her calendar, whatever she has answered.
        new() { NotifiedState = NotifiedState.Invited, Invitedness = Invitedness.Cancelled, EmailKind = EmailKind.Cancellation },
        new() { NotifiedState = NotifiedState.Invited, Invitedness = Invitedness.NotInvited, EmailKind = EmailKind.Withdrawal },
        new() { NotifiedState = NotifiedState.Cancelled, Invitedness = Invitedness.Cancelled, SkipReason = SkipReason.CancellationAlreadySent },
        new() { NotifiedState = NotifiedState.Cancelled, Invitedness = Invitedness.NotInvited, SkipReason = SkipReason.CancellationAlreadySent },

        // It stays, and has changed.
        new() { Significance = ChangeSignificance.Material, HasDeclined = true, Condition = PolicyCondition.IfDeclinedRecipientsGetCancellations, SkipReason = SkipReason.Declined },
        new() { Significance = ChangeSignificance.Material, EmailKind = EmailKind.Update, AsksForResponse = true },
        new() { Significance = ChangeSignificance.Notable, HasDeclined = true, Condition = PolicyCondition.UnlessDeclinedRecipientsGetEverything, SkipReason = SkipReason.Declined },
        new() { Significance = ChangeSignificance.Notable, EmailKind = EmailKind.Update },
        new() { Significance = ChangeSignificance.Editorial, Condition = PolicyCondition.UnlessNotifyOfEditorialChanges, SkipReason = SkipReason.EditorialChangeOnly },
        new() { Significance = ChangeSignificance.Editorial, HasDeclined = true, Condition = PolicyCondition.UnlessDeclinedRecipientsGetEverything, SkipReason = SkipReason.Declined },
        new() { Significance = ChangeSignificance.Editorial, EmailKind = EmailKind.Update },
        new() { Significance = ChangeSignificance.None, SkipReason = SkipReason.NothingChanged },
    ];

    /// <summary>The row that holds.</summary>
    public static DecisionRow Decide(DecisionInput input, RevisionPolicy policy)
    {
        foreach (var row in Rows)
        {
            if (row.Matches(input, policy))
            {
                return row;
            }
        }

        throw new InvalidOperationException($"no decision for {input}");
    }

    /// <summary>What somebody has heard, by what is remembered.</summary>
    public static NotifiedState GetNotifiedState(NotifiedWorkshop? notified) => notified?.Status switch
    {
        InvitationStatus.Invited => NotifiedState.Invited,
        InvitationStatus.Cancelled => NotifiedState.Cancelled,
        _ => NotifiedState.None,
    };
}
