using System.Diagnostics;
using System.Diagnostics.Metrics;
using Better.Calendar.Workshops;
using Microsoft.Extensions.Logging;

namespace Better.Calendar.Delivery;

/// <summary>Sends the letters of an outbox; none is lost, and each that may have arrived twice is told.</summary>
/// <remarks>
/// <para>Before the content of a letter goes out, it is committed durably that it is being sent; its result is committed with the mark of
/// a next letter, and at the latest before the courier waits or ends. So after any end of the process, a letter that was not begun
/// waits, and one that was begun and has no result is told as unknown and, by policy, sent again with the same Message-ID.</para>
/// <para>Of one participant and one workshop, a later letter is not handed over before the earlier one is sent or refused. After a refused
/// one the later ones are sent: the server judges each for itself, and an update invites whoever has not heard yet (RFC 5546, 3.2.2).</para>
/// <para>Activities and instruments have the name <c>Better.Calendar.Delivery</c>.</para>
/// </remarks>
/// <param name="outbox">The letters.</param>
/// <param name="open">Makes one carrier for each connection: <c>() => new SmtpCarrier(server)</c>.</param>
/// <param name="options">How it sends; null: the defaults.</param>
public sealed partial class Courier(Outbox outbox, Func<Carrier> open, DeliveryOptions? options = null)
{
    private const string Name = "Better.Calendar.Delivery";

    private static readonly ActivitySource Activities = new(Name);
    private static readonly Meter Meter = new(Name);
    private static readonly Counter<long> Letters = Meter.CreateCounter<long>("messaging.client.sent.messages", "{message}", "Letters tried, by their state.");
    private static readonly Histogram<double> Durations = Meter.CreateHistogram<double>("messaging.client.operation.duration", "s", "Time to hand one letter over.");

    private readonly DeliveryOptions options = options ?? new();

    /// <summary>Sends until no letter is open, or until cancelled; a letter in hand is finished first.</summary>
    /// <param name="progress">Told after each letter.</param>
    /// <param name="cancellation">Stops gracefully; the run then ends without an exception.</param>
    /// <returns>The outbox as it is at the end.</returns>
    /// <exception cref="DeliveryException">Something concerns all letters: a login, a certificate, a server away, the outbox's file. Nothing is lost.</exception>
    public async Task<OutboxCounts> RunAsync(IProgress<DeliveryProgress>? progress = null, CancellationToken cancellation = default)
    {
        using var claim = outbox.Lock();
        if (outbox.Recover() is > 0 and var doubted)
        {
            FoundUnknown(options.Log, doubted);
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var round = new Round(outbox, options, progress, stop.Token);
        var runs = Enumerable.Range(0, Math.Max(1, options.Connections)).Select(_ => Task.Factory.StartNew(() => Run(round, stop), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)).ToList();
        try
        {
            await Task.WhenAll(runs).ConfigureAwait(false);
        }
        finally
        {
            // Whatever stopped the run, the answers that are in are kept.
            outbox.Flush();
        }

        return outbox.Count();
    }

    private void Run(Round round, CancellationTokenSource stop)
    {
        try
        {
            using var carrier = open();
            while (round.Next() is { } job)
            {
                try
                {
                    if (!Open(carrier, round, stop.Token))
                    {
                        return;
                    }

                    Send(carrier, round, job);
                }
                finally
                {
                    round.Done(job);
                }
            }
        }
        catch
        {
            // One reason is enough for all connections; the others finish what they have in hand.
            stop.Cancel();
            throw;
        }
    }

    /// <summary>Opens the carrier, with patience where the server was there before; false where the run was stopped meanwhile.</summary>
    private bool Open(Carrier carrier, Round round, CancellationToken stopped)
    {
        var since = options.Clock.GetTimestamp();
        for (var calls = 1; ; calls++)
        {
            try
            {
                carrier.Open();
                round.WasOpen = true;
                return true;
            }
            catch (IOException) when (round.WasOpen && options.Clock.GetElapsedTime(since) < options.ServerPatience)
            {
                ServerAway(options.Log, calls);
                outbox.Flush();
                if (!round.Wait(options.ReconnectAfter(calls)) || stopped.IsCancellationRequested)
                {
                    return false;
                }
            }
            catch (IOException problem)
            {
                throw new DeliveryException(problem.Message, problem);
            }
        }
    }

    private void Send(Carrier carrier, Round round, LetterJob job)
    {
        using var activity = Activities.StartActivity("send", ActivityKind.Producer);
        activity?.SetTag("messaging.operation.name", "send").SetTag("messaging.system", "smtp").SetTag("better_calendar.letter.kind", job.Kind.ToString());
        var since = options.Clock.GetTimestamp();
        Carried result;
        try
        {
            var (series, message, at) = outbox.Message(job);
            var letter = options.Composer.Compose(series, message, at);
            result = carrier.Carry(letter, () => outbox.Mark(job, options.Clock.GetUtcNow()));
        }
        catch (Exception problem) when (problem is ArgumentException or InvalidSeriesException)
        {
            result = new(LetterState.Refused, $"it could not be printed: {problem.Message}");
        }

        // Where something concerns all letters, this one waits; with its mark set it is told as being sent, which is the truth.
        var now = options.Clock.GetUtcNow();
        if (result.State == LetterState.RetryAt && job.FirstTried is { } first && now - first >= options.GiveUpAfter)
        {
            result = result with { State = LetterState.Refused, Answer = $"given up after {options.GiveUpAfter}: {result.Answer}" };
        }

        DateTimeOffset? notBefore = result.State switch
        {
            LetterState.RetryAt when result.ConnectionLost => now + options.ReconnectAfter(job.Attempts + 1),
            LetterState.RetryAt => now + options.RetryAfter(job.Attempts + 1),
            LetterState.Unknown when job.Doubts + 1 < options.MostDoubts => now + options.RetryAfter(job.Attempts + 1),
            _ => null,
        };
        outbox.Record(job, result, notBefore, now);
        Letters.Add(1, new KeyValuePair<string, object?>("better_calendar.letter.state", result.State.ToString()));
        Durations.Record(options.Clock.GetElapsedTime(since).TotalSeconds);
        activity?.SetTag("better_calendar.letter.state", result.State.ToString()).SetStatus(result.State == LetterState.Sent ? ActivityStatusCode.Ok : ActivityStatusCode.Error);
        Tried(options.Log, job.Position, result.State);
        round.Tell();
    }

    [LoggerMessage(1, LogLevel.Debug, "Letter {Position}: {State}")]
    private static partial void Tried(ILogger log, long position, LetterState state);

    [LoggerMessage(2, LogLevel.Warning, "{Count} letters were being sent when a process ended; whether they arrived is not known")]
    private static partial void FoundUnknown(ILogger log, int count);

    [LoggerMessage(3, LogLevel.Warning, "The server cannot be reached, call {Calls}; trying again")]
    private static partial void ServerAway(ILogger log, int calls);
}
