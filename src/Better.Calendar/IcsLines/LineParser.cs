namespace Better.Calendar.IcsLines;

/// <summary>Splits one unfolded line into name, parameters and value (RFC 5545, 3.1 and 3.2), and forgives what can be forgiven.</summary>
internal static class LineParser
{
    /// <summary>Parses the octets of an unfolded line.</summary>
    public static Line Parse(byte[] octets, int start, int length, RawLine first)
    {
        var end = start + length;
        var at = start;
        while (at < end && LineNames.IsNameOctet(octets[at]))
        {
            at++;
        }

        if (at == start || at == end || octets[at] is not ((byte)':' or (byte)';'))
        {
            return Junk(octets, start, end, first);
        }

        var colon = at;
        while (colon < end && octets[colon] == ';')
        {
            colon = Parameter(octets, colon + 1, end, null);
        }

        return colon >= end || octets[colon] != ':'
            ? Junk(octets, start, end, first)
            : new(first.Number, first.Start, LineNames.Of(octets.AsSpan(start, at - start)), octets, at, colon + 1, end);
    }

    /// <summary>The parameters that begin at an octet, behind a property's name.</summary>
    public static LineParameter[] Parameters(byte[] octets, int at, int end)
    {
        if (octets[at] != ';')
        {
            return [];
        }

        var parameters = new List<LineParameter>(6);
        while (at < end && octets[at] == ';')
        {
            at = Parameter(octets, at + 1, end, parameters);
        }

        return [.. parameters];
    }

    private static Line Junk(byte[] octets, int start, int end, RawLine first) => new(first.Number, first.Start, octets, start, end);

    /// <summary>Reads one parameter, behind its semicolon, and returns where it ends: at a semicolon, a colon, or the line's end.</summary>
    /// <remarks>Without a list to put it into, it is only passed over.</remarks>
    private static int Parameter(byte[] octets, int start, int end, List<LineParameter>? parameters)
    {
        var at = start;
        while (at < end && octets[at] is not ((byte)'=' or (byte)';' or (byte)':'))
        {
            at++;
        }

        var nameEnd = at;
        if (at == end || octets[at] != '=')
        {
            // vCalendar 1.0 wrote such: ";QUOTED-PRINTABLE".
            parameters?.Add(new(LineNames.Of(octets.AsSpan(start, nameEnd - start)), "", "", IsQuoted: false, HasStrayQuote: false));
            return at;
        }

        var value = ++at;
        var stray = false;
        at = Value(octets, at, end, ref stray);
        if (parameters is null)
        {
            return at;
        }

        var name = LineNames.Of(octets.AsSpan(start, nameEnd - start));
        var raw = LineText.Decode(octets, value, at - value);
        var isQuoted = !stray && raw.Length > 1 && raw[0] == '"' && raw.IndexOf('"', 1) == raw.Length - 1;
        parameters.Add(new(name, raw, LineText.UnescapeParameter(isQuoted ? raw.Substring(1, raw.Length - 2) : raw), isQuoted, stray));
        return at;
    }

    /// <summary>Goes over a value or a list of values, quoted or not.</summary>
    private static int Value(byte[] octets, int at, int end, ref bool stray)
    {
        while (true)
        {
            if (at < end && octets[at] == '"')
            {
                var close = octets.AsSpan(at + 1, end - at - 1).IndexOf((byte)'"');
                var behind = at + close + 2;
                if (close >= 0 && (behind == end || octets[behind] is (byte)';' or (byte)':' or (byte)','))
                {
                    at = behind;
                }
                else
                {
                    // A quote that is not closed, or closed in the middle of a name: it is a letter like others.
                    stray = true;
                }
            }

            while (at < end && octets[at] is not ((byte)';' or (byte)':' or (byte)','))
            {
                stray |= octets[at] == '"';
                at++;
            }

            if (at == end || octets[at] != ',')
            {
                return at;
            }

            at++;
        }
    }
}
