using Microsoft.Extensions.Logging;
using NodaTime;
using Polly;
using Polly.Retry;

namespace Better.Calendar.Delivery.Worker;

/// <summary>Opens lines to a sink. While it is away, one knocks for all, with exponential back-off (Polly).</summary>
internal sealed class TransportConnector : IDisposable
{
    private readonly IMessageTransport transport;
    private readonly ILogger logger;
    private readonly ResiliencePipeline<IMessageTransportConnection> retryPipeline;
    private readonly SemaphoreSlim retryLock = new(1, 1);
    private readonly DeliveryOptions options;
    private Instant? unavailableSince;

    public TransportConnector(IMessageTransport transport, DeliveryOptions options, ILogger logger)
    {
        (this.transport, this.options, this.logger) = (transport, options, logger);
        retryPipeline = new ResiliencePipelineBuilder<IMessageTransportConnection> { TimeProvider = options.TimeProvider }
            .AddRetry(new RetryStrategyOptions<IMessageTransportConnection>
            {
                ShouldHandle = arguments => ValueTask.FromResult(arguments.Outcome.Exception is TransportException { IsTransient: true } && !HasTimedOut()),
                MaxRetryAttempts = int.MaxValue,
                BackoffType = DelayBackoffType.Exponential,
                Delay = TimeSpan.FromMilliseconds(250),
                MaxDelay = TimeSpan.FromSeconds(30),
                UseJitter = true,
                Randomizer = options.Randomizer,
                OnRetry = arguments =>
                {
                    OnUnavailable(arguments.Outcome.Exception!.Message);
                    return ValueTask.CompletedTask;
                },
            })
            .Build();
    }

    /// <summary>What keeps lines from being opened; null where nothing does.</summary>
    public string? Problem { get; private set; }

    /// <summary>A line.</summary>
    /// <exception cref="TransportException">A person must fix something, or the sink was away for too long.</exception>
    public async Task<IMessageTransportConnection> OpenAsync(CancellationToken cancellationToken)
    {
        if (Problem is null)
        {
            try
            {
                return OnOpened(await transport.OpenAsync(cancellationToken).ConfigureAwait(false));
            }
            catch (TransportException problem) when (problem.IsTransient)
            {
                OnUnavailable(problem.Message);
            }
        }

        await retryLock.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return OnOpened(await retryPipeline.ExecuteAsync(async cancellation => await transport.OpenAsync(cancellation).ConfigureAwait(false), cancellationToken).ConfigureAwait(false));
        }
        finally
        {
            retryLock.Release();
        }
    }

    public async ValueTask CloseAsync(IMessageTransportConnection connection)
    {
        DeliveryTelemetry.ConnectionClosed(transport);
        await connection.DisposeAsync().ConfigureAwait(false);
    }

    public void Dispose() => retryLock.Dispose();

    private IMessageTransportConnection OnOpened(IMessageTransportConnection connection)
    {
        DeliveryTelemetry.ConnectionOpened(transport);
        if (Problem is not null)
        {
            logger.ServerAvailableAgain();
        }

        (Problem, unavailableSince) = (null, null);
        return connection;
    }

    private void OnUnavailable(string problem)
    {
        if (Problem is null)
        {
            logger.ServerUnavailable(problem);
        }

        Problem = problem;
        unavailableSince ??= options.TimeProvider.GetCurrentInstant();
    }

    private bool HasTimedOut()
    {
        unavailableSince ??= options.TimeProvider.GetCurrentInstant();
        return options.ServerRetryTimeout is { } patience && options.TimeProvider.GetCurrentInstant() - unavailableSince >= patience;
    }
}
