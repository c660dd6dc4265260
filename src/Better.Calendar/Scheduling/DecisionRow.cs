namespace Better.Calendar.Scheduling;

/// <summary>How a workshop stands to one participant after the edit.</summary>
internal enum Invitedness
{
    /// <summary>It takes place and she is on its list.</summary>
    Invited,

    /// <summary>It is cancelled or gone from the series.</summary>
    Cancelled,

    /// <summary>It takes place, and she is not on its list.</summary>
    NotInvited,
}

/// <summary>A switch of the policy that a decision hangs on.</summary>
internal enum PolicyCondition
{
    /// <summary>It holds by every policy.</summary>
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

/// <summary>One row of the decision table; null stands for "any".</summary>
internal sealed record DecisionRow
{
    /// <summary>What she has heard; <see cref="NotifiedState.None"/> for a stranger.</summary>
    public NotifiedState? NotifiedState { get; init; }

    /// <summary>How the workshop stands to her now.</summary>
    public Invitedness? Invitedness { get; init; }

    /// <summary>How much has changed since she heard of it.</summary>
    public ChangeSignificance? Significance { get; init; }

    /// <summary>Whether she has declined.</summary>
    public bool? HasDeclined { get; init; }

    /// <summary>Whether the workshop is over.</summary>
    public bool? IsPast { get; init; }

    /// <summary>The switch that it hangs on.</summary>
    public PolicyCondition Condition { get; init; }

    /// <summary>The email; null for none.</summary>
    public EmailKind? EmailKind { get; init; }

    /// <summary>Whether the email asks for a response.</summary>
    public bool AsksForResponse { get; init; }

    /// <summary>Where there is no email: why; null where the participant has nothing to do with the workshop at all.</summary>
    public SkipReason? SkipReason { get; init; }

    public bool Matches(DecisionInput input, RevisionPolicy policy) =>
        (NotifiedState is null || NotifiedState == input.NotifiedState)
        && (Invitedness is null || Invitedness == input.Invitedness)
        && (Significance is null || Significance == input.Significance)
        && (HasDeclined is null || HasDeclined == input.HasDeclined)
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

/// <summary>What the decision about one participant and one workshop rests on.</summary>
internal readonly record struct DecisionInput(NotifiedState NotifiedState, Invitedness Invitedness, ChangeSignificance Significance, bool HasDeclined, bool IsPast);

/// <summary>What somebody has heard of a workshop.</summary>
internal enum NotifiedState
{
    /// <summary>Nothing, or that her invitation was taken back.</summary>
    None,

    /// <summary>An invitation that holds.</summary>
    Invited,

    /// <summary>That it is off.</summary>
    Cancelled,
}
