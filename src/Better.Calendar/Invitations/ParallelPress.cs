namespace Better.Calendar.Invitations;

/// <summary>Letters in their order, printed ahead by other processors while the caller goes through them.</summary>
/// <remarks>
/// Orders (a participant's invitations, a planned message) are taken in sheaves. A helper prints the letters of its sheaf ahead. The
/// caller goes through the sheaves in their order; what is not printed when she comes there is hers, and prints itself when she
/// writes it, as letters do. So she waits for one order at most, helpers wait only while she is far behind, and memory does not grow
/// with the letters: there are a few sheaves, which are used again.
/// </remarks>
internal sealed class ParallelPress
{
    /// <summary>
    /// How many letters from masters are worth a sheaf. Each is printed in a microsecond, so what a new place among the participants
    /// costs, whom the processor has yet to fetch, is to be paid seldom.
    /// </summary>
    public const int MostPrintedInSheaf = 256;

    /// <summary>How many letters without a master are worth one: each is long work, and much to keep.</summary>
    public const int MostWrittenInSheaf = 8;

    // Where there are few orders, so many sheaves for each processor still let all of them end at about the same time.
    private const int FewestSheavesOfProcessor = 16;

    private readonly object gate = new();
    private readonly int orders;
    private readonly int ordersInSheaf;
    private readonly Queue<PressSheaf> taken = new();

    /// <summary>The sheaves of each helper.</summary>
    private readonly PressSheaf[][] sheaves;

    /// <summary>The first order that nobody has taken; behind the last when there are no more, or nobody wants them.</summary>
    private int next;

    private ParallelPress(int orders, int ordersInSheaf, Func<int, IEnumerable<Letter>> compose, int helpers)
    {
        (this.orders, this.ordersInSheaf) = (orders, ordersInSheaf);
        sheaves = [.. Enumerable.Range(0, helpers).Select(_ => new PressSheaf[] { new(compose), new(compose) })];
    }

    /// <summary>The letters of all orders.</summary>
    /// <param name="orders">How many orders there are.</param>
    /// <param name="mostInSheaf">How many may be taken at once.</param>
    /// <param name="compose">The letters of an order, by its number from 0; the same whenever and wherever it is asked.</param>
    /// <param name="processors">How many print, the caller's among them.</param>
    public static IEnumerable<Letter> Print(int orders, int mostInSheaf, Func<int, IEnumerable<Letter>> compose, int processors)
    {
        var helpers = processors - 1;
        var press = new ParallelPress(orders, Math.Max(1, Math.Min(mostInSheaf, orders / processors / FewestSheavesOfProcessor)), compose, helpers);
        using var own = new PressSheaf(compose);
        using var isOver = new CancellationTokenSource();
        var helping = Task.WhenAll([.. press.sheaves.Select(sheaves => Task.Run(() => press.Help(sheaves), isOver.Token))]);
        try
        {
            while (press.Next(own) is { } sheaf)
            {
                sheaf.Want();
                for (var at = 0; at < sheaf.Printed; at++)
                {
                    yield return sheaf.Letter(at);
                }

                var (rest, end) = (sheaf.Rest, sheaf.End);
                sheaf.Clear();
                for (var order = rest; order < end; order++)
                {
                    foreach (var letter in compose(order))
                    {
                        yield return letter;
                    }
                }
            }
        }
        finally
        {
            press.Stop();
            isOver.Cancel();

            // What a helper could not print the caller has tried to write as well; what went wrong was thrown there.
            Task.WaitAny(helping);
            _ = helping.Exception;
            Array.ForEach(press.sheaves, static sheaves => Array.ForEach(sheaves, static sheaf => sheaf.Dispose()));
        }
    }

    /// <summary>Prints until there is nothing more to do: one sheaf while the other is read.</summary>
    private void Help(PressSheaf[] sheaves)
    {
        for (var turn = 0; ; turn++)
        {
            var sheaf = sheaves[turn % sheaves.Length];
            sheaf.WaitForRoom();
            if (!Take(sheaf))
            {
                return;
            }

            sheaf.Print();
        }
    }

    /// <summary>Gives the next orders to a helper.</summary>
    /// <returns>Whether there were any.</returns>
    private bool Take(PressSheaf sheaf)
    {
        lock (gate)
        {
            if (next >= orders)
            {
                return false;
            }

            Fill(sheaf, isPrinting: true);
            taken.Enqueue(sheaf);
            return true;
        }
    }

    /// <summary>The next sheaf in order, for the caller; null behind the last one.</summary>
    /// <param name="own">The sheaf for orders that no helper has taken.</param>
    private PressSheaf? Next(PressSheaf own)
    {
        lock (gate)
        {
            if (taken.Count > 0)
            {
                return taken.Dequeue();
            }

            if (next >= orders)
            {
                return null;
            }

            Fill(own, isPrinting: false);
            return own;
        }
    }

    private void Fill(PressSheaf sheaf, bool isPrinting)
    {
        var first = next;
        next = Math.Min(orders, first + ordersInSheaf);
        sheaf.Fill(first, next, isPrinting);
    }

    private void Stop()
    {
        lock (gate)
        {
            next = orders;
        }

        Array.ForEach(sheaves, static sheaves => Array.ForEach(sheaves, static sheaf => sheaf.MakeRoom()));
    }
}
