using CsCheck;

namespace Better.Calendar.Tests.Icalendar.Writing;

/// <summary>The personal feed: one participant's workshops, for a calendar of its own.</summary>
public sealed class PersonalFeedTests
{
    private static readonly Participant Anna = new()
    {
        Name = "Anna",
        Email = EmailAddress.Parse("anna@guest.example"),
        Language = "hu",
        Zone = "Europe/Budapest",
        Workshops = ["1", "3"],
        Meetings = [new() { WorkshopId = "1", Url = new("https://meet.example/anna"), Passcode = "anna-word" }],
    };

    private static readonly Participant Ben = new() { Name = "Ben", Email = EmailAddress.Parse("ben@guest.example") };

    private static readonly WorkshopSeries Series = Samples.Small() with
    {
        Title = new([("en", "Spring school"), ("hu", "Tavaszi iskola")]),
        Workshops =
        [
            Samples.Workshop("1") with
            {
                Meeting = Samples.Workshop("1").Meeting! with { Passcode = "for-all" },
                Materials = [new() { Title = "Slides", Url = new("https://host.example/slides") }],
            },
            Samples.Workshop("2") with { Start = new(2027, 4, 15, 9, 0) },
            Samples.Workshop("3") with { Start = new(2027, 4, 16, 9, 0), Status = WorkshopStatus.Cancelled, Sequence = 2 },
        ],
        Participants = [Anna, Ben],
    };

    [Test]
    public void It_has_the_participants_workshops_alone_in_their_language_with_their_own_link()
    {
        var file = Read(Anna);

        Assert.That(file.Split("BEGIN:VEVENT"), Has.Length.EqualTo(3));
        Assert.That(file, Does.Contain("NAME:Tavaszi iskola").And.Contain("Csatlakozás").And.Contain("https://host.example/slides"));
        Assert.That(file, Does.Contain("URL:https://meet.example/anna").And.Contain("11").And.Not.Contain("SUMMARY:Workshop 2"));
        Assert.That(Between(file, "SUMMARY:Workshop 1", "END:VEVENT"), Does.Not.Contain("https://meet.example/spring"));
        Assert.That(Read(Ben), Does.Contain("https://meet.example/spring").And.Not.Contain("meet.example/anna"));
    }

    [Test]
    public void It_names_nobody_and_no_passcode_and_asks_nothing()
    {
        Assert.That(
            Read(Anna),
            Does.Contain("METHOD:PUBLISH").And.Not.Contain("ATTENDEE").And.Not.Contain("anna@").And.Not.Contain("Anna")
                .And.Not.Contain("anna-word").And.Not.Contain("for-all"));
    }

    [Test]
    public void Its_UIDs_are_those_of_no_invitation_and_of_no_other_person_or_series()
    {
        string[] all =
        [
            .. Series.Workshops.Select(static workshop => WorkshopUid.Create(Series, workshop)),
            WorkshopUid.Create(Series),
            .. from participant in Series.Participants
               from workshop in Series.Workshops
               select WorkshopUid.Create(Series, workshop, participant),
            .. Series.Workshops.Select(static workshop => WorkshopUid.Create(Series with { Id = "autumn" }, workshop, Anna)),
        ];

        Assert.That(all, Is.Unique);
        Assert.That(
            ReadUids(Read(Anna)),
            Is.EqualTo(new[] { Series.Workshops[0], Series.Workshops[2] }.Select(static one => WorkshopUid.Create(Series, one, Anna))));
    }

    [Test]
    public void Its_UIDs_stay_whatever_is_edited()
    {
        var uid = WorkshopUid.Create(Series, Series.Workshops[0], Anna);
        var edited = Series with { Title = "Another", Language = "de", Zone = "Asia/Tokyo" };
        var moved = Series.Workshops[0] with { Start = new(2027, 5, 1, 12, 0), Title = "B", Sequence = 7, Meeting = null };
        var renamed = Anna with { Name = "Anna B.", Language = "en", Zone = null, Workshops = null, Meetings = [] };

        Assert.That(WorkshopUid.Create(edited, moved, renamed), Is.EqualTo(uid));
        Assert.That(uid, Is.EqualTo("spring.personal.5a645a21e75f5b9e95feca2d7ba346cc@host.example"), "it must never change");
    }

    [Test]
    public void Its_longest_UID_is_within_the_bytes_that_Outlook_compares()
    {
        var domain = string.Join('.', Enumerable.Repeat(new string('d', 22), 3)) + "d";
        var longest = Series with { Id = new('S', 64), Domain = domain, Workshops = [Samples.Workshop(new('w', 64))] };

        Assert.That(WorkshopUid.Create(longest, longest.Workshops[0], Anna), Has.Length.LessThanOrEqualTo(200));
        Assert.That(WorkshopUid.Create(longest, longest.Workshops[0], Anna), Is.EqualTo(
            WorkshopUid.Create(longest, longest.Workshops[0], Anna).ToLowerInvariant()));
    }

    [Test]
    public void A_cancelled_workshop_stays_as_in_the_public_file_and_has_no_alarm()
    {
        var file = Read(Anna, alarmMinutes: 15);
        var cancelled = Between(file, $"UID:{WorkshopUid.Create(Series, Series.Workshops[2], Anna)}", "END:VEVENT");

        Assert.That(cancelled, Does.Contain("STATUS:CANCELLED").And.Contain("SEQUENCE:2").And.Not.Contain("VALARM"));
        Assert.That(WorkshopCalendar.Publish(Series, "en", Samples.Announced).ToString(), Does.Contain("STATUS:CANCELLED"));
    }

    [Test]
    public void Each_workshop_that_takes_place_has_the_alarm_behind_its_properties()
    {
        var file = Read(Ben, alarmMinutes: 1440);

        Assert.That(
            file.Split("BEGIN:VALARM\r\n").Skip(1).Select(static part => part.Split("END:VEVENT")[0]),
            Is.EqualTo(new[] { "1", "2" }.Select(static id =>
                $"ACTION:DISPLAY\r\nDESCRIPTION:Workshop {id}\r\nTRIGGER:-PT1440M\r\nEND:VALARM\r\n")));
        Assert.That(Read(Ben), Does.Not.Contain("VALARM"));
    }

    [TestCase(0)]
    [TestCase(-15)]
    [TestCase(40_321)]
    public void An_alarm_out_of_range_is_refused_before_a_byte_is_written(int minutes)
    {
        using var stream = new MemoryStream();

        Assert.That(
            () => WorkshopCalendar.PublishTo(stream, Series, Anna, Samples.Announced, minutes),
            Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("from 1 to 40320"));
        Assert.That(stream.Length, Is.Zero);
        Assert.That(() => WorkshopCalendar.PublishFor(Series, Anna, Samples.Announced, 1), Throws.Nothing);
        Assert.That(() => WorkshopCalendar.PublishFor(Series, Anna, Samples.Announced, 40_320), Throws.Nothing);
    }

    [Test]
    public void A_feed_without_workshops_is_still_a_calendar()
    {
        var file = Read(Anna with { Workshops = [] });

        Assert.That(file, Does.Contain("BEGIN:VTIMEZONE").And.Not.Contain("BEGIN:VEVENT").And.EndsWith("END:VCALENDAR\r\n"));
    }

    [Test]
    public void The_same_input_gives_the_same_bytes_by_every_door()
    {
        var file = WorkshopCalendar.PublishFor(Series, Anna, Samples.Announced, 15);
        using var stream = new MemoryStream();
        var zones = WorkshopCalendar.PublishTo(stream, Series, Anna, Samples.Announced, 15);

        Assert.That(stream.ToArray(), Is.EqualTo(file.Bytes.ToArray()));
        Assert.That((zones, file.Method), Is.EqualTo((file.ZoneEncodings, IcsMethod.Publish)));
        Assert.That(
            WorkshopCalendar.PublishFor(Series with { Participants = [Ben, Anna] }, Anna, Samples.Announced, 15).Bytes.ToArray(),
            Is.EqualTo(file.Bytes.ToArray()));
    }

    [Test]
    public void The_validator_finds_nothing_in_any_language_with_and_without_an_alarm()
    {
        var better = Samples.Better();
        foreach (var language in InvitationTexts.Languages)
        {
            foreach (var participant in better.Participants.Append(Anna with { Workshops = null, Meetings = [] }))
            {
                foreach (var minutes in new int?[] { null, 15 })
                {
                    var file = WorkshopCalendar.PublishFor(better, participant with { Language = language }, Samples.Announced, minutes);
                    Assert.That(InvitationValidator.ValidateCalendar(file.Bytes).Findings, Is.Empty, $"{language} {participant.Name}");
                }
            }
        }

        var cancelled = WorkshopCalendar.PublishFor(Series, Anna, Samples.Announced, 30);
        Assert.That(InvitationValidator.ValidateCalendar(cancelled.Bytes).Findings, Is.Empty);
    }

    /// <summary>Whoever is invited to whatever: nobody's link, passcode or address is in the feed of another.</summary>
    [Test]
    public void No_byte_of_a_feed_has_a_link_or_an_address_of_somebody_else() =>
        Gen.Select(Gen.Int[1, 5], Gen.Int[1, 4], Gen.Int[0, 1 << 20], Gen.Int[0, 1 << 20], Gen.Int[0, 3]).SamplePortion(
            static all =>
            {
                var (people, workshops, selected, linked, alarm) = all;
                var series = CreateSeries(people, workshops, selected, linked);
                foreach (var (reader, number) in series.Participants.Select(static (one, number) => (one, number)))
                {
                    var minutes = alarm == 0 ? (int?)null : alarm * 10;
                    var file = Unfold(WorkshopCalendar.PublishFor(series, reader, Samples.Announced, minutes).ToString());
                    foreach (var other in Enumerable.Range(0, people))
                    {
                        Assert.That(file, Does.Not.Contain($"guest{other}@").And.Not.Contain($"word-{other}-"), reader.Name);
                        Assert.That(other == number || !file.Contains($"own-{other}-", StringComparison.Ordinal), reader.Name);
                    }

                    Assert.That(
                        ReadUids(file),
                        Is.EqualTo(series.WorkshopsOf(reader).Select(workshop => WorkshopUid.Create(series, workshop, reader))));
                    foreach (var meeting in reader.Meetings.Where(one => reader.Workshops!.Contains(one.WorkshopId)))
                    {
                        Assert.That(file, Does.Contain($"URL:{meeting.Url}\r\n"));
                    }
                }

                return true;
            },
            slice: 100, whole: 5_000);

    private static WorkshopSeries CreateSeries(int people, int workshops, int selected, int linked) => Samples.Small() with
    {
        Workshops =
        [
            .. Enumerable.Range(0, workshops).Select(static one => Samples.Workshop($"{one}") with
            {
                Start = Samples.Workshop("1").Start.PlusDays(one),
            }),
        ],
        Participants =
        [
            .. Enumerable.Range(0, people).Select(person => new Participant
            {
                Name = $"Guest {person}",
                Email = EmailAddress.Parse($"guest{person}@guest.example"),
                Language = person % 2 == 0 ? "hu" : null,
                Workshops =
                [
                    .. Enumerable.Range(0, workshops).Where(one => one == 0 || IsSet(selected, person, one)).Select(static one => $"{one}"),
                ],
                Meetings =
                [
                    .. Enumerable.Range(0, workshops).Where(one => IsSet(linked, person, one)).Select(one => new ParticipantMeeting
                    {
                        WorkshopId = $"{one}",
                        Url = new($"https://meet.example/own-{person}-{one}"),
                        Passcode = $"word-{person}-{one}",
                    }),
                ],
            }),
        ],
    };

    private static bool IsSet(int bits, int person, int workshop) => (bits >> ((person * 4) + workshop) & 1) == 1;

    private static string Read(Participant participant, int? alarmMinutes = null) =>
        Unfold(WorkshopCalendar.PublishFor(Series, participant, Samples.Announced, alarmMinutes).ToString());

    private static string Unfold(string file) => file.Replace("\r\n ", "", StringComparison.Ordinal);

    private static IEnumerable<string> ReadUids(string file) =>
        from line in file.Split("\r\n") where line.StartsWith("UID:", StringComparison.Ordinal) select line["UID:".Length..];

    private static string Between(string text, string start, string end) => text.Split(start)[1].Split(end)[0];
}
