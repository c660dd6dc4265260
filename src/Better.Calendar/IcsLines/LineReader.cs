namespace Better.Calendar.IcsLines;

/// <summary>Reads what strangers write: any octets at all, in time that grows with their number only.</summary>
/// <remarks>
/// Where Ical.Net throws (a byte order mark, a missing END, junk between lines, quotes in a name) this one goes on: lines may end
/// with CR LF, LF or CR, be folded inside a character, be Latin-1; names may be in lower case.
/// </remarks>
internal sealed class LineReader
{
    private readonly byte[] octets;
    private readonly LineLimits limits;
    private readonly List<LineComponent> roots = [];
    private readonly List<LineComponent> open = [];
    private readonly List<LineFault> faults = [];
    private byte[] buffer = new byte[1024];
    private int tooDeep;
    private int count;
    private int longest;

    private LineReader(byte[] octets, LineLimits limits) => (this.octets, this.limits) = (octets, limits);

    /// <summary>Reads a file.</summary>
    /// <param name="octets">The file; kept, not copied.</param>
    /// <param name="limits">How much of it is read; null: the usual.</param>
    public static LineFile Read(byte[] octets, LineLimits? limits = null) => new LineReader(octets, limits ?? LineLimits.Default).Read();

    private LineFile Read()
    {
        var at = octets.Length >= 3 && octets[0] == 0xEF && octets[1] == 0xBB && octets[2] == 0xBF ? 3 : 0;
        var number = 1;
        Line? line = null;
        while (at < octets.Length && count < limits.MostLines)
        {
            var first = RawLine.At(octets, at, number++);
            at = first.Next;
            if (!Continues(at))
            {
                line = first.Length == 0 ? line : Take(octets, first.Start, first.Length, first);
                continue;
            }

            var length = Append(0, first.Start, first.Length);
            while (Continues(at))
            {
                var more = RawLine.At(octets, at, number++);
                length = Append(length, more.Start + 1, more.Length - 1);
                at = more.Next;
            }

            // A copy of its own: the line keeps it, and the buffer takes the next.
            line = Take(buffer.AsSpan(0, length).ToArray(), 0, length, first);
        }

        if (at < octets.Length && line is not null)
        {
            faults.Add(new(LineFaultKind.TooMany, line));
        }

        foreach (var component in open)
        {
            faults.Add(new(LineFaultKind.Unclosed, component.Begin));
        }

        return new(octets, roots, faults, count, longest);
    }

    private bool Continues(int at) => at < octets.Length && octets[at] is (byte)' ' or (byte)'\t';

    private int Append(int length, int start, int more)
    {
        if (length + more > buffer.Length)
        {
            Array.Resize(ref buffer, Math.Max(length + more, buffer.Length * 2));
        }

        Buffer.BlockCopy(octets, start, buffer, length, more);
        return length + more;
    }

    private Line Take(byte[] from, int start, int length, RawLine first)
    {
        var line = LineParser.Parse(from, start, length, first);
        longest = Math.Max(longest, length);
        count++;
        if (line.Name == "BEGIN")
        {
            Open(line);
        }
        else if (line.Name == "END")
        {
            Close(line);
        }
        else if (open.Count == 0)
        {
            faults.Add(new(LineFaultKind.Outside, line));
        }
        else
        {
            open[open.Count - 1].Add(line);
        }

        return line;
    }

    private void Open(Line line)
    {
        if (open.Count == limits.MostDepth)
        {
            tooDeep++;
            faults.Add(new(LineFaultKind.TooDeep, line));
            return;
        }

        var component = new LineComponent(line.Value.Trim().ToUpperInvariant(), line);
        if (open.Count == 0)
        {
            roots.Add(component);
        }
        else
        {
            open[open.Count - 1].Add(component);
        }

        open.Add(component);
    }

    /// <summary>An END closes the innermost component of its name; those inside that one were never closed.</summary>
    private void Close(Line line)
    {
        if (tooDeep > 0)
        {
            tooDeep--;
            return;
        }

        var name = line.Value.Trim();
        var at = open.Count - 1;
        while (at >= 0 && !open[at].Name.Equals(name, StringComparison.OrdinalIgnoreCase))
        {
            at--;
        }

        if (at < 0)
        {
            faults.Add(new(LineFaultKind.Unopened, line));
            return;
        }

        for (var inner = open.Count - 1; inner > at; inner--)
        {
            faults.Add(new(LineFaultKind.Unclosed, open[inner].Begin));
        }

        open[at].End = line;
        open.RemoveRange(at, open.Count - at);
    }
}
