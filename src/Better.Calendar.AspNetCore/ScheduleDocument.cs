using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
using NodaTime.Text;

namespace Better.Calendar.AspNetCore;

/// <summary>
/// What a schedule page shows, as JSON: texts in one language and times in one time zone; no participant and no passcode.
/// </summary>
internal sealed record ScheduleDocument(
    string Series,
    string Language,
    string Zone,
    string Title,
    string? Description,
    Uri? Website,
    string Organizer,
    Uri Feed,
    IReadOnlyList<CalendarLink> Subscriptions,
    IReadOnlyList<ScheduleDocumentRow> Workshops)
{
    public static string Write(PublishedSeries published, InvitationTexts texts, DateTimeZone zone, Uri publicUrl)
    {
        var series = published.Series;
        var feed = new Uri(publicUrl, $"calendar/{texts.Language}.ics");
        return JsonSerializer.Serialize(
            new(
                series.Id,
                texts.Language,
                zone.Id,
                series.Title.GetText(texts.Language, series.Language),
                series.Description?.GetText(texts.Language, series.Language),
                series.Website,
                series.Organizer.Name,
                feed,
                AddToCalendar.CreateSubscriptionLinks(series, feed, texts.Language),
                [.. series.Workshops.Select(workshop => ScheduleDocumentRow.Create(series, workshop, zone, texts, publicUrl))]),
            ScheduleDocumentContext.Default.ScheduleDocument);
    }
}

/// <summary>A workshop in a <see cref="ScheduleDocument"/>: start and end for programs (RFC 3339), the rest for people.</summary>
internal sealed record ScheduleDocumentRow(
    string Id,
    string Number,
    string Title,
    string? Description,
    string Start,
    string End,
    string Date,
    string TimeRange,
    string ZoneName,
    string? OrganizerTime,
    string? Expert,
    string? Venue,
    string? Platform,
    Uri? JoinUrl,
    WorkshopStatus Status,
    string? StatusText,
    IReadOnlyList<CalendarLink> Links)
{
    public static ScheduleDocumentRow Create(
        WorkshopSeries series,
        Workshop workshop,
        DateTimeZone zone,
        InvitationTexts texts,
        Uri publicUrl)
    {
        var view = WorkshopView.Create(series, workshop, zone, texts, publicUrl);
        var end = series.EndOf(workshop, DateTimeZoneProviders.Tzdb).WithZone(zone);
        return new(
            workshop.Id,
            view.Number,
            view.Title.Text,
            view.Description?.Text,
            view.When.Rfc3339Start,
            OffsetDateTimePattern.Rfc3339.Format(end.ToOffsetDateTime()),
            view.When.Date,
            view.When.TimeRange,
            view.When.ZoneName,
            view.When.OrganizerTime,
            view.Expert,
            view.Venue,
            view.IsCancelled ? null : view.Meeting?.Platform,
            view.IsCancelled ? null : view.Meeting?.Url,
            workshop.Status,
            view.StatusText,
            view.Links);
    }
}

/// <summary>Writes the document without reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ScheduleDocument))]
internal sealed partial class ScheduleDocumentContext : JsonSerializerContext;
