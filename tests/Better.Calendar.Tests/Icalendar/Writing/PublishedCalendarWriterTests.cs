using System.Text;
using Better.Calendar.Icalendar.Writing;
using Better.Calendar.Model;
using Better.Calendar.TimeZones;
using CsCheck;
using NodaTime;

namespace Better.Calendar.Tests.Icalendar.Writing;

/// <summary>A file that is written event by event has the same events as Ical.Net writes.</summary>
public sealed class PublishedCalendarWriterTests
{
    private static readonly Gen<string> Texts = Gen.OneOf(
        Gen.String[Gen.Char, 1, 60],
        Gen.String[Gen.Char["abc xyz,;:.\"'\\<>&=\nőŰß漢🙂\u2028\u00A0\u0085"], 1, 300],
        OneOf("semi;colon, comma: \\n", "x", "BEGIN:VEVENT", "a\nb", new string('ő', 250)))
        .Where(static text => !string.IsNullOrWhiteSpace(TextSanitizer.ToMultiLine(text)) && TextSanitizer.ToSingleLine(text).Length > 0);

    private static readonly Gen<OnlineMeeting?> Meetings =
        Gen.Select(Texts, Gen.Int[0, 3], Gen.Int[1, 400], (platform, kind, length) => kind == 0 ? null : new OnlineMeeting
        {
            Platform = platform,
            Url = new($"https://meet.example/j,{new string('1', length)};a?b=%2C&é"),
            Passcode = kind == 1 ? platform : null,
            MeetingNumber = kind == 2 ? "123 456" : null,
        });

    private static readonly Gen<Workshop> Workshops = Gen.Select(
        Gen.Select(Texts, Texts, Texts, Gen.Int[0, 7]),
        Gen.Select(Gen.Int[0, 3000], Gen.Int[1, 4000], Gen.Int[0, 12]),
        OneOf<string?>(null, "Europe/London", "America/New_York", "Africa/Casablanca", "Asia/Kolkata", "Europe/Kyiv", "Etc/UTC"),
        Gen.Enum<WorkshopStatus>(),
        Meetings,
        static (texts, numbers, zone, status, meeting) => new Workshop
        {
            Id = "1",
            Title = texts.Item1,
            Description = texts.Item4 > 3 ? (LocalizedText)texts.Item2 : null,
            Start = new LocalDate(2026, 1, 1).PlusDays(numbers.Item1) + new LocalTime(9, 30),
            Duration = Duration.FromMinutes(numbers.Item2),
            Sequence = numbers.Item3,
            Zone = zone,
            Status = status,
            Meeting = meeting,
            Venue = texts.Item4 % 2 == 1 ? new() { Name = texts.Item3, City = texts.Item2 } : null,
            LeadExpert = texts.Item4 % 3 == 1 ? new() { Name = texts.Item3, City = texts.Item2 } : null,
        });

    [Test]
    public void A_rendered_event_has_the_same_bytes_as_the_event_of_Ical_Net() =>
        Gen.Select(Workshops.Array[1, 12], OneOf("hu", "en", "ar", "sv-FI", "tlh"), OneOf<string?>(null, "https://host.example/spring"))
            .SamplePortion(
            static (workshops, language, website) =>
            {
                var series =
                    Samples.Small() with
                    {
                        Workshops = [.. workshops.Select(static (workshop, i) => workshop with { Id = $"{i}" })],
                        Website = website is null
                        ? null
                        : new(website)
                    };
                var file = WorkshopCalendar.Publish(series, language, Samples.Announced).ToString();
                return file.Substring(file.IndexOf("BEGIN:VEVENT", StringComparison.Ordinal)) == EventsByIcalNet(series, language);
            },
            slice: 200, whole: 20_000);

    [Test]
    public void A_stream_receives_the_bytes_of_the_file_a_few_events_at_a_time()
    {
        var series = Long(3_000);
        using var stream = new WriteSizeStream();

        var zones = WorkshopCalendar.PublishTo(stream, series, "hu", Samples.Announced);

        var file = WorkshopCalendar.Publish(series, "hu", Samples.Announced);
        Assert.That(stream.ToArray().SequenceEqual(file.Bytes.ToArray()), Is.True);
        Assert.That(zones, Is.EqualTo(file.ZoneEncodings));
        Assert.That(stream.LongestWrite, Is.LessThan(32 * 1024));
        Assert.That(file.ToString().Split("BEGIN:VEVENT"), Has.Length.EqualTo(3_001));
    }

    [Test]
    public void Nothing_is_written_of_an_invalid_series()
    {
        var small = Samples.Small();
        using var stream = new MemoryStream();

        Assert.That(
            () => WorkshopCalendar.PublishTo(
                stream,
                small with { Workshops = [small.Workshops[0], small.Workshops[0]] },
                "en",
                Samples.Announced),
            Throws.TypeOf<InvalidSeriesException>());
        Assert.That(stream.Length, Is.Zero);
    }

    [TestCase(2)]
    [TestCase(400)]
    public void A_description_says_nothing_about_the_other_workshops(int workshops)
    {
        var lines = LineFolder.Unfold(WorkshopCalendar.Publish(Long(workshops), "en", Samples.Announced).ToString())
            .Where(static line => line.StartsWith("DESCRIPTION:Join", StringComparison.Ordinal))
            .ToList();

        Assert.That(lines, Has.Count.EqualTo(workshops));
        Assert.That(lines, Has.None.Contains("Adat").And.None.Contains("…"));
        Assert.That(lines, Has.All.Contains("Spring").And.All.Contains("host@host.example"));
    }

    private static string EventsByIcalNet(WorkshopSeries series, string language)
    {
        var zones = DateTimeZoneProviders.Tzdb;
        var text = new EventTexts(series, InvitationTexts.ForLanguage(language), language, zones[series.Zone], zones);
        var times = new CalendarTimeZones(series, series.Workshops, VTimeZoneProfile.Series, zones, default);
        var mapper = new EventMapper(series, text, times, zones);
        var lines = series.Workshops.SelectMany(workshop => IcsWriter.CreateEventLines(
            mapper.CreateEvent(mapper.GetValues(workshop, IcsMethod.Publish, []), IcsMethod.Publish, Samples.Announced),
            mapper.CreateWorkshopLines(workshop, IcsMethod.Publish).Append(AttendeePropertyWriter.WriteOrganizer(series.Organizer))));
        return Encoding.UTF8.GetString(LineFolder.Fold(lines.Append(IcsWriter.EndLine)));
    }

    private static WorkshopSeries Long(int workshops) => Samples.Small() with
    {
        Workshops =
            [.. Enumerable.Range(0, workshops)
                .Select(
                    static number =>
                        Samples.Workshop($"{number}") with { Start = new LocalDateTime(2027, 1, 4, 10, 30).PlusDays(number / 8)
                            .PlusHours(number % 8), Title = $"Adat, {number}" })],
    };

    private static Gen<T> OneOf<T>(params T[] choices) => Gen.Int[0, choices.Length - 1].Select(at => choices[at]);

    /// <summary>Records the size of the longest write.</summary>
    private sealed class WriteSizeStream : MemoryStream
    {
        public int LongestWrite { get; private set; }

        public override void Write(byte[] buffer, int offset, int count)
        {
            LongestWrite = Math.Max(LongestWrite, count);
            base.Write(buffer, offset, count);
        }
    }
}
