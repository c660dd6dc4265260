namespace Better.Calendar.Validation;

/// <summary>Rules about one subject, and the checks that hold a file or an email to them. A check is called once for each thing of its kind.</summary>
/// <param name="Rules">The rules.</param>
internal sealed record RuleFamily(params ValidationRule[] Rules)
{
    /// <summary>Looks at an email, with the calendar that invites where it has one.</summary>
    public Action<ValidatedMail, ValidatedCalendar?, FindingCollector>? Mail { get; init; }

    /// <summary>Looks at whatever stands where a calendar should.</summary>
    public Action<ValidatedCalendar, FindingCollector>? File { get; init; }

    /// <summary>Looks at a calendar; its VCALENDAR is there.</summary>
    public Action<ValidatedCalendar, FindingCollector>? Calendar { get; init; }

    /// <summary>Looks at an event of a calendar.</summary>
    public Action<ValidatedCalendar, ValidatedEvent, FindingCollector>? Event { get; init; }

    /// <summary>Looks at a text that people read: a description, a body of an email.</summary>
    public Action<string, SourceLocation, ValidatedCalendar, FindingCollector>? Text { get; init; }

    /// <summary>Looks at a message and the one before it.</summary>
    public Action<ValidatedCalendar, ValidatedCalendar, FindingCollector>? Revision { get; init; }
}
