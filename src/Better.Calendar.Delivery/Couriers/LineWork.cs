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
        var ahead = new Queue<Next>();
        try
        {
            while (!stop.IsCancellationRequested)
            {
                var next = ahead.Count > 0 ? ahead.Dequeue() : await bag.TakeAsync(options.IdleLine, stop).ConfigureAwait(false) is { } claim ? new(claim, null) : null;
                if (next is not null)
                {
                    WriteAhead(line, ahead);
                    line = await DeliverAsync(next, line, stop, breakOff).ConfigureAwait(false);
                    if (line is null)
                    {
                        GiveBack(ahead);
                    }
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

            GiveBack(ahead);
        }
    }

    /// <summary>While one letter is on the line, the next ones are written down as about to go: one commit is for many, and no line waits for it.</summary>
    private void WriteAhead(ILetterLine? line, Queue<Next> ahead)
    {
        while (line is { IsOpen: true } && ahead.Count < options.WrittenAhead && bag.TakeSpare() is { } claim)
        {
            ahead.Enqueue(new(claim, pen.HandOverAsync(claim.Number)));
        }
    }

    private void GiveBack(Queue<Next> ahead)
    {
        while (ahead.TryDequeue(out var next))
        {
            try
            {
                End(next.Claim, Verdict.Untried(next.Claim, options.Clock.Now()));
            }
            catch (LedgerException)
            {
                // It is told by whoever meets it first; when this courier has been silent for a time, others take the letter over.
            }
        }
    }

    /// <summary>Brings one letter out; the line for the next one, null where it broke.</summary>
    private async Task<ILetterLine?> DeliverAsync(Next next, ILetterLine? line, CancellationToken stop, CancellationToken breakOff)
    {
        var claim = next.Claim;
        Outcome? outcome = Verdict.Untried(claim, options.Clock.Now());
        try
        {
            var letter = await PrintAsync(claim, breakOff).ConfigureAwait(false);
            line ??= await door.OpenAsync(stop).ConfigureAwait(false);
            var handover = await HandOverAsync(next, letter, line, breakOff).ConfigureAwait(false);
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
            End(claim, outcome);
        }

        if (line is { IsOpen: false })
        {
            await door.CloseAsync(line).ConfigureAwait(false);
            return null;
        }

        return line;
    }

    private void End(Claim claim, Outcome? outcome)
    {
        try
        {
            if (outcome is not null)
            {
                pen.Settle(outcome);
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

    private async Task<Handover> HandOverAsync(Next next, PrintedLetter letter, ILetterLine line, CancellationToken breakOff)
    {
        var activity = DeliveryTelemetry.Start(sink, next.Claim.Job.Kind.ToString().ToLowerInvariant());
        var begun = options.Clock.GetTimestamp();
        var kind = HandoverKind.NotTaken;
        try
        {
            var handover = await line.SendAsync(letter, () => next.Permission ?? pen.HandOverAsync(next.Claim.Number), breakOff).ConfigureAwait(false);
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

    /// <summary>A letter for the line; with its permission, where that was asked for already.</summary>
    private sealed record Next(Claim Claim, Task<bool>? Permission);
}
