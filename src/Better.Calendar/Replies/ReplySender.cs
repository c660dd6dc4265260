using System.Text.Json.Serialization;

namespace Better.Calendar;

/// <summary>The sender of a reply.</summary>
public sealed record ReplySender
{
    /// <summary>The participant's address as it is in the series; of a delegate or an uninvited sender, the address in the reply.</summary>
    public required EmailAddress Email { get; init => field = ArgumentGuard.NotNull(value, nameof(Email)); }

    /// <summary>The address from which the participant replied, if it is not <see cref="Email"/>; otherwise null.</summary>
    public EmailAddress? Alias { get; init; }

    /// <summary>Whether the sender is invited, is a delegate, or is not invited. Default: invited.</summary>
    public SenderRole Role { get; init; }

    /// <summary>In whose place a delegate attends (DELEGATED-FROM); null for everybody else.</summary>
    public EmailAddress? DelegatedFrom { get; init; }

    /// <summary>How certain it is that the sender sent the mail. Default: claimed.</summary>
    public SenderTrust Trust { get; init; }

    /// <summary>
    /// Whether the <see cref="ReplyPolicy"/> counts a reply although only the mail itself names its sender
    /// (<see cref="SenderTrust.Claimed"/>). Default: false.
    /// </summary>
    public bool IsAcceptedAsClaimed { get; init; }

    /// <summary>
    /// Whether the <see cref="ReplyPolicy"/> requires confirmation by the organizer, however certain the sender is. Default: false.
    /// </summary>
    public bool NeedsConfirmation { get; init; }

    /// <summary>Whether the reply counts without confirmation by the organizer.</summary>
    public bool IsEffective => (Trust != SenderTrust.Claimed || IsAcceptedAsClaimed) && !NeedsConfirmation;
}

/// <summary>Whether the sender of a reply was invited.</summary>
[JsonConverter(typeof(WordJsonConverter<SenderRole>))]
public enum SenderRole
{
    /// <summary>The sender is a participant who is invited to the workshop.</summary>
    Invited,

    /// <summary>A participant delegated to the sender.</summary>
    Delegate,

    /// <summary>The sender is not invited to the workshop: somebody forwarded the invitation.</summary>
    Uninvited,
}
