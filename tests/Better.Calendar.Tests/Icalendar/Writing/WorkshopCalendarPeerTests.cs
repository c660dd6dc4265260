using Better.Calendar.Tests.Email;
using Better.Calendar.Tests.Peers;
using NodaTime;

namespace Better.Calendar.Tests.Icalendar.Writing;

/// <summary>Independent judges read the calendar files: libical, python-icalendar, ical.js, and a check of the byte rules.</summary>
[Category(PeerRig.Category)]
public sealed class WorkshopCalendarPeerTests
{
    private static readonly WorkshopSeries Better = Samples.Better();

    [Test]
    public void All_parsers_read_the_series_in_every_language_at_the_right_times()
    {
        PeerRig.Need("parsers");
        string[] languages = ["hu", "en", "it", "et", "sv", "de", "fr", "pl", "es", "ar"];

        var readings =
            IcsPeers.Read([.. languages.Select(language => WorkshopCalendar.Publish(Better, language, Samples.Announced).Bytes.ToArray())]);

        Assert.That(readings.SelectMany(reading => reading.Faults), Is.Empty);
        Assert.That(
            readings.Select(reading => reading.Times),
            Is.All.EquivalentTo(Better.Workshops.Select((workshop, i) => KeyValuePair.Create(
            WorkshopUid.Create(Better, workshop),
                new Interval(Instant.FromUtc(2020, 6, 16 + i, 8, 30), Instant.FromUtc(2020, 6, 16 + i, 10, 0))))));
    }

    [Test]
    public void All_parsers_read_personal_feeds_with_alarms_at_the_right_times()
    {
        PeerRig.Need("parsers");
        var people = Better.Participants.Select(static (one, number) =>
            one with { Workshops = number % 2 == 0 ? null : ["1", "3"] }).ToList();

        var readings = IcsPeers.Read(
            [.. people.Select(static (one, number) =>
                WorkshopCalendar.PublishFor(Better, one, Samples.Announced, number == 0 ? null : 15 * number).Bytes.ToArray())]);
        var empty = IcsPeers.Read(
            WorkshopCalendar.PublishFor(Better, people[0] with { Workshops = [] }, Samples.Announced).Bytes.ToArray());

        Assert.That(readings.SelectMany(reading => reading.Faults), Is.Empty);
        Assert.That(empty.Faults, Has.All.EndsWith("no event"), "they read it, and miss nothing else");
        foreach (var (reading, person) in readings.Zip(people))
        {
            Assert.That(reading.Times, Is.EquivalentTo(Better.WorkshopsOf(person).Select(workshop => KeyValuePair.Create(
                WorkshopUid.Create(Better, workshop, person),
                new Interval(
                    Better.StartOf(workshop, DateTimeZoneProviders.Tzdb).ToInstant(),
                    Better.EndOf(workshop, DateTimeZoneProviders.Tzdb).ToInstant())))));
        }
    }

    [Test]
    public void All_parsers_read_a_long_series_completely()
    {
        PeerRig.Need("parsers");
        var starts = Enumerable.Range(0, 600)
            .Select(static number => new LocalDateTime(2027, 1, 4, 10, 30).PlusDays(number).PlusHours(number % 8))
            .ToList();
        var series =
            Samples.Small() with
            {
                Workshops =
                [.. starts.Select(static (start, number) => Samples.Workshop($"{number}") with { Start = start })]
            };
        using var file = new MemoryStream();
        WorkshopCalendar.PublishTo(file, series, "en", Samples.Announced);

        var reading = IcsPeers.Read([file.ToArray()]).Single();

        Assert.That(reading.Faults, Is.Empty);
        Assert.That(reading.Times, Is.EquivalentTo(series.Workshops.Select(workshop => KeyValuePair.Create(
            WorkshopUid.Create(series, workshop),
            new Interval(series.StartOf(workshop, DateTimeZoneProviders.Tzdb)
                .ToInstant(), series.EndOf(workshop, DateTimeZoneProviders.Tzdb)
                .ToInstant())))));
    }

    [Test]
    public void No_parser_finds_an_error_in_a_request_or_cancel()
    {
        PeerRig.Need("parsers");
        var files = from participant in Better.Participants
                    from workshop in Better.Workshops
                    from file in new[] { WorkshopCalendar.Request(Better, workshop, participant, Samples.Announced),
                        WorkshopCalendar.Cancel(Better, workshop, participant, Samples.Announced) }
                    select file.Bytes.ToArray();

        var readings = IcsPeers.Read([.. files]);

        Assert.That(readings.SelectMany(reading => reading.Faults), Is.Empty);
        Assert.That(readings.SelectMany(reading => reading.Times.Values).Distinct().Count(), Is.EqualTo(3));
    }

    [Test]
    public void No_parser_finds_an_error_in_the_calendar_part_of_any_kind_language_or_scheduling_mode()
    {
        PeerRig.Need("parsers");
        var files = EmailMatrix.All().Where(email => email.Calendar is not null).Select(email => email.Calendar!.Bytes.ToArray()).ToList();

        var readings = IcsPeers.Read(files);

        Assert.That(readings, Has.Count.GreaterThan(200));
        Assert.That(readings.SelectMany(reading => reading.Faults).Distinct(), Is.Empty);
    }

    [Test]
    public void No_parser_finds_an_error_in_hostile_texts()
    {
        PeerRig.Need("parsers");
        string[] texts =
        [
            "a\r\nATTENDEE:mailto:x@evil.example",
                "semi;colon, comma: colon \\ backslash \\n",
                "\"quotes\" 'and' ^carets^n",
                "bell\u0007 nul\0 del\u007F",
            "RTL \u202Eoverride",
                "👩‍👩‍👧‍👦🇭🇺",
                new string('ő', 5000),
                "<b>bold</b> & <script>alert(1)</script>",
                "BEGIN:VEVENT",
                "\uD83D lone",
                "مرحبا بالعالم",
        ];
        var files = texts.Select(text =>
        {
            var small = Samples.Small();
            var series = small with
            {
                Title = text,
                Description = text,
                Organizer = small.Organizer with { Name = text },
                Workshops =
                    [small.Workshops[0] with { Title = text,
                        Description = text,
                        LeadExpert = new() { Name = text, City = text },
                        Venue = new() { Name = text },
                        Meeting = small.Workshops[0].Meeting! with { Platform = text, Passcode = text } }],
                Participants = [small.Participants[0] with { Name = text }],
            };
            return WorkshopCalendar.Request(series, series.Workshops[0], series.Participants[0], Samples.Announced).Bytes.ToArray();
        });

        var readings = IcsPeers.Read([.. files]);

        Assert.That(readings.SelectMany(reading => reading.Faults), Is.Empty);
        Assert.That(readings.Select(reading => reading.Events.Count), Is.All.EqualTo(1));
    }
}
