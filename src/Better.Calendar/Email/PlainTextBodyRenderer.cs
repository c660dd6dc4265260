using System.Text;

namespace Better.Calendar.Email;

/// <summary>The plain text of an email: everything the HTML says, as flowed text (RFC 3676) in lines of at most 72 characters.</summary>
internal static class PlainTextBodyRenderer
{
    /// <summary>The most characters in a line.</summary>
    public const int MaxLineLength = 72;

    // RFC 3676, 4.3: what stands below it is the signature. Its space is no sign that the line goes on.
    private const string SignatureSeparator = "-- ";

    public static string Render(EmailContent content)
    {
        var text = new StringBuilder(2048);
        foreach (var line in GetLines(content))
        {
            AppendWrapped(text, line);
        }

        return text.ToString();
    }

    /// <summary>The lines of the email before they are wrapped; an empty one between paragraphs.</summary>
    public static IEnumerable<string> GetLines(EmailContent content)
    {
        IEnumerable<string> paragraphs =
        [
            content.Greeting,
            content.Opening,
            JoinLines([content.WorkshopNumber, content.Title]),
            content.Changes.Count > 0 ? JoinLines([content.ChangesHeading, .. content.Changes.Select(change => $"– {change.Summary}")]) : "",
            JoinLines([content.When?.Line, content.OrganizerWhen?.Line, .. content.TimeWarnings]),

            // The link on a line of its own: nothing before or behind it can become a part of it.
            content.JoinLink is { } join ? $"{join.Text}:\n{join.Url.AbsoluteUri}" : "",
            JoinLines(content.Details.Select(detail => detail.Line)),
            content.Description,
            JoinLines(content.Requests),
            content.Schedule.Count > 0 ? JoinLines(content.Schedule.SelectMany(GetScheduleLines).Prepend($"{content.SeriesTitle} – {content.ScheduleHeading}")) : "",
            content.SeriesDescription,
            $"{content.Closing}\n{content.OrganizerName}",
        ];
        return paragraphs.Where(paragraph => paragraph.Length > 0).SelectMany(paragraph => paragraph.Split('\n').Append(""))
            .Append(SignatureSeparator).Concat(JoinLines(content.Footer).Split('\n'));
    }

    /// <summary>Breaks at spaces and leaves the space at the line's end: a program that knows flowed text joins the lines again.</summary>
    public static void AppendWrapped(StringBuilder text, string line)
    {
        var emails = line.AsSpan();
        if (emails.SequenceEqual(SignatureSeparator.AsSpan()))
        {
            text.Append(SignatureSeparator).Append('\n');
            return;
        }

        var length = 0;
        for (var at = 0; at < emails.Length; at++)
        {
            if (emails[at] == ' ')
            {
                continue;
            }

            var end = emails.Slice(at).IndexOf(' ');
            var word = emails.Slice(at, end < 0 ? emails.Length - at : end);
            if (length > 0 && length + 1 + word.Length > MaxLineLength)
            {
                text.Append(" \n");
                length = 0;
            }
            else if (length > 0)
            {
                text.Append(' ');
                length++;
            }

            // RFC 3676, 4.4: a line that begins with ">" would be a quotation, one with "From " is changed by old servers.
            if (length == 0 && (word[0] == '>' || word.SequenceEqual("From".AsSpan())))
            {
                text.Append(' ');
                length++;
            }

            text.Append(line, at, word.Length);
            length += word.Length;
            at += word.Length;
        }

        text.Append('\n');
    }

    /// <summary>The same for text in UTF-8, whose characters are counted as in a string.</summary>
    /// <param name="line">The line; it is not the mark of the signature.</param>
    /// <param name="output">Where to, after what stands there.</param>
    public static void AppendWrapped(ReadOnlySpan<byte> line, ByteBuffer output)
    {
        var length = 0;
        for (var at = 0; at < line.Length; at++)
        {
            if (line[at] == ' ')
            {
                continue;
            }

            var end = line.Slice(at).IndexOf((byte)' ');
            var word = line.Slice(at, end < 0 ? line.Length - at : end);
            var characters = CharactersOf(word);
            if (length > 0 && length + 1 + characters > MaxLineLength)
            {
                output.Append(" \n"u8);
                length = 0;
            }
            else if (length > 0)
            {
                output.Append((byte)' ');
                length++;
            }

            if (length == 0 && IsStuffed(word))
            {
                output.Append((byte)' ');
                length++;
            }

            output.Append(word);
            length += characters;
            at += word.Length;
        }

        output.Append((byte)'\n');
    }

    /// <summary>How many characters a string of this text in UTF-8 has.</summary>
    public static int CharactersOf(ReadOnlySpan<byte> text)
    {
        var count = 0;
        foreach (var one in text)
        {
            count += (one & 0xC0) == 0x80 ? 0 : one >= 0xF0 ? 2 : 1;
        }

        return count;
    }

    /// <summary>Whether a line that begins with the word gets a space before it.</summary>
    public static bool IsStuffed(ReadOnlySpan<byte> word) => word[0] == '>' || word.SequenceEqual("From"u8);

    private static IEnumerable<string> GetScheduleLines(ScheduleRow row)
    {
        yield return $"{(row.IsCurrent ? "→" : "–")} {row.Number}. {row.When}: {row.Title}{(row.CancelledText.Length > 0 ? $" – {row.CancelledText}" : "")}{(row.Expert.Length > 0 ? $" – {row.Expert}" : "")}";
        if (row.JoinLink is { } join)
        {
            yield return join.Url.AbsoluteUri;
        }
    }

    private static string JoinLines(IEnumerable<string?> lines) => string.Join("\n", lines.Where(line => !string.IsNullOrEmpty(line)));
}
