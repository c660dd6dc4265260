namespace Better.Calendar.Icalendar.Parsing;

/// <summary>The values of a list with commas, one by one. None of them is copied: a hostile list has millions.</summary>
/// <param name="text">The list.</param>
/// <param name="limit">How many values are read; the rest is left out.</param>
internal ref struct ListValues(ReadOnlySpan<char> text, int limit)
{
    private readonly ReadOnlySpan<char> text = text;
    private readonly int limit = limit;
    private int next;
    private int count;

    public ReadOnlySpan<char> Current { get; private set; }

    public readonly ListValues GetEnumerator() => this;

    public bool MoveNext()
    {
        if (next > text.Length || count == limit)
        {
            return false;
        }

        var rest = text.Slice(next);
        var comma = rest.IndexOf(',');
        Current = comma < 0 ? rest : rest.Slice(0, comma);
        (next, count) = (next + Current.Length + 1, count + 1);
        return true;
    }
}
