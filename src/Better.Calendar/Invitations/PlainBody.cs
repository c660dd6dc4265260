using System.Text;

namespace Better.Calendar.Invitations;

/// <summary>The plain text of a letter: everything the HTML says, as flowed text (RFC 3676) in lines of at most 72 characters.</summary>
internal static class PlainBody
{
    private const int MostInLine = 72;

    public static string Write(LetterFacts facts)
    {
        var text = new StringBuilder();
        Paragraph(text, facts.Greeting);
        Paragraph(text, facts.Opening);
        Paragraph(text, Joined([facts.Number, facts.Title]));
        if (facts.Changes.Count > 0)
        {
            Paragraph(text, Joined([facts.ChangesHeading, .. facts.Changes.Select(change => $"– {change.Line}")]));
        }

        Paragraph(text, Joined([facts.When?.Line, facts.OrganizerWhen?.Line, .. facts.Notices]));

        // The link on a line of its own: nothing before or behind it can become a part of it.
        Paragraph(text, facts.Join is { } join ? $"{join.Text}:\n{join.Url.AbsoluteUri}" : "");
        Paragraph(text, Joined(facts.Details.Select(detail => detail.Line)));
        Paragraph(text, facts.About);
        Paragraph(text, Joined(facts.Requests));
        if (facts.Programme.Count > 0)
        {
            Paragraph(text, Joined(facts.Programme.SelectMany(Row).Prepend($"{facts.Series} – {facts.ProgrammeHeading}")));
        }

        Paragraph(text, facts.SeriesAbout);
        Paragraph(text, $"{facts.Closing}\n{facts.Organizer}");

        // RFC 3676, 4.3: what stands below "-- " is the signature.
        text.Append("-- \n");
        Paragraph(text, Joined(facts.Footer));
        return text.ToString().TrimEnd('\n') + "\n";
    }

    private static IEnumerable<string> Row(ProgrammeRow row)
    {
        yield return $"{(row.IsThis ? "→" : "–")} {row.Number}. {row.When}: {row.Title}{(row.Off.Length > 0 ? $" – {row.Off}" : "")}{(row.Expert.Length > 0 ? $" – {row.Expert}" : "")}";
        if (row.Join is { } join)
        {
            yield return join.Url.AbsoluteUri;
        }
    }

    private static string Joined(IEnumerable<string?> lines) => string.Join("\n", lines.Where(line => !string.IsNullOrEmpty(line)));

    private static void Paragraph(StringBuilder text, string paragraph)
    {
        if (paragraph.Length == 0)
        {
            return;
        }

        foreach (var line in paragraph.Split('\n'))
        {
            Wrap(text, line);
        }

        text.Append('\n');
    }

    /// <summary>Breaks at spaces and leaves the space at the line's end: a program that knows flowed text joins the lines again.</summary>
    private static void Wrap(StringBuilder text, string line)
    {
        var length = 0;
        foreach (var word in line.Split([' '], StringSplitOptions.RemoveEmptyEntries))
        {
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
            if (length == 0 && (word[0] == '>' || word == "From"))
            {
                text.Append(' ');
                length++;
            }

            text.Append(word);
            length += word.Length;
        }

        text.Append('\n');
    }
}
