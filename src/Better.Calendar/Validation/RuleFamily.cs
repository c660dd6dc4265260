namespace Better.Calendar.Validation;

/// <summary>
/// Rules about one subject, with the checks that apply them to a file or an email. Each check is called once for each item of its kind.
/// </summary>
/// <param name="Rules">The rules.</param>
internal sealed record RuleFamily(params ValidationRule[] Rules)
{
    /// <summary>Checks an email and its calendar; the calendar is null if there is none.</summary>
    public Action<ValidatedMail, ValidatedCalendar?, FindingCollector>? Mail { get; init; }

    /// <summary>Checks a file that should be a calendar; it may have no VCALENDAR.</summary>
    public Action<ValidatedCalendar, FindingCollector>? File { get; init; }

    /// <summary>Checks a calendar that has a VCALENDAR.</summary>
    public Action<ValidatedCalendar, FindingCollector>? Calendar { get; init; }

    /// <summary>Checks an event of a calendar.</summary>
    public Action<ValidatedCalendar, ValidatedEvent, FindingCollector>? Event { get; init; }

    /// <summary>Checks a text that people read: a description or a body of an email.</summary>
    public Action<string, FindingLocation, ValidatedCalendar, FindingCollector>? Text { get; init; }

    /// <summary>Compares a message with the previous one; the previous one is the first argument.</summary>
    public Action<ValidatedCalendar, ValidatedCalendar, FindingCollector>? Revision { get; init; }
}
