using System.Text;

namespace Better.Calendar.Invitations;

/// <summary>The plain text of a letter: everything the HTML says, as flowed text (RFC 3676) in lines of at most 72 characters.</summary>
internal static class PlainBody
{
    /// <summary>The most characters in a line.</summary>
    public const int MostInLine = 72;

    // RFC 3676, 4.3: what stands below it is the signature. Its space is no sign that the line goes on.
    private const string SignatureMark = "-- ";

    public static string Write(LetterFacts facts)
    {
        var text = new StringBuilder(2048);
        foreach (var line in Lines(facts))
        {
            Wrap(text, line);
        }

        return text.ToString();
    }

    /// <summary>The lines of the letter before they are wrapped; an empty one between paragraphs.</summary>
    public static IEnumerable<string> Lines(LetterFacts facts)
    {
        IEnumerable<string> paragraphs =
        [
            facts.Greeting,
            facts.Opening,
            Joined([facts.Number, facts.Title]),
            facts.Changes.Count > 0 ? Joined([facts.ChangesHeading, .. facts.Changes.Select(change => $"– {change.Line}")]) : "",
            Joined([facts.When?.Line, facts.OrganizerWhen?.Line, .. facts.Notices]),

            // The link on a line of its own: nothing before or behind it can become a part of it.
            facts.Join is { } join ? $"{join.Text}:\n{join.Url.AbsoluteUri}" : "",
            Joined(facts.Details.Select(detail => detail.Line)),
            facts.About,
            Joined(facts.Requests),
            facts.Programme.Count > 0 ? Joined(facts.Programme.SelectMany(Row).Prepend($"{facts.Series} – {facts.ProgrammeHeading}")) : "",
            facts.SeriesAbout,
            $"{facts.Closing}\n{facts.Organizer}",
        ];
        return paragraphs.Where(paragraph => paragraph.Length > 0).SelectMany(paragraph => paragraph.Split('\n').Append(""))
            .Append(SignatureMark).Concat(Joined(facts.Footer).Split('\n'));
    }

    /// <summary>Breaks at spaces and leaves the space at the line's end: a program that knows flowed text joins the lines again.</summary>
    public static void Wrap(StringBuilder text, string line)
    {
        var letters = line.AsSpan();
        if (letters.SequenceEqual(SignatureMark.AsSpan()))
        {
            text.Append(SignatureMark).Append('\n');
            return;
        }

        var length = 0;
        for (var at = 0; at < letters.Length; at++)
        {
            if (letters[at] == ' ')
            {
                continue;
            }

            var end = letters.Slice(at).IndexOf(' ');
            var word = letters.Slice(at, end < 0 ? letters.Length - at : end);
            if (length > 0 && length + 1 + word.Length > MostInLine)
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
    public static void Wrap(ReadOnlySpan<byte> line, OctetBuffer output)
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
            if (length > 0 && length + 1 + characters > MostInLine)
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

    private static IEnumerable<string> Row(ProgrammeRow row)
    {
        yield return $"{(row.IsThis ? "→" : "–")} {row.Number}. {row.When}: {row.Title}{(row.Off.Length > 0 ? $" – {row.Off}" : "")}{(row.Expert.Length > 0 ? $" – {row.Expert}" : "")}";
        if (row.Join is { } join)
        {
            yield return join.Url.AbsoluteUri;
        }
    }

    private static string Joined(IEnumerable<string?> lines) => string.Join("\n", lines.Where(line => !string.IsNullOrEmpty(line)));
}
