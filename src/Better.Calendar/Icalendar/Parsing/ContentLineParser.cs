namespace Better.Calendar.Icalendar.Parsing;

/// <summary>
/// Splits one unfolded line into name, parameters and value (RFC 5545, 3.1 and 3.2), tolerating errors where the meaning is still clear.
/// </summary>
internal static class ContentLineParser
{
    private const string MailTo = "MAILTO";

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

        var (colon, count) = (at, 0);
        while (colon < end && bytes[colon] == ';')
        {
            colon = ParseParameter(bytes, colon + 1, end, out _, decode: false);
            count++;
        }

        return colon >= end || bytes[colon] != ':'
            ? CreateMalformed(bytes, start, end, first)
            : new(first.Number, first.Start, InternedNames.Intern(bytes.AsSpan(start, at - start)), bytes, at, colon + 1, end, count);
    }

    /// <summary>Parses so many parameters that begin at an offset, after a property's name.</summary>
    public static Parameter[] ParseParameters(byte[] bytes, int at, int end, int count)
    {
        var parameters = new Parameter[count];
        for (var index = 0; index < count; index++)
        {
            at = ParseParameter(bytes, at + 1, end, out parameters[index], decode: true);
        }

        return parameters;
    }

    private static ContentLine CreateMalformed(byte[] bytes, int start, int end, PhysicalLine first) =>
        new(first.Number, first.Start, bytes, start, end);

    /// <summary>
    /// Parses one parameter after its semicolon, and returns the offset of its end: a semicolon, a colon, or the end of the line.
    /// </summary>
    private static int ParseParameter(byte[] bytes, int start, int end, out Parameter parameter, bool decode)
    {
        parameter = default;
        var at = start;
        while (at < end && bytes[at] is not ((byte)'=' or (byte)';' or (byte)':'))
        {
            at++;
        }

        var nameEnd = at;
        if (at == end || bytes[at] != '=')
        {
            // vCalendar 1.0 has parameters without a value: ";QUOTED-PRINTABLE".
            parameter = decode
                ? new(InternedNames.Intern(bytes.AsSpan(start, nameEnd - start)), "", "", IsQuoted: false, HasUnexpectedQuote: false)
                : default;
            return at;
        }

        var value = ++at;
        var hasUnexpectedQuote = false;
        at = SkipValue(bytes, at, end, ref hasUnexpectedQuote);
        if (!decode)
        {
            return at;
        }

        var name = InternedNames.Intern(bytes.AsSpan(start, nameEnd - start));
        var raw = TextEncoding.Decode(bytes, value, at - value);
        var isQuoted = !hasUnexpectedQuote && raw.Length > 1 && raw[0] == '"' && raw.IndexOf('"', 1) == raw.Length - 1;
        parameter = new(
            name,
            raw,
            TextEncoding.UnescapeParameter(isQuoted ? raw.Substring(1, raw.Length - 2) : raw),
            isQuoted,
            hasUnexpectedQuote);
        return at;
    }

    /// <summary>
    /// Whether a colon belongs to an address that should be in quotes: <c>;SENT-BY=mailto:a@b:mailto:c@d</c>, as some clients write it.
    /// </summary>
    private static bool IsColonOfMailTo(byte[] bytes, int start, int at, int end) =>
        bytes[at] == ':'
        && at - start == MailTo.Length
        && InternedNames.Intern(bytes.AsSpan(start, MailTo.Length)) == MailTo
        && bytes.AsSpan(at + 1, end - at - 1).IndexOf((byte)':') >= 0;

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

            var start = at;
            while (at < end && (bytes[at] is not ((byte)';' or (byte)':' or (byte)',') || IsColonOfMailTo(bytes, start, at, end)))
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
