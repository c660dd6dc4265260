using Better.Calendar.Delivery.Ledgers;
using Better.Calendar.Delivery.Outboxes;
using Better.Calendar.Delivery.Queues;
using Better.Calendar.Delivery.Sinks;
using Microsoft.Extensions.Logging;
using NodaTime.Text;

namespace Better.Calendar.Delivery.Couriers;

/// <summary>What happens on one line: letter after letter, over one connection as long as it holds.</summary>
internal sealed class LineWork(LetterPrinter printer, SinkDoor door, LedgerPen pen, HandBag bag, ILetterSink sink, ILetterQueue queue, CourierOptions options, ILogger log)
{
    /// <summary>Works until no more come, or until it is stopped.</summary>
    /// <param name="stop">No further letter is begun.</param>
    /// <param name="breakOff">The letter on the line is given up.</param>
    public async Task WorkAsync(CancellationToken stop, CancellationToken breakOff)
    {
        ILetterLine? line = null;
        try
        {
            while (!stop.IsCancellationRequested)
            {
                var claim = await bag.TakeAsync(options.IdleLine, stop).ConfigureAwait(false);
                if (claim is not null)
                {
                    line = await DeliverAsync(claim, line, stop, breakOff).ConfigureAwait(false);
                }
                else if (bag.IsFinished)
                {
                    return;
                }
                else if (line is not null)
                {
                    await door.CloseAsync(line).ConfigureAwait(false);
                    line = null;
                }
            }
        }
        finally
        {
            if (line is not null)
            {
                await door.CloseAsync(line).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Brings one letter out; the line for the next one, null where it broke.</summary>
    private async Task<ILetterLine?> DeliverAsync(Claim claim, ILetterLine? line, CancellationToken stop, CancellationToken breakOff)
    {
        Outcome? outcome = Verdict.Untried(claim, options.Clock.Now());
        try
        {
            var letter = await PrintAsync(claim, breakOff).ConfigureAwait(false);
            line ??= await door.OpenAsync(stop).ConfigureAwait(false);
            var handover = await HandOverAsync(claim, letter, line, breakOff).ConfigureAwait(false);
            outcome = Verdict.Of(claim, letter.MessageId, handover, options.Clock.Now(), options);
            Tell(claim, handover, outcome);
        }
        catch (UnprintableException problem)
        {
            outcome = Verdict.Of(claim, problem);
            log.Refused(claim.Number, "cannot be printed");
        }
        catch (LedgerException)
        {
            // Whether its end was about to go out is in the ledger; it did not.
            outcome = null;
            throw;
        }
        finally
        {
            await EndAsync(claim, outcome).ConfigureAwait(false);
        }

        if (line is { IsOpen: false })
        {
            await door.CloseAsync(line).ConfigureAwait(false);
            return null;
        }

        return line;
    }

    private async Task EndAsync(Claim claim, Outcome? outcome)
    {
        try
        {
            if (outcome is not null)
            {
                await pen.SettleAsync(outcome).ConfigureAwait(false);
            }
            else
            {
                queue.Settle(claim.Number, null);
            }
        }
        finally
        {
            bag.Return(claim);
        }
    }

    private async Task<PrintedLetter> PrintAsync(Claim claim, CancellationToken breakOff)
    {
        var letter = await pen.PatientlyAsync(() => printer.PrintAsync(claim.Job, breakOff).AsTask()).ConfigureAwait(false);
        return options.Signature is { } signature ? signature.Sign(letter) : letter;
    }

    private async Task<Handover> HandOverAsync(Claim claim, PrintedLetter letter, ILetterLine line, CancellationToken breakOff)
    {
        var activity = DeliveryTelemetry.Start(sink, claim.Job.Kind.ToString().ToLowerInvariant());
        var begun = options.Clock.GetTimestamp();
        var kind = HandoverKind.NotTaken;
        try
        {
            var handover = await line.SendAsync(letter, () => pen.HandOverAsync(claim.Number), breakOff).ConfigureAwait(false);
            kind = handover.Kind;
            return handover;
        }
        finally
        {
            DeliveryTelemetry.Stop(activity, sink, kind, options.Clock.GetElapsedTime(begun));
        }
    }

    private void Tell(Claim claim, Handover handover, Outcome? outcome)
    {
        // Answers may name people; their codes do not.
        var due = outcome?.Due is { } at ? InstantPattern.General.Format(at) : "";
        switch (outcome?.State)
        {
            case null:
                log.InOtherHands(claim.Number);
                break;
            case LetterState.Sent:
                log.Taken(claim.Number, claim.Attempt);
                break;
            case LetterState.Refused:
                log.Refused(claim.Number, Code(handover));
                break;
            case LetterState.Unknown when outcome.Due is null:
                log.LeftUnknown(claim.Number);
                break;
            case LetterState.Unknown:
                log.Unknown(claim.Number, due);
                break;
            default:
                log.TriedLater(claim.Number, claim.Attempt, Code(handover), due);
                break;
        }
    }

    private static string Code(Handover handover) => handover.Kind == HandoverKind.NotTaken ? "connection lost" : new string([.. handover.Answer.TakeWhile(static c => char.IsAsciiDigit(c) || c is ' ' or '.')]).Trim();
}
