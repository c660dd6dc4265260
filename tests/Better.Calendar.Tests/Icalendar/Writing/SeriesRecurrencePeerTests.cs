using System.Globalization;
using Better.Calendar.Tests.Peers;
using Better.Calendar.Tests.TimeZones;
using NodaTime;
using NodaTime.Text;

namespace Better.Calendar.Tests.Icalendar.Writing;

/// <summary>
/// The recurring form in every zone, expanded by the programs of tests/peers/zones from the VTIMEZONEs of the files alone.
/// </summary>
[Category(PeerRig.Category)]
public sealed class SeriesRecurrencePeerTests
{
    private static readonly InstantPattern Utc = InstantPattern.CreateWithInvariantCulture("uuuuMMdd'T'HHmmss'Z'");

    private PeerFolder folder = null!;
    private Dictionary<string, string> expected = null!;
    private List<string> files = null!;

    [OneTimeSetUp]
    public void Write()
    {
        ZonePeers.Require();
        folder = new();
        (expected, files) = ([], []);
        foreach (var zone in EveryZone.All)
        {
            foreach (var series in Recurring.AroundChanges(zone).Select(WithOneMoved))
            {
                try
                {
                    var file = WorkshopCalendar.RequestSeries(series, series.Participants[0], Instant.FromUtc(2026, 9, 1, 8, 0));
                    var name = string.Create(CultureInfo.InvariantCulture, $"{files.Count:00000}.ics");
                    files.Add(folder.Write(name, file.Bytes.ToArray()));
                    expected.Add(name, string.Join(
                        ' ', Recurring.Expected(series).Select(time => $"{Utc.Format(time.Start)}/{Utc.Format(time.End)}")));
                }
                catch (InvalidSeriesException)
                {
                    // Refused with the reason, which another test counts.
                }
            }
        }

        Assert.That(files, Has.Count.GreaterThan(1_500));
    }

    [OneTimeTearDown]
    public void Remove() => folder?.Dispose();

    [TestCase("libical_recurrence.c")]
    [TestCase("dateutil_recurrence.py")]
    public void Another_program_expands_every_series_to_the_workshops_as_they_are_stored(string program)
    {
        var read = ZonePeers.RunScript(program, files)
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .ToDictionary(static line => line.Split(' ')[0], static line => line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..]);

        var misread = expected.Where(written => read.GetValueOrDefault(written.Key) != written.Value)
            .Select(written => $"{written.Key}: {written.Value} read as {read.GetValueOrDefault(written.Key, "nothing")}")
            .ToList();
        TestContext.Out.WriteLine($"{program}: {files.Count} files, {misread.Count} misread");
        Assert.That(misread, Is.Empty);
    }

    // The third workshop has a text and a place of its own, the second does not take place, so that all of a file's parts are read.
    private static WorkshopSeries WithOneMoved(WorkshopSeries series) => series with
    {
        Workshops =
        [
            series.Workshops[0], series.Workshops[1] with { Status = WorkshopStatus.Cancelled },
            series.Workshops[2] with { Title = "Yoga with a guest" }, series.Workshops[3],
        ],
    };
}
