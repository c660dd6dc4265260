
namespace Better.Calendar;

/// <summary>Who a reply comes from.</summary>
public sealed record ReplySender
{
    /// <summary>The participant's address as the series has it; of a delegate or of somebody uninvited, the address of the reply.</summary>
    public required EmailAddress Email { get; init => field = ArgumentGuard.NotNull(value, nameof(Email)); }

    /// <summary>The address that she answered by, where it is another one; null where it is the same.</summary>
    public EmailAddress? Alias { get; init; }

    /// <summary>What she is to the series.</summary>
    public SenderRole Role { get; init; }

    /// <summary>Whom a delegate comes for; null for others.</summary>
    public EmailAddress? DelegatedFrom { get; init; }

    /// <summary>How sure it is that she said so.</summary>
    public SenderTrust Trust { get; init; }

    /// <summary>Whether the policy wants a person to decide, however sure it is.</summary>
    public bool NeedsConfirmation { get; init; }

    /// <summary>Whether attendance may change by it without anybody looking.</summary>
    public bool IsEffective => Trust != SenderTrust.Claimed && !NeedsConfirmation;
}

/// <summary>What somebody who replies is to the series.</summary>
public enum SenderRole
{
    /// <summary>She is invited.</summary>
    Invited,

    /// <summary>A participant sent her in her place.</summary>
    Delegate,

    /// <summary>She is not invited to what she answers: the invitation was passed on.</summary>
    Uninvited,
}
