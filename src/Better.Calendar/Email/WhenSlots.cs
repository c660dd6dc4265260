using static Better.Calendar.Model.HtmlEscaper;

namespace Better.Calendar.Email;

/// <summary>Fills the block "card": the date tile, date and hours, what they were before, whose time it is, and warnings.</summary>
internal static class WhenSlots
{
    private const string CancelledTile = "#52606d";

    /// <summary>The values of the card; null in an email about the whole series, which has no date of its own.</summary>
    public static SlotValues? Create(EmailContent content, SlotValues shared, HtmlTextFormatter html)
    {
        if (content.When is not { } when)
        {
            return null;
        }

        var values = new SlotValues(shared).Set("month", Escape(when.Month)).Set("day", when.Day);
        if (content.IsCancelled)
        {
            values.Set("accent", CancelledTile).Add("off", ("date", Escape(when.Date)), ("hours", html.Format(when.Hours)));
        }
        else
        {
            values.Add("on", ("date", Escape(when.Date)), ("hours", html.Format(when.Hours)));
        }

        if (content.PreviousWhen is { } previous)
        {
            values.Add(
                "was",
                ("date", Escape(previous.Year == when.Year ? previous.ShortDate : previous.Date)),
                ("hours", html.Format(previous.Hours + (previous.Offset == when.Offset ? "" : $" ({previous.Offset})"))));
        }

        html.AddTexts(values, "lines", content.OrganizerHours is { } hours ? [content.ZoneLine, hours.Line] : [content.ZoneLine]);
        html.AddTexts(values, "warnings", content.TimeWarnings);
        return values;
    }
}
