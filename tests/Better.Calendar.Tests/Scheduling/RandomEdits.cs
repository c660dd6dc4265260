using CsCheck;
using NodaTime;

namespace Better.Calendar.Tests.Scheduling;

/// <summary>Random edits of every kind that an organizer makes, on a small series.</summary>
internal static class RandomEdits
{
    private static readonly string[] Names = ["Anna", "Béla", "Cili", "Anna"];
    private static readonly string?[] Zones = [null, "Europe/Budapest", "America/New_York", "Asia/Kolkata"];
    private static readonly LocalDateTime Noon = new(2027, 4, 14, 12, 0);

    /// <summary>An edit: its kind, and two numbers that choose what is edited and how.</summary>
    public static readonly Gen<(int Kind, int First, int Second)> Edit = Gen.Select(Gen.Int[0, 24], Gen.Int[0, 11], Gen.Int[0, 11]);

    /// <summary>A step: some edits, the hours that pass before it, and who has declined which workshop by then.</summary>
    public static readonly Gen<((int Kind, int First, int Second)[] Edits, int Hours, (int Person, int Workshop)[] Declined)> Step =
        Gen.Select(Edit.Array[0, 3], Gen.Int[0, 20], Gen.Select(Gen.Int[0, 5], Gen.Int[0, 4]).Array[0, 2]);

    public static readonly Gen<RevisionPolicy> Policy = Gen.Select(Gen.Bool, Gen.Bool, Gen.Bool, Gen.Enum<DeclinedRecipientPolicy>())
        .Select((editorial, raise, past, declined) =>
        new RevisionPolicy
        {
            NotifyOfEditorialChanges = editorial,
            AlwaysRaiseSequence = raise,
            NotifyOfPastWorkshops = past,
            DeclinedRecipients = declined
        });

    /// <summary>The time of the first emails: two days before the first workshop.</summary>
    public static readonly Instant Begin = Instant.FromUtc(2027, 4, 12, 12, 0);

    public static WorkshopSeries Series(int workshops, int people) => Samples.Small() with
    {
        Workshops = [.. Enumerable.Range(0, workshops).Select(Workshop)],
        Participants = [.. Enumerable.Range(0, people).Select(Person)],
    };

    public static Participant Person(int number) =>
        new() { Name = Names[number % Names.Length], Email = EmailAddress.Parse($"p{number}@guest.example") };

    public static WorkshopSeries Apply(WorkshopSeries series, (int Kind, int First, int Second) edit)
    {
        var (kind, first, second) = edit;
        if (series.Workshops.Count == 0)
        {
            return series with { Workshops = [Workshop(first % 5)] };
        }

        WorkshopSeries Change(Func<Workshop, Workshop> change)
        {
            var at = first % series.Workshops.Count;
            return series with { Workshops = [.. series.Workshops.Select((workshop, i) => i == at ? change(workshop) : workshop)] };
        }

        WorkshopSeries ChangePerson(Func<Participant, Participant> change)
        {
            var at = series.Participants.Count == 0 ? -1 : first % series.Participants.Count;
            return series with { Participants = [.. series.Participants.Select((person, i) => i == at ? change(person) : person)] };
        }

        return kind switch
        {
            0 => Change(workshop => workshop with { Start = workshop.Start.PlusHours(second - 5) }),
            1 => Change(workshop => workshop with { Start = Noon.PlusDays(second - 3) }),
            2 => Change(workshop => workshop with { Duration = Duration.FromMinutes(30 + (second * 10)) }),
            3 => Change(workshop => workshop with { Status = (WorkshopStatus)(second % 3) }),
            4 or 5 =>
                Change(workshop =>
                    workshop with
                    {
                        Status = workshop.Status == WorkshopStatus.Cancelled
                        ? WorkshopStatus.Confirmed
                        : WorkshopStatus.Cancelled
                    }),
            6 => Change(workshop => workshop with { Zone = Zones[second % Zones.Length] }),
            7 => Change(
                workshop =>
                    workshop with
                    {
                        Meeting = second % 3 == 0
                        ? null
                        : new() { Platform = "Webex", Url = new($"https://meet.example/{second}") }
                    }),
            8 => Change(workshop => workshop with { Venue = second % 3 == 0 ? null : new() { Name = $"Room {second}", City = "York" } }),
            9 => Change(workshop => workshop with { LeadExpert = second % 3 == 0 ? null : new() { Name = $"Expert {second}" } }),
            10 => Change(workshop => workshop with { Title = $"Title; {second}, new" }),
            11 => Change(workshop => workshop with { Description = $"About {second}" }),
            12 =>
                series.Workshops.Any(workshop => workshop.Id == $"{first % 5}")
                ? series
                : series with { Workshops = [.. series.Workshops, Workshop(first % 5)] },
            13 when series.Workshops.Count > 1 => Remove(series, series.Workshops[first % series.Workshops.Count].Id),
            14 => series with { Workshops = [.. series.Workshops.Skip(1), series.Workshops[0]] },
            15 or 16 => Add(series, Person(first % 6)),
            17 => series with
            {
                Participants =
                [.. series.Participants.Where((_, i) => i != first % Math.Max(1, series.Participants.Count))]
            },
            18 => ChangePerson(person => person with { Name = Names[second % Names.Length] }),
            19 => ChangePerson(person => series.Participants.Any(participant => participant.Email == Person(second % 6).Email)
                ? person
                : person with { Email = Person(second % 6).Email }),
            20 => ChangePerson(person => person with { Language = second % 2 == 0 ? "de" : "hu", Zone = Zones[second % Zones.Length] }),
            21 or 22 =>
                ChangePerson(
                    person => person with { Workshops = second % 3 == 0 ? null : [series.Workshops[second % series.Workshops.Count].Id] }),
            23 => series with { Zone = second % 2 == 0 ? "Europe/London" : "America/Toronto" },
            _ => series with { Title = $"Series {second}", Participants = [.. series.Participants.Reverse()] },
        };
    }

    /// <summary>
    /// The same edits of a series that is one recurring event; instead of the choices of single workshops, which it does not have, all
    /// workshops move, or one is added at the end.
    /// </summary>
    public static WorkshopSeries ApplyToRecurring(WorkshopSeries series, (int Kind, int First, int Second) edit)
    {
        var (kind, first, second) = edit;
        var added = Workshop(first % 5);
        return (kind, second % 3) switch
        {
            (21 or 22, 0) when series.Workshops.All(workshop => workshop.Id != added.Id) => series with
            {
                Workshops = [.. series.Workshops, added with { Start = series.Workshops.Max(static one => one.Start).PlusDays(1) }],
            },
            (21 or 22, 1) => MoveAll(Period.FromHours(first - 5)),
            (21 or 22, _) => MoveAll(Period.FromDays(first - 5)),
            _ => Apply(series, edit),
        };

        WorkshopSeries MoveAll(Period period) => series with
        {
            Workshops = [.. series.Workshops.Select(workshop => workshop with { Start = workshop.Start + period })],
        };
    }

    private static Workshop Workshop(int number) => Samples.Workshop($"{number}") with { Start = Noon.PlusDays(number) };

    private static WorkshopSeries Add(WorkshopSeries series, Participant person) =>
        series.Participants.Any(participant => participant.Email == person.Email)
            ? series
            : series with { Participants = [.. series.Participants, person] };

    // People who had chosen only this workshop leave the series with it.
    private static WorkshopSeries Remove(WorkshopSeries series, string id) => series with
    {
        Workshops = [.. series.Workshops.Where(workshop => workshop.Id != id)],
        Participants = [.. series.Participants.Where(person => person.Workshops is null || person.Workshops.Any(chosen => chosen != id))],
    };
}
