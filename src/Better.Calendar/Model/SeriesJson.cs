using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using NodaTime;
using NodaTime.Text;
using static Better.Calendar.Model.DocumentWriter;

namespace Better.Calendar.Model;

// The written form of a series: each type presents a value of the model with the properties of the document, in the order of the document.
// Null is not written. Structs, because they are only views of the model and need no allocation of their own.

/// <summary>The metadata of the written types, generated at compile time, so that no reflection is needed.</summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SeriesJson))]
[JsonSerializable(typeof(WorkshopJson))]
[JsonSerializable(typeof(ParticipantJson))]
internal sealed partial class SeriesJsonContext : JsonSerializerContext;

internal readonly struct SeriesJson(WorkshopSeries series, SeriesDocumentOptions? options = null)
{
    [JsonPropertyName("$schema")]
    public string? Schema => options?.Schema;
    public int? Format => State is null ? null : SchedulingStateReader.FormatVersion;
    public string Id => series.Id;
    public string Domain => series.Domain;
    public JsonNode? Title => Text(series.Title);
    public JsonNode? Description => Text(series.Description);
    public JsonNode? Next => Text(series.Next);

#pragma warning disable RS0030 // the document keeps a link as its author wrote it
    public string? Website => series.Website?.AbsoluteUri;
#pragma warning restore RS0030

    public IEnumerable<JsonNode>? Categories =>
        series.Categories.Count == 0 ? null : series.Categories.Select(static category => Text(category)!);
    public string? Color => series.Color;

#pragma warning disable RS0030 // the document keeps a link as its author wrote it
    public string? Image => series.Image?.AbsoluteUri;
#pragma warning restore RS0030

    public string? Classification => series.Classification is { } classification ? Word(classification) : null;
    public OrganizerJson Organizer => new(series.Organizer);
    public string Language => series.Language;
    public string Zone => series.Zone;
    public IEnumerable<WorkshopJson> Workshops => series.Workshops.Select(static workshop => new WorkshopJson(workshop));
    public IEnumerable<ParticipantJson>? Participants =>
        series.Participants.Count == 0 ? null : series.Participants.Select(static participant => new ParticipantJson(participant));
    public StateJson? State => options is { IncludeState: false } || series is { State: null, Published: null, Recurrence: null }
        ? null
        : new(series.State, series.Published, series.Recurrence);
}

internal readonly struct OrganizerJson(Organizer organizer)
{
    public string Name => organizer.Name;
    public string Email => organizer.Email.Value;
}

internal readonly struct WorkshopJson(Workshop workshop)
{
    public string Id => workshop.Id;
    public JsonNode? Title => Text(workshop.Title);
    public JsonNode? Description => Text(workshop.Description);
    public JsonNode? Summary => Text(workshop.Summary);
    public string Start => FormatStart(workshop.Start);
    public string Duration => FormatDuration(workshop.Duration);
    public string? Zone => workshop.Zone;
    public string? AmbiguousTime => workshop.AmbiguousTime is { } ambiguousTime ? Word(ambiguousTime) : null;
    public string Status => Word(workshop.Status);
    public ExpertJson? LeadExpert => workshop.LeadExpert is { } expert ? new(expert) : null;
    public MeetingJson? Meeting => workshop.Meeting is { } meeting ? new(meeting) : null;
    public VenueJson? Venue => workshop.Venue is { } venue ? new(venue) : null;
    public IEnumerable<MaterialJson>? Materials =>
        workshop.Materials.Count == 0 ? null : workshop.Materials.Select(static material => new MaterialJson(material));
    public int? Sequence => workshop.Sequence == 0 ? null : workshop.Sequence;

    public static string FormatStart(LocalDateTime start) =>
        (start.Second == 0 ? SeriesDocumentReader.MinutePattern : LocalDateTimePattern.GeneralIso).Format(start);

    // In hours, not days: a calendar day is not always 24 hours long.
    public static string FormatDuration(Duration duration) => PeriodPattern.Roundtrip.Format(
        new PeriodBuilder { Hours = (long)duration.TotalHours, Minutes = duration.Minutes, Seconds = duration.Seconds }.Build());
}

internal readonly struct ExpertJson(Expert expert)
{
    public string Name => expert.Name;
    public JsonNode? City => Text(expert.City);
}

internal readonly struct MeetingJson(OnlineMeeting meeting)
{
    public string Platform => meeting.Platform;
#pragma warning disable RS0030 // the document keeps a link as its author wrote it
    public string Url => meeting.Url.AbsoluteUri;
#pragma warning restore RS0030
    public string? Passcode => meeting.Passcode;
    public string? MeetingNumber => meeting.MeetingNumber;
    public string? DialIn => meeting.DialIn;
}

internal readonly struct VenueJson(Venue venue)
{
    public JsonNode? Name => Text(venue.Name);
    public JsonNode? Room => Text(venue.Room);
    public JsonNode? Address => Text(venue.Address);
    public JsonNode? City => Text(venue.City);
    public double? Latitude => venue.Latitude;
    public double? Longitude => venue.Longitude;
#pragma warning disable RS0030 // the document keeps a link as its author wrote it
    public string? MapUrl => venue.MapUrl?.AbsoluteUri;
#pragma warning restore RS0030
}

internal readonly struct MaterialJson(Material material)
{
    public JsonNode? Title => Text(material.Title);
#pragma warning disable RS0030 // the document keeps a link as its author wrote it
    public string Url => material.Url.AbsoluteUri;
#pragma warning restore RS0030
}

internal readonly struct ParticipantJson(Participant participant)
{
    public string Name => participant.Name;
    public string Email => participant.Email.Value;
    public JsonNode? City => Text(participant.City);
    public string? Language => participant.Language;
    public string? Zone => participant.Zone;
    public IEnumerable<string>? Workshops => participant.Workshops;
    public IEnumerable<ParticipantMeetingJson>? Meetings => participant.Meetings.Count == 0
        ? null
        : participant.Meetings.Select(static meeting => new ParticipantMeetingJson(meeting));
}

internal readonly struct ParticipantMeetingJson(ParticipantMeeting meeting)
{
    public string Workshop => meeting.WorkshopId;
#pragma warning disable RS0030 // the document keeps a link as its author wrote it
    public string Url => meeting.Url.AbsoluteUri;
#pragma warning restore RS0030
    public string? Passcode => meeting.Passcode;
}

/// <summary>What the library must remember between revisions.</summary>
internal readonly struct StateJson(SchedulingState? state, PublishedTimes? published, SeriesRecurrence? recurrence)
{
    public int? Revision => state?.Revision;
    public string? Mode => state is { IsCourse: true } ? SchedulingStateReader.CourseMode : null;
    public string? LastStamp => state?.LastTimestamp is { } stamp ? InstantPattern.General.Format(stamp) : null;
    public IEnumerable<WorkshopJson>? LastNotified =>
        state is { LastNotified.Count: > 0 } ? state.LastNotified.Select(static workshop => new WorkshopJson(workshop)) : null;
    public IEnumerable<NotifiedRecipientJson>? Recipients =>
        state is { Recipients.Count: > 0 } ? state.Recipients.Select(static participant => new NotifiedRecipientJson(participant)) : null;
    public IEnumerable<string>? Undelivered => state is { Undelivered.Count: > 0 } ? state.Undelivered : null;
    public PublishedTimesJson? PublishedTimes => published is null ? null : new(published);
    public RecurrenceJson? Recurrence => recurrence is null ? null : new(recurrence);
}

internal readonly struct RecurrenceJson(SeriesRecurrence recurrence)
{
    public string Start => WorkshopJson.FormatStart(recurrence.Start);
    public string Zone => recurrence.Zone;
    public string Duration => WorkshopJson.FormatDuration(recurrence.Duration);
    public int Days => recurrence.Days;
    public int Count => recurrence.Count;
    public int? Sequence => recurrence.Sequence == 0 ? null : recurrence.Sequence;
    public IEnumerable<OccurrenceJson> Occurrences =>
        recurrence.Occurrences.Select(static occurrence => new OccurrenceJson(occurrence));
}

internal readonly struct OccurrenceJson(WorkshopOccurrence occurrence)
{
    public string Id => occurrence.WorkshopId;
    public int Number => occurrence.Number;
    public string? Overridden => occurrence.IsOverridden ? "yes" : null;
}

internal readonly struct NotifiedRecipientJson(NotifiedRecipient recipient)
{
    public string Email => recipient.Email.Value;
    public NotifiedSeriesJson? Series => recipient.Series is null ? null : new(recipient.Series);
    public IEnumerable<NotifiedWorkshopJson>? Workshops => recipient is { Series: not null, Workshops.Count: 0 }
        ? null
        : recipient.Workshops.Select(static workshop => new NotifiedWorkshopJson(workshop));
}

internal readonly struct NotifiedSeriesJson(NotifiedSeries series)
{
    public int Sequence => series.Sequence;
    public int? FirstSequence => series.FirstSequence == series.Sequence ? null : series.FirstSequence;
    public int? InvitedSequence => series.InvitedSequence == 0 ? null : series.InvitedSequence;
    public string? Status => series.Status == InvitationStatus.Invited ? null : Word(series.Status);
}

internal readonly struct NotifiedWorkshopJson(NotifiedWorkshop workshop)
{
    public string Id => workshop.Id;
    public int Sequence => workshop.Sequence;
    public int? FirstSequence => workshop.FirstSequence == workshop.Sequence ? null : workshop.FirstSequence;
    public string? Status => workshop.Status == InvitationStatus.Invited ? null : Word(workshop.Status);
}

internal readonly struct PublishedTimesJson(PublishedTimes published)
{
    public string Tzdb => published.TimeZoneVersion;

    public JsonObject Instants => Table(published.Times, static instant => instant.WorkshopId, static instant => new JsonObject
    {
        ["start"] = InstantPattern.ExtendedIso.Format(instant.Start),
        ["end"] = InstantPattern.ExtendedIso.Format(instant.End),
    });

    public JsonObject Offsets =>
        Table(
            published.Zones,
            static zone => zone.ZoneId,
            static zone =>
                Table(zone.Offsets, static offset => offset.WorkshopId, static offset => PublishedTimesReader.FormatOffset(offset)));
}
