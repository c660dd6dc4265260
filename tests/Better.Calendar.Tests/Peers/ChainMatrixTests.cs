using Better.Calendar.Tests.Lives;
using NodaTime;

namespace Better.Calendar.Tests.Peers;

[Category(PeerRig.Category)]
[NonParallelizable]
public sealed class ChainMatrixTests
{
    [Test]
    public void Cyrus_stores_updates_and_responds_in_every_zone()
    {
        using var cyrus = CyrusPeer.Start();
        var chains = ChainMatrix.Create(datesPerZone: 1).Where(static (_, number) => TestScale.Long || number % 3 == 0).ToList();
        IEnumerable<object[]> ToActions(ChainMatrix.Chain chain, ChainMatrix.Step step) =>
        [
            step.Response is { } response
                ? ["respond", "attendee", chain.Uid, response]
                : ["deliver", "attendee", ChainMatrix.Organizer, step.Mail],
            ["show", "attendee"],
        ];

        var shown = cyrus.Play(
            ["attendee"],
            [.. chains.SelectMany(chain => chain.Steps.SelectMany(step => ToActions(chain, step)).Append(["clear", "attendee"]))]);

        AssertHolds("Cyrus", chains, shown.Select(static calendar => ToState(calendar)));
    }

    [Test]
    public void The_broker_of_sabre_stores_updates_and_responds_in_every_zone_on_every_date()
    {
        SabrePeer.Need();
        var sabre = new SabrePeer();
        var chains = ChainMatrix.Create(ReaderMatrix.Dates.Length).ToList();
        foreach (var chain in chains)
        {
            foreach (var step in chain.Steps)
            {
                if (step.Response is { } response)
                {
                    sabre.Respond(chain.Uid, response, ChainMatrix.Reader);
                }
                else
                {
                    sabre.Receive(step.Email!.Calendar!.ToString());
                }

                sabre.Show();
            }

            sabre.Clear();
        }

        var shown = sabre.Run();

        Assert.That(shown.SelectMany(static calendar => calendar.Problems).Distinct(), Is.Empty);
        Assert.That(
            shown.Select(static calendar => calendar.Replies.Count),
            Is.EqualTo(chains.SelectMany(static chain => chain.Steps).Select(static step => step.Response is null ? 0 : 1)));
        AssertHolds("sabre/vobject", chains, shown.Select(ToState));
    }

    private static void AssertHolds(string peer, List<ChainMatrix.Chain> chains, IEnumerable<ChainMatrix.State?> shown)
    {
        var steps = chains.SelectMany(static chain => chain.Steps.Select(step => (chain, step))).ToList();
        var wrong = steps.Zip(shown)
            .Where(static one => one.Second != one.First.step.Expected)
            .Select(static one => (one.First.chain, one.First.step, Read: one.Second))
            .ToList();

        // Both look up the name of a zone before they read its VTIMEZONE.
        var stale = wrong.FindAll(static one => one.chain.DependsOnEdition);
        TestContext.Out.WriteLine(
            $"{peer}: {steps.Count - wrong.Count} of {steps.Count} checks in {chains.Count} chains are right; "
                + $"{stale.Count} are wrong by an old time zone database");
        Assert.That(steps, Has.Count.GreaterThan(150));
        Assert.That(
            wrong.Except(stale).Select(static one => $"{one.chain.Name}, {one.step.Name}: {one.Read} instead of {one.step.Expected}"),
            Is.Empty);
    }

    // Cyrus keeps a cancelled event, and frees its time.
    private static ChainMatrix.State? ToState(CyrusCalendar calendar) => calendar.Events.SingleOrDefault() is { } entry
        ? new(
            ChainMatrix.State.Format(calendar.BusyTimes),
            entry.Sequence,
            entry.Attendees[ChainMatrix.Reader] ?? "NEEDS-ACTION",
            entry.Status == "CANCELLED")
        : null;

    // sabre/vobject keeps a cancelled event at its time.
    private static ChainMatrix.State? ToState(SabreCalendar calendar)
    {
        var entries = ParsedEvent.ReadAll(ParsedEvent.Unfold(calendar.Text));
        if (entries.Count == 0)
        {
            return null;
        }

        var isCancelled = entries.All(static entry => entry.Status == "CANCELLED");
        var times = calendar.Events.Select(static one => new Interval(one.StartInstant, one.EndInstant));
        return new(isCancelled ? "" : ChainMatrix.State.Format(times), entries[0].Sequence, entries[0].PartStat, isCancelled);
    }
}
