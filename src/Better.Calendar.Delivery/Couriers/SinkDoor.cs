using Microsoft.Extensions.Logging;
using NodaTime;
using Polly;
using Polly.Retry;

namespace Better.Calendar.Delivery.Couriers;

/// <summary>Opens lines to a sink. While it is away, one knocks for all, with exponential back-off (Polly).</summary>
internal sealed class SinkDoor : IDisposable
{
    private readonly ILetterSink sink;
    private readonly ILogger log;
    private readonly ResiliencePipeline<ILetterLine> knocking;
    private readonly SemaphoreSlim turn = new(1, 1);
    private readonly CourierOptions options;
    private Instant? awaySince;

    public SinkDoor(ILetterSink sink, CourierOptions options, ILogger log)
    {
        (this.sink, this.options, this.log) = (sink, options, log);
        knocking = new ResiliencePipelineBuilder<ILetterLine> { TimeProvider = options.Clock }
            .AddRetry(new RetryStrategyOptions<ILetterLine>
            {
                ShouldHandle = arguments => ValueTask.FromResult(arguments.Outcome.Exception is SinkException { IsPassing: true } && !IsOutOfPatience()),
                MaxRetryAttempts = int.MaxValue,
                BackoffType = DelayBackoffType.Exponential,
                Delay = TimeSpan.FromMilliseconds(250),
                MaxDelay = TimeSpan.FromSeconds(30),
                UseJitter = true,
                Randomizer = options.Randomness,
                OnRetry = arguments =>
                {
                    Away(arguments.Outcome.Exception!.Message);
                    return ValueTask.CompletedTask;
                },
            })
            .Build();
    }

    /// <summary>What keeps lines from being opened; null where nothing does.</summary>
    public string? Trouble { get; private set; }

    /// <summary>A line.</summary>
    /// <exception cref="SinkException">A person must mend something, or the sink was away for too long.</exception>
    public async Task<ILetterLine> OpenAsync(CancellationToken stop)
    {
        if (Trouble is null)
        {
            try
            {
                return Opened(await sink.OpenAsync(stop).ConfigureAwait(false));
            }
            catch (SinkException problem) when (problem.IsPassing)
            {
                Away(problem.Message);
            }
        }

        await turn.WaitAsync(stop).ConfigureAwait(false);
        try
        {
            return Opened(await knocking.ExecuteAsync(async cancellation => await sink.OpenAsync(cancellation).ConfigureAwait(false), stop).ConfigureAwait(false));
        }
        finally
        {
            turn.Release();
        }
    }

    public async ValueTask CloseAsync(ILetterLine line)
    {
        DeliveryTelemetry.LineClosed(sink);
        await line.DisposeAsync().ConfigureAwait(false);
    }

    public void Dispose() => turn.Dispose();

    private ILetterLine Opened(ILetterLine line)
    {
        DeliveryTelemetry.LineOpened(sink);
        if (Trouble is not null)
        {
            log.ServerBack();
        }

        (Trouble, awaySince) = (null, null);
        return line;
    }

    private void Away(string problem)
    {
        if (Trouble is null)
        {
            log.ServerAway(problem);
        }

        Trouble = problem;
        awaySince ??= options.Clock.Now();
    }

    private bool IsOutOfPatience()
    {
        awaySince ??= options.Clock.Now();
        return options.ServerPatience is { } patience && options.Clock.Now() - awaySince >= patience;
    }
}
