using Better.Calendar.Delivery.Sinks;
using Better.Calendar.Invitations;
using NodaTime;

namespace Better.Calendar.Delivery.Couriers;

/// <summary>How a courier works; the defaults fit a mail server that somebody else runs.</summary>
public sealed record CourierOptions
{
    /// <summary>How letters are written: the same options that the host composes with.</summary>
    public InvitationOptions Letters { get; init; } = new();

    /// <summary>How many connections to the server are used at once. Default: 4.</summary>
    public int Connections { get; init; } = 4;

    /// <summary>How many letters a minute the server gets at most; null: as many as it takes. Default: null.</summary>
    public int? PerMinute { get; init; }

    /// <summary>What one recipient domain gets at most. Default: no limit but the server's.</summary>
    public DomainLimit PerDomain { get; init; } = new();

    /// <summary>Domains with limits of their own. Default: none.</summary>
    public IReadOnlyDictionary<string, DomainLimit> Domains { get; init; } = new Dictionary<string, DomainLimit>(StringComparer.OrdinalIgnoreCase);

    /// <summary>When a letter is tried again that was not taken.</summary>
    public RetrySchedule Retry { get; init; } = new();

    /// <summary>
    /// How often a letter may have been taken, without our hearing so, before it is left <see cref="Outboxes.LetterState.Unknown"/>. With 1 none is
    /// sent again. Default: 3; mail programs know a letter that comes again by its Message-ID, and calendars by its UID and SEQUENCE.
    /// </summary>
    public int MostDoubts { get; init; } = 3;

    /// <summary>
    /// How many letters of each connection are written down as about to go while the one before them is on the line, as long as there
    /// are many: the ledger then commits for several at once. As many more count as doubtful when the courier is killed. Default: 3.
    /// </summary>
    public int WrittenAhead { get; init; } = 3;

    /// <summary>Signs letters with DKIM; null: the mail server does. Default: null.</summary>
    public DkimSignature? Signature { get; init; }

    /// <summary>How long a courier must be silent before another takes over what it had in hands. Default: 30 seconds.</summary>
    public Duration Lease { get; init; } = Duration.FromSeconds(30);

    /// <summary>How long a stopped courier finishes the letters that are on the line. Default: 30 seconds.</summary>
    public Duration StopPatience { get; init; } = Duration.FromSeconds(30);

    /// <summary>How long a ledger may be away, locked or full before the courier stops. Default: one minute.</summary>
    public Duration LedgerPatience { get; init; } = Duration.FromMinutes(1);

    /// <summary>How long a server may be away before the courier stops; null: for ever. Default: null.</summary>
    public Duration? ServerPatience { get; init; }

    /// <summary>How long a connection without letters stays open. Default: 20 seconds.</summary>
    public Duration IdleLine { get; init; } = Duration.FromSeconds(20);

    /// <summary>The name under which the courier has letters in hands, another for each that runs; null: made of machine, process and chance.</summary>
    public string? Name { get; init; }

    /// <summary>Numbers from 0 to below 1 for jitter. Default: random.</summary>
    public Func<double> Randomness { get; init; } = Chance.Next;

    /// <summary>What time it is, and what waits are measured by. Default: the system's.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}

/// <summary>What one recipient domain gets at most.</summary>
public sealed record DomainLimit
{
    /// <summary>How many letters at once; null: as many as there are connections. Default: null.</summary>
    public int? AtOnce { get; init; }

    /// <summary>How many letters a minute; null: as many as go. Default: null.</summary>
    public int? PerMinute { get; init; }
}

/// <summary>The one place where chance comes from, if no other is given.</summary>
internal static class Chance
{
#pragma warning disable RS0030, CA5394 // Jitter need not be secret; whoever wants it foreseeable gives another.
    public static double Next() => Random.Shared.NextDouble();
#pragma warning restore RS0030, CA5394
}
