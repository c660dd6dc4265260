using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Better.Calendar.Testing;
using Better.Calendar.Tests.Peers;

namespace Better.Calendar.Tests.Lives;

/// <summary>Lives that real programs go through as well: their calendars agree with those that we simulate.</summary>
[Category(PeerRig.Category)]
[Category(TestScale.Slow)]
[NonParallelizable]
public sealed partial class ReplayPeerTests
{
    // Cyrus' users in the place of the first people of a life.
    private static readonly string[] Users = ["attendee", "onne", "organizer"];

    [Test]
    public void Cyrus_agrees_with_its_model()
    {
        using var cyrus = CyrusPeer.Start();
        var random = Portion.Random(50);
        var lives = TestScale.Long ? 50 : 5;
        foreach (var life in RandomLives(random, SimulatedClient.Cyrus).Take(lives))
        {
            var run = LifeRun.Play(life);
            var shown = cyrus.Play(Users, [.. run.Actions.SelectMany(action => ToCyrus(run, action))]);
            for (var number = 0; number < Users.Length; number++)
            {
                var real = shown[number].Events.SelectMany(static one => ParsedEvent.ReadAll(ParsedEvent.Unfold(one.Text)));
                AssertAgrees(run, run.People[number], real);
            }
        }
    }

    [Test]
    public void Evolution_agrees_with_its_model()
    {
        using var evolution = new EvolutionPeer();
        var random = Portion.Random(200);
        var runs = RandomLives(random, SimulatedClient.Evolution).Take(TestScale.Long ? 200 : 20)
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
            AssertAgrees(run, person, ParsedEvent.ReadAll(ParsedEvent.Unfold(shown)));
        }
    }

    [Test]
    public void The_broker_of_sabre_agrees_with_its_model()
    {
        SabrePeer.Need();
        var sabre = new SabrePeer();
        var random = Portion.Random(200);
        var runs = RandomLives(random, SimulatedClient.Sabre).Take(TestScale.Long ? 200 : 20)
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
            AssertAgrees(run, person, ParsedEvent.ReadAll(ParsedEvent.Unfold(shown.Text)));
        }

        TestContext.Out.WriteLine($"sabre/vobject: {people.Count} of {people.Count} calendars in {runs.Count} lives");
    }

    private static IEnumerable<Life> RandomLives(Random random, SimulatedClient client)
    {
        while (true)
        {
            var life = random.Next(3) == 0 ? Life.RandomCourse(random) : Life.Random(random);
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
                : ["respond", Users[number], action.Uid, ToPartStat(action.Response!.Value)];
        }
    }

    // Evolution sets the PARTSTAT that was pressed, and passes the calendar part on; after Decline it removes the event.
    private static void ToEvolution(EvolutionPeer evolution, LifeAction action)
    {
        if (action.Response == ParticipationStatus.Declined)
        {
            evolution.Remove(action.Uid);
        }
        else
        {
            evolution.Receive(action.Response is { } pressed
                ? PartStat().Replace(action.Calendar!, $"PARTSTAT={ToPartStat(pressed)}")
                : action.Calendar!);
        }
    }

    private static void AssertAgrees(LifeRun run, LifePerson person, IEnumerable<ParsedEvent> real)
    {
        var simulated = person.Calendar.Events.Select(static one =>
            (one.Uid, one.Sequence, one.Start, one.End, Status: one.Status.ToString().ToUpperInvariant(), one.Location, one.Title,
                Name(one.Response)));
        var shown = real.Select(static one =>
            (one.Uid, one.Sequence, one.Start.ToInstant(), one.End.ToInstant(), one.Status, one.Location, one.Title, one.PartStat));
        Assert.That(shown.Order(), Is.EqualTo(simulated.Order()), $"{person.Email}\n{run.Story}");
    }

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

    [GeneratedRegex("PARTSTAT=[A-Z-]+")]
    private static partial Regex PartStat();
}
