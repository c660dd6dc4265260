namespace Better.Calendar.Icalendar.Parsing;

/// <summary>
/// Splits one unfolded line into name, parameters and value (RFC 5545, 3.1 and 3.2), tolerating errors where the meaning is still clear.
/// </summary>
internal static class ContentLineParser
{
    /// <summary>Parses the bytes of an unfolded line.</summary>
    public static ContentLine Parse(byte[] bytes, int start, int length, PhysicalLine first)
    {
        var end = start + length;
        var at = start;
        while (at < end && InternedNames.IsNameByte(bytes[at]))
        {
            at++;
        }

        if (at == start || at == end || bytes[at] is not ((byte)':' or (byte)';'))
        {
            return CreateMalformed(bytes, start, end, first);
        }

        var colon = at;
        while (colon < end && bytes[colon] == ';')
        {
            colon = ParseParameter(bytes, colon + 1, end, null);
        }

        return colon >= end || bytes[colon] != ':'
            ? CreateMalformed(bytes, start, end, first)
            : new(first.Number, first.Start, InternedNames.Intern(bytes.AsSpan(start, at - start)), bytes, at, colon + 1, end);
    }

    /// <summary>Parses the parameters that begin at an offset, after a property's name.</summary>
    public static Parameter[] ParseParameters(byte[] bytes, int at, int end)
    {
        if (bytes[at] != ';')
        {
            return [];
        }

        var parameters = new List<Parameter>(6);
        while (at < end && bytes[at] == ';')
        {
            at = ParseParameter(bytes, at + 1, end, parameters);
        }

        return [.. parameters];
    }

    private static ContentLine CreateMalformed(byte[] bytes, int start, int end, PhysicalLine first) =>
        new(first.Number, first.Start, bytes, start, end);

    /// <summary>
    /// Parses one parameter after its semicolon, and returns the offset of its end: a semicolon, a colon, or the end of the line.
    /// </summary>
    /// <remarks>If the list is null, the parameter is only skipped.</remarks>
    private static int ParseParameter(byte[] bytes, int start, int end, List<Parameter>? parameters)
    {
        var at = start;
        while (at < end && bytes[at] is not ((byte)'=' or (byte)';' or (byte)':'))
        {
            at++;
        }

        var nameEnd = at;
        if (at == end || bytes[at] != '=')
        {
            // vCalendar 1.0 has parameters without a value: ";QUOTED-PRINTABLE".
            parameters?.Add(
                new(InternedNames.Intern(bytes.AsSpan(start, nameEnd - start)), "", "", IsQuoted: false, HasUnexpectedQuote: false));
            return at;
        }

        var value = ++at;
        var hasUnexpectedQuote = false;
        at = SkipValue(bytes, at, end, ref hasUnexpectedQuote);
        if (parameters is null)
        {
            return at;
        }

        var name = InternedNames.Intern(bytes.AsSpan(start, nameEnd - start));
        var raw = TextEncoding.Decode(bytes, value, at - value);
        var isQuoted = !hasUnexpectedQuote && raw.Length > 1 && raw[0] == '"' && raw.IndexOf('"', 1) == raw.Length - 1;
        parameters.Add(
            new(
                name,
                raw,
                TextEncoding.UnescapeParameter(isQuoted ? raw.Substring(1, raw.Length - 2) : raw),
                isQuoted,
                hasUnexpectedQuote));
        return at;
    }

    /// <summary>Skips a value or a list of values, quoted or not, and returns the offset after it.</summary>
    private static int SkipValue(byte[] bytes, int at, int end, ref bool hasUnexpectedQuote)
    {
        while (true)
        {
            if (at < end && bytes[at] == '"')
            {
                var close = bytes.AsSpan(at + 1, end - at - 1).IndexOf((byte)'"');
                var next = at + close + 2;
                if (close >= 0 && (next == end || bytes[next] is (byte)';' or (byte)':' or (byte)','))
                {
                    at = next;
                }
                else
                {
                    // A quote that is not closed, or closed in the middle of a value, is an ordinary character.
                    hasUnexpectedQuote = true;
                }
            }

            while (at < end && bytes[at] is not ((byte)';' or (byte)':' or (byte)','))
            {
                hasUnexpectedQuote |= bytes[at] == '"';
                at++;
            }

            if (at == end || bytes[at] != ',')
            {
                return at;
            }

            at++;
        }
    }
}
