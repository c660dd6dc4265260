using System.Text;

namespace Better.Calendar;

/// <summary>Reuses one <see cref="StringBuilder"/> per thread, so that building a short text allocates only the text itself.</summary>
internal static class StringBuilderCache
{
    // Longer texts are rare, and their builders are not worth keeping.
    private const int MaxCachedCapacity = 4096;

    [ThreadStatic]
    private static StringBuilder? cached;

    /// <summary>
    /// Takes an empty builder. Until <see cref="GetStringAndRelease"/> is called, other callers on the thread get a new one.
    /// </summary>
    public static StringBuilder Acquire()
    {
        var text = cached ?? new(256);
        cached = null;
        return text;
    }

    /// <summary>Gives the finished text and keeps the builder for the next caller.</summary>
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
