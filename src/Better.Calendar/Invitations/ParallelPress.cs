using System.Runtime.ExceptionServices;
using Better.Calendar.Revisions;

namespace Better.Calendar.Invitations;

/// <summary>Letters in their order, printed ahead by several processors in batches, into buffers that the next batch uses again.</summary>
internal static class ParallelPress
{
    // Enough work to be worth the sharing out, few enough octets to stay near the processor: a million of each.
    private const int LettersOfProcessor = 64;

    // What a processor takes at once.
    private const int LettersOfTurn = 8;

    public static IEnumerable<Letter> Print(IEnumerable<PlannedMessage> messages, Func<PlannedMessage, Letter> compose, int? processors)
    {
        var most = processors ?? Environment.ProcessorCount;
        if (most < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(processors), processors, "at least one processor prints");
        }

        return Printed(messages, compose, most);
    }

    private static IEnumerable<Letter> Printed(IEnumerable<PlannedMessage> messages, Func<PlannedMessage, Letter> compose, int processors)
    {
        var size = processors * LettersOfProcessor;
        var batch = new List<PlannedMessage>(size);
        var letters = new Letter[size];
        var buffers = new OctetBuffer?[size];
        var options = new ParallelOptions { MaxDegreeOfParallelism = processors };
        using var rest = messages.GetEnumerator();
        do
        {
            batch.Clear();
            while (batch.Count < size && rest.MoveNext())
            {
                batch.Add(rest.Current);
            }

            try
            {
                Parallel.For(0, (batch.Count + LettersOfTurn - 1) / LettersOfTurn, options, turn =>
                {
                    for (var at = turn * LettersOfTurn; at < batch.Count && at < (turn + 1) * LettersOfTurn; at++)
                    {
                        letters[at] = compose(batch[at]);
                        letters[at].PrintAhead(buffers[at] ?? new OctetBuffer());
                    }
                });
            }
            catch (AggregateException problem)
            {
                // The caller asked for letters, not for threads.
                ExceptionDispatchInfo.Capture(problem.InnerExceptions[0]).Throw();
            }

            for (var at = 0; at < batch.Count; at++)
            {
                yield return letters[at];
                buffers[at] = letters[at].Forget();
            }
        }
        while (batch.Count == size);
    }
}
