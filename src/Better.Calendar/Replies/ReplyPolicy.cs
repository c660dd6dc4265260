using Better.Calendar.Ics;
using Better.Calendar.Workshops;
using NodaTime;

namespace Better.Calendar.Replies;

/// <summary>How replies are read; the defaults let no mail change attendance that is not proven.</summary>
public sealed record ReplyPolicy
{
    internal static readonly ReplyPolicy Default = new();

    /// <summary>The tokens that the letters were written with. Default: null, there are none.</summary>
    public ReplyTokens? ReplyTokens { get; init; }

    /// <summary>The host's own mail server, whose Authentication-Results are believed (its authserv-id, RFC 8601, 2.5). Default: null, none is.</summary>
    /// <remarks>That server must remove such headers with its own name from mails that come in (RFC 8601, 5); all do that are set up to write them.</remarks>
    /// <exception cref="ArgumentException">It is blank.</exception>
    public string? TrustedServer { get; init => field = value is null ? null : Checked.Name(value, nameof(TrustedServer)); }

    /// <summary>What happens to answers of people who are not invited to the workshop. Default: a person is asked.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such value.</exception>
    public Admission Uninvited { get; init => field = ArgumentGuard.Defined(value, nameof(Uninvited)); } = Admission.Ask;

    /// <summary>What happens when a participant sends somebody else, and when that one answers. Default: a person is asked.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such value.</exception>
    public Admission Delegates { get; init => field = ArgumentGuard.Defined(value, nameof(Delegates)); } = Admission.Ask;

    /// <summary>Where time zones come from. Default: NodaTime's TZDB.</summary>
    public IDateTimeZoneProvider Zones { get; init => field = ArgumentGuard.NotNull(value, nameof(Zones)); } = DateTimeZoneProviders.Tzdb;

    /// <summary>How much of a stranger's mail is read.</summary>
    public ReplyLimits Limits { get; init => field = ArgumentGuard.NotNull(value, nameof(Limits)); } = new();
}

/// <summary>What happens to people who reply without having been invited.</summary>
public enum Admission
{
    /// <summary>Their answers are kept, and change nothing before a person has confirmed them.</summary>
    Ask,

    /// <summary>Their answers count as those of others.</summary>
    Accept,

    /// <summary>Their answers are none.</summary>
    Refuse,
}
