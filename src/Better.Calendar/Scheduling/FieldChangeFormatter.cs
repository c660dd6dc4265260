using System.Globalization;
using Better.Calendar.Model;
using NodaTime;
using NodaTime.Text;

namespace Better.Calendar.Scheduling;

/// <summary>Describes changes for the organizer: in English, with times in the workshop's time zone.</summary>
internal static class FieldChangeFormatter
{
    private static readonly LocalDateTimePattern MinutePattern = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm");
    private static readonly LocalTimePattern TimePattern = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    /// <summary>What has changed, field by field.</summary>
    public static ValueList<FieldChange> GetChanges(
        WorkshopChange change,
        WorkshopSeries series,
        RevisionPolicy policy,
        IDateTimeZoneProvider zones) =>
        change.GetChangedFields(series, zones)
            .Select(
                field => new FieldChange(
                    field,
                    policy.GetSignificance(field, change),
                    FormatValue(field, change.Before, series, zones),
                    FormatValue(field, change.After, series, zones)))
            .ToValueList();

    /// <summary>Says what has happened to a field, as a clause without a capital letter.</summary>
    public static string Summarize(FieldChange change) => change.Field switch
    {
        WorkshopField.Time => "the time moved",
        WorkshopField.Place when change.Significance == ChangeSignificance.Material => "the way to take part changed",
        WorkshopField.Place => "the place changed",
        WorkshopField.Meeting => "the join details changed",
        WorkshopField.LeadExpert => "the lead expert changed",
        WorkshopField.Status => $"it is now {change.After}",
        WorkshopField.Title => "the title changed",
        _ => "the description changed",
    };

    private static string FormatValue(WorkshopField field, Workshop workshop, WorkshopSeries series, IDateTimeZoneProvider zones)
    {
        string Localize(LocalizedText? text) =>
            text is null ? "" : TextSanitizer.ToSingleLine(text.GetText(series.Language, series.Language));
        return field switch
        {
            WorkshopField.Time => FormatTimeRange(series.StartOf(workshop, zones), series.EndOf(workshop, zones)),
            WorkshopField.Place =>
                string.Join(
                    " and ",
                    new[] { workshop.Venue?.GetText(series.Language, series.Language) ?? "", workshop.Meeting is null
                        ? ""
                        : "online" }.Where(static part => part.Length > 0)),
            WorkshopField.Meeting =>
                workshop.Meeting is { } meeting
                ? JoinNonEmpty(meeting.Platform, LinkFormatter.Format(meeting.Url), meeting.MeetingNumber, meeting.Passcode, meeting.DialIn)
                : "",
            WorkshopField.LeadExpert => JoinNonEmpty(workshop.LeadExpert?.Name, Localize(workshop.LeadExpert?.City)),
            WorkshopField.Status => workshop.Status.ToString().ToLowerInvariant(),
            WorkshopField.Title => Localize(workshop.Title),
            _ => JoinNonEmpty(
            [
                Localize(workshop.Description),
                .. workshop.Materials.Select(material => $"{Localize(material.Title)} ({LinkFormatter.Format(material.Url)})"),
                workshop.Venue?.MapUrl is { } map ? LinkFormatter.Format(map) : "",
                FormatPosition(workshop.Venue),
            ]),
        };
    }

    private static string FormatTimeRange(ZonedDateTime start, ZonedDateTime end)
    {
        var endText = start.Date == end.Date ? TimePattern.Format(end.TimeOfDay) : MinutePattern.Format(end.LocalDateTime);
        return $"{MinutePattern.Format(start.LocalDateTime)} – {endText} {start.Zone.Id}";
    }

    private static string FormatPosition(Venue? venue) => venue is { Latitude: { } latitude, Longitude: { } longitude }
        ? string.Format(CultureInfo.InvariantCulture, "{0:0.######} {1:0.######}", latitude, longitude)
        : "";

    private static string JoinNonEmpty(params string?[] parts) => string.Join(", ", parts.Where(static part => part is { Length: > 0 }));
}
