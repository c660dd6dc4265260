using Better.Calendar.Delivery.Options;
using NodaTime;

namespace Better.Calendar.Delivery;

/// <summary>How a worker works; the defaults fit a mail server that somebody else runs.</summary>
public sealed record DeliveryOptions
{
    /// <summary>How emails are written: the same options that the host composes with.</summary>
    public InvitationOptions InvitationOptions { get; init => field = OptionCheck.NotNull(value); } = new();

    /// <summary>How many connections to the server are used at once, from 1 to 1000. Default: 4.</summary>
    public int Connections { get; init => field = OptionCheck.InRange(value, 1, 1000); } = 4;

    /// <summary>How many emails a minute the server gets at most, from 1 to 1,000,000; null: as many as it takes. Default: null.</summary>
    public int? MaxPerMinute { get; init => field = OptionCheck.InRangeOrNull(value, 1, 1_000_000); }

    /// <summary>What one recipient domain gets at most. Default: no limit but the server's.</summary>
    public DomainLimit DefaultDomainLimit { get; init => field = OptionCheck.NotNull(value); } = new();

    /// <summary>Domains with limits of their own. Default: none.</summary>
    public IReadOnlyDictionary<string, DomainLimit> DomainLimits
    {
        get;
        init => field = OptionCheck.NotNull(value).All(static domain => domain.Value is not null)
            ? value
            : throw new ArgumentException("Domains must have a limit for each of its domains, and one is null.", nameof(DomainLimits));
    } = new Dictionary<string, DomainLimit>(StringComparer.OrdinalIgnoreCase);

    /// <summary>When an email is tried again that was not taken.</summary>
    public RetrySchedule RetrySchedule { get; init => field = OptionCheck.NotNull(value); } = new();

    /// <summary>
    /// How often an email may have been taken, without our hearing so, before it is left <see cref="DeliveryStatus.Uncertain"/>. With 1 none is
    /// sent again. From 1 to 1000. Default: 3; mail programs know an email that comes again by its Message-ID, and calendars by its UID and SEQUENCE.
    /// </summary>
    public int MaxUncertainSends { get; init => field = OptionCheck.InRange(value, 1, 1000); } = 3;

    /// <summary>
    /// How many emails of each connection are written down as about to go while the one before them is on the line, as long as there
    /// are many: the store then commits for several at once. As many more count as doubtful when the worker is killed. From 0 to 1000. Default: 3.
    /// </summary>
    public int PrefetchedIntents { get; init => field = OptionCheck.InRange(value, 0, 1000); } = 3;

    /// <summary>Signs emails with DKIM; null: the mail server does. Default: null.</summary>
    public DkimSignature? DkimSignature { get; init; }

    /// <summary>How long a worker must be silent before another takes over what it had in hands, from a second to a day. Default: 30 seconds.</summary>
    public Duration LeaseDuration { get; init => field = OptionCheck.InRange(value, Duration.FromSeconds(1), Duration.FromDays(1)); } = Duration.FromSeconds(30);

    /// <summary>How long a stopped worker finishes the emails that are on the line, at most a day. Default: 30 seconds.</summary>
    public Duration ShutdownTimeout { get; init => field = OptionCheck.InRange(value, Duration.Zero, Duration.FromDays(1)); } = Duration.FromSeconds(30);

    /// <summary>How long a store may be away, locked or full before the worker stops, at most a year. Default: one minute.</summary>
    public Duration StoreRetryTimeout { get; init => field = OptionCheck.InRange(value, Duration.Zero, Duration.FromDays(365)); } = Duration.FromMinutes(1);

    /// <summary>How long a server may be away before the worker stops, at most a year; null: for ever. Default: null.</summary>
    public Duration? ServerRetryTimeout { get; init => field = OptionCheck.InRangeOrNull(value, Duration.Zero, Duration.FromDays(365)); }

    /// <summary>How long a connection without emails stays open, from 0.1 seconds to a day. Default: 20 seconds.</summary>
    public Duration IdleConnectionTimeout { get; init => field = OptionCheck.InRange(value, Duration.FromMilliseconds(100), Duration.FromDays(1)); } = Duration.FromSeconds(20);

    /// <summary>The name under which the worker has emails in hands, another for each that runs; null: made of machine, process and chance.</summary>
    public string? WorkerName { get; init => field = value is null ? null : OptionCheck.Text(value); }

    /// <summary>Numbers from 0 to below 1 for jitter. Default: random.</summary>
    public Func<double> Randomizer { get; init => field = OptionCheck.NotNull(value); } = Jitter.NextDouble;

    /// <summary>What time it is, and what waits are measured by. Default: the system's.</summary>
    public TimeProvider TimeProvider { get; init => field = OptionCheck.NotNull(value); } = TimeProvider.System;
}

/// <summary>What one recipient domain gets at most.</summary>
public sealed record DomainLimit
{
    /// <summary>How many emails at once, from 1 to 1000; null: as many as there are connections. Default: null.</summary>
    public int? MaxConcurrent { get; init => field = OptionCheck.InRangeOrNull(value, 1, 1000); }

    /// <summary>How many emails a minute, from 1 to 1,000,000; null: as many as go. Default: null.</summary>
    public int? MaxPerMinute { get; init => field = OptionCheck.InRangeOrNull(value, 1, 1_000_000); }
}

/// <summary>The one place where chance comes from, if no other is given.</summary>
internal static class Jitter
{
#pragma warning disable RS0030, CA5394 // Jitter need not be secret; whoever wants it foreseeable gives another.
    public static double NextDouble() => Random.Shared.NextDouble();
#pragma warning restore RS0030, CA5394
}
