using Better.Calendar.Model;
using NodaTime;

namespace Better.Calendar.Publishing;

/// <summary>Describes a series in one language with the vocabulary of schema.org.</summary>
internal sealed class JsonLdBuilder(WorkshopSeries series, string language, SeriesJsonLdOptions options, IDateTimeZoneProvider zones)
{
    private const string Vocabulary = "https://schema.org";

    // An @id is below the URL of the website, or a blank node that is known in this document only (JSON-LD 1.1, 4.5.1).
    private readonly string idPrefix = series.Website is { } website ? $"{LinkFormatter.Format(website).Split('#')[0]}#" : "_:";

    private readonly string? websiteUrl = series.Website is { } website ? LinkFormatter.Format(website) : null;

    /// <summary>The EventSeries with an Event for each workshop.</summary>
    public JsonLdThing Build() => CreateEvent("EventSeries", series.Id, series.Title, series.Description) with
    {
        Context = Vocabulary,
        StartDate =
            Rfc3339Formatter.Format(series.Workshops.Select(workshop => series.StartOf(workshop, zones))
                .OrderBy(static start => start.ToInstant())
                .First()),
        EndDate =
            Rfc3339Formatter.Format(series.Workshops.Select(workshop => series.EndOf(workshop, zones))
                .OrderBy(static end => end.ToInstant())
                .Last()),
        SubEvent = series.Workshops.Select(CreateWorkshop),
    };

    private JsonLdThing CreateWorkshop(Workshop workshop) =>
        CreateEvent("Event", $"{series.Id}.{workshop.Id}", workshop.Title, workshop.Description) with
        {
            Identifier = WorkshopUid.Create(series, workshop),
            StartDate = Rfc3339Formatter.Format(series.StartOf(workshop, zones)),
            EndDate = Rfc3339Formatter.Format(series.EndOf(workshop, zones)),

            // schema.org has no status for a tentative event; EventScheduled is its default.
            EventStatus = $"{Vocabulary}/{(workshop.Status == WorkshopStatus.Cancelled ? "EventCancelled" : "EventScheduled")}",
            EventAttendanceMode = (workshop.Meeting, workshop.Venue) switch
            {
                (null, null) => null,
                (_, null) => $"{Vocabulary}/OnlineEventAttendanceMode",
                (null, _) => $"{Vocabulary}/OfflineEventAttendanceMode",
                _ => $"{Vocabulary}/MixedEventAttendanceMode",
            },
            Location = (CreatePlace(workshop.Venue), CreateVirtualLocation(workshop.Meeting)) switch
            {
                ({ } place, { } online) => new[] { place, online },
                var (place, online) => place ?? online,
            },
            Performer = workshop.LeadExpert is not { } expert ? null : new("Person")
            {
                Name = expert.Name,
                HomeLocation = expert.City is { } city ? new("City") { Name = SingleLine(city) } : null,
            },
            SuperEvent = new("EventSeries") { Id = idPrefix + series.Id, Name = SingleLine(series.Title) },
        };

    private JsonLdThing CreateEvent(string type, string id, LocalizedText title, LocalizedText? description) => new(type)
    {
        Id = idPrefix + id,
        Name = SingleLine(title),
        Description = description?.GetText(language, series.Language),
        InLanguage = title.GetLanguage(language, series.Language),
        Url = websiteUrl,
        Image = series.Image is { } image ? LinkFormatter.Format(image) : null,
        Organizer = new("Organization") { Name = series.Organizer.Name, Url = websiteUrl },
    };

    private JsonLdThing? CreatePlace(Venue? venue) => venue is null ? null : new("Place")
    {
        Name = venue.Room is { } room ? $"{SingleLine(venue.Name)}, {SingleLine(room)}" : SingleLine(venue.Name),
        Address = venue.City is null && venue.Address is null ? null : new("PostalAddress")
        {
            StreetAddress = venue.Address is { } street ? SingleLine(street) : null,
            AddressLocality = venue.City is { } city ? SingleLine(city) : null,
        },
        Geo = venue is not { Latitude: { } latitude, Longitude: { } longitude } ? null : new("GeoCoordinates")
        {
            Latitude = latitude,
            Longitude = longitude,
        },
        HasMap = venue.MapUrl is { } map ? LinkFormatter.Format(map) : null,
    };

    private JsonLdThing? CreateVirtualLocation(OnlineMeeting? meeting) => meeting is null ? null : new("VirtualLocation")
    {
        Name = meeting.Platform,
        Url = options.IncludeJoinLinks ? LinkFormatter.Format(meeting.Url) : websiteUrl,
    };

    private string SingleLine(LocalizedText text) => TextSanitizer.ToSingleLine(text.GetText(language, series.Language));
}
