using Better.Calendar.Delivery.Stores;
using Microsoft.Extensions.Logging;
using NodaTime.Text;

namespace Better.Calendar.Delivery.Worker;

/// <summary>Sends one email after the other over one connection, and opens a new connection when it is lost.</summary>
internal sealed class ConnectionLoop(
    MessageRenderer renderer,
    TransportConnector connector,
    BatchedStoreWriter storeWriter,
    DispatchBuffer buffer,
    IMessageTransport transport,
    IDispatchQueue queue,
    RefusalMonitor refusals,
    DeliveryOptions options,
    ILogger logger)
{
    /// <summary>Runs until no more emails come, or until it is stopped.</summary>
    /// <param name="cancellationToken">Starts no further email.</param>
    /// <param name="abortToken">Aborts the email that is being sent.</param>
    public async Task RunAsync(CancellationToken cancellationToken, CancellationToken abortToken)
    {
        IMessageTransportConnection? connection = null;
        var prefetched = new Queue<PendingSend>();
        try
        {
            while (!cancellationToken.IsCancellationRequested)
            {
                var next = prefetched.Count > 0
                    ? prefetched.Dequeue()
                    : await buffer.TakeAsync(options.IdleConnectionTimeout, cancellationToken).ConfigureAwait(false) is { } claim
                    ? new(claim, null)
                    : null;
                if (next is not null)
                {
                    PrefetchIntents(connection, prefetched);
                    connection = await DeliverAsync(next, connection, cancellationToken, abortToken).ConfigureAwait(false);
                    if (connection is null)
                    {
                        ReleasePrefetched(prefetched);
                    }
                }
                else if (buffer.IsCompleted)
                {
                    return;
                }
                else if (connection is not null)
                {
                    await connector.CloseAsync(connection).ConfigureAwait(false);
                    connection = null;
                }
            }
        }
        finally
        {
            if (connection is not null)
            {
                await connector.CloseAsync(connection).ConfigureAwait(false);
            }

            ReleasePrefetched(prefetched);
        }
    }

    /// <summary>
    /// While one email is being sent, the intents to send the next ones are prepared: several share a commit, and no connection waits for
    /// it.
    /// </summary>
    private void PrefetchIntents(IMessageTransportConnection? connection, Queue<PendingSend> prefetched)
    {
        while (connection is { IsOpen: true }
            && storeWriter.CanPrepareIntents
            && prefetched.Count < options.PrefetchedIntents
            && buffer.TryTakeExtra() is { } claim)
        {
            prefetched.Enqueue(new(claim, storeWriter.PrepareIntentAsync(claim.Number)));
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
                // The writer has reported the error already. Other workers claim the emails when the leases of this one expire.
            }
        }
    }

    /// <summary>Sends one email; returns the connection for the next one, or null if it was lost.</summary>
    private async Task<IMessageTransportConnection?> DeliverAsync(
        PendingSend next,
        IMessageTransportConnection? connection,
        CancellationToken cancellationToken,
        CancellationToken abortToken)
    {
        var claim = next.Claim;
        DeliveryOutcome? outcome = OutcomePolicy.NotAttempted(claim, options.TimeProvider.GetCurrentInstant());
        try
        {
            var email = await RenderAsync(claim, abortToken).ConfigureAwait(false);
            next = next with { Prepared = next.Prepared ?? storeWriter.PrepareIntentAsync(claim.Number) };
            var isReused = connection is not null;
            connection ??= await connector.OpenAsync(cancellationToken).ConfigureAwait(false);
            var result = await SendAsync(next, email, connection, abortToken).ConfigureAwait(false);
            if (result.Status == SendStatus.SessionEnded && isReused)
            {
                // Many servers end a session after some emails, or while it is idle: the next email must not pay for that.
                await connector.CloseAsync(connection).ConfigureAwait(false);
                connection = null;
                connection = await connector.OpenAsync(cancellationToken).ConfigureAwait(false);
                result = await SendAsync(next, email, connection, abortToken).ConfigureAwait(false);
            }

            outcome = OutcomePolicy.GetOutcome(claim, email.MessageId, result, options.TimeProvider.GetCurrentInstant(), options);
            LogResult(claim, result, outcome);
            refusals.Add(claim, result);
        }
        catch (RenderException problem)
        {
            outcome = OutcomePolicy.GetOutcome(claim, problem);
            logger.EmailRejected(claim.Number, "cannot be rendered");
        }
        catch (OutboxStoreException)
        {
            // The end of the email was not sent. The store knows whether the intent was recorded; the lease will expire.
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

    private async Task<SendResult> SendAsync(
        PendingSend next,
        RenderedMessage email,
        IMessageTransportConnection connection,
        CancellationToken abortToken)
    {
        var activity = DeliveryTelemetry.StartSend(transport, next.Claim.Message);
        var started = options.TimeProvider.GetTimestamp();
        var status = SendStatus.NotSent;
        try
        {
            var result =
                await connection.SendAsync(email, () => storeWriter.RecordIntentAsync(next.Claim.Number, next.Prepared), abortToken)
                .ConfigureAwait(false);
            status = result.Status;
            return result;
        }
        finally
        {
            DeliveryTelemetry.StopSend(activity, transport, status, options.TimeProvider.GetElapsedTime(started));
        }
    }

    private void LogResult(Claim claim, SendResult result, DeliveryOutcome? outcome)
    {
        // Responses may contain addresses; their status codes do not.
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

    private static string GetStatusCode(SendResult result) =>
        result.Status == SendStatus.NotSent
            ? "connection lost"
            : new string([.. result.Response.TakeWhile(static c => char.IsAsciiDigit(c) || c is ' ' or '.')]).Trim();

    /// <summary>An email to be sent; with the task that prepares the intent to send it, if that was started already.</summary>
    private sealed record PendingSend(Claim Claim, Task<bool>? Prepared);
}
