using System.Buffers;

namespace Better.Calendar.Invitations;

/// <summary>Some orders that follow each other; a helper prints their letters, from the first on, until the caller comes.</summary>
internal sealed class PressSheaf(Func<int, IEnumerable<Letter>> compose) : IDisposable
{
    // Four letters, say; larger arrays are dear to get and to give back. The pool gives that page first which came back last, and so is
    // still near the processor.
    private const int PageSize = 64 * 1024;

    private readonly List<OctetBuffer> pages = [];
    private readonly List<(Letter Letter, OctetBuffer Page, int Start, int Length)> printed = [];
    private readonly ManualResetEventSlim room = new(initialState: true);
    private PressEdition edition = new();
    private bool isPrinting;
    private bool isWanted;

    /// <summary>The first order of which nothing is printed.</summary>
    public int Rest { get; private set; }

    /// <summary>The order behind its last one.</summary>
    public int End { get; private set; }

    /// <summary>How many letters the orders before <see cref="Rest"/> have.</summary>
    public int Printed { get; private set; }

    /// <summary>Waits until what was printed has been read.</summary>
    public void WaitForRoom() => room.Wait();

    /// <summary>Ends a helper's waiting.</summary>
    public void MakeRoom() => room.Set();

    /// <summary>Takes orders, to be printed by a helper or not.</summary>
    public void Fill(int first, int end, bool isPrinting)
    {
        (Rest, End, this.isPrinting) = (first, end, isPrinting);
        room.Reset();
    }

    /// <summary>Prints until the caller is here.</summary>
    public void Print()
    {
        try
        {
            for (; Rest < End && !Volatile.Read(ref isWanted); Rest++)
            {
                foreach (var letter in compose(Rest))
                {
                    var page = PageForNext();
                    var start = page.Length;
                    letter.PrintBehind(page);
                    printed.Add((letter, page, start, page.Length - start));
                }

                Printed = printed.Count;
            }
        }
        finally
        {
            Volatile.Write(ref isPrinting, false);
        }
    }

    /// <summary>Tells the helper to stop, and waits until he has finished his order.</summary>
    public void Want()
    {
        Volatile.Write(ref isWanted, true);
        for (var wait = new SpinWait(); Volatile.Read(ref isPrinting);)
        {
            wait.SpinOnce();
        }
    }

    /// <summary>A printed letter, by its number from 0.</summary>
    public Letter Letter(int at)
    {
        // What the helper made is far from this processor; what is made here is near.
        var (letter, page, start, length) = printed[at];
        return letter.Ahead(new(edition, page, start, length));
    }

    /// <summary>Makes room for others. If somebody reads one of the letters just now, the pages are left to her.</summary>
    public void Clear()
    {
        if (edition.End())
        {
            foreach (var page in pages)
            {
                // One that had to grow is another array.
                if (page.Octets.Length == PageSize)
                {
                    ArrayPool<byte>.Shared.Return(page.Octets);
                }
            }
        }

        edition = new();
        pages.Clear();
        printed.Clear();
        (Printed, isWanted) = (0, false);
        MakeRoom();
    }

    /// <summary>Gives the pages back.</summary>
    public void Dispose()
    {
        Clear();
        room.Dispose();
    }

    /// <summary>A page with room for another letter, which is about as long as the one before it.</summary>
    private OctetBuffer PageForNext()
    {
        if (pages.Count == 0 || pages[pages.Count - 1].Length + (printed.Count == 0 ? 0 : printed[printed.Count - 1].Length) + 1024 > PageSize)
        {
            pages.Add(new(ArrayPool<byte>.Shared.Rent(PageSize)));
        }

        return pages[pages.Count - 1];
    }
}
