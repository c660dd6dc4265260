using static System.FormattableString;

namespace Better.Calendar.Delivery.Worker;

/// <summary>
/// Notices that a server refuses every recipient with the same answer: then something is wrong with the server or the account, such as a
/// relay that is not allowed, and not with the recipients.
/// </summary>
internal sealed class RefusalMonitor(string destination)
{
    /// <summary>How many recipients must get the same refusal, with no acceptance in between.</summary>
    public const int Limit = 20;

    private readonly Lock sync = new();
    private readonly HashSet<string> recipients = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<long> numbers = [];
    private string? subject;

    /// <summary>The emails that were refused although nothing is wrong with them; empty below the limit.</summary>
    public IReadOnlyList<long> RefusedNumbers
    {
        get
        {
            lock (sync)
            {
                return recipients.Count < Limit ? [] : [.. numbers];
            }
        }
    }

    /// <summary>Counts the result of an attempt.</summary>
    /// <exception cref="TransportException">The limit is reached: nothing more should be sent.</exception>
    public void Add(Claim claim, SendResult result)
    {
        lock (sync)
        {
            if (result.Status == SendStatus.Accepted && recipients.Count < Limit)
            {
                Clear(null);
            }
            else if (result is { Status: SendStatus.Rejected, Scope: RefusalScope.Server })
            {
                var refused = Transports.RefusalReader.GetSubject(result.Response, claim.Message.Recipient);
                if (refused != subject && recipients.Count < Limit)
                {
                    Clear(refused);
                }

                recipients.Add(claim.Message.Recipient);
                numbers.Add(claim.Number);
                if (recipients.Count >= Limit)
                {
                    throw new TransportException(
                        Invariant($"{destination} gave the same answer to {Limit} recipients and accepted no email in between: ")
                            + $"{result.Response.Replace(claim.Message.Recipient, "…", StringComparison.OrdinalIgnoreCase)}. This concerns "
                            + "the server or the account, not the recipients: check whether the user may send to other domains, the "
                            + "sender's address and the limits of the account. The emails stay in the outbox and are sent next time.",
                        isTransient: false);
                }
            }
        }
    }

    private void Clear(string? newSubject)
    {
        subject = newSubject;
        recipients.Clear();
        numbers.Clear();
    }
}
