using NodaTime;

namespace Better.Calendar.Tests.Peers;

[Category(PeerRig.Category)]
public sealed class IcsPeersTests
{
    private static readonly Lazy<IReadOnlyDictionary<string, IcsReading>> Samples = new(static () =>
        IcsPeers.Read(Directory.GetFiles(SampleFolder, "*.ics")).ToDictionary(static reading => reading.File));

    private static string SampleFolder => Path.Combine(PeerRig.Scripts, "ics");

    private static IEnumerable<string> Good => Names("good*.ics");

    private static IEnumerable<string> Bad => Names("bad-*.ics");

    [OneTimeSetUp]
    public void NeedTheParsers() => PeerRig.Need("parsers");

    [Test]
    public void There_are_four_good_samples_and_twenty_six_bad_ones() =>
        Assert.That((Good.Count(), Bad.Count()), Is.EqualTo((4, 26)));

    [TestCaseSource(nameof(Good))]
    public void All_readers_accept_a_good_file_and_agree_on_its_times(string name)
    {
        var reading = Samples.Value[name];

        Assert.That(reading.Readers.Keys, Is.EquivalentTo(["bytes", "libical", "python-icalendar", "ical.js"]));
        Assert.That(reading.Faults, Is.Empty);
        Assert.That(reading.Events, Is.Not.Empty);
    }

    [TestCaseSource(nameof(Bad))]
    public void A_bad_file_is_rejected_by_a_reader(string name)
    {
        var violations = Samples.Value[name].Readers
            .Where(static reader => reader.Key != "ical.js") // it rejects valid files too, so another reader must reject the file
            .SelectMany(static reader => reader.Value.Violations)
            .ToList();

        Assert.That(violations, Is.Not.Empty);
        Assert.That(violations, Has.None.StartsWith("did not run"));
    }

    [Test]
    public void The_times_of_a_good_file_are_the_local_times_in_three_cities() =>
        Assert.That(Samples.Value["good.ics"].Times, Is.EquivalentTo(new Dictionary<string, Interval>
        {
            ["20200616-1@example.test"] = Between(Instant.FromUtc(2020, 6, 16, 8, 30), Instant.FromUtc(2020, 6, 16, 10, 0)),
            ["20200617-2@example.test"] = Between(Instant.FromUtc(2020, 6, 17, 7, 30), Instant.FromUtc(2020, 6, 17, 9, 0)),
            ["20200618-3@example.test"] = Between(Instant.FromUtc(2020, 6, 18, 9, 30), Instant.FromUtc(2020, 6, 18, 11, 0)),
        }));

    [Test]
    public void A_time_zone_that_contradicts_its_name_makes_the_readers_differ()
    {
        var reading = Samples.Value["lying-vtimezone.ics"];

        Assert.That(reading.Readers.Values.SelectMany(static reader => reader.Violations), Is.Empty);
        Assert.That(reading.Faults, Has.Some.Contains("reads"));
        Assert.That(() => reading.Times, Throws.InvalidOperationException);
    }

    [Test]
    public void A_custom_zone_of_one_file_is_unknown_in_the_next()
    {
        var custom = PeerRig.Sample("ics/custom-tzid.ics");
        var lines = System.Text.Encoding.UTF8.GetString(custom);
        var from = lines.IndexOf("BEGIN:VTIMEZONE\r\nTZID:Ettev", StringComparison.Ordinal);
        var to = lines.IndexOf("BEGIN:VTIMEZONE\r\nTZID:Europe/London", StringComparison.Ordinal);
        var without = System.Text.Encoding.UTF8.GetBytes(lines.Remove(from, to - from));

        var readings = IcsPeers.Read([custom, without]);

        Assert.That(readings[0].Faults, Is.Empty);
        Assert.That(readings[1].Readers["libical"].Violations, Is.Not.Empty);
        Assert.That(readings[1].Readers["python-icalendar"].Violations, Is.Not.Empty);
        Assert.That(readings[1].Readers["ical.js"].Violations, Is.Not.Empty);
    }

    [Test]
    public void The_results_of_many_files_keep_their_order()
    {
        var good = PeerRig.Sample("ics/good-request.ics");
        var bad = PeerRig.Sample("ics/bad-lf-only.ics");

        var readings = IcsPeers.Read([.. Enumerable.Range(0, 200).Select(i => i == 137 ? bad : good)]);

        Assert.That(readings, Has.Count.EqualTo(200));
        Assert.That(readings.Index().Where(static r => r.Item.Faults.Count > 0).Select(static r => r.Index), Is.EqualTo([137]));
    }

    private static IEnumerable<string> Names(string pattern) =>
        Directory.GetFiles(SampleFolder, pattern).Select(Path.GetFileName).OfType<string>().Order(StringComparer.Ordinal);

    private static Interval Between(Instant start, Instant end) => new(start, end);
}
