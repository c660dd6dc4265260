using System.Text;
using Better.Calendar.Model;

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
            // An overview is named by its first sentence, and by the heading of its schedule.
            content.Kind == EmailKind.Overview ? "" : JoinLines([GetMark(content), content.Title]),
            JoinLines([content.IsCancelled ? null : content.When?.Line, content.OrganizerHours?.Line]),
            JoinLines(content.TimeWarnings),
            content.Greeting,
            JoinLines([content.Opening, .. content.FirstRequests]),
            content.Note?.Line ?? "",
            JoinLines([content.Question, .. content.ResponseHints, .. content.OtherRequests]),
            content.Changes.Count > 0
                ? JoinLines([content.ChangesHeading, .. content.Changes.Select(change => $"– {change.Summary}")])
                : "",
            .. content.Summaries.Select(summary => JoinLines(GetSummaryLines(content, summary))),
            JoinLines([content.NextHeading, content.Next]),

            // The link stands on its own line, so that no program takes text before or after it for a part of it.
            JoinLines([
                .. content.JoinLink is { } join ? [$"{join.Text}:", LinkFormatter.Format(join.Url)] : Array.Empty<string>(),
                .. content.MeetingDetails.Select(detail => detail.Line)]),
            JoinLines(content.UnchangedDetails.Select(detail => detail.Line)),
            content.Description,
            content.Schedule.Count > 0
                ? JoinLines([
                    content.ScheduleHeading,
                    content.ScheduleNote,
                    .. content.Schedule.SelectMany(row => GetScheduleLines(row, content.IsRightToLeft))])
                : "",
            content.SeriesDescription,
            $"{content.Closing}\n{content.OrganizerName}",
        ];
        return paragraphs.Where(paragraph => paragraph.Length > 0).SelectMany(paragraph => paragraph.Split('\n').Append(""))
            .Append(SignatureSeparator).Concat(JoinLines(content.Footer).Split('\n'))
            .Select(line => TextIsolates.Reduce(line, content.IsRightToLeft));
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

    // In capitals, as far as the script has them: the mark stands out where nothing can be colored.
    private static string GetMark(EmailContent content)
    {
        var label = content.Label.ToUpperInvariant();
        return content.PreviousLine.Length > 0 ? $"{label} – {content.PreviousLine}"
            : content.IsCancelled && content.When is { } when ? $"{label} – {when.Line}"
            : label;
    }

    private static IEnumerable<string> GetSummaryLines(EmailContent content, WorkshopSummary summary) =>
    [
        summary.Heading,
        summary.Date,
        summary.Text,
        summary.Materials.Count > 0 ? content.MaterialsHeading : "",
        .. summary.Materials.SelectMany(static material => new[] { $"– {material.Text}:", LinkFormatter.Format(material.Url) }),
    ];

    private static IEnumerable<string> GetScheduleLines(ScheduleRow row, bool isRightToLeft)
    {
        var cancelled = row.CancelledText.Length > 0 ? $" – {row.CancelledText}" : "";
        var more = !row.IsCurrent && ScheduleSlots.GetMore(row) is { Length: > 0 } text ? $" – {text}" : "";

        // Title, place and expert of the email's own workshop stand above.
        var title = row.IsCurrent ? "" : $": {TextIsolates.EncloseIfNeeded(row.Title, isRightToLeft)}";
        yield return $"{(row.IsCurrent ? "→" : "–")} {row.Number}. {row.Date}, {row.Hours}{title}{cancelled}{more}";
        if (row.JoinLink is { } join)
        {
            yield return LinkFormatter.Format(join.Url);
        }
    }

    private static string JoinLines(IEnumerable<string?> lines) => string.Join("\n", lines.Where(line => !string.IsNullOrEmpty(line)));
}
