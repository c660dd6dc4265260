using System.Text;

namespace Better.Calendar.Email;

/// <summary>
/// Renders the plain text of an email: all that the HTML says, as flowed text (RFC 3676) in lines of at most 72 characters.
/// </summary>
internal static class PlainTextBodyRenderer
{
    /// <summary>The largest number of characters in a line.</summary>
    public const int MaxLineLength = 72;

    // RFC 3676, 4.3: this line precedes the signature. Its trailing space does not mean that the text continues on the next line.
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

    /// <summary>The lines of the text before they are wrapped, with an empty line between paragraphs.</summary>
    public static IEnumerable<string> GetLines(EmailContent content)
    {
        IEnumerable<string> paragraphs =
        [
            content.Greeting,
            content.Opening,
            JoinLines([content.WorkshopNumber, content.Title]),
            content.Changes.Count > 0
                ? JoinLines([content.ChangesHeading, .. content.Changes.Select(change => $"– {change.Summary}")])
                : "",
            JoinLines([content.When?.Line, content.OrganizerWhen?.Line, .. content.TimeWarnings]),

            // The link stands on its own line, so that no program takes text before or after it for a part of it.
            content.JoinLink is { } join ? $"{join.Text}:\n{join.Url.AbsoluteUri}" : "",
            JoinLines(content.Details.Select(detail => detail.Line)),
            content.Description,
            JoinLines(content.Requests),
            content.Schedule.Count > 0
                ? JoinLines(content.Schedule.SelectMany(GetScheduleLines).Prepend($"{content.SeriesTitle} – {content.ScheduleHeading}"))
                : "",
            content.SeriesDescription,
            $"{content.Closing}\n{content.OrganizerName}",
        ];
        return paragraphs.Where(paragraph => paragraph.Length > 0).SelectMany(paragraph => paragraph.Split('\n').Append(""))
            .Append(SignatureSeparator).Concat(JoinLines(content.Footer).Split('\n'));
    }

    /// <summary>
    /// Appends a line, wrapped at spaces. The space stays at the end of the line, so that programs that support flowed text join the lines
    /// again (RFC 3676, 4.1).
    /// </summary>
    public static void AppendWrapped(StringBuilder text, string line)
    {
        var characters = line.AsSpan();
        if (characters.SequenceEqual(SignatureSeparator.AsSpan()))
        {
            text.Append(SignatureSeparator).Append('\n');
            return;
        }

        var length = 0;
        for (var at = 0; at < characters.Length; at++)
        {
            if (characters[at] == ' ')
            {
                continue;
            }

            var end = characters.Slice(at).IndexOf(' ');
            var word = characters.Slice(at, end < 0 ? characters.Length - at : end);
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

            // RFC 3676, 4.4: a line that begins with ">" would be a quotation, and old servers change a line that begins with "From ".
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

    /// <summary>Appends a line of UTF-8 text, wrapped like a string: lengths are counted in UTF-16 characters.</summary>
    /// <param name="line">The line; it must not be the signature separator.</param>
    /// <param name="output">The buffer to append to.</param>
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
            var characters = CountCharacters(word);
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

    /// <summary>The number of UTF-16 characters of a UTF-8 text.</summary>
    public static int CountCharacters(ReadOnlySpan<byte> text)
    {
        var count = 0;
        foreach (var one in text)
        {
            count += (one & 0xC0) == 0x80 ? 0 : one >= 0xF0 ? 2 : 1;
        }

        return count;
    }

    /// <summary>Whether a line that begins with this word gets a space before it (RFC 3676, 4.4).</summary>
    public static bool IsStuffed(ReadOnlySpan<byte> word) => word[0] == '>' || word.SequenceEqual("From"u8);

    private static IEnumerable<string> GetScheduleLines(ScheduleRow row)
    {
        var cancelled = row.CancelledText.Length > 0 ? $" – {row.CancelledText}" : "";
        var expert = row.Expert.Length > 0 ? $" – {row.Expert}" : "";
        yield return $"{(row.IsCurrent ? "→" : "–")} {row.Number}. {row.When}: {row.Title}{cancelled}{expert}";
        if (row.JoinLink is { } join)
        {
            yield return join.Url.AbsoluteUri;
        }
    }

    private static string JoinLines(IEnumerable<string?> lines) => string.Join("\n", lines.Where(line => !string.IsNullOrEmpty(line)));
}
