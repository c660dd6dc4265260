using System.Text;

namespace Better.Calendar.Icalendar.Writing;

/// <summary>One unfolded content line (RFC 5545, 3.1): <c>NAME;PARAMETER=value:value</c>.</summary>
/// <param name="Name">The property name, in upper case.</param>
/// <param name="ParametersAndValue">Parameters, colon and value, as they are written.</param>
internal sealed record ContentLineWriter(string Name, string ParametersAndValue)
{
    /// <summary>Which part of the line depends on the recipient.</summary>
    public LinePlaceholder Placeholder { get; init; }

    /// <summary>Splits a line after its property name.</summary>
    public static ContentLineWriter Parse(string line)
    {
        var end = line.IndexOfAny([';', ':']);
        return end < 0 ? new(line, "") : new(line.Substring(0, end).ToUpperInvariant(), line.Substring(end));
    }

    /// <summary>Creates a line with a TEXT value; backslash, comma, semicolon and line break are escaped (RFC 5545, 3.3.11).</summary>
    public static ContentLineWriter CreateText(string name, string value) =>
        new(name, ":" + EscapeText(value));

    /// <summary>Escapes a TEXT value (RFC 5545, 3.3.11).</summary>
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

    /// <summary>Creates a line whose value is not escaped: a date, a number, a URI.</summary>
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

    /// <summary>Formats a parameter value, with quotes when they are needed.</summary>
    public static string FormatParameterValue(string text)
    {
        // RFC 5545, 3.2: a value has no quotes inside. RFC 6868 escapes them with a caret, which Outlook and Google do not document to
        // support;
        // libical also reads a caret that is not an escape, and reads a backslash as an escape, as python-icalendar does. So these three
        // characters are replaced by similar ones.
        var clean = text.Replace('"', '\'').Replace('^', '\u02C6').Replace('\\', '/');
        var needsNoQuotes = true;
        foreach (var c in clean)
        {
            needsNoQuotes &= c is >= ' ' and < (char)127 and not (',' or ';' or ':');
        }

        // An old parser of Outlook loses non-ASCII letters in a value without quotes.
        return needsNoQuotes ? clean : $"\"{clean}\"";
    }
}

/// <summary>Which part of a content line depends on the recipient, or on the workshop.</summary>
internal enum LinePlaceholder
{
    /// <summary>None: all recipients of one language and time zone get the same line.</summary>
    None,

    /// <summary>A line of the workshop that Ical.Net does not write; all recipients of one language get the same line.</summary>
    Workshop,

    /// <summary>The address of the organizer, which can contain the reply token of the recipient.</summary>
    Organizer,

    /// <summary>The name and address of the recipient.</summary>
    Attendee,

    /// <summary>The ATTENDEE lines of the other participants.</summary>
    Guests,

    /// <summary>The recipient's RSVP page, their own join link and passcode, and the names of the other participants in the
    /// description.</summary>
    Description,

    /// <summary>The venue, the recipient's own join link and the platform, each in a line; whether the link fits depends on its
    /// length.</summary>
    Location,

    /// <summary>A link to join the workshop, which may be the recipient's own.</summary>
    Link,

    /// <summary>What the alarm of a workshop displays: its title.</summary>
    Alarm,
}
