using Better.Calendar.Model;

using static Better.Calendar.Model.HtmlEscaper;

namespace Better.Calendar.Email;

/// <summary>Fills the block "details": place, people, the join link with what joining needs, and other links.</summary>
internal static class LabelledValueSlots
{
    /// <summary>The values of the rows; null if there are none.</summary>
    public static SlotValues? Create(EmailContent content, SlotValues shared, HtmlTextFormatter html)
    {
        var values = new SlotValues(shared);
        foreach (var detail in content.UnchangedDetails.Where(static detail => detail.Link is null))
        {
            values.AddSection("rows", ("label", Escape(detail.Label)))
                .Add("text", ("value", html.FormatHostText(TextIsolates.Strip(detail.Value))));
        }

        // The link stands as text as well, for those who print the email on paper.
        if (content.JoinLink is { } join)
        {
            var row = AddLink(join.Text, join.Url);
            AddMeetingDetails(row);
        }
        else if (content.MeetingDetails.Count > 0)
        {
            AddMeetingDetails(values.AddSection("rows", ("label", "")));
        }

        foreach (var detail in content.Details.Where(static detail => detail.Link is not null))
        {
            AddLink(detail.Label, detail.Link!);
        }

        return values.GetSections("rows").Any() ? values : null;

        SlotValues AddLink(string label, Uri url)
        {
            var row = values.AddSection("rows", ("label", html.Format(label)));
            row.Add("link", ("url", EscapeLinkUrl(url)), ("value", Escape(LinkFormatter.Format(url))));
            return row;
        }

        void AddMeetingDetails(SlotValues row)
        {
            if (content.MeetingDetails.Count > 0)
            {
                row.Add("more", ("value", html.Format(string.Join(" · ", content.MeetingDetails.Select(static detail => detail.Line)))));
            }
        }
    }
}
