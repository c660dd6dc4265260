using Better.Calendar.Model;
using Better.Calendar.Publishing;
using NodaTime;

namespace Better.Calendar;

/// <summary>The schedule of a series for an announcement: date and time, topic, lead expert with her city.</summary>
/// <remarks>
/// In the reader's language and one named zone; where the clocks change in between, each line has its offset. Workshops stand in
/// the order of the series; one that is cancelled or not yet certain says so. No participants, no join links.
/// </remarks>
public static class SeriesSchedule
{
    /// <summary>Plain text in lines of at most 72 characters where words allow, ended by LF.</summary>
    /// <param name="series">The series.</param>
    /// <param name="language">The reader's language (BCP 47); where a text is not there in it, the series' language.</param>
    /// <param name="options">Zone and words; null: the defaults.</param>
    /// <param name="zones">Where zone rules come from; null: NodaTime's TZDB.</param>
    /// <exception cref="InvalidSeriesException">The series has faults.</exception>
    /// <exception cref="ArgumentException">The options' zone is none.</exception>
    public static string ToText(WorkshopSeries series, string language, ScheduleOptions? options = null, IDateTimeZoneProvider? zones = null)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(language);
        var facts = CreateContent(series, language, options, zones);
        var lines = new List<string>();
        AppendWrapped(lines, "", facts.Title.Text);
        foreach (var line in facts.Entries)
        {
            lines.Add("");
            AppendWrapped(lines, "", line.When);
            AppendWrapped(lines, "  ", FormatTopic(line, facts.Texts));
            AppendWrapped(lines, "  ", line.Expert is { } expert ? WithLabel(facts.Texts, facts.Texts[TextKey.LeadExpertLabel], expert) : "");
        }

        lines.Add("");
        AppendWrapped(lines, "", facts.TimeZoneNote);
        return string.Join("\n", lines) + "\n";
    }

    /// <summary>A Markdown table (GitHub's) below the series' title, lines ended by LF. Texts stay text, whatever marks are in them.</summary>
    /// <inheritdoc cref="ToText"/>
    public static string ToMarkdown(WorkshopSeries series, string language, ScheduleOptions? options = null, IDateTimeZoneProvider? zones = null)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(language);
        var facts = CreateContent(series, language, options, zones);

        // CommonMark, 6.2: ** closes only behind an email, so a no-break space at the title's end must go.
        var lines = new List<string> { $"**{MarkdownEscaper.Escape(facts.Title.Text.Trim())}**", "", MarkdownRow(GetColumnHeadings(facts)), MarkdownRow(GetColumnHeadings(facts).Select(_ => "---")) };
        lines.AddRange(facts.Entries.Select(line => MarkdownRow(new[] { line.When, FormatTopic(line, facts.Texts) }
            .Concat(facts.HasExperts ? [line.Expert ?? ""] : [])
            .Select(MarkdownEscaper.Escape))));
        lines.AddRange(["", MarkdownEscaper.Escape(facts.TimeZoneNote)]);
        return string.Join("\n", lines) + "\n";
    }

    /// <summary>
    /// An HTML table with caption and headings, to be put into a page; lines ended by LF. It says its language and direction; a text
    /// in another language says its own. No styles, no classes: the page's own apply.
    /// </summary>
    /// <inheritdoc cref="ToText"/>
    public static string ToHtml(WorkshopSeries series, string language, ScheduleOptions? options = null, IDateTimeZoneProvider? zones = null)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(language);
        return ScheduleHtmlWriter.Write(CreateContent(series, language, options, zones));
    }

    /// <summary>The headings of the columns.</summary>
    internal static IEnumerable<string> GetColumnHeadings(ScheduleContent content) =>
        new[] { TextKey.DateAndTimeLabel, TextKey.TopicLabel, TextKey.LeadExpertLabel }.Take(content.HasExperts ? 3 : 2).Select(label => content.Texts[label]);

    private static ScheduleContent CreateContent(WorkshopSeries series, string language, ScheduleOptions? options, IDateTimeZoneProvider? zones)
    {
        var provider = zones ?? DateTimeZoneProviders.Tzdb;
        SeriesValidator.ThrowIfInvalid(series, provider);
        return ScheduleContent.Create(series, language, options ?? new(), provider);
    }

    private static string FormatTopic(ScheduleEntry entry, InvitationTexts texts) =>
        entry.Topic.Status is { } status ? WithLabel(texts, status, entry.Topic.Text) : entry.Topic.Text;

    private static string WithLabel(InvitationTexts texts, string label, string value) =>
        texts.Format(TextKey.LabelledLine, ("label", label), ("value", value));

    private static string MarkdownRow(IEnumerable<string> cells) => $"| {string.Join(" | ", cells)} |";

    private static void AppendWrapped(List<string> lines, string indent, string text)
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
