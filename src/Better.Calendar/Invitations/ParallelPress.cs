using Better.Calendar.Revisions;

namespace Better.Calendar.Invitations;

/// <summary>Letters in their order, printed ahead by several processors, the caller's among them.</summary>
/// <remarks>
/// Letters go through it in sheaves. Whoever has nothing to do takes the next messages and prints them; the caller reads the sheaves
/// in the order in which they were taken. There are a few sheaves only, each with buffers that it uses again, so memory does not
/// grow, and who prints waits when the caller is slower.
/// </remarks>
internal sealed class ParallelPress
{
    // Enough work to be worth handing over, few enough octets to stay near the processor: a quarter of a million.
    private const int LettersInSheaf = 16;

    // One is printed while the other is read.
    private const int SheavesOfProcessor = 2;

    private readonly object gate = new();
    private readonly IEnumerator<PlannedMessage> messages;
    private readonly Func<PlannedMessage, Letter> compose;
    private readonly Queue<Sheaf> taken = new();

    /// <summary>The sheaves that each processor may print, the caller's first: what it wrote into before is near it.</summary>
    private readonly Stack<Sheaf>[] free;

    /// <summary>Whether there are no more messages, or nobody wants them.</summary>
    private bool isOver;

    private ParallelPress(IEnumerator<PlannedMessage> messages, Func<PlannedMessage, Letter> compose, int processors)
    {
        (this.messages, this.compose, free) = (messages, compose, new Stack<Sheaf>[processors]);
        for (var processor = 0; processor < processors; processor++)
        {
            free[processor] = new([.. Enumerable.Range(0, SheavesOfProcessor).Select(_ => new Sheaf(processor))]);
        }
    }

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
        using var rest = messages.GetEnumerator();
        var press = new ParallelPress(rest, compose, processors);
        var helpers = new Task[processors - 1];
        for (var helper = 0; helper < helpers.Length; helper++)
        {
            var processor = helper + 1;
            helpers[helper] = Task.Run(() => press.Help(processor));
        }

        try
        {
            while (press.Next() is { } sheaf)
            {
                foreach (var letter in sheaf.Letters)
                {
                    yield return letter;
                }

                press.Return(sheaf);
            }
        }
        finally
        {
            // The messages are the caller's: nobody reads on in them when she has gone.
            press.Stop();
            Task.WaitAll(helpers);
        }
    }

    /// <summary>Prints until there is nothing more to do.</summary>
    private void Help(int processor)
    {
        while (PrintNext(processor) || WaitForRoom(processor))
        {
        }
    }

    private bool WaitForRoom(int processor)
    {
        lock (gate)
        {
            while (free[processor].Count == 0 && !isOver)
            {
                Monitor.Wait(gate);
            }

            return !isOver;
        }
    }

    /// <summary>The next sheaf in order, printed; null behind the last one.</summary>
    private Sheaf? Next()
    {
        while (First() is not { Printing.IsCompleted: true } && PrintNext(0))
        {
        }

        // Another one may have taken the last messages meanwhile, so look again.
        if (First() is not { } next)
        {
            return null;
        }

        // What went wrong in printing is thrown here, where the caller is.
        next.Printing.GetAwaiter().GetResult();
        lock (gate)
        {
            return taken.Dequeue();
        }
    }

    private Sheaf? First()
    {
        lock (gate)
        {
            return taken.Count > 0 ? taken.Peek() : null;
        }
    }

    /// <summary>Takes the next messages and prints their letters.</summary>
    /// <param name="processor">Who prints.</param>
    /// <returns>Whether there were any, and a sheaf for them.</returns>
    private bool PrintNext(int processor)
    {
        Sheaf sheaf;
        lock (gate)
        {
            if (isOver || free[processor].Count == 0)
            {
                return false;
            }

            sheaf = free[processor].Pop();
            isOver = !sheaf.Take(messages, compose);
            taken.Enqueue(sheaf);
        }

        sheaf.Printing.RunSynchronously(TaskScheduler.Default);
        return true;
    }

    private void Return(Sheaf sheaf)
    {
        sheaf.Clear();
        lock (gate)
        {
            free[sheaf.Processor].Push(sheaf);
            Monitor.PulseAll(gate);
        }
    }

    private void Stop()
    {
        lock (gate)
        {
            isOver = true;
            Monitor.PulseAll(gate);
        }
    }

    /// <summary>Some letters that follow each other.</summary>
    private sealed class Sheaf(int processor)
    {
        private readonly List<PlannedMessage> messages = new(LettersInSheaf);
        private readonly OctetBuffer?[] buffers = new OctetBuffer?[LettersInSheaf];

        public int Processor => processor;

        public List<Letter> Letters { get; } = new(LettersInSheaf);

        public Task Printing { get; private set; } = Task.CompletedTask;

        /// <summary>Takes messages.</summary>
        /// <returns>Whether there may be more.</returns>
        public bool Take(IEnumerator<PlannedMessage> rest, Func<PlannedMessage, Letter> compose)
        {
            Printing = new Task(() => Print(compose));
            while (messages.Count < LettersInSheaf)
            {
                if (!rest.MoveNext())
                {
                    return false;
                }

                messages.Add(rest.Current);
            }

            return true;
        }

        /// <summary>Makes room for other letters. The buffers that nobody writes from just now are used again.</summary>
        public void Clear()
        {
            for (var at = 0; at < Letters.Count; at++)
            {
                buffers[at] = Letters[at].Forget();
            }

            messages.Clear();
            Letters.Clear();
        }

        private void Print(Func<PlannedMessage, Letter> compose)
        {
            foreach (var message in messages)
            {
                var letter = compose(message);
                letter.PrintAhead(buffers[Letters.Count] ?? new OctetBuffer());
                Letters.Add(letter);
            }
        }
    }
}
