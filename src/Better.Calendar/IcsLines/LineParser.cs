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
            return Junk(octets, start, length, first);
        }

        var name = LineNames.Of(octets.AsSpan(start, at - start));
        List<LineParameter>? parameters = null;
        var isUtf8 = true;
        while (at < end && octets[at] == ';')
        {
            at = Parameter(octets, at + 1, end, parameters ??= new(6), ref isUtf8);
        }

        if (at >= end || octets[at] != ':')
        {
            return Junk(octets, start, length, first);
        }

        var value = LineText.Decode(octets, at + 1, end - at - 1, out var valueIsUtf8);
        return new(first.Number, first.Start, name, parameters?.ToArray(), value, isUtf8 && valueIsUtf8, isJunk: false);
    }

    private static Line Junk(byte[] octets, int start, int length, RawLine first)
    {
        var text = LineText.Decode(octets, start, length, out var isUtf8);
        return new(first.Number, first.Start, "", null, text, isUtf8, isJunk: true);
    }

    /// <summary>Reads one parameter, behind its semicolon, and returns where it ends: at a semicolon, a colon, or the line's end.</summary>
    private static int Parameter(byte[] octets, int start, int end, List<LineParameter> parameters, ref bool isUtf8)
    {
        var at = start;
        while (at < end && octets[at] is not ((byte)'=' or (byte)';' or (byte)':'))
        {
            at++;
        }

        var name = LineNames.Of(octets.AsSpan(start, at - start));
        if (at == end || octets[at] != '=')
        {
            // vCalendar 1.0 wrote such: ";QUOTED-PRINTABLE".
            parameters.Add(new(name, "", "", IsQuoted: false, HasStrayQuote: false));
            return at;
        }

        var value = ++at;
        var stray = false;
        at = Value(octets, at, end, ref stray);
        var raw = LineText.Decode(octets, value, at - value, out var valueIsUtf8);
        isUtf8 &= valueIsUtf8;
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
