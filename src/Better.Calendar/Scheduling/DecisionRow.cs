namespace Better.Calendar.Scheduling;

/// <summary>Whether one participant is invited to a workshop after the edit.</summary>
internal enum Invitedness
{
    /// <summary>It takes place, and they are invited to it.</summary>
    Invited,

    /// <summary>It is cancelled or no longer in the series.</summary>
    Cancelled,

    /// <summary>It takes place, and they are not invited to it.</summary>
    NotInvited,
}

/// <summary>The setting of the policy that a row depends on.</summary>
internal enum PolicyCondition
{
    /// <summary>The row applies under every policy.</summary>
    Always,

    /// <summary>Unless <see cref="RevisionPolicy.NotifyOfPastWorkshops"/>.</summary>
    UnlessNotifyOfPastWorkshops,

    /// <summary>Unless <see cref="RevisionPolicy.NotifyOfEditorialChanges"/>.</summary>
    UnlessNotifyOfEditorialChanges,

    /// <summary>Unless <see cref="RevisionPolicy.DeclinedRecipients"/> is <see cref="DeclinedRecipientPolicy.Everything"/>.</summary>
    UnlessDeclinedRecipientsGetEverything,

    /// <summary>If <see cref="RevisionPolicy.DeclinedRecipients"/> is <see cref="DeclinedRecipientPolicy.Cancellations"/>.</summary>
    IfDeclinedRecipientsGetCancellations,
}

/// <summary>One row of the decision table; null in a condition means "any".</summary>
internal sealed record DecisionRow
{
    /// <summary>What the person was last notified of.</summary>
    public NotifiedState? NotifiedState { get; init; }

    /// <summary>Whether they are invited now.</summary>
    public Invitedness? Invitedness { get; init; }

    /// <summary>How much has changed since they were last notified.</summary>
    public ChangeSignificance? Significance { get; init; }

    /// <summary>What they have responded.</summary>
    public ParticipationStatus? Response { get; init; }

    /// <summary>Whether they follow by their personal feed, and want no calendar entries by email.</summary>
    public bool? FollowsFeed { get; init; }

    /// <summary>Whether the workshop has ended.</summary>
    public bool? IsPast { get; init; }

    /// <summary>The setting of the policy that the row depends on.</summary>
    public PolicyCondition Condition { get; init; }

    /// <summary>The kind of email to send; null for none.</summary>
    public EmailKind? EmailKind { get; init; }

    /// <summary>Whether the email asks for a response.</summary>
    public bool AsksForResponse { get; init; }

    /// <summary>Why there is no email; null if there is one, or if the person has nothing to do with the workshop at all.</summary>
    public SkipReason? SkipReason { get; init; }

    public bool Matches(DecisionInput input, RevisionPolicy policy) =>
        (NotifiedState is null || NotifiedState == input.NotifiedState)
        && (Invitedness is null || Invitedness == input.Invitedness)
        && (Significance is null || Significance == input.Significance)
        && (Response is null || Response == input.Response)
        && (FollowsFeed is null || FollowsFeed == input.FollowsFeed)
        && (IsPast is null || IsPast == input.IsPast)
        && Condition switch
        {
            PolicyCondition.UnlessNotifyOfPastWorkshops => !policy.NotifyOfPastWorkshops,
            PolicyCondition.UnlessNotifyOfEditorialChanges => !policy.NotifyOfEditorialChanges,
            PolicyCondition.UnlessDeclinedRecipientsGetEverything => policy.DeclinedRecipients != DeclinedRecipientPolicy.Everything,
            PolicyCondition.IfDeclinedRecipientsGetCancellations => policy.DeclinedRecipients == DeclinedRecipientPolicy.Cancellations,
            _ => true,
        };
}

/// <summary>The input of the decision about one person and one workshop.</summary>
internal readonly record struct DecisionInput(
    NotifiedState NotifiedState,
    Invitedness Invitedness,
    ChangeSignificance Significance,
    ParticipationStatus? Response,
    bool IsPast,
    bool FollowsFeed = false);

/// <summary>What a person was last notified of about a workshop.</summary>
internal enum NotifiedState
{
    /// <summary>Nothing, or that their invitation was withdrawn.</summary>
    None,

    /// <summary>An invitation, which is still valid.</summary>
    Invited,

    /// <summary>That it is cancelled.</summary>
    Cancelled,

    /// <summary>The question of an email about the whole course: it is not in their calendar.</summary>
    Asked,
}
