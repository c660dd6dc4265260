using Better.Calendar.Model;

using static Better.Calendar.Model.HtmlEscaper;

namespace Better.Calendar.Email;

/// <summary>Fills the block "schedule": all workshops of the series, with the email's own marked.</summary>
internal static class ScheduleSlots
{
    private const int MaxOwnTitle = 36;

    /// <summary>The values of the schedule; null if it is not shown.</summary>
    public static SlotValues? Create(EmailContent content, SlotValues shared, HtmlTextFormatter html)
    {
        if (content.Schedule.Count == 0)
        {
            return null;
        }

        var values = new SlotValues(shared)
            .Set("heading", Escape(content.ScheduleHeading))
            .Set("note", Escape(content.ScheduleNote));
        foreach (var row in content.Schedule)
        {
            // The others are written in full: they may stand nowhere else. The whole title of the email's own is above.
            var title = row.IsCurrent
                ? html.FormatPart(row.Title, SubjectFormatter.CutAtWord(row.Title, MaxOwnTitle))
                : html.FormatHostText(row.Title);
            var section = values.AddSection("rows", ("date", Escape(row.Date)), ("hours", html.Format(row.Hours)));
            _ = row.CancelledText.Length > 0
                ? section.Add("off", ("title", title), ("text", Escape(row.CancelledText)))
                : section.Add(row.IsCurrent ? "this" : "other", ("title", title));

            // What the email says of its own workshop stands above.
            if (!row.IsCurrent && GetMore(row) is { Length: > 0 } more)
            {
                section.Add("more", ("value", html.Format(more)));
            }

            if (row.JoinLink is { } join)
            {
                section.Add("link", ("url", EscapeLinkUrl(join.Url)), ("value", Escape(LinkFormatter.Format(join.Url))));
            }
        }

        return values;
    }

    /// <summary>Status, place and lead expert of a workshop in the schedule.</summary>
    public static string GetMore(ScheduleRow row) => string.Join(
        " · ",
        new[] { row.TentativeText, TextIsolates.Enclose(row.Place), TextIsolates.Enclose(row.Expert) }
            .Where(static text => text.Length > 0));
}
