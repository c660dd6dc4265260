namespace Better.Calendar.Icalendar.Parsing;

/// <summary>
/// Parses iCalendar files from any source, tolerantly: it accepts any bytes, in time that grows linearly with their number.
/// </summary>
/// <remarks>
/// Where Ical.Net throws (a byte order mark, a missing END, malformed lines, quotes in a name), this parser continues. Lines may end
/// with CR LF, LF or CR, may be folded inside a character, and may be Latin-1; names may be in lower case.
/// </remarks>
internal sealed class IcsParser
{
    private readonly byte[] bytes;
    private readonly ParseLimits limits;
    private readonly List<Component> roots = [];
    private readonly List<Component> openComponents = [];
    private readonly List<ParseFault> parseFaults = [];
    private byte[] buffer = new byte[1024];
    private int ignoredDepth;
    private int lineCount;
    private int budget;
    private int longestLine;

    private IcsParser(byte[] bytes, ParseLimits limits) =>
        (this.bytes, this.limits, budget) = (bytes, limits, ParseLimits.GetBudget(bytes.Length));

    /// <summary>Parses a file.</summary>
    /// <param name="bytes">The file; kept, not copied.</param>
    /// <param name="limits">The limits of parsing; null: <see cref="ParseLimits.Default"/>.</param>
    public static IcsDocument Parse(byte[] bytes, ParseLimits? limits = null) =>
        new IcsParser(bytes, limits ?? ParseLimits.Default).Parse();

    private IcsDocument Parse()
    {
        var at = bytes.Length >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF ? 3 : 0;
        var number = 1;
        ContentLine? line = null;
        while (at < bytes.Length && lineCount < limits.MaxLines && budget > 0)
        {
            var first = PhysicalLine.ReadFrom(bytes, at, number++);
            at = first.NextStart;
            if (!IsContinuation(at))
            {
                line = first.Length == 0 ? line : AddLine(bytes, first.Start, first.Length, first);
                continue;
            }

            var length = AppendToBuffer(0, first.Start, first.Length);
            while (IsContinuation(at))
            {
                var more = PhysicalLine.ReadFrom(bytes, at, number++);
                length = AppendToBuffer(length, more.Start + 1, more.Length - 1);
                at = more.NextStart;
            }

            // Copied, because the line keeps its bytes and the buffer is reused.
            line = AddLine(buffer.AsSpan(0, length).ToArray(), 0, length, first);
        }

        if (at < bytes.Length && line is not null)
        {
            parseFaults.Add(new(ParseFaultKind.TooManyLines, line));
        }

        foreach (var component in openComponents)
        {
            AddFault(new(ParseFaultKind.MissingEnd, component.BeginLine));
        }

        return new(bytes, roots, parseFaults, lineCount, longestLine);
    }

    private bool IsContinuation(int at) => at < bytes.Length && bytes[at] is (byte)' ' or (byte)'\t';

    private int AppendToBuffer(int length, int start, int more)
    {
        if (length + more > buffer.Length)
        {
            Array.Resize(ref buffer, Math.Max(length + more, buffer.Length * 2));
        }

        Buffer.BlockCopy(bytes, start, buffer, length, more);
        return length + more;
    }

    private ContentLine AddLine(byte[] source, int start, int length, PhysicalLine first)
    {
        var line = ContentLineParser.Parse(source, start, length, first);
        longestLine = Math.Max(longestLine, length);
        lineCount++;
        budget -= ParseLimits.GetCost(line);
        if (line.ParameterCount > InputLimits.LineParameters)
        {
            AddFault(new(ParseFaultKind.TooManyParameters, line));
        }

        if (line.Name == "BEGIN")
        {
            OpenComponent(line);
        }
        else if (line.Name == "END")
        {
            CloseComponent(line);
        }
        else if (openComponents.Count == 0)
        {
            AddFault(new(ParseFaultKind.LineOutsideComponent, line));
        }
        else
        {
            openComponents[openComponents.Count - 1].Add(line);
        }

        return line;
    }

    private void OpenComponent(ContentLine line)
    {
        if (openComponents.Count == limits.MaxDepth)
        {
            ignoredDepth++;
            AddFault(new(ParseFaultKind.NestedTooDeep, line));
            return;
        }

        var component = new Component(line.GetComponentName(), line);
        if (openComponents.Count == 0)
        {
            roots.Add(component);
        }
        else
        {
            openComponents[openComponents.Count - 1].Add(component);
        }

        openComponents.Add(component);
    }

    /// <summary>Closes the innermost open component with the name of an END line; open components inside it have no END.</summary>
    private void CloseComponent(ContentLine line)
    {
        if (ignoredDepth > 0)
        {
            ignoredDepth--;
            return;
        }

        var at = openComponents.Count - 1;
        while (at >= 0 && !line.IsComponentName(openComponents[at].Name))
        {
            at--;
        }

        if (at < 0)
        {
            AddFault(new(ParseFaultKind.MissingBegin, line));
            return;
        }

        for (var inner = openComponents.Count - 1; inner > at; inner--)
        {
            AddFault(new(ParseFaultKind.MissingEnd, openComponents[inner].BeginLine));
        }

        openComponents[at].EndLine = line;
        openComponents.RemoveRange(at, openComponents.Count - at);
    }

    private void AddFault(ParseFault fault)
    {
        if (parseFaults.Count < InputLimits.Errors)
        {
            parseFaults.Add(fault);
        }
    }
}
