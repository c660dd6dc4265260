using NodaTime;

namespace Better.Calendar.Tests.Validation;

/// <summary>What Outlook stores of an event, by the tables of [MS-OXCICAL].</summary>
public sealed class OutlookViewTests
{
    private static readonly string[] Zone =
    [
        "BEGIN:VTIMEZONE", "TZID:Home", "BEGIN:STANDARD", "DTSTART:19701025T030000", "TZOFFSETFROM:+0200", "TZOFFSETTO:+0100",
        "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU", "END:STANDARD", "BEGIN:DAYLIGHT", "DTSTART:19700329T020000", "TZOFFSETFROM:+0100",
        "TZOFFSETTO:+0200", "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU", "END:DAYLIGHT", "END:VTIMEZONE",
    ];

    private static readonly string[] Times = ["DTSTART;TZID=Home:20270414T090000", "DTEND;TZID=Home:20270414T103000"];

    [Test]
    public void Times_are_those_of_the_VTIMEZONE_whatever_its_name()
    {
        var view = View(Zone, Times);

        Assert.That(view.Client, Is.EqualTo(CalendarClients.Outlook));
        Assert.That(
            (view.Start, view.End),
            Is.EqualTo(((Instant?)Instant.FromUtc(2027, 4, 14, 7, 0), (Instant?)Instant.FromUtc(2027, 4, 14, 8, 30))));
        Assert.That(
            view.TimeZone,
            Is.EqualTo("UTC+01:00, UTC+02:00 from the last Sunday of March 02:00 to the last Sunday of October 03:00"));
        Assert.That(View(Zone, [.. Times.Select(static line => line.Replace("0414", "0114", StringComparison.Ordinal))]).Start,
            Is.EqualTo(Instant.FromUtc(2027, 1, 14, 8, 0)));
    }

    [Test]
    public void Without_DAYLIGHT_the_zone_is_one_offset() =>
        Assert.That(View([.. Zone[..8], "END:VTIMEZONE"], Times).Start, Is.EqualTo(Instant.FromUtc(2027, 4, 14, 8, 0)));

    [Test]
    public void Of_several_observances_the_latest_counts()
    {
        string[] older = ["BEGIN:STANDARD", "DTSTART:19400101T000000", "TZOFFSETFROM:+0000", "TZOFFSETTO:+0300", "END:STANDARD"];

        Assert.That(View([.. Zone[..2], .. older, .. Zone[2..]], Times).Start, Is.EqualTo(Instant.FromUtc(2027, 4, 14, 7, 0)));
    }

    [Test]
    public void A_floating_time_is_read_as_UTC() =>
        Assert.That(View([], ["DTSTART:20270414T090000"]).Start, Is.EqualTo(Instant.FromUtc(2027, 4, 14, 9, 0)));

    [TestCase("RRULE:FREQ=WEEKLY;COUNT=3", "every week on Wednesday, 3 times", null)]
    [TestCase("RRULE:FREQ=MONTHLY;BYDAY=2TU,4TU", null, "one weekday with an ordinal")]
    [TestCase("RRULE:FREQ=FORTNIGHTLY", null, "FORTNIGHTLY")]
    [TestCase("RDATE;TZID=Home:20270415T090000", null, "RDATE without RRULE")]
    public void The_recurrence_is_a_pattern_or_the_event_is_refused(string line, string? pattern, string? problem)
    {
        var view = View(Zone, [.. Times, line]);

        Assert.That(view.Recurrence, Is.EqualTo(pattern));
        Assert.That(view.Problem, problem is null ? Is.Null : Does.Contain(problem));
        Assert.That(view.Start is null, Is.EqualTo(problem is not null));
    }

    [Test]
    public void Deleted_and_moved_occurrences_are_exceptions_of_their_event()
    {
        var views = Report(
            Zone,
            [.. Times, "RRULE:FREQ=DAILY;COUNT=5", "EXDATE;TZID=Home:20270416T090000", "END:VEVENT", "BEGIN:VEVENT", "UID:a@host.example",
                "DTSTAMP:20270301T080000Z", "RECURRENCE-ID;TZID=Home:20270415T090000", "DTSTART;TZID=Home:20270415T140000",
                "SUMMARY:Maps"]).Views;

        Assert.That(views, Has.Count.EqualTo(1));
        Assert.That(views[0].Exceptions, Is.EqualTo(new[] { "2027-04-16 deleted", "2027-04-15 at 2027-04-15 12:00 UTC" }));
    }

    [TestCase("X-MICROSOFT-SKYPETEAMSMEETINGURL:https://meet.example/1", "https://meet.example/1")]
    [TestCase("X-MICROSOFT-SKYPETEAMSMEETINGURL:http://meet.example/1", null)]
    [TestCase("X-MICROSOFT-ONLINEMEETINGEXTERNALLINK:https://meet.example/2", "https://meet.example/2")]
    [TestCase("CONFERENCE;VALUE=URI:https://meet.example/3", null)]
    [TestCase("URL:https://meet.example/4", null)]
    public void Only_some_links_make_a_Join_button(string line, string? link) =>
        Assert.That(View(Zone, [.. Times, line]).JoinLink, Is.EqualTo(link));

    [TestCase("REQUEST", "tentative, intended busy")]
    [TestCase("REQUEST", "tentative, intended busy", "TRANSP:TRANSPARENT")]
    [TestCase("REQUEST", "free", "X-MICROSOFT-CDO-BUSYSTATUS:FREE")]
    [TestCase("REQUEST", "tentative, intended out of office", "X-MICROSOFT-CDO-BUSYSTATUS:TENTATIVE", "X-MICROSOFT-CDO-INTENDEDSTATUS:OOF")]
    [TestCase("PUBLISH", "busy")]
    [TestCase("PUBLISH", "free", "TRANSP:TRANSPARENT")]
    [TestCase("PUBLISH", "tentative", "STATUS:TENTATIVE")]
    [TestCase("PUBLISH", "working elsewhere", "X-MICROSOFT-CDO-BUSYSTATUS:WORKINGELSEWHERE")]
    public void The_busy_status_depends_on_METHOD_and_on_Microsofts_properties(string method, string status, params string[] lines) =>
        Assert.That(View(Zone, [.. Times, .. lines], method).BusyStatus, Is.EqualTo(status));

    [Test]
    public void A_place_is_one_line_of_255_characters() =>
        Assert.That(
            View(Zone, [.. Times, $"LOCATION:Main\\nSt {new string('x', 300)}"]).Location,
            Is.EqualTo("MainSt " + new string('x', 248)));

    [Test]
    public void A_date_is_an_event_of_whole_days()
    {
        var view = View([], ["DTSTART;VALUE=DATE:20270414"]);

        Assert.That((view.IsAllDay, view.End), Is.EqualTo((true, (Instant?)Instant.FromUtc(2027, 4, 15, 0, 0))));
        Assert.That(view.ToString(), Does.StartWith("2027-04-14 00:00 UTC to 2027-04-15 00:00 UTC, all day; zone UTC"));
    }

    private static ClientView View(string[] zone, string[] lines, string method = "PUBLISH") => Report(zone, lines, method).Views.Single();

    private static ValidationReport Report(string[] zone, string[] lines, string method = "PUBLISH") =>
        InvitationValidator.ValidateCalendar(System.Text.Encoding.UTF8.GetBytes(string.Join("\r\n",
        [
            "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//host//EN", $"METHOD:{method}", .. zone, "BEGIN:VEVENT", "UID:a@host.example",
            "DTSTAMP:20270301T080000Z", "SUMMARY:Maps", .. lines, "END:VEVENT", "END:VCALENDAR", "",
        ])));
}
