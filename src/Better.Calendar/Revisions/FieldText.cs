using Better.Calendar.Workshops;
using NodaTime;
using NodaTime.Text;

namespace Better.Calendar.Revisions;

/// <summary>Changes in words for the organiser: in English, in the workshop's own zone.</summary>
internal static class FieldText
{
    private static readonly LocalDateTimePattern Minute = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm");
    private static readonly LocalTimePattern Clock = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    /// <summary>What has changed, field by field.</summary>
    public static ValueList<FieldChange> Of(WorkshopChange change, WorkshopSeries series, RevisionPolicy policy, IDateTimeZoneProvider zones) =>
        change.Fields(series, zones)
            .Select(field => new FieldChange(field, policy.ClassOf(field, change), Value(field, change.Before, series, zones), Value(field, change.After, series, zones)))
            .ToValueList();

    /// <summary>What has happened to a field, as the beginning of a sentence.</summary>
    public static string Happened(FieldChange change) => change.Field switch
    {
        WorkshopField.Time => "the time moved",
        WorkshopField.Place when change.Class == ChangeClass.Material => "the way to take part changed",
        WorkshopField.Place => "the place changed",
        WorkshopField.Meeting => "the join details changed",
        WorkshopField.LeadExpert => "another expert leads it",
        WorkshopField.Status => $"it is {change.After} now",
        WorkshopField.Title => "the title changed",
        _ => "the description changed",
    };

    private static string Value(WorkshopField field, Workshop workshop, WorkshopSeries series, IDateTimeZoneProvider zones)
    {
        string In(LocalizedText? text) => text is null ? "" : PlainText.SingleLine(text.In(series.Language, series.Language));
        return field switch
        {
            WorkshopField.Time => When(series.StartOf(workshop, zones), series.EndOf(workshop, zones)),
            WorkshopField.Place => string.Join(" and ", new[] { Listed(In(workshop.Venue?.Name), In(workshop.Venue?.City)), workshop.Meeting is null ? "" : "online" }.Where(static part => part.Length > 0)),
            WorkshopField.Meeting => workshop.Meeting is { } meeting ? Listed(meeting.Platform, meeting.Url.AbsoluteUri, meeting.MeetingNumber, meeting.Passcode, meeting.DialIn) : "",
            WorkshopField.LeadExpert => Listed(workshop.LeadExpert?.Name, In(workshop.LeadExpert?.City)),
            WorkshopField.Status => workshop.Status.ToString().ToLowerInvariant(),
            WorkshopField.Title => In(workshop.Title),
            _ => In(workshop.Description),
        };
    }

    private static string When(ZonedDateTime start, ZonedDateTime end) =>
        $"{Minute.Format(start.LocalDateTime)} – {(start.Date == end.Date ? Clock.Format(end.TimeOfDay) : Minute.Format(end.LocalDateTime))} {start.Zone.Id}";

    private static string Listed(params string?[] parts) => string.Join(", ", parts.Where(static part => part is { Length: > 0 }));
}
