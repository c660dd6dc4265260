using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using NodaTime;
using NodaTime.Text;
using static Better.Calendar.Model.DocumentWriter;

namespace Better.Calendar.Model;

// What is written of a series: each type shows a model's value as the document has it, property by property in the document's order.
// What is null is not written. Structs, so that nothing but the context's metadata stands between the model and the JSON.

/// <summary>The metadata of the written types: made when the library is built, so no program needs reflection.</summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SeriesJson))]
internal sealed partial class SeriesJsonContext : JsonSerializerContext;

internal readonly struct SeriesJson(WorkshopSeries series)
{
    public int? Format => State is null ? null : SchedulingStateReader.FormatVersion;
    public string Id => series.Id;
    public string Domain => series.Domain;
    public JsonNode? Title => Text(series.Title);
    public JsonNode? Description => Text(series.Description);
    public string? Website => series.Website?.AbsoluteUri;
    public OrganizerJson Organizer => new(series.Organizer);
    public string Language => series.Language;
    public string Zone => series.Zone;
    public IEnumerable<WorkshopJson> Workshops => series.Workshops.Select(static workshop => new WorkshopJson(workshop));
    public IEnumerable<ParticipantJson>? Participants => series.Participants.Count == 0 ? null : series.Participants.Select(static person => new ParticipantJson(person));
    public StateJson? State => series.State is null && series.Published is null ? null : new(series.State, series.Published);
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
    public string Start => (workshop.Start.Second == 0 ? SeriesDocumentReader.MinutePattern : LocalDateTimePattern.GeneralIso).Format(workshop.Start);
    public string Duration => PeriodPattern.Roundtrip.Format(ElapsedTime(workshop.Duration));
    public string? Zone => workshop.Zone;
    public string? Fold => workshop.AmbiguousTime is { } fold ? Word(fold) : null;
    public string Status => Word(workshop.Status);
    public ExpertJson? LeadExpert => workshop.LeadExpert is { } expert ? new(expert) : null;
    public MeetingJson? Meeting => workshop.Meeting is { } meeting ? new(meeting) : null;
    public VenueJson? Venue => workshop.Venue is { } venue ? new(venue) : null;
    public int? Sequence => workshop.Sequence == 0 ? null : workshop.Sequence;

    // Hours, not days: a day of a calendar is not always 24 hours, elapsed time is.
    private static Period ElapsedTime(Duration duration) =>
        new PeriodBuilder { Hours = (long)duration.TotalHours, Minutes = duration.Minutes, Seconds = duration.Seconds }.Build();
}

internal readonly struct ExpertJson(Expert expert)
{
    public string Name => expert.Name;
    public JsonNode? City => Text(expert.City);
}

internal readonly struct MeetingJson(OnlineMeeting meeting)
{
    public string Platform => meeting.Platform;
    public string Url => meeting.Url.AbsoluteUri;
    public string? Passcode => meeting.Passcode;
    public string? MeetingNumber => meeting.MeetingNumber;
    public string? DialIn => meeting.DialIn;
}

internal readonly struct VenueJson(Venue venue)
{
    public JsonNode? Name => Text(venue.Name);
    public JsonNode? City => Text(venue.City);
}

internal readonly struct ParticipantJson(Participant participant)
{
    public string Name => participant.Name;
    public string Email => participant.Email.Value;
    public JsonNode? City => Text(participant.City);
    public string? Language => participant.Language;
    public string? Zone => participant.Zone;
    public IEnumerable<string>? Workshops => participant.Workshops;
}

/// <summary>What the library must remember between revisions.</summary>
internal readonly struct StateJson(SchedulingState? memory, PublishedTimes? published)
{
    public int? Revision => memory?.Revision;
    public string? LastStamp => memory?.LastTimestamp is { } stamp ? InstantPattern.General.Format(stamp) : null;
    public IEnumerable<WorkshopJson>? LastNotified => memory is { LastNotified.Count: > 0 } ? memory.LastNotified.Select(static workshop => new WorkshopJson(workshop)) : null;
    public IEnumerable<NotifiedRecipientJson>? Recipients => memory is { Recipients.Count: > 0 } ? memory.Recipients.Select(static person => new NotifiedRecipientJson(person)) : null;
    public PublishedTimesJson? PublishedTimes => published is null ? null : new(published);
}

internal readonly struct NotifiedRecipientJson(NotifiedRecipient recipient)
{
    public string Email => recipient.Email.Value;
    public IEnumerable<NotifiedWorkshopJson> Workshops => recipient.Workshops.Select(static workshop => new NotifiedWorkshopJson(workshop));
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

    public JsonObject Offsets => Table(published.Zones, static zone => zone.ZoneId, static zone => Table(zone.Offsets, static offset => offset.WorkshopId, static offset => PublishedTimesReader.FormatOffset(offset)));
}
