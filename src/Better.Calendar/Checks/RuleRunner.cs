namespace Better.Calendar.Checks;

/// <summary>Applies the rules of the book, in its order, to what was read.</summary>
internal static class RuleRunner
{
    /// <summary>Checks an email.</summary>
    /// <param name="letter">The email.</param>
    /// <param name="calendar">The calendar in it; null when there is none.</param>
    /// <param name="found">Where findings go.</param>
    public static void Check(LetterReading letter, CalendarReading? calendar, Findings found)
    {
        foreach (var family in RuleBook.Families)
        {
            family.Mail?.Invoke(letter, calendar, found);
        }

        if (calendar is null)
        {
            return;
        }

        if (calendar.Profile == CheckProfile.Letter)
        {
            foreach (var type in (ReadOnlySpan<string>)["text/plain", "text/html"])
            {
                if (letter.Body(type) is { } body)
                {
                    CheckText(body.Text, body.Place, calendar, found);
                }
            }
        }

        Check(calendar, found);
    }

    /// <summary>Checks a calendar.</summary>
    /// <param name="calendar">The calendar.</param>
    /// <param name="found">Where findings go.</param>
    public static void Check(CalendarReading calendar, Findings found)
    {
        foreach (var family in RuleBook.Families)
        {
            family.File?.Invoke(calendar, found);
        }

        // Without a VCALENDAR there is nothing that the others could look into.
        if (calendar.Root is null)
        {
            return;
        }

        foreach (var family in RuleBook.Families)
        {
            family.Calendar?.Invoke(calendar, found);
        }

        foreach (var made in calendar.Events)
        {
            foreach (var family in RuleBook.Families)
            {
                family.Event?.Invoke(calendar, made, found);
            }

            if (made.Description is { } description)
            {
                CheckText(description.Text, calendar.At(description), calendar, found);
            }
        }
    }

    /// <summary>Compares a message with the one before; both have been checked alone.</summary>
    /// <param name="previous">The message before.</param>
    /// <param name="current">The message.</param>
    /// <param name="found">Where findings go.</param>
    public static void Compare(CalendarReading previous, CalendarReading current, Findings found)
    {
        foreach (var family in RuleBook.Families)
        {
            family.Revision?.Invoke(previous, current, found);
        }
    }

    private static void CheckText(string text, Place place, CalendarReading calendar, Findings found)
    {
        foreach (var family in RuleBook.Families)
        {
            family.Text?.Invoke(text, place, calendar, found);
        }
    }
}
