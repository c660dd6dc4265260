using Better.Calendar.Icalendar.Parsing;
using Better.Calendar.Tests.Peers;
using CsCheck;
using NodaTime;

namespace Better.Calendar.Tests.Icalendar.Parsing;

public sealed class RecurrenceRuleTests
{
    private static readonly LocalDateTime Start = new(2027, 4, 14, 9, 0);

    [TestCase("FREQ=DAILY;COUNT=3")]
    [TestCase("COUNT=3;FREQ=DAILY")]
    [TestCase("freq=weekly;byday=mo,We")]
    [TestCase("FREQ=WEEKLY;INTERVAL=2;WKST=SU;UNTIL=20270512T070000Z")]
    [TestCase("FREQ=MONTHLY;BYDAY=2TU,-1FR")]
    [TestCase("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1")]
    [TestCase("FREQ=MONTHLY;BYMONTHDAY=-1,15")]
    [TestCase("FREQ=YEARLY;BYMONTH=11;BYDAY=4TH")]
    [TestCase("FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO")]
    [TestCase("FREQ=YEARLY;BYYEARDAY=1,-1")]
    [TestCase("FREQ=HOURLY;BYMINUTE=0,30")]
    [TestCase("FREQ=YEARLY;RSCALE=GREGORIAN;SKIP=BACKWARD;UNTIL=20280101")]
    public void A_rule_of_RFC_5545_is_valid(string text) => Assert.That(Faults(text), Is.Empty);

    [TestCase("FREQ=FORTNIGHTLY", "FREQ=FORTNIGHTLY does not exist")]
    [TestCase("COUNT=3", "it has no FREQ")]
    [TestCase("", "an empty part")]
    [TestCase("FREQ=DAILY;", "an empty part")]
    [TestCase("FREQ=DAILY;;COUNT=3", "an empty part")]
    [TestCase("FREQ=DAILY;BYDAY=", "BYDAY= has no value")]
    [TestCase("FREQ=DAILY;COUNT", "COUNT has no value")]
    [TestCase("FREQ=DAILY;FREQ=WEEKLY", "FREQ appears twice")]
    [TestCase("FREQ=DAILY;COUNT=3;UNTIL=20270501T000000Z", "both UNTIL and COUNT")]
    [TestCase("FREQ=DAILY;INTERVAL=0", "INTERVAL=0")]
    [TestCase("FREQ=DAILY;INTERVAL=-1", "INTERVAL=-1")]
    [TestCase("FREQ=DAILY;COUNT=0", "COUNT=0")]
    [TestCase("FREQ=DAILY;COUNT=three", "COUNT=three")]
    [TestCase("FREQ=DAILY;COUNT= 3", "COUNT= 3")]
    [TestCase("FREQ=DAILY; COUNT=3", "unknown part")]
    [TestCase("FREQ=DAILY;UNTIL=tomorrow", "UNTIL=tomorrow")]
    [TestCase("FREQ=DAILY;UNTIL=20270231", "UNTIL=20270231")]
    [TestCase("FREQ=WEEKLY;BYDAY=1MO", "ordinal")]
    [TestCase("FREQ=YEARLY;BYWEEKNO=20;BYDAY=1MO", "BYWEEKNO")]
    [TestCase("FREQ=WEEKLY;BYMONTHDAY=3", "BYMONTHDAY")]
    [TestCase("FREQ=MONTHLY;BYYEARDAY=3", "BYYEARDAY")]
    [TestCase("FREQ=MONTHLY;BYWEEKNO=3", "BYWEEKNO")]
    [TestCase("FREQ=MONTHLY;BYMONTHDAY=32", "BYMONTHDAY=32")]
    [TestCase("FREQ=MONTHLY;BYMONTHDAY=0", "BYMONTHDAY=0")]
    [TestCase("FREQ=MONTHLY;BYMONTHDAY=1,", "BYMONTHDAY=")]
    [TestCase("FREQ=MONTHLY;BYDAY=XX", "BYDAY=XX")]
    [TestCase("FREQ=MONTHLY;BYDAY=0MO", "BYDAY=0MO")]
    [TestCase("FREQ=MONTHLY;BYDAY=54MO", "BYDAY=54MO")]
    [TestCase("FREQ=MONTHLY;BYSETPOS=2", "BYSETPOS without")]
    [TestCase("FREQ=DAILY;BYHOUR=24", "BYHOUR=24")]
    [TestCase("FREQ=DAILY;BYMINUTE=60", "BYMINUTE=60")]
    [TestCase("FREQ=DAILY;BYSECOND=61", "BYSECOND=61")]
    [TestCase("FREQ=YEARLY;BYMONTH=13", "BYMONTH=13")]
    [TestCase("FREQ=YEARLY;BYMONTH=+3", "BYMONTH=+3")]
    [TestCase("FREQ=YEARLY;BYWEEKNO=54", "BYWEEKNO=54")]
    [TestCase("FREQ=YEARLY;BYYEARDAY=367", "BYYEARDAY=367")]
    [TestCase("FREQ=DAILY;WKST=XX", "WKST=XX")]
    [TestCase("FREQ=DAILY;FOO=1", "unknown part FOO")]
    [TestCase("FREQ=DAILY;DTSTART=20270414T090000", "unknown part DTSTART")]
    public void What_is_wrong_with_a_rule_is_said_with_a_fix(string text, string problem)
    {
        Assert.That(Faults(text).Select(fault => fault.Problem), Has.Some.Contains(problem));
        Assert.That(Faults(text).Select(fault => fault.Fix), Has.All.Match("^[A-Z].*[.]$"));
    }

    [TestCase("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30")]
    [TestCase("FREQ=MONTHLY;BYMONTHDAY=31;BYMONTH=2,4")]
    [TestCase("FREQ=YEARLY;INTERVAL=4;BYMONTH=2;BYMONTHDAY=29")] // from 2027
    [TestCase("FREQ=MONTHLY;INTERVAL=12;BYMONTH=3")] // from April
    [TestCase("FREQ=MONTHLY;BYDAY=MO;BYSETPOS=6")]
    public void A_rule_that_never_takes_place_has_no_days(string text) => Assert.That(Days(text, 1), Is.Empty);

    [TestCase("FREQ=DAILY;BYDAY=WE", true)]
    [TestCase("FREQ=DAILY;BYDAY=MO", false)]
    [TestCase("FREQ=MONTHLY;BYDAY=2WE", true)]
    [TestCase("FREQ=MONTHLY;BYDAY=-3WE", true)]
    [TestCase("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=10", true)]
    [TestCase("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", false)]
    [TestCase("FREQ=DAILY;BYHOUR=9,14", true)]
    [TestCase("FREQ=DAILY;BYHOUR=14", false)]
    [TestCase("FREQ=DAILY;BYHOUR=9,14;BYSETPOS=2", false)]
    [TestCase("FREQ=HOURLY;BYDAY=MO", false)]
    public void DTSTART_is_compared_with_the_rule(string text, bool includes)
    {
        var budget = 100_000;
        Assert.That(new RecurrenceOccurrences(RecurrenceRule.Parse(text, []), Start).IncludesStart(ref budget), Is.EqualTo(includes));
    }

    [TestCase("FREQ=DAILY;COUNT=3", 86_400)]
    [TestCase("FREQ=DAILY;BYHOUR=9,14", 5 * 3_600)]
    [TestCase("FREQ=WEEKLY;BYDAY=WE,FR", 2 * 86_400)]
    [TestCase("FREQ=HOURLY;INTERVAL=2", 2 * 3_600)]
    [TestCase("FREQ=MONTHLY;BYMONTHDAY=14,16", 2 * 86_400)]
    [TestCase("FREQ=DAILY;COUNT=1", null)]
    public void The_shortest_gap_between_occurrences_is_found(string text, int? seconds)
    {
        var budget = 100_000;
        Assert.That(
            new RecurrenceOccurrences(RecurrenceRule.Parse(text, []), Start).FindShortestGap(ref budget),
            Is.EqualTo((long?)seconds));
    }

    [Test]
    [Category("Peer")]
    public void Random_rules_are_valid_and_invalid_as_four_libraries_say()
    {
        var rules = Generate(400);
        var peers = RecurrencePeers.Read(rules.Select(rule => (rule, "20270414T090000", 0)));

        Assert.Multiple(() =>
        {
            for (var at = 0; at < rules.Count; at++)
            {
                var accepting = peers.Where(peer => peer.Value[at].Valid).Select(peer => peer.Key).ToList();
                var faults = Faults(rules[at]);

                // What one library alone does not know it may refuse; what RFC 5545 forbids in combination, libraries often accept.
                if (faults.Count == 0)
                {
                    Assert.That(accepting, Has.Count.GreaterThanOrEqualTo(3), rules[at]);
                }
                else if (!faults.Exists(fault => IsCombination(fault.Problem)))
                {
                    Assert.That(accepting, Has.Count.LessThan(4), $"{rules[at]}: {faults[0].Problem}");
                }

                if (accepting.Count == 0)
                {
                    Assert.That(faults, Is.Not.Empty, rules[at]);
                }
            }
        });
    }

    [Test]
    [Category("Peer")]
    public void Random_rules_take_place_on_the_days_that_four_libraries_give()
    {
        const int Count = 6;
        var rules = Generate(500).Where(
            rule => Faults(rule).Count == 0 && RecurrenceRule.Parse(rule, []).Frequency <= RecurrenceFrequency.Daily)
            .ToList();
        var peers = RecurrencePeers.Read(rules.Select(rule => (rule, "20270414T090000", Count)));

        Assert.That(rules, Has.Count.GreaterThan(100));
        Assert.Multiple(() =>
        {
            for (var at = 0; at < rules.Count; at++)
            {
                var theirs = peers.Values.Where(peer => peer[at].Valid).Select(
                    peer => string.Join(" ", peer[at].Days.Take(Count))).ToList();
                var count = Math.Min(Count, RecurrenceRule.Parse(rules[at])!.Count ?? Count);
                var mine = string.Join(" ", Days(rules[at], count).Select(day => day.ToString("uuuuMMdd", null)));

                // Where two of them agree, so do we; libraries differ on BYWEEKNO at the turn of a year and on rules that RFC 5545 leaves
                // open.
                var agreed = theirs.GroupBy(days => days).Where(group => group.Count() > 2).Select(group => group.Key).ToList();
                Assert.That(agreed.Count == 0 || agreed.Exists(
                    days => days == mine || days.StartsWith(mine, StringComparison.Ordinal)), Is.True,
                    $"{rules[at]}: {mine}, but {string.Join(" | ", theirs)}");
            }
        });
    }

    private static bool IsCombination(string problem) =>
        problem.Contains("ordinal", StringComparison.Ordinal) || problem.Contains("BYSETPOS without", StringComparison.Ordinal);

    private static List<RecurrenceFault> Faults(string text)
    {
        var faults = new List<RecurrenceFault>();
        RecurrenceRule.Parse(text, faults);
        return faults;
    }

    private static List<LocalDate> Days(string text, int count)
    {
        var budget = 1_000_000;
        return new RecurrenceOccurrences(RecurrenceRule.Parse(text, []), Start).FindDays(count, ref budget);
    }

    /// <summary>Random rules, half of them with one part that is wrong or does not belong there.</summary>
    private static List<string> Generate(int count)
    {
        var random = new Random(20270414);
        return [.. Enumerable.Range(0, count).Select(_ => GenerateRule(random))];
    }

    private static string GenerateRule(Random random)
    {
        string Pick(params string[] words) => words[random.Next(words.Length)];
        var frequency = Pick("YEARLY", "MONTHLY", "MONTHLY", "WEEKLY", "DAILY", "HOURLY");
        var parts = new List<string> { $"FREQ={frequency}" };
        parts.AddRange(random.Next(3) == 0 ? [$"INTERVAL={random.Next(1, 5)}"] : []);
        parts.AddRange(
            random.Next(3) switch { 0 => [$"COUNT={random.Next(1, 30)}"], 1 => ["UNTIL=20351231T080000Z"], _ => Array.Empty<string>() });
        parts.AddRange(random.Next(4) == 0 ? [$"BYMONTH={Pick("4", "2,6", "12", "1,4,7,10")}"] : []);
        parts.AddRange(random.Next(2) == 0 ? [] : frequency switch
        {
            "YEARLY" => [Pick("BYMONTHDAY=1,15", "BYYEARDAY=100,-1", "BYDAY=20MO", "BYDAY=WE", "BYDAY=-1FR")],
            "MONTHLY" =>
                [
                    Pick(
                        "BYDAY=2TU",
                        "BYDAY=-1FR,1MO",
                        "BYMONTHDAY=-1",
                        "BYMONTHDAY=14,31",
                        "BYDAY=MO,TU;BYSETPOS=-1",
                        "BYDAY=FR;BYMONTHDAY=13")
                ],
            "WEEKLY" => [Pick("BYDAY=MO", "BYDAY=WE,FR,SU", "BYDAY=TU,TH;WKST=SU")],
            _ => [Pick("BYDAY=MO,WE", "BYMONTHDAY=1,2,3")],
        });
        if (random.Next(2) == 0)
        {
            parts.Insert(random.Next(parts.Count + 1), Pick(
                "FREQ=FORTNIGHTLY", "INTERVAL=0", "INTERVAL=x", "COUNT=-3", "COUNT=", "UNTIL=2027-05-12", "BYDAY=XX", "BYDAY=1MO,,2TU",
                "BYMONTHDAY=32",
                "BYMONTHDAY=a", "BYHOUR=25", "BYMINUTE=60", "BYMONTH=0", "WKST=MONDAY", "FOO=BAR", "BYDAY=MONDAY", "UNTIL=never"));
        }

        return string.Join(";", parts);
    }
}
