using System.Text;

namespace Better.Calendar;

/// <summary>Where a short text is put together; a thread has one and uses it again, so that a text costs its own emails only.</summary>
internal static class StringBuilderCache
{
    // What is longer is rare and not worth keeping.
    private const int MaxCachedCapacity = 4096;

    [ThreadStatic]
    private static StringBuilder? cached;

    /// <summary>An empty builder. Whoever puts another text together meanwhile gets one of his own.</summary>
    public static StringBuilder Acquire()
    {
        var text = cached ?? new(256);
        cached = null;
        return text;
    }

    /// <summary>The finished text; the builder is left to the next.</summary>
    public static string GetStringAndRelease(StringBuilder builder)
    {
        var finished = builder.ToString();
        if (builder.Capacity <= MaxCachedCapacity)
        {
            cached = builder.Clear();
        }

        return finished;
    }
}
