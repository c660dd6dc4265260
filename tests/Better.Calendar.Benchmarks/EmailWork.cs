using System.Globalization;
using NodaTime;

namespace Better.Calendar.Benchmarks;

/// <summary>The emails that all contestants write: one workshop, recipients in seven time zones, Hungarian texts.</summary>
internal static class EmailWork
{
    public const int People = 500;
    public static readonly Instant At = Instant.FromUtc(2027, 3, 1, 8, 0);

    private static readonly string[] Zones =
        ["Europe/Budapest", "Europe/Tallinn", "Europe/London", "Europe/Rome", "Europe/Stockholm", "America/New_York", "Asia/Kolkata"];
    private static readonly string[] Names =
        ["Szűcs Eszter", "Kadri Tamm", "Giovanni Rossi", "Nagy-Kovács Árpád Zsigmond", "Åsa Öberg", "John Smith"];

    public static WorkshopSeries Series(int people = People) => new()
    {
        Id = "spring",
        Domain = "host.example",
        Title = "BETTER – 3. Tematikus Esemény",
        Description =
            "Az öt város projektjének eseményét eredetileg személyesen tartottuk volna meg. A világjárvány miatt három online workshop "
                + "lett belőle.",
        Website = new Uri("https://host.example/spring"),
        Organizer = new() { Name = "BETTER", Email = EmailAddress.Parse("meetings@host.example") },
        Language = "hu",
        Zone = "Europe/Budapest",
        Workshops =
        [
            new()
            {
                Id = "1",
                Title = "Partnerség kiépítése az adatgyűjtés érdekében: gyakorlatok a köz- és magánszféra közötti hatékony munka "
                    + "ösztönzésére",
                Start = new LocalDateTime(2027, 4, 14, 10, 30),
                Duration = Duration.FromMinutes(90),
                LeadExpert = new() { Name = "Kadri Tamm", City = "Tartu" },
                Meeting = new() { Platform = "Webex", Url = new Uri("https://meet.host.example/j/123456789"), Passcode = "data-2027" },
            },
        ],
        Participants = [.. Enumerable.Range(0, people).Select(Person)],
    };

    private static Participant Person(int number) => new()
    {
        Name = string.Create(CultureInfo.InvariantCulture, $"{Names[number % Names.Length]} {number}"),
        Email = EmailAddress.Parse(string.Create(CultureInfo.InvariantCulture, $"guest.{number}@guest.example")),
        Zone = Zones[number % Zones.Length],
    };
}
