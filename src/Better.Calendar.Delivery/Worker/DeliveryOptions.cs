using Better.Calendar.Delivery.Options;
using NodaTime;

namespace Better.Calendar.Delivery;

/// <summary>Options of a <see cref="DeliveryWorker"/>. The defaults suit the mail server of a provider.</summary>
public sealed record DeliveryOptions
{
    /// <summary>
    /// How emails are rendered: the same options that the host uses with <see cref="InvitationComposer"/>. Default: the default options.
    /// </summary>
    public InvitationOptions InvitationOptions { get; init => field = OptionCheck.NotNull(value); } = new();

    /// <summary>How many connections to the server the worker uses at the same time, from 1 to 1000. Default: 4.</summary>
    public int Connections { get; init => field = OptionCheck.InRange(value, 1, 1000); } = 4;

    /// <summary>The maximum number of emails per minute, from 1 to 1,000,000; null: no limit. Default: null.</summary>
    public int? MaxPerMinute { get; init => field = OptionCheck.InRangeOrNull(value, 1, 1_000_000); }

    /// <summary>The limit of every recipient domain that is not in <see cref="DomainLimits"/>. Default: no limit.</summary>
    public DomainLimit DefaultDomainLimit { get; init => field = OptionCheck.NotNull(value); } = new();

    /// <summary>Limits of particular recipient domains, by domain. Default: none.</summary>
    /// <exception cref="ArgumentException">The limit of a domain is null.</exception>
    public IReadOnlyDictionary<string, DomainLimit> DomainLimits
    {
        get;
        init => field = OptionCheck.NotNull(value).All(static domain => domain.Value is not null)
            ? value
            : throw new ArgumentException("DomainLimits must have a limit for each domain, and one is null.", nameof(DomainLimits));
    } = new Dictionary<string, DomainLimit>(StringComparer.OrdinalIgnoreCase);

    /// <summary>When an email that was not accepted is sent again. Default: the default schedule.</summary>
    public RetrySchedule RetrySchedule { get; init => field = OptionCheck.NotNull(value); } = new();

    /// <summary>
    /// After how many attempts without a response, where the server may have accepted the email, it is no longer sent again and stays
    /// <see cref="DeliveryStatus.Uncertain"/>; from 1 (never sent again) to 1000. Default: 3. Mail programs recognize a duplicate by its
    /// Message-ID, calendars by UID and SEQUENCE.
    /// </summary>
    public int MaxUncertainSends { get; init => field = OptionCheck.InRange(value, 1, 1000); } = 3;

    /// <summary>
    /// For how many more emails per connection the intent to send is recorded while an email is being sent, if many are waiting and the
    /// store can tell afterwards which of them were really being sent (<see cref="IOutboxStore.MarksLastBytes"/>); from 0 to 1000. More
    /// make fewer commits, but as many more emails become uncertain if the machine loses power. Default: 3.
    /// </summary>
    public int PrefetchedIntents { get; init => field = OptionCheck.InRange(value, 0, 1000); } = 3;

    /// <summary>Signs emails with DKIM; null: not signed here, because the mail server signs them. Default: null.</summary>
    public DkimSignature? DkimSignature { get; init; }

    /// <summary>
    /// How long after the last heartbeat of a worker others may claim its emails, from a second to a day. Default: 30 seconds.
    /// </summary>
    public Duration LeaseDuration { get; init => field = OptionCheck.InRange(value, Duration.FromSeconds(1), Duration.FromDays(1)); } =
        Duration.FromSeconds(30);

    /// <summary>
    /// How long a worker that is stopped may take to finish the emails that it is sending, at most a day. Default: 30 seconds.
    /// </summary>
    public Duration ShutdownTimeout { get; init => field = OptionCheck.InRange(value, Duration.Zero, Duration.FromDays(1)); } =
        Duration.FromSeconds(30);

    /// <summary>
    /// How long the worker retries while the store is unreachable, locked or full before it stops, at most a year. Default: one minute.
    /// </summary>
    public Duration StoreRetryTimeout { get; init => field = OptionCheck.InRange(value, Duration.Zero, Duration.FromDays(365)); } =
        Duration.FromMinutes(1);

    /// <summary>
    /// How long the worker retries while the mail server is unreachable before it stops, at most a year; null: forever. Default: null.
    /// </summary>
    public Duration? ServerRetryTimeout { get; init => field = OptionCheck.InRangeOrNull(value, Duration.Zero, Duration.FromDays(365)); }

    /// <summary>How long a connection without emails stays open, from 100 milliseconds to a day. Default: 20 seconds.</summary>
    public Duration IdleConnectionTimeout
    {
        get; init =>
        field = OptionCheck.InRange(value, Duration.FromMilliseconds(100), Duration.FromDays(1));
    } =
        Duration.FromSeconds(20);

    /// <summary>
    /// The name of the worker in the store, which must be unique among running workers; null: made of the machine name, the process id and
    /// a random number. Default: null.
    /// </summary>
    public string? WorkerName { get; init => field = value is null ? null : OptionCheck.Text(value); }

    /// <summary>Supplies numbers from 0 to less than 1 for jitter. Default: random numbers.</summary>
    public Func<double> Randomizer { get; init => field = OptionCheck.NotNull(value); } = Jitter.NextDouble;

    /// <summary>The clock and the timers. Default: <see cref="TimeProvider.System"/>.</summary>
    public TimeProvider TimeProvider { get; init => field = OptionCheck.NotNull(value); } = TimeProvider.System;
}

/// <summary>Limits the emails to one recipient domain.</summary>
public sealed record DomainLimit
{
    /// <summary>
    /// The maximum number of emails that are sent at the same time, from 1 to 1000; null: one per connection. Default: null.
    /// </summary>
    public int? MaxConcurrent { get; init => field = OptionCheck.InRangeOrNull(value, 1, 1000); }

    /// <summary>The maximum number of emails per minute, from 1 to 1,000,000; null: no limit. Default: null.</summary>
    public int? MaxPerMinute { get; init => field = OptionCheck.InRangeOrNull(value, 1, 1_000_000); }
}

/// <summary>The only source of randomness, unless the options supply another.</summary>
internal static class Jitter
{
#pragma warning disable RS0030, CA5394 // Jitter need not be secret; tests supply their own numbers.
    public static double NextDouble() => Random.Shared.NextDouble();
#pragma warning restore RS0030, CA5394
}
