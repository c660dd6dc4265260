using System.Security.Cryptography;
using Better.Calendar.Invitations;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Better.Calendar.Delivery;

/// <summary>How a courier sends; the defaults suit a mail server of one's own.</summary>
public sealed record DeliveryOptions
{
    /// <summary>Connections at once, each used for many letters. Default: 4.</summary>
    public int Connections { get; init; } = 4;

    /// <summary>Letters per second in all; null: as fast as the server takes them. Default: null.</summary>
    public double? LettersPerSecond { get; init; }

    /// <summary>Letters per second to any one recipient domain; null: no limit. Default: null.</summary>
    public double? LettersPerSecondAndDomain { get; init; }

    /// <summary>The wait after a letter's first temporary refusal; doubled after each further one. Default: 5 minutes.</summary>
    public TimeSpan FirstRetry { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The longest wait between two tries. Default: 4 hours.</summary>
    public TimeSpan LongestRetry { get; init; } = TimeSpan.FromHours(4);

    /// <summary>After so long since its first try, a letter that is still refused for now is refused (RFC 5321, 4.5.4.1). Default: 5 days.</summary>
    public TimeSpan GiveUpAfter { get; init; } = TimeSpan.FromDays(5);

    /// <summary>The wait before the server is called again after a lost connection; doubled up to a minute. Default: 1 second.</summary>
    public TimeSpan Reconnect { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long the server may be away before the run stops with <see cref="DeliveryException"/>. Default: 10 minutes.</summary>
    public TimeSpan ServerPatience { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Whether letters in <see cref="LetterState.Unknown"/> are sent again, with the same Message-ID. Default: true.</summary>
    public bool ResendsUnknown { get; init; } = true;

    /// <summary>So often a letter may end in doubt; then it stays <see cref="LetterState.Unknown"/>, that nobody gets it endlessly. Default: 3.</summary>
    public int MostDoubts { get; init; } = 3;

    /// <summary>Whether a run waits for letters to be tried again later; otherwise it ends with them in <see cref="LetterState.RetryAt"/>. Default: true.</summary>
    public bool WaitsForRetries { get; init; } = true;

    /// <summary>Prints the letters; give the one that the plan was made for. Default: one with the default options.</summary>
    public InvitationComposer Composer { get; init; } = new();

    /// <summary>The clock, and its timers. Default: the system's.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>A number from 0 to below 1 that spreads retries: each wait is 75 % to 125 % of the planned one. Default: a random one.</summary>
    public Func<double> Jitter { get; init; } = static () => RandomNumberGenerator.GetInt32(1 << 20) / (double)(1 << 20);

    /// <summary>Where events are logged; no addresses, names or subjects. Default: nowhere.</summary>
    public ILogger Log { get; init; } = NullLogger.Instance;

    /// <summary>The wait after a letter's temporary refusal.</summary>
    internal TimeSpan RetryAfter(int attempts) => Spread(FirstRetry, LongestRetry, attempts);

    /// <summary>The wait after so many calls in vain.</summary>
    internal TimeSpan ReconnectAfter(int calls) => Spread(Reconnect, TimeSpan.FromMinutes(1), calls);

    private TimeSpan Spread(TimeSpan first, TimeSpan longest, int times) =>
        TimeSpan.FromTicks((long)(Math.Min(longest.Ticks, first.Ticks * Math.Pow(2, Math.Min(times - 1, 40))) * (0.75 + (Jitter() / 2))));
}
