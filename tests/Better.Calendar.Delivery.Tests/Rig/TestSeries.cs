using System.Globalization;
using NodaTime;

namespace Better.Calendar.Delivery.Tests.Rig;

/// <summary>A series with as many people as wanted, and its three revisions: all are invited, all hear that it moved, all that it is off.</summary>
internal static class TestSeries
{
    public static Instant At { get; } = Instant.FromUtc(2027, 1, 11, 8, 0);

    public static WorkshopSeries Of(int people, int workshops = 1, string domain = "guest.example") => new()
    {
        Id = "open-data",
        Domain = "host.example",
        Title = "Nyílt adatok",
        Organizer = new() { Name = "City Hall", Email = EmailAddress.Parse("organizer@example.test") },
        Language = "hu",
        Zone = "Europe/Budapest",
        Workshops = [.. Enumerable.Range(1, workshops).Select(number => new Workshop
        {
            Id = number.ToString(CultureInfo.InvariantCulture),
            Title = $"Térképek {number}",
            Start = new LocalDateTime(2027, 4, 1, 10, 0).PlusDays(number),
            Duration = Duration.FromMinutes(90),
            Meeting = new() { Platform = "Webex", Url = new("https://meet.example/maps") },
        })],
        Participants = [.. Enumerable.Range(1, people).Select(number => new Participant { Name = $"Vendég {number}", Email = EmailAddress.Parse($"guest{number}@{domain}"), Language = number % 3 == 0 ? "en" : null })],
    };

    /// <summary>The emails of the three revisions: three for each person and workshop, in their order.</summary>
    public static IReadOnlyList<SeriesRevision> ThreeRevisions(WorkshopSeries series)
    {
        var first = SeriesRevision.First(series, At);
        var moved = first.Series with { Workshops = [.. first.Series.Workshops.Select(static workshop => workshop with { Start = workshop.Start.PlusHours(2) })] };
        var second = SeriesRevision.Between(first.Series, moved, At + Duration.FromHours(1));
        var off = second.Series with { Workshops = [.. second.Series.Workshops.Select(static workshop => workshop with { Status = WorkshopStatus.Cancelled })] };
        return [first, second, SeriesRevision.Between(second.Series, off, At + Duration.FromHours(2))];
    }

    public static async Task<int> PostAsync(IOutboxStore store, params IEnumerable<SeriesRevision> revisions)
    {
        var outbox = new Outbox(store);
        var posted = 0;
        foreach (var revision in revisions)
        {
            posted += await outbox.EnqueueAsync(revision);
        }

        return posted;
    }
}
