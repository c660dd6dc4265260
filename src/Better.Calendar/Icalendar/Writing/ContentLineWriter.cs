using System.Text;

namespace Better.Calendar.Icalendar.Writing;

/// <summary>One unfolded content line (RFC 5545, 3.1): <c>NAME;PARAMETER=value:value</c>.</summary>
/// <param name="Name">The property's name, in capitals.</param>
/// <param name="ParametersAndValue">What follows the name: parameters, colon and value, as they go out.</param>
internal sealed record ContentLineWriter(string Name, string ParametersAndValue)
{
    /// <summary>What of the line is a reader's own; known where the line is made.</summary>
    public LinePlaceholder Placeholder { get; init; }

    /// <summary>Splits a line behind its name.</summary>
    public static ContentLineWriter Parse(string line)
    {
        var end = line.IndexOfAny([';', ':']);
        return end < 0 ? new(line, "") : new(line.Substring(0, end).ToUpperInvariant(), line.Substring(end));
    }

    /// <summary>A line whose value is TEXT: backslash, comma, semicolon and line break are escaped (RFC 5545, 3.3.11).</summary>
    public static ContentLineWriter CreateText(string name, string value) =>
        new(name, ":" + EscapeText(value));

    /// <summary>A value of type TEXT (RFC 5545, 3.3.11).</summary>
    public static string EscapeText(string value)
    {
        const string Special = "\\;,\n";
        if (value.AsSpan().IndexOfAny(Special.AsSpan()) < 0)
        {
            return value;
        }

        var escaped = StringBuilderCache.Acquire();
        for (var at = 0; at < value.Length;)
        {
            var plain = value.AsSpan(at).IndexOfAny(Special.AsSpan());
            escaped.Append(value, at, plain < 0 ? value.Length - at : plain);
            at = plain < 0 ? value.Length : at + plain + 1;
            if (plain >= 0)
            {
                escaped.Append('\\').Append(value[at - 1] == '\n' ? 'n' : value[at - 1]);
            }
        }

        return StringBuilderCache.GetStringAndRelease(escaped);
    }

    /// <summary>A line whose value goes out as it is: a date, a number, a URI.</summary>
    public static ContentLineWriter Create(string name, string value, params (string Name, string Value)[] parameters)
    {
        var rest = new StringBuilder();
        foreach (var (parameter, text) in parameters)
        {
            rest.Append(';').Append(parameter).Append('=').Append(FormatParameterValue(text));
        }

        return new(name, rest.Append(':').Append(value).ToString());
    }

    /// <inheritdoc/>
    public override string ToString() => Name + ParametersAndValue;

    /// <summary>A parameter's value, in quotes where it needs them.</summary>
    public static string FormatParameterValue(string text)
    {
        // RFC 5545, 3.2: no quotes inside a value. RFC 6868 escapes them by a caret, which Outlook and Google are not known to read;
        // libical reads it also where it was not meant, and takes a backslash for an escape, as python-icalendar does. So none of the
        // three goes out, but what looks like it.
        var clean = text.Replace('"', '\'').Replace('^', '\u02C6').Replace('\\', '/');
        var isBare = true;
        foreach (var c in clean)
        {
            isBare &= c is >= ' ' and < (char)127 and not (',' or ';' or ':');
        }

        // An old parser of Outlook's loses letters beyond ASCII where the value has no quotes.
        return isBare ? clean : $"\"{clean}\"";
    }
}

/// <summary>What of a content line is a reader's own.</summary>
internal enum LinePlaceholder
{
    /// <summary>Nothing: all readers of one language and zone get the same line.</summary>
    None,

    /// <summary>The organizer's address, which may have the reader's token in it.</summary>
    Organizer,

    /// <summary>The reader's name and address.</summary>
    Attendee,

    /// <summary>The attendee lines of the others, as many as there are.</summary>
    Guests,

    /// <summary>The names of the others within the description.</summary>
    Description,
}
