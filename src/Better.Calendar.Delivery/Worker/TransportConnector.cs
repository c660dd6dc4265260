using Better.Calendar.Delivery.Stores;
using Microsoft.Extensions.Logging;
using NodaTime;
using Polly;
using Polly.Retry;

namespace Better.Calendar.Delivery.Worker;

/// <summary>
/// Opens connections. While the server is unreachable, only one caller retries, with exponential backoff (Polly), and the others wait for
/// it.
/// </summary>
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
                ShouldHandle =
                    arguments =>
                        ValueTask.FromResult(arguments.Outcome.Exception is TransportException { IsTransient: true } && !HasTimedOut()),
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

    /// <summary>Why no connection can be opened at the moment; null if one can.</summary>
    public string? Problem { get; private set; }

    /// <summary>Opens a connection.</summary>
    /// <exception cref="TransportException">A person must correct something, or the server was unreachable for longer than
    /// <see cref="DeliveryOptions.ServerRetryTimeout"/>.</exception>
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
            return OnOpened(
                await retryPipeline.ExecuteAsync(async token => await transport.OpenAsync(token).ConfigureAwait(false), cancellationToken)
                .ConfigureAwait(false));
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
        unavailableSince ??= options.TimeProvider.GetElapsedInstant();
    }

    private bool HasTimedOut()
    {
        unavailableSince ??= options.TimeProvider.GetElapsedInstant();
        return options.ServerRetryTimeout is { } timeout && options.TimeProvider.GetElapsedInstant() - unavailableSince >= timeout;
    }
}
