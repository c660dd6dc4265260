using System.Globalization;
using NodaTime;

namespace Better.Calendar.Delivery.Tests.Rig;

/// <summary>
/// Creates a series with any number of people, and its three revisions: all are invited, then all workshops are moved, then all are
/// canceled.
/// </summary>
internal static class TestSeries
{
    public static Instant At { get; } = Instant.FromUtc(2027, 1, 11, 8, 0);

    public static WorkshopSeries Create(int participants, int workshops = 1, string domain = "guest.example") => new()
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
        Participants =
            [.. Enumerable.Range(1, participants)
                .Select(
                    number => new Participant { Name = $"Vendég {number}",
                        Email = EmailAddress.Parse($"guest{number}@{domain}"),
                        Language = number % 3 == 0
                        ? "en"
                        : null })],
    };

    /// <summary>The three revisions, with three emails for each participant and workshop, in their order.</summary>
    public static IReadOnlyList<SeriesRevision> ThreeRevisions(WorkshopSeries series)
    {
        var first = SeriesRevision.First(series, At);
        var moved =
            first.Series with
            {
                Workshops =
                [.. first.Series.Workshops.Select(static workshop => workshop with { Start = workshop.Start.PlusHours(2) })]
            };
        var second = SeriesRevision.Between(first.Series, moved, At + Duration.FromHours(1));
        var canceled =
            second.Series with
            {
                Workshops =
                [.. second.Series.Workshops.Select(static workshop => workshop with { Status = WorkshopStatus.Cancelled })]
            };
        return [first, second, SeriesRevision.Between(second.Series, canceled, At + Duration.FromHours(2))];
    }

    public static async Task<int> EnqueueAsync(IOutboxStore store, params IEnumerable<SeriesRevision> revisions)
    {
        var outbox = new Outbox(store);
        var added = 0;
        foreach (var revision in revisions)
        {
            added += await outbox.EnqueueAsync(revision);
        }

        return added;
    }
}
