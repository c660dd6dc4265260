using System.Diagnostics;
using System.Globalization;
using Better.Calendar.Invitations;
using Better.Calendar.Workshops;
using NodaTime;

namespace Better.Calendar.Benchmarks;

/// <summary>Personal letters by the thousand: ours beside the program that one writes first.</summary>
internal static class LetterContest
{
    private const int People = 500;
    private static readonly Instant At = Instant.FromUtc(2027, 3, 1, 8, 0);
    private static readonly string[] Zones = ["Europe/Budapest", "Europe/Tallinn", "Europe/London", "Europe/Rome", "Europe/Stockholm", "America/New_York", "Asia/Kolkata"];
    private static readonly string[] Names = ["Szűcs Eszter", "Kadri Tamm", "Giovanni Rossi", "Nagy-Kovács Árpád Zsigmond", "Åsa Öberg", "John Smith"];

    public static void Run()
    {
        var series = Series();
        var composer = new InvitationComposer();
        var sample = composer.Compose(series, series.Workshops[0], series.Participants[0], At);
        var straightforward = new StraightforwardLetter(series, sample);
        var size = sample.Octets.Length;
        Contest.Run(
            string.Create(CultureInfo.InvariantCulture, $"{People} letters of some {size} octets"),
            ("straightforward: Ical.Net and MimeKit for each", () => Each(participant => straightforward.Write(participant, Stream.Null))),
            ("ours, octets: ComposeAll, WriteTo", () => WriteAll(composer.ComposeAll(series, At))),
            ("ours, MimeMessage: ComposeAll, ToMimeMessage", () => LoadAll(composer.ComposeAll(series, At))),
            ("ours, each written whole", () => Each(participant => new LetterDraft(series, Message(series, participant), At, new()).Octets())));
        RunParallel(series, composer);

        void Each(Action<Participant> work)
        {
            foreach (var participant in series.Participants)
            {
                work(participant);
            }
        }
    }

    /// <summary>By the clock: processor time would count both.</summary>
    private static void RunParallel(WorkshopSeries series, InvitationComposer composer)
    {
        var crowd = series with { Participants = [.. Enumerable.Range(0, 100_000).Select(Person)] };
        var (one, two) = (new List<double>(), new List<double>());
        for (var round = -2; round < 9; round++)
        {
            Take(one, composer.ComposeAll(crowd, At));
            Take(two, composer.ComposeAllInParallel(crowd, At, 2));

            void Take(List<double> times, IEnumerable<Letter> letters)
            {
                var start = Stopwatch.GetTimestamp();
                WriteAll(letters);
                if (round >= 0)
                {
                    times.Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds / crowd.Participants.Count);
                }
            }
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"100,000 letters by the clock: one processor {Median(one):0.00} µs, two {Median(two):0.00} µs each; two are {Median(one) / Median(two):0.00} times as fast"));
        using var process = Process.GetCurrentProcess();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"peak of memory: {process.PeakWorkingSet64 / 1e6:0} MB"));
    }

    private static void WriteAll(IEnumerable<Letter> letters)
    {
        foreach (var letter in letters)
        {
            letter.WriteTo(Stream.Null);
        }
    }

    private static void LoadAll(IEnumerable<Letter> letters)
    {
        foreach (var letter in letters)
        {
            letter.ToMimeMessage().Dispose();
        }
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static Revisions.PlannedMessage Message(WorkshopSeries series, Participant participant) =>
        new() { Kind = Revisions.LetterKind.Invitation, Workshop = series.Workshops[0], Recipient = participant };

    private static WorkshopSeries Series() => new()
    {
        Id = "spring",
        Domain = "host.example",
        Title = "BETTER – 3. Tematikus Esemény",
        Description = "Az öt város projektjének eseményét eredetileg személyesen tartottuk volna meg. A világjárvány miatt három online workshop lett belőle.",
        Website = new Uri("https://host.example/spring"),
        Organizer = new() { Name = "BETTER", Email = EmailAddress.Parse("meetings@host.example") },
        Language = "hu",
        Zone = "Europe/Budapest",
        Workshops =
        [
            new()
            {
                Id = "1",
                Title = "Partnerség kiépítése az adatgyűjtés érdekében: gyakorlatok a köz- és magánszféra közötti hatékony munka ösztönzésére",
                Start = new LocalDateTime(2027, 4, 14, 10, 30),
                Duration = Duration.FromMinutes(90),
                LeadExpert = new() { Name = "Kadri Tamm", City = "Tartu" },
                Meeting = new() { Platform = "Webex", Url = new Uri("https://meet.host.example/j/123456789"), Passcode = "data-2027" },
            },
        ],
        Participants = [.. Enumerable.Range(0, People).Select(Person)],
    };

    private static Participant Person(int number) => new()
    {
        Name = string.Create(CultureInfo.InvariantCulture, $"{Names[number % Names.Length]} {number}"),
        Email = EmailAddress.Parse(string.Create(CultureInfo.InvariantCulture, $"guest.{number}@guest.example")),
        Zone = Zones[number % Zones.Length],
    };
}
