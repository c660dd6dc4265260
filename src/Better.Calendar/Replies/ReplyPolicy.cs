using System.Text.Json.Serialization;
using Better.Calendar.Model;
using NodaTime;

namespace Better.Calendar;

/// <summary>
/// How replies are read, and which replies count. With the defaults, a reply from the address that was invited counts, as it does for every
/// calendar server. With reply tokens or a trusted server, only a reply with a token, or of an authenticated sender, counts without
/// confirmation.
/// </summary>
public sealed record ReplyPolicy
{
    internal static readonly ReplyPolicy Default = new();

    private readonly AcceptancePolicy? claimedSenders;

    /// <summary>
    /// The reply tokens with which the emails were written (<see cref="InvitationOptions.ReplyTokens"/>). Default: null, the emails had no
    /// tokens.
    /// </summary>
    public ReplyTokens? ReplyTokens { get; init; }

    /// <summary>
    /// The authserv-id (RFC 8601, 2.5) of the host's own mail server, whose Authentication-Results headers are trusted. Default: null, no
    /// such header is trusted.
    /// </summary>
    /// <remarks>
    /// The server must remove headers with its own authserv-id from incoming mails (RFC 8601, 5), as servers that write such headers do.
    /// </remarks>
    /// <exception cref="ArgumentException">The value is blank.</exception>
    public string? TrustedAuthenticationServer
    {
        get; init =>
        field = value is null ? null : Guard.ValidateName(value, nameof(TrustedAuthenticationServer));
    }

    /// <summary>
    /// What happens to replies of which only the mail itself says who sent them (<see cref="SenderTrust.Claimed"/>). Default: <see
    /// cref="AcceptancePolicy.Accept"/>, so that a reply from the invited address counts, as it does for calendar servers; with <see
    /// cref="ReplyTokens"/> or a <see cref="TrustedAuthenticationServer"/>, <see cref="AcceptancePolicy.RequireConfirmation"/>, because
    /// then a genuine reply can show that it is one.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not a member of <see cref="AcceptancePolicy"/>.</exception>
    public AcceptancePolicy ClaimedSenders
    {
        get => claimedSenders
            ?? (ReplyTokens is null && TrustedAuthenticationServer is null
                ? AcceptancePolicy.Accept
                : AcceptancePolicy.RequireConfirmation);
        init => claimedSenders = ArgumentGuard.Defined(value, nameof(ClaimedSenders));
    }

    /// <summary>
    /// What happens to responses of people who are not invited to the workshop. Default: the organizer has to confirm them.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not a member of <see cref="AcceptancePolicy"/>.</exception>
    public AcceptancePolicy UninvitedSenders { get; init => field = ArgumentGuard.Defined(value, nameof(UninvitedSenders)); } =
        AcceptancePolicy.RequireConfirmation;

    /// <summary>
    /// What happens when a participant delegates to somebody else, and when that delegate responds. Default: the organizer has to confirm
    /// it.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not a member of <see cref="AcceptancePolicy"/>.</exception>
    public AcceptancePolicy Delegates { get; init => field = ArgumentGuard.Defined(value, nameof(Delegates)); } =
        AcceptancePolicy.RequireConfirmation;

    /// <summary>The time zones by which proposed times are read. Default: NodaTime's TZDB.</summary>
    public IDateTimeZoneProvider TimeZones { get; init => field = ArgumentGuard.NotNull(value, nameof(TimeZones)); } =
        DateTimeZoneProviders.Tzdb;

    /// <summary>How much of a mail is read. Default: the defaults of <see cref="ReplyLimits"/>.</summary>
    public ReplyLimits Limits { get; init => field = ArgumentGuard.NotNull(value, nameof(Limits)); } = new();
}

/// <summary>What happens to replies of people who are not invited themselves.</summary>
[JsonConverter(typeof(WordJsonConverter<AcceptancePolicy>))]
public enum AcceptancePolicy
{
    /// <summary>Their responses are stored, but count only after the organizer has confirmed them.</summary>
    RequireConfirmation,

    /// <summary>Their responses count like those of participants.</summary>
    Accept,

    /// <summary>Their replies are not responses: reading one gives an <see cref="UnrecognizedMail"/>.</summary>
    Reject,
}
