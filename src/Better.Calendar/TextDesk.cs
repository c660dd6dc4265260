using System.Text;

namespace Better.Calendar;

/// <summary>Where a short text is put together; a thread has one and uses it again, so that a text costs its own letters only.</summary>
internal static class TextDesk
{
    // What is longer is rare and not worth keeping.
    private const int MostKept = 4096;

    [ThreadStatic]
    private static StringBuilder? free;

    /// <summary>An empty builder. Whoever puts another text together meanwhile gets one of his own.</summary>
    public static StringBuilder Take()
    {
        var text = free ?? new(256);
        free = null;
        return text;
    }

    /// <summary>The finished text; the builder is left to the next.</summary>
    public static string Leave(StringBuilder text)
    {
        var finished = text.ToString();
        if (text.Capacity <= MostKept)
        {
            free = text.Clear();
        }

        return finished;
    }
}
