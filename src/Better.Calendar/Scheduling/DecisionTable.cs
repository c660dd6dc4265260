namespace Better.Calendar.Scheduling;

/// <summary>Decides who gets which email. The table is data; DECISIONS.md shows it, and a test keeps both the same.</summary>
internal static class DecisionTable
{
    /// <summary>The rows, of which the first that matches applies. For every input and every policy there is one.</summary>
    public static ValueList<DecisionRow> Rows { get; } =
    [
        // The person has nothing to do with the workshop.
        new() { NotifiedState = NotifiedState.None, Invitedness = Invitedness.NotInvited },

        // Past workshops.
        new() { IsPast = true, Condition = PolicyCondition.UnlessNotifyOfPastWorkshops, SkipReason = SkipReason.PastWorkshop },

        // Nobody is invited to a workshop that is over, whatever the policy: there is nothing to respond to.
        new() { NotifiedState = NotifiedState.None,
            Invitedness = Invitedness.Invited,
            IsPast = true,
            SkipReason = SkipReason.PastWorkshop },

        new() { NotifiedState = NotifiedState.Asked,
            Invitedness = Invitedness.Invited,
            IsPast = true,
            SkipReason = SkipReason.PastWorkshop },

        // Not notified yet. Such a person never gets a CANCEL (RFC 5546, 3.2.5), because some clients create an entry from it.
        // Who follows by their personal feed gets no entry, but an email about the course, so that later changes reach them.
        new() { NotifiedState = NotifiedState.None,
            Invitedness = Invitedness.Invited,
            Response = ParticipationStatus.Accepted,
            FollowsFeed = true,
            EmailKind = EmailKind.Invitation },
        new() { NotifiedState = NotifiedState.None,
            Invitedness = Invitedness.Invited,
            Response = ParticipationStatus.Accepted,
            EmailKind = EmailKind.Confirmation },
        new() { NotifiedState = NotifiedState.None,
            Invitedness = Invitedness.Invited,
            Response = ParticipationStatus.Declined,
            Condition = PolicyCondition.UnlessDeclinedRecipientsGetEverything,
            SkipReason = SkipReason.Declined },
        new() { NotifiedState = NotifiedState.None,
            Invitedness = Invitedness.Invited,
            Response = ParticipationStatus.Tentative,
            EmailKind = EmailKind.Invitation },
        new() { NotifiedState = NotifiedState.None,
            Invitedness = Invitedness.Invited,
            EmailKind = EmailKind.Invitation,
            AsksForResponse = true },
        new() { NotifiedState = NotifiedState.None, Invitedness = Invitedness.Cancelled, SkipReason = SkipReason.NeverInvited },

        // Asked by an email about the whole course: there is nothing in the calendar, so the emails of these rows are one about the
        // course.
        new() { NotifiedState = NotifiedState.Asked,
            Invitedness = Invitedness.Cancelled,
            Response = ParticipationStatus.Declined,
            SkipReason = SkipReason.Declined },
        new() { NotifiedState = NotifiedState.Asked,
            Invitedness = Invitedness.NotInvited,
            Response = ParticipationStatus.Declined,
            SkipReason = SkipReason.Declined },
        new() { NotifiedState = NotifiedState.Asked, Invitedness = Invitedness.Cancelled, EmailKind = EmailKind.Cancellation },
        new() { NotifiedState = NotifiedState.Asked, Invitedness = Invitedness.NotInvited, EmailKind = EmailKind.Withdrawal },

        // The event is removed from the person's calendar, whatever they have responded.
        new() { NotifiedState = NotifiedState.Invited, Invitedness = Invitedness.Cancelled, EmailKind = EmailKind.Cancellation },
        new() { NotifiedState = NotifiedState.Invited, Invitedness = Invitedness.NotInvited, EmailKind = EmailKind.Withdrawal },
        new() { NotifiedState = NotifiedState.Cancelled,
            Invitedness = Invitedness.Cancelled,
            SkipReason = SkipReason.CancellationAlreadySent },
        new() { NotifiedState = NotifiedState.Cancelled,
            Invitedness = Invitedness.NotInvited,
            SkipReason = SkipReason.CancellationAlreadySent },

        // The event stays in the calendar and may have changed.
        new() { Significance = ChangeSignificance.Material,
            Response = ParticipationStatus.Declined,
            Condition = PolicyCondition.IfDeclinedRecipientsGetCancellations,
            SkipReason = SkipReason.Declined },
        new() { Significance = ChangeSignificance.Material, EmailKind = EmailKind.Update, AsksForResponse = true },

        // What they have responded to as it is now comes into their calendar: as an entry, or by their personal feed, which has it.
        new() { NotifiedState = NotifiedState.Asked,
            Response = ParticipationStatus.Accepted,
            FollowsFeed = false,
            EmailKind = EmailKind.Confirmation },
        new() { NotifiedState = NotifiedState.Asked,
            Response = ParticipationStatus.Tentative,
            FollowsFeed = false,
            EmailKind = EmailKind.Invitation },
        new() { NotifiedState = NotifiedState.Asked,
            Significance = ChangeSignificance.None,
            Response = ParticipationStatus.Accepted,
            FollowsFeed = true,
            SkipReason = SkipReason.FollowsFeed },
        new() { NotifiedState = NotifiedState.Asked,
            Significance = ChangeSignificance.None,
            Response = ParticipationStatus.Tentative,
            FollowsFeed = true,
            SkipReason = SkipReason.FollowsFeed },
        new() { Significance = ChangeSignificance.Notable,
            Response = ParticipationStatus.Declined,
            Condition = PolicyCondition.UnlessDeclinedRecipientsGetEverything,
            SkipReason = SkipReason.Declined },
        new() { Significance = ChangeSignificance.Notable, EmailKind = EmailKind.Update },
        new() { Significance = ChangeSignificance.Editorial,
            Condition = PolicyCondition.UnlessNotifyOfEditorialChanges,
            SkipReason = SkipReason.EditorialChangeOnly },
        new() { Significance = ChangeSignificance.Editorial,
            Response = ParticipationStatus.Declined,
            Condition = PolicyCondition.UnlessDeclinedRecipientsGetEverything,
            SkipReason = SkipReason.Declined },
        new() { Significance = ChangeSignificance.Editorial, EmailKind = EmailKind.Update },
        new() { Significance = ChangeSignificance.None, SkipReason = SkipReason.NothingChanged },
    ];

    /// <summary>Finds the row that applies.</summary>
    public static DecisionRow Decide(DecisionInput input, RevisionPolicy policy)
    {
        foreach (var row in Rows)
        {
            if (row.Matches(input, policy))
            {
                return row;
            }
        }

        throw new InvalidOperationException($"The decision table has no row for {input}.");
    }

    /// <summary>What a person was last notified of, by the state of the series.</summary>
    public static NotifiedState GetNotifiedState(NotifiedWorkshop? notified) => notified?.Status switch
    {
        InvitationStatus.Invited => NotifiedState.Invited,
        InvitationStatus.Cancelled => NotifiedState.Cancelled,
        InvitationStatus.Asked => NotifiedState.Asked,
        _ => NotifiedState.None,
    };
}
