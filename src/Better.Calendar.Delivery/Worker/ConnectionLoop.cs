using Microsoft.Extensions.Logging;
using NodaTime.Text;

namespace Better.Calendar.Delivery.Worker;

/// <summary>What happens on one line: email after email, over one connection as long as it holds.</summary>
internal sealed class ConnectionLoop(MessageRenderer renderer, TransportConnector connector, BatchedStoreWriter storeWriter, DispatchBuffer buffer, IMessageTransport transport, IDispatchQueue queue, DeliveryOptions options, ILogger logger)
{
    /// <summary>Works until no more come, or until it is stopped.</summary>
    /// <param name="cancellationToken">No further email is begun.</param>
    /// <param name="abortToken">The email on the line is given up.</param>
    public async Task RunAsync(CancellationToken cancellationToken, CancellationToken abortToken)
    {
        IMessageTransportConnection? line = null;
        var ahead = new Queue<PendingSend>();
        try
        {
            while (!cancellationToken.IsCancellationRequested)
            {
                var next = ahead.Count > 0 ? ahead.Dequeue() : await buffer.TakeAsync(options.IdleConnectionTimeout, cancellationToken).ConfigureAwait(false) is { } claim ? new(claim, null) : null;
                if (next is not null)
                {
                    PrefetchIntents(line, ahead);
                    line = await DeliverAsync(next, line, cancellationToken, abortToken).ConfigureAwait(false);
                    if (line is null)
                    {
                        ReleasePrefetched(ahead);
                    }
                }
                else if (buffer.IsCompleted)
                {
                    return;
                }
                else if (line is not null)
                {
                    await connector.CloseAsync(line).ConfigureAwait(false);
                    line = null;
                }
            }
        }
        finally
        {
            if (line is not null)
            {
                await connector.CloseAsync(line).ConfigureAwait(false);
            }

            ReleasePrefetched(ahead);
        }
    }

    /// <summary>While one email is on the line, the next ones are written down as about to go: one commit is for many, and no line waits for it.</summary>
    private void PrefetchIntents(IMessageTransportConnection? connection, Queue<PendingSend> prefetched)
    {
        while (connection is { IsOpen: true } && prefetched.Count < options.PrefetchedIntents && buffer.TryTakeExtra() is { } claim)
        {
            prefetched.Enqueue(new(claim, storeWriter.RecordIntentAsync(claim.Number)));
        }
    }

    private void ReleasePrefetched(Queue<PendingSend> prefetched)
    {
        while (prefetched.TryDequeue(out var next))
        {
            try
            {
                Settle(next.Claim, OutcomePolicy.NotAttempted(next.Claim, options.TimeProvider.GetCurrentInstant()));
            }
            catch (OutboxStoreException)
            {
                // It is told by whoever meets it first; when this worker has been silent for a time, others take the email over.
            }
        }
    }

    /// <summary>Brings one email out; the line for the next one, null where it broke.</summary>
    private async Task<IMessageTransportConnection?> DeliverAsync(PendingSend next, IMessageTransportConnection? connection, CancellationToken cancellationToken, CancellationToken abortToken)
    {
        var claim = next.Claim;
        DeliveryOutcome? outcome = OutcomePolicy.NotAttempted(claim, options.TimeProvider.GetCurrentInstant());
        try
        {
            var email = await RenderAsync(claim, abortToken).ConfigureAwait(false);
            connection ??= await connector.OpenAsync(cancellationToken).ConfigureAwait(false);
            var handover = await SendAsync(next, email, connection, abortToken).ConfigureAwait(false);
            outcome = OutcomePolicy.GetOutcome(claim, email.MessageId, handover, options.TimeProvider.GetCurrentInstant(), options);
            LogResult(claim, handover, outcome);
        }
        catch (RenderException problem)
        {
            outcome = OutcomePolicy.GetOutcome(claim, problem);
            logger.EmailRejected(claim.Number, "cannot be printed");
        }
        catch (OutboxStoreException)
        {
            // Whether its end was about to go out is in the store; it did not.
            outcome = null;
            throw;
        }
        finally
        {
            Settle(claim, outcome);
        }

        if (connection is { IsOpen: false })
        {
            await connector.CloseAsync(connection).ConfigureAwait(false);
            return null;
        }

        return connection;
    }

    private void Settle(Claim claim, DeliveryOutcome? outcome)
    {
        try
        {
            if (outcome is not null)
            {
                storeWriter.RecordOutcome(outcome);
            }
            else
            {
                queue.Settle(claim.Number, null);
            }
        }
        finally
        {
            buffer.Release(claim);
        }
    }

    private async Task<RenderedMessage> RenderAsync(Claim claim, CancellationToken abortToken)
    {
        var email = await storeWriter.RetryAsync(() => renderer.RenderAsync(claim.Message, abortToken).AsTask()).ConfigureAwait(false);
        return options.DkimSignature is { } signature ? signature.Sign(email) : email;
    }

    private async Task<SendResult> SendAsync(PendingSend next, RenderedMessage email, IMessageTransportConnection connection, CancellationToken abortToken)
    {
        var activity = DeliveryTelemetry.StartSend(transport, next.Claim.Message.Kind.ToString().ToLowerInvariant());
        var begun = options.TimeProvider.GetTimestamp();
        var kind = SendStatus.NotSent;
        try
        {
            var handover = await connection.SendAsync(email, () => next.IntentRecorded ?? storeWriter.RecordIntentAsync(next.Claim.Number), abortToken).ConfigureAwait(false);
            kind = handover.Status;
            return handover;
        }
        finally
        {
            DeliveryTelemetry.StopSend(activity, transport, kind, options.TimeProvider.GetElapsedTime(begun));
        }
    }

    private void LogResult(Claim claim, SendResult result, DeliveryOutcome? outcome)
    {
        // Answers may name people; their codes do not.
        var due = outcome?.Due is { } at ? InstantPattern.General.Format(at) : "";
        switch (outcome?.Status)
        {
            case null:
                logger.LeaseLost(claim.Number);
                break;
            case DeliveryStatus.Sent:
                logger.EmailAccepted(claim.Number, claim.Attempt);
                break;
            case DeliveryStatus.Rejected:
                logger.EmailRejected(claim.Number, GetStatusCode(result));
                break;
            case DeliveryStatus.Uncertain when outcome.Due is null:
                logger.EmailLeftUncertain(claim.Number);
                break;
            case DeliveryStatus.Uncertain:
                logger.EmailUncertain(claim.Number, due);
                break;
            default:
                logger.EmailDeferred(claim.Number, claim.Attempt, GetStatusCode(result), due);
                break;
        }
    }

    private static string GetStatusCode(SendResult result) => result.Status == SendStatus.NotSent ? "connection lost" : new string([.. result.Response.TakeWhile(static c => char.IsAsciiDigit(c) || c is ' ' or '.')]).Trim();

    /// <summary>An email for the line; with its permission, where that was asked for already.</summary>
    private sealed record PendingSend(Claim Claim, Task<bool>? IntentRecorded);
}
