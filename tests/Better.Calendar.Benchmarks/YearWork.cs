using System.Globalization;
using NodaTime;

namespace Better.Calendar.Benchmarks;

/// <summary>A year of weekly workshops for many participants, for the benchmarks of planning and delivery.</summary>
internal static class YearWork
{
    public static WorkshopSeries Series(int workshops, int participants) => new()
    {
        Id = "year",
        Domain = "host.example",
        Title = "A year of workshops",
        Organizer = new() { Name = "The host", Email = EmailAddress.Parse("host@host.example") },
        Language = "en",
        Zone = "Europe/Budapest",
        Workshops = [.. Enumerable.Range(1, workshops).Select(static number => new Workshop
        {
            Id = number.ToString(CultureInfo.InvariantCulture),
            Title = $"Workshop {number}",
            Start = new LocalDateTime(2027, 2, 1, 10, 0).PlusWeeks(number),
            Duration = Duration.FromMinutes(90),
        })],
        Participants = [.. Enumerable.Range(0, participants).Select(Person)],
    };

    public static Participant Person(int number) =>
        new() { Name = $"Person {number}", Email = EmailAddress.Parse($"person{number}@guest.example") };
}
