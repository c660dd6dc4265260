using Better.Calendar.Model;
using NodaTime;

namespace Better.Calendar;

/// <summary>How replies are read; the defaults let no mail change attendance that is not proven.</summary>
public sealed record ReplyPolicy
{
    internal static readonly ReplyPolicy Default = new();

    /// <summary>The tokens that the emails were written with. Default: null, there are none.</summary>
    public ReplyTokens? ReplyTokens { get; init; }

    /// <summary>The host's own mail server, whose Authentication-Results are believed (its authserv-id, RFC 8601, 2.5). Default: null, none is.</summary>
    /// <remarks>That server must remove such headers with its own name from mails that come in (RFC 8601, 5); all do that are set up to write them.</remarks>
    /// <exception cref="ArgumentException">It is blank.</exception>
    public string? TrustedAuthenticationServer { get; init => field = value is null ? null : Guard.ValidateName(value, nameof(TrustedAuthenticationServer)); }

    /// <summary>What happens to answers of people who are not invited to the workshop. Default: a person is asked.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such value.</exception>
    public AcceptancePolicy UninvitedSenders { get; init => field = ArgumentGuard.Defined(value, nameof(UninvitedSenders)); } = AcceptancePolicy.RequireConfirmation;

    /// <summary>What happens when a participant sends somebody else, and when that one answers. Default: a person is asked.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such value.</exception>
    public AcceptancePolicy Delegates { get; init => field = ArgumentGuard.Defined(value, nameof(Delegates)); } = AcceptancePolicy.RequireConfirmation;

    /// <summary>Where time zones come from. Default: NodaTime's TZDB.</summary>
    public IDateTimeZoneProvider TimeZones { get; init => field = ArgumentGuard.NotNull(value, nameof(TimeZones)); } = DateTimeZoneProviders.Tzdb;

    /// <summary>How much of a stranger's mail is read.</summary>
    public ReplyLimits Limits { get; init => field = ArgumentGuard.NotNull(value, nameof(Limits)); } = new();
}

/// <summary>What happens to people who reply without having been invited.</summary>
public enum AcceptancePolicy
{
    /// <summary>Their answers are kept, and change nothing before a person has confirmed them.</summary>
    RequireConfirmation,

    /// <summary>Their answers count as those of others.</summary>
    Accept,

    /// <summary>Their answers are none.</summary>
    Reject,
}
