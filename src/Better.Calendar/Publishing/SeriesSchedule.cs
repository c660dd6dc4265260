using Better.Calendar.Model;
using Better.Calendar.Publishing;
using NodaTime;

namespace Better.Calendar;

/// <summary>Writes the schedule of a series for an announcement: date and time, topic, lead expert with their city.</summary>
/// <remarks>
/// In the language of the reader and in one time zone; each line has weekday and year, and its offset when the clocks change in between.
/// Workshops are in the order of the series; cancelled and tentative ones are marked. It contains no participants and no join links.
/// </remarks>
/// <example>
/// <code>
/// Console.Write(SeriesSchedule.ToText(series, "en"));
/// </code>
/// </example>
public static class SeriesSchedule
{
    /// <summary>Returns the schedule as plain text with LF line endings; lines have at most 72 characters when no word is longer.</summary>
    /// <param name="series">The series.</param>
    /// <param name="language">The language of the reader (BCP 47); texts that do not have it are in the language of the series.</param>
    /// <param name="options">Time zone and texts; null means the defaults.</param>
    /// <param name="zones">The source of time zones; null means the TZDB data of NodaTime.</param>
    /// <exception cref="InvalidSeriesException">The series has errors; all are listed.</exception>
    /// <exception cref="ArgumentException">The time zone of the options is not known.</exception>
    public static string ToText(
        WorkshopSeries series,
        string language,
        ScheduleOptions? options = null,
        IDateTimeZoneProvider? zones = null)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(language);
        var content = CreateContent(series, language, options, zones);
        var lines = new List<string>();
        AppendWrapped(lines, "", content.Title.Text);
        foreach (var entry in content.Entries)
        {
            lines.Add("");
            AppendWrapped(lines, "", entry.When);
            AppendWrapped(lines, "  ", FormatTopic(entry, content.Texts));
            AppendWrapped(lines, "  ", entry.Expert is { } expert
                ? WithLabel(content.Texts, content.Texts[TextKey.LeadExpertLabel], expert)
                : "");
        }

        lines.Add("");
        AppendWrapped(lines, "", content.TimeZoneNote);
        return string.Join("\n", lines) + "\n";
    }

    /// <summary>
    /// Returns the title and a GitHub Flavored Markdown table, with LF line endings. Markdown characters in texts are escaped.
    /// </summary>
    /// <inheritdoc cref="ToText"/>
    public static string ToMarkdown(
        WorkshopSeries series,
        string language,
        ScheduleOptions? options = null,
        IDateTimeZoneProvider? zones = null)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(language);
        var content = CreateContent(series, language, options, zones);

        // CommonMark, 6.2: closing ** must not follow white space, so a no-break space at the end of the title is removed.
        var lines =
            new List<string> { $"**{MarkdownEscaper.Escape(content.Title.Text.Trim())}**",
                "",
                MarkdownRow(GetColumnHeadings(content)),
                MarkdownRow(GetColumnHeadings(content).Select(_ => "---")) };
        lines.AddRange(content.Entries.Select(entry => MarkdownRow(new[] { entry.When, FormatTopic(entry, content.Texts) }
            .Concat(content.HasExperts ? [entry.Expert ?? ""] : [])
            .Select(MarkdownEscaper.Escape))));
        lines.AddRange(["", MarkdownEscaper.Escape(content.TimeZoneNote)]);
        return string.Join("\n", lines) + "\n";
    }

    /// <summary>
    /// Returns an HTML table with caption and headings, with LF line endings. It has a language and a direction; texts in another
    /// language have their own. It has no classes, so the styles of the page apply.
    /// </summary>
    /// <inheritdoc cref="ToText"/>
    public static string ToHtml(
        WorkshopSeries series,
        string language,
        ScheduleOptions? options = null,
        IDateTimeZoneProvider? zones = null)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(language);
        return ScheduleHtmlWriter.Write(CreateContent(series, language, options, zones));
    }

    /// <summary>The headings of the columns.</summary>
    internal static IEnumerable<string> GetColumnHeadings(ScheduleContent content) =>
        new[] { TextKey.DateAndTimeLabel, TextKey.TopicLabel, TextKey.LeadExpertLabel }.Take(content.HasExperts ? 3 : 2)
            .Select(label => content.Texts[label]);

    private static ScheduleContent CreateContent(
        WorkshopSeries series,
        string language,
        ScheduleOptions? options,
        IDateTimeZoneProvider? zones)
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
        const int MaxLineLength = 72;
        var line = indent;
        foreach (var word in text.Split([' '], StringSplitOptions.RemoveEmptyEntries))
        {
            var isFirst = line.Length == indent.Length;
            if (!isFirst && line.Length + 1 + word.Length > MaxLineLength)
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
