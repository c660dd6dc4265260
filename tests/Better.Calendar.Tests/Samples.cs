using NodaTime;

namespace Better.Calendar.Tests;

/// <summary>The series that the tests use.</summary>
internal static class Samples
{
    /// <summary>The day on which the series was announced; tests use it as the current time.</summary>
    public static readonly Instant Announced = Instant.FromUtc(2020, 5, 20, 8, 0);

    /// <summary>The day after the last workshop.</summary>
    public static readonly Instant Afterwards = Instant.FromUtc(2020, 6, 19, 8, 0);

    /// <summary>The BETTER series, which is embedded in the sample console.</summary>
    public static WorkshopSeries Better() =>
        SeriesDocument.Read(File.ReadAllText(Repository.File("samples/InviteConsole/Data/better-thematic-event-3.json")));

    /// <summary>A small series with one workshop and one participant, for tests that change one thing.</summary>
    public static WorkshopSeries Small() => new()
    {
        Id = "spring",
        Domain = "host.example",
        Title = "Spring school",
        Organizer = new() { Name = "The host", Email = EmailAddress.Parse("host@host.example") },
        Language = "en",
        Zone = "Europe/London",
        Workshops = [Workshop("1")],
        Participants = [new() { Name = "Anna", Email = EmailAddress.Parse("anna@guest.example") }],
    };

    public static Workshop Workshop(string id) => new()
    {
        Id = id,
        Title = $"Workshop {id}",
        Start = new LocalDateTime(2027, 4, 14, 9, 0),
        Duration = Duration.FromMinutes(90),
        Meeting = new() { Platform = "Webex", Url = new Uri("https://meet.example/spring") },
    };
}
