using Better.Calendar.Wordings;
using Better.Calendar.Workshops;
using NodaTime;

namespace Better.Calendar.Links;

/// <summary>The programme of a series for an announcement: date and time, topic, lead expert with her city.</summary>
/// <remarks>
/// In the reader's language and one named zone; where the clocks change in between, each line has its offset. Workshops stand in
/// the order of the series; one that is cancelled or not yet certain says so. No participants, no join links.
/// </remarks>
public static class SeriesProgramme
{
    /// <summary>Plain text in lines of at most 72 characters where words allow, ended by LF.</summary>
    /// <param name="series">The series.</param>
    /// <param name="language">The reader's language (BCP 47); where a text is not there in it, the series' language.</param>
    /// <param name="options">Zone and words; null: the defaults.</param>
    /// <param name="zones">Where zone rules come from; null: NodaTime's TZDB.</param>
    /// <exception cref="InvalidSeriesException">The series has faults.</exception>
    /// <exception cref="ArgumentException">The options' zone is none.</exception>
    public static string Text(WorkshopSeries series, string language, ProgrammeOptions? options = null, IDateTimeZoneProvider? zones = null)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(language);
        var facts = Facts(series, language, options, zones);
        var lines = new List<string>();
        Wrap(lines, "", facts.Title.Text);
        foreach (var line in facts.Lines)
        {
            lines.Add("");
            Wrap(lines, "", line.When);
            Wrap(lines, "  ", Topic(line, facts.Wording));
            Wrap(lines, "  ", line.Expert is { } expert ? Labelled(facts.Wording, facts.Wording[Phrase.LeadExpertLabel], expert) : "");
        }

        lines.Add("");
        Wrap(lines, "", facts.Zone);
        return string.Join("\n", lines) + "\n";
    }

    /// <summary>A Markdown table (GitHub's) below the series' title, lines ended by LF. Texts stay text, whatever marks are in them.</summary>
    /// <inheritdoc cref="Text"/>
    public static string Markdown(WorkshopSeries series, string language, ProgrammeOptions? options = null, IDateTimeZoneProvider? zones = null)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(language);
        var facts = Facts(series, language, options, zones);

        // CommonMark, 6.2: ** closes only behind a letter, so a no-break space at the title's end must go.
        var lines = new List<string> { $"**{MarkdownText.Escape(facts.Title.Text.Trim())}**", "", Row(Headings(facts)), Row(Headings(facts).Select(_ => "---")) };
        lines.AddRange(facts.Lines.Select(line => Row(new[] { line.When, Topic(line, facts.Wording) }
            .Concat(facts.HasExperts ? [line.Expert ?? ""] : [])
            .Select(MarkdownText.Escape))));
        lines.AddRange(["", MarkdownText.Escape(facts.Zone)]);
        return string.Join("\n", lines) + "\n";
    }

    /// <summary>
    /// An HTML table with caption and headings, to be put into a page; lines ended by LF. It says its language and direction; a text
    /// in another language says its own. No styles, no classes: the page's own apply.
    /// </summary>
    /// <inheritdoc cref="Text"/>
    public static string Html(WorkshopSeries series, string language, ProgrammeOptions? options = null, IDateTimeZoneProvider? zones = null)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(language);
        return ProgrammeHtml.Write(Facts(series, language, options, zones));
    }

    /// <summary>The headings of the columns.</summary>
    internal static IEnumerable<string> Headings(ProgrammeFacts facts) =>
        new[] { Phrase.DateAndTimeLabel, Phrase.TopicLabel, Phrase.LeadExpertLabel }.Take(facts.HasExperts ? 3 : 2).Select(label => facts.Wording[label]);

    private static ProgrammeFacts Facts(WorkshopSeries series, string language, ProgrammeOptions? options, IDateTimeZoneProvider? zones)
    {
        var provider = zones ?? DateTimeZoneProviders.Tzdb;
        SeriesRules.Demand(series, provider);
        return ProgrammeFacts.Of(series, language, options ?? new(), provider);
    }

    private static string Topic(ProgrammeLine line, InvitationWording wording) =>
        line.Topic.Status is { } status ? Labelled(wording, status, line.Topic.Text) : line.Topic.Text;

    private static string Labelled(InvitationWording wording, string label, string value) =>
        wording.Fill(Phrase.LabelledLine, ("label", label), ("value", value));

    private static string Row(IEnumerable<string> cells) => $"| {string.Join(" | ", cells)} |";

    private static void Wrap(List<string> lines, string indent, string text)
    {
        const int MostInLine = 72;
        var line = indent;
        foreach (var word in text.Split([' '], StringSplitOptions.RemoveEmptyEntries))
        {
            var isFirst = line.Length == indent.Length;
            if (!isFirst && line.Length + 1 + word.Length > MostInLine)
            {
                lines.Add(line);
                (line, isFirst) = (indent, true);
            }

            line += isFirst ? word : $" {word}";
        }

        if (line.Length > indent.Length)
        {
            lines.Add(line);
        }
    }
}
