namespace Better.Calendar.Validation;

/// <summary>Applies all rules of <see cref="RuleCatalog"/>, in its order.</summary>
internal static class RuleRunner
{
    /// <summary>Checks an email.</summary>
    /// <param name="email">The email.</param>
    /// <param name="calendar">The calendar in it; null if there is none.</param>
    /// <param name="findings">Receives the findings.</param>
    public static void Check(ValidatedMail email, ValidatedCalendar? calendar, FindingCollector findings)
    {
        foreach (var family in RuleCatalog.Families)
        {
            family.Mail?.Invoke(email, calendar, findings);
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
                    CheckText(body.Text, body.Location, calendar, findings);
                }
            }
        }

        Check(calendar, findings);
    }

    /// <summary>Checks a calendar.</summary>
    /// <param name="calendar">The calendar.</param>
    /// <param name="findings">Receives the findings.</param>
    public static void Check(ValidatedCalendar calendar, FindingCollector findings)
    {
        foreach (var family in RuleCatalog.Families)
        {
            family.File?.Invoke(calendar, findings);
        }

        // Without a VCALENDAR there is nothing for the other rules to check.
        if (calendar.Root is null)
        {
            return;
        }

        foreach (var family in RuleCatalog.Families)
        {
            family.Calendar?.Invoke(calendar, findings);
        }

        foreach (var vevent in calendar.Events)
        {
            foreach (var family in RuleCatalog.Families)
            {
                family.Event?.Invoke(calendar, vevent, findings);
            }

            if (vevent.Description is { } description)
            {
                CheckText(description.UnescapedValue, calendar.GetLocation(description), calendar, findings);
            }
        }
    }

    /// <summary>Compares a message with the previous one. It does not check either of them alone.</summary>
    /// <param name="previous">The previous message.</param>
    /// <param name="current">The message.</param>
    /// <param name="findings">Receives the findings.</param>
    public static void Compare(ValidatedCalendar previous, ValidatedCalendar current, FindingCollector findings)
    {
        foreach (var family in RuleCatalog.Families)
        {
            family.Revision?.Invoke(previous, current, findings);
        }
    }

    private static void CheckText(string text, FindingLocation location, ValidatedCalendar calendar, FindingCollector findings)
    {
        foreach (var family in RuleCatalog.Families)
        {
            family.Text?.Invoke(text, location, calendar, findings);
        }
    }
}
