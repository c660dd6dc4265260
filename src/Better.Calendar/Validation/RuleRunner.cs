namespace Better.Calendar.Validation;

/// <summary>Applies the rules of the book, in its order, to what was read.</summary>
internal static class RuleRunner
{
    /// <summary>Checks an email.</summary>
    /// <param name="email">The email.</param>
    /// <param name="calendar">The calendar in it; null when there is none.</param>
    /// <param name="found">Where findings go.</param>
    public static void Check(ValidatedMail email, ValidatedCalendar? calendar, FindingCollector found)
    {
        foreach (var family in RuleCatalog.Families)
        {
            family.Mail?.Invoke(email, calendar, found);
        }

        if (calendar is null)
        {
            return;
        }

        if (calendar.Profile == ValidationProfile.Email)
        {
            foreach (var type in (ReadOnlySpan<string>)["text/plain", "text/html"])
            {
                if (email.FindBody(type) is { } body)
                {
                    CheckText(body.Text, body.Location, calendar, found);
                }
            }
        }

        Check(calendar, found);
    }

    /// <summary>Checks a calendar.</summary>
    /// <param name="calendar">The calendar.</param>
    /// <param name="found">Where findings go.</param>
    public static void Check(ValidatedCalendar calendar, FindingCollector found)
    {
        foreach (var family in RuleCatalog.Families)
        {
            family.File?.Invoke(calendar, found);
        }

        // Without a VCALENDAR there is nothing that the others could look into.
        if (calendar.Root is null)
        {
            return;
        }

        foreach (var family in RuleCatalog.Families)
        {
            family.Calendar?.Invoke(calendar, found);
        }

        foreach (var made in calendar.Events)
        {
            foreach (var family in RuleCatalog.Families)
            {
                family.Event?.Invoke(calendar, made, found);
            }

            if (made.Description is { } description)
            {
                CheckText(description.UnescapedValue, calendar.GetLocation(description), calendar, found);
            }
        }
    }

    /// <summary>Compares a message with the one before; both have been checked alone.</summary>
    /// <param name="previous">The message before.</param>
    /// <param name="current">The message.</param>
    /// <param name="found">Where findings go.</param>
    public static void Compare(ValidatedCalendar previous, ValidatedCalendar current, FindingCollector found)
    {
        foreach (var family in RuleCatalog.Families)
        {
            family.Revision?.Invoke(previous, current, found);
        }
    }

    private static void CheckText(string text, SourceLocation place, ValidatedCalendar calendar, FindingCollector found)
    {
        foreach (var family in RuleCatalog.Families)
        {
            family.Text?.Invoke(text, place, calendar, found);
        }
    }
}
