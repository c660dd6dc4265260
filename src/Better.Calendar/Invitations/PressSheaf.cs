using System.Buffers;

namespace Better.Calendar.Invitations;

/// <summary>Some orders that follow each other; a helper prints their letters, from the first on, until the caller comes.</summary>
internal sealed class PressSheaf(Func<int, IEnumerable<Letter>> compose)
{
    // Four letters, say; larger arrays are dear to get and to give back.
    private const int PageSize = 64 * 1024;

    private readonly List<OctetBuffer> pages = [];
    private readonly List<(Letter Letter, OctetBuffer Page, int Start, int Length)> printed = [];
    private readonly List<Letter> letters = [];
    private int pagesInUse;
    private int printedOfWholeOrders;
    private bool isPrinting;
    private bool isWanted;

    /// <summary>The first order of which nothing is printed.</summary>
    public int Rest { get; private set; }

    /// <summary>The order behind its last one.</summary>
    public int End { get; private set; }

    /// <summary>Takes orders, some of them to be printed by a helper.</summary>
    public void Fill(int first, int end, bool isPrinting) => (Rest, End, this.isPrinting) = (first, end, isPrinting);

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

                printedOfWholeOrders = printed.Count;
            }
        }
        finally
        {
            Volatile.Write(ref isPrinting, false);
        }
    }

    /// <summary>The letters that are printed, when the helper has left.</summary>
    public List<Letter> Printed()
    {
        Volatile.Write(ref isWanted, true);
        for (var wait = new SpinWait(); Volatile.Read(ref isPrinting);)
        {
            wait.SpinOnce();
        }

        // What the helper made is far from this processor; what is made here is near.
        for (var at = 0; at < printedOfWholeOrders; at++)
        {
            var (letter, page, start, length) = printed[at];
            letters.Add(letter.Ahead(new(page, start, length)));
        }

        return letters;
    }

    /// <summary>Makes room for others. If somebody writes one of the letters just now, the pages are left to her.</summary>
    public void Clear()
    {
        var areFree = true;
        foreach (var letter in letters)
        {
            areFree &= letter.Forget();
        }

        if (!areFree)
        {
            pages.Clear();
        }

        printed.Clear();
        letters.Clear();
        (pagesInUse, printedOfWholeOrders, isWanted) = (0, 0, false);
    }

    /// <summary>Gives the memory back.</summary>
    public void Leave()
    {
        Clear();
        foreach (var page in pages)
        {
            // One that had to grow is another array.
            if (page.Octets.Length == PageSize)
            {
                ArrayPool<byte>.Shared.Return(page.Octets);
            }
        }

        pages.Clear();
    }

    /// <summary>A page with room for another letter, which is about as long as the one before it.</summary>
    private OctetBuffer PageForNext()
    {
        if (pagesInUse > 0 && pages[pagesInUse - 1] is var page && page.Length + (printed.Count == 0 ? 0 : printed[printed.Count - 1].Length) + 1024 <= PageSize)
        {
            return page;
        }

        if (pagesInUse == pages.Count)
        {
            pages.Add(new(ArrayPool<byte>.Shared.Rent(PageSize)));
        }

        page = pages[pagesInUse++];
        page.Cut();
        return page;
    }
}
