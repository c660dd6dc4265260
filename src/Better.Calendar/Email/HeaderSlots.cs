using System.Globalization;

using static Better.Calendar.Model.HtmlEscaper;

namespace Better.Calendar.Email;

/// <summary>Fills the blocks "header" and "title": pictures, whose email it is, what kind of email it is, and its title.</summary>
internal static class HeaderSlots
{
    public static SlotValues CreateHeader(EmailContent content, EmailTheme theme, SlotValues shared, HtmlTextFormatter html)
    {
        var organizer = html.FormatHostText(content.OrganizerName);
        var values = new SlotValues(shared).Set(
            "series",
            content.When is null ? organizer : $"{html.FormatHostText(content.SeriesTitle)} · {organizer}");
        if (theme.HeaderImage is { } image)
        {
            values.Add("image", ("source", EscapeLinkUrl(image.Source)), ("alternative", Escape(image.AlternativeText)));
        }
        else if (content.Image is { } own)
        {
            values.Add("image", ("source", EscapeLinkUrl(own)), ("alternative", Escape(content.SeriesTitle)));
        }

        if (theme.Logo is { } logo)
        {
            var section = values.AddSection(
                "logo",
                ("source", EscapeLinkUrl(logo.Source)),
                ("alternative", Escape(logo.AlternativeText)),
                ("width", logo.Width.ToString(CultureInfo.InvariantCulture)),
                ("class", logo.DarkSource is null ? "logo" : "by-day"));
            if (logo.DarkSource is { } dark)
            {
                section.Add("dark", ("source", EscapeLinkUrl(dark)));
            }
        }

        return values;
    }

    public static SlotValues CreateTitle(EmailContent content, EmailTheme theme, SlotValues shared, HtmlTextFormatter html)
    {
        var (background, color) = content.Kind switch
        {
            EmailKind.Update => ("#fdf0d5", "#7a4b00"),
            EmailKind.Cancellation or EmailKind.Withdrawal => ("#b42318", "#ffffff"),
            EmailKind.Reminder => ("#ece6fb", "#4c2f92"),
            EmailKind.Confirmation => ("#dff3e4", "#14532d"),
            EmailKind.Overview => ("#e4e9ee", "#102a43"),
            EmailKind.FollowUp => ("#d9f2f0", "#134e4a"),
            _ => (theme.Color, "#ffffff"),
        };

        // However long the title is, the time and the action stay on the first screen of a phone.
        var (size, lineHeight) = content.Title.Length switch
        {
            <= 40 => ("22px", "28px"),
            <= 70 => ("19px", "25px"),
            _ => ("17px", "23px"),
        };
        return new SlotValues(shared)
            .Set("background", background)
            .Set("color", color)
            .Set("size", size)
            .Set("height", lineHeight)
            .Set("label", Escape(content.Label))
            .Set("title", html.FormatHostText(content.Title));
    }
}
