using Better.Calendar.Model;
using NodaTime;

namespace Better.Calendar;

/// <summary>
/// How replies are read, and which replies count. With the defaults, only a reply whose sender is authenticated, or that came to a reply
/// token, changes the attendance.
/// </summary>
public sealed record ReplyPolicy
{
    internal static readonly ReplyPolicy Default = new();

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
public enum AcceptancePolicy
{
    /// <summary>Their responses are stored, but count only after the organizer has confirmed them.</summary>
    RequireConfirmation,

    /// <summary>Their responses count like those of participants.</summary>
    Accept,

    /// <summary>Their replies are not responses: reading one gives an <see cref="UnrecognizedMail"/>.</summary>
    Reject,
}
