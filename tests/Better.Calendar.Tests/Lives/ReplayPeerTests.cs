using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Better.Calendar.Testing;
using Better.Calendar.Tests.Peers;
using NodaTime;

namespace Better.Calendar.Tests.Lives;

/// <summary>Lives that real programs go through as well: their calendars agree with those that we simulate.</summary>
[Category(PeerRig.Category)]
[Category(TestScale.Slow)]
[NonParallelizable]
public sealed partial class ReplayPeerTests
{
    // Cyrus' users in the place of the first people of a life.
    private static readonly string[] Users = ["attendee", "onne", "organizer"];

    [TestCase(SchedulingMode.EventPerWorkshop)]
    [TestCase(SchedulingMode.RecurringEvent)]
    public void Cyrus_agrees_with_its_model(SchedulingMode mode)
    {
        using var cyrus = CyrusPeer.Start();
        var random = Portion.Random(50);
        var lives = TestScale.Long ? 50 : 5;
        foreach (var life in RandomLives(random, SimulatedClient.Cyrus, mode).Take(lives))
        {
            var run = LifeRun.Play(life);
            var shown = cyrus.Play(Users, [.. run.Actions.SelectMany(action => ToCyrus(run, action))]);
            for (var number = 0; number < Users.Length; number++)
            {
                var real = string.Concat(shown[number].Events.Select(static one => one.Text));
                AssertAgrees(run, run.People[number], real.Replace(
                    $"{Users[number]}@example.test", run.People[number].Email.Value, StringComparison.Ordinal));
            }
        }
    }

    [TestCase(SchedulingMode.EventPerWorkshop)]
    [TestCase(SchedulingMode.RecurringEvent)]
    public void Evolution_agrees_with_its_model(SchedulingMode mode)
    {
        using var evolution = new EvolutionPeer();
        var random = Portion.Random(200);
        var runs = RandomLives(random, SimulatedClient.Evolution, mode).Take(TestScale.Long ? 200 : 20)
            .Select(static life => LifeRun.Play(life with
            {
                // Evolution itself answers in emails only.
                Steps = [.. life.Steps.Where(static step => step.Kind != StepKind.RespondInCalendar)],
            })).ToList();
        var people = runs.SelectMany(static run => run.People.Select(person => (run, person))).ToList();
        foreach (var (run, person) in people)
        {
            run.Actions.FindAll(one => one.Person == person).ForEach(action => ToEvolution(evolution, action));
            evolution.ShowAndClear();
        }

        foreach (var ((run, person), shown) in people.Zip(evolution.Run()))
        {
            Assert.That(shown, Does.Not.Contain("ERROR"));
            AssertAgrees(run, person, shown);
        }
    }

    [Test]
    public void The_broker_of_sabre_agrees_with_its_model()
    {
        SabrePeer.Need();
        var sabre = new SabrePeer();
        var random = Portion.Random(200);
        var runs = RandomLives(random, SimulatedClient.Sabre, SchedulingMode.EventPerWorkshop).Take(TestScale.Long ? 200 : 20)
            .Select(static life => LifeRun.Play(life)).ToList();
        var people = runs.SelectMany(static run => run.People.Select(person => (run, person))).ToList();
        foreach (var (run, person) in people)
        {
            foreach (var action in run.Actions.FindAll(one => one.Person == person))
            {
                if (action.Calendar is { } calendar)
                {
                    sabre.Receive(calendar.Replace("\n", "\r\n", StringComparison.Ordinal));
                }
                else
                {
                    sabre.Respond(action.Uid, ToPartStat(action.Response!.Value), person.Email.Value);
                }
            }

            sabre.Show();
            sabre.Clear();
        }

        foreach (var ((run, person), shown) in people.Zip(sabre.Run()))
        {
            Assert.That(shown.Problems, Is.Empty);
            AssertAgrees(run, person, shown.Text);
        }

        TestContext.Out.WriteLine($"sabre/vobject: {people.Count} of {people.Count} calendars in {runs.Count} lives");
    }

    private static IEnumerable<Life> RandomLives(Random random, SimulatedClient client, SchedulingMode mode)
    {
        while (true)
        {
            var life = mode == SchedulingMode.RecurringEvent ? Life.RandomRecurring(random)
                : random.Next(3) == 0 ? Life.RandomCourse(random)
                : Life.Random(random);
            yield return life with { Clients = [.. Enumerable.Repeat(client, Life.MaxPeople)] };
        }
    }

    private static IEnumerable<object[]> ToCyrus(LifeRun run, LifeAction action)
    {
        var number = run.People.ToList().IndexOf(action.Person);
        if (number < Users.Length)
        {
            yield return action.Calendar is { } calendar
                ? ["deliver", Users[number], "host@host.example", ToMail(calendar, action.Person.Email, Users[number])]
                : [
                    "respond", Users[number], action.Uid, ToPartStat(action.Response!.Value),
                    .. action.Occurrence is { } occurrence ? [$"{occurrence:uuuuMMdd'T'HHmmss'Z'}"] : Array.Empty<object>(),
                ];
        }
    }

    // Evolution sets the PARTSTAT that was pressed, of a recurring event in its master, and passes the calendar part on; after Decline it
    // removes the event.
    private static void ToEvolution(EvolutionPeer evolution, LifeAction action)
    {
        if (action.Response == ParticipationStatus.Declined)
        {
            evolution.Remove(action.Uid);
        }
        else
        {
            evolution.Receive(action.Response is { } pressed
                ? PartStat().Replace(action.Calendar!, $"PARTSTAT={ToPartStat(pressed)}", count: 1)
                : action.Calendar!);
        }
    }

    private static void AssertAgrees(LifeRun run, LifePerson person, string real)
    {
        if (run.IsRecurring)
        {
            var occurrences = Expand(real, person.Email);
            Assert.That(occurrences, Is.EqualTo(Sort(person.Calendar.Events)), $"{person.Email}\n{run.Story}\n{real}");
            return;
        }

        var simulated = person.Calendar.Events.Select(static one =>
            (one.Uid, one.Sequence, one.Start, one.End, Status: one.Status.ToString().ToUpperInvariant(), one.Location, one.Title,
                Name(one.Response)));
        var shown = ParsedEvent.ReadAll(ParsedEvent.Unfold(real)).Select(static one =>
            (one.Uid, one.Sequence, one.Start.ToInstant(), one.End.ToInstant(), one.Status, one.Location, one.Title, one.PartStat));
        Assert.That(shown.Order(), Is.EqualTo(simulated.Order()), $"{person.Email}\n{run.Story}");
    }

    // What is stored is the real program's; its occurrences are made as for the model.
    private static List<SimulatedEvent> Expand(string stored, EmailAddress owner)
    {
        var reader = new SimulatedCalendar(SimulatedClient.Evolution, owner);
        var events = string.Concat(Component().Matches(stored.ReplaceLineEndings("\n")).Select(static one => one.Value));
        var file = ParsedEvent.WithoutZonePrefix($"BEGIN:VCALENDAR\nMETHOD:PUBLISH\n{events}END:VCALENDAR\n");
        reader.TakeIn(reader.Receive(Encoding.UTF8.GetBytes(file)), Instant.MinValue);
        return Sort(reader.Events);
    }

    private static List<SimulatedEvent> Sort(IEnumerable<SimulatedEvent> events) =>
        [.. events.OrderBy(static one => one.Start).ThenBy(static one => one.RecurrenceId)];

    private static string ToMail(string calendar, EmailAddress from, string user)
    {
        var bytes = Encoding.UTF8.GetBytes(calendar.Replace(from.Value, $"{user}@example.test", StringComparison.Ordinal)
            .Replace("\n", "\r\n", StringComparison.Ordinal));
        var method = ParsedEvent.Value(calendar.Split('\n'), "METHOD");
        return string.Create(CultureInfo.InvariantCulture, $"""
            From: host@host.example
            To: {user}@example.test
            Subject: {method}
            Message-ID: <{Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(bytes))}@host.example>
            MIME-Version: 1.0
            Content-Type: text/calendar; charset=utf-8; method={method}
            Content-Transfer-Encoding: base64

            {Convert.ToBase64String(bytes, Base64FormattingOptions.InsertLineBreaks)}

            """).ReplaceLineEndings("\r\n");
    }

    private static string ToPartStat(ParticipationStatus response) => response.ToString().ToUpperInvariant();

    private static string Name(ParticipationStatus? response) => response is { } known ? ToPartStat(known) : "NEEDS-ACTION";

    [GeneratedRegex("BEGIN:VEVENT\n.*?END:VEVENT\n", RegexOptions.Singleline)]
    private static partial Regex Component();

    [GeneratedRegex("PARTSTAT=[A-Z-]+")]
    private static partial Regex PartStat();
}
