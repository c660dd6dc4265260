using NodaTime;

namespace Better.Calendar.Tests.Icalendar.Writing;

public sealed class WorkshopCalendarTests
{
    private static readonly WorkshopSeries Better = Samples.Better();

    [Test]
    public void The_published_file_is_the_approved_one() =>
        Approved.Bytes(WorkshopCalendar.Publish(Better, "hu", Samples.Announced).Bytes, "better.ics");

    [Test]
    public void The_request_is_the_approved_one() =>
        Approved.Bytes(
            WorkshopCalendar.Request(Better, Better.Workshops[0], Better.Participants[1], Samples.Announced).Bytes,
            "request.ics");

    [Test]
    public void The_cancel_is_the_approved_one() =>
        Approved.Bytes(
            WorkshopCalendar.Cancel(
                Better with { Workshops = [Better.Workshops[0] with { Sequence = 2 }, .. Better.Workshops.Skip(1)] },
                Better.Workshops[0] with { Sequence = 2 },
                Better.Participants[3],
                Samples.Announced).Bytes,
            "cancel.ics");

    [TestCaseSource(typeof(CultureOf), nameof(CultureOf.Machines))]
    public void The_bytes_are_the_same_on_every_machine(string culture)
    {
        var (one, two) = CultureOf.Run(culture, () => (
            WorkshopCalendar.Publish(Samples.Better(), "et", Samples.Announced).ToString(),
            WorkshopCalendar.Request(Samples.Better(), Samples.Better().Workshops[2], Samples.Better().Participants[4], Samples.Announced)
                .ToString()));

        Assert.That(one, Is.EqualTo(WorkshopCalendar.Publish(Better, "et", Samples.Announced).ToString()));
        Assert.That(
            two,
            Is.EqualTo(WorkshopCalendar.Request(Better, Better.Workshops[2], Better.Participants[4], Samples.Announced).ToString()));
    }

    [Test]
    public void A_published_file_contains_no_participant_and_no_passcode()
    {
        var file = WorkshopCalendar.Publish(Better, "hu", Samples.Announced).ToString().Replace("\r\n ", "", StringComparison.Ordinal);

        Assert.That(file, Does.Not.Contain("ATTENDEE"));
        Assert.That(Better.Participants.Where(participant => file.Contains(participant.Email.Value, StringComparison.Ordinal)), Is.Empty);
        Assert.That(Better.Workshops.Where(workshop => file.Contains(workshop.Meeting!.Passcode!, StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public void A_request_contains_only_its_participant()
    {
        var file = WorkshopCalendar.Request(Better, Better.Workshops[0], Better.Participants[0], Samples.Announced)
            .ToString()
            .Replace("\r\n ", "", StringComparison.Ordinal);

        Assert.That(file.Split("ATTENDEE").Length - 1, Is.EqualTo(1));
        Assert.That(Better.Participants.Skip(1)
            .Where(participant => file.Contains(participant.Email.Value, StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public void The_encoding_of_each_time_zone_is_returned_with_its_reason()
    {
        var kyiv = Samples.Small() with { Zone = "Europe/Kyiv" };
        var twice =
            Samples.Small() with
            {
                Workshops =
                [Samples.Workshop("1") with { Start = new LocalDateTime(2027, 10, 31, 1, 30), AmbiguousTime = AmbiguousTime.Later }]
            };

        var rules = WorkshopCalendar.Publish(kyiv, "en", Samples.Announced);
        var utc = WorkshopCalendar.Publish(twice, "en", Samples.Announced);

        Assert.That(rules.ZoneEncodings, Is.EqualTo(new[] { new ZoneEncoding("Europe/Kyiv", VTimeZoneEncoding.Rules, "") }));
        Assert.That(WorkshopCalendar.Publish(kyiv, "en", Samples.Announced, renamedZoneIds: RenamedZoneIds.Old)
            .ToString(), Does.Contain("TZID=Europe/Kiev:"));
        Assert.That(utc.ZoneEncodings.Single().Encoding, Is.EqualTo(VTimeZoneEncoding.Utc));
        Assert.That(utc.ZoneEncodings.Single().Reason, Does.Contain("2027-10-31T01:30").And.Contain("twice"));
        Assert.That(utc.ToString(), Does.Contain("DTSTART:20271031T013000Z").And.Not.Contain("VTIMEZONE"));
    }

    [Test]
    public void An_invalid_series_is_rejected()
    {
        var twice = Better with { Workshops = [Better.Workshops[0], Better.Workshops[0]] };

        Assert.That(
            () => WorkshopCalendar.Publish(twice, "hu", Samples.Announced),
            Throws.TypeOf<InvalidSeriesException>().With.Message.Contain("workshops[1].id"));
    }

    [Test]
    public void Fractions_of_a_second_do_not_change_the_bytes() =>
        Assert.That(
            WorkshopCalendar.Publish(Better, "hu", Samples.Announced + Duration.FromMilliseconds(999)).ToString(),
            Is.EqualTo(WorkshopCalendar.Publish(Better, "hu", Samples.Announced).ToString()));

    [Test]
    public void A_workshop_without_optional_properties_can_be_written()
    {
        var bare = Samples.Small() with { Workshops = [Samples.Workshop("1") with { Meeting = null }] };
        var file = WorkshopCalendar.Publish(bare, "en", Samples.Announced).ToString();

        Assert.That(file, Does.Not.Contain("LOCATION").And.Not.Contain("CONFERENCE").And.Not.Contain("\nURL"));
    }

    [Test]
    public void What_takes_place_has_a_join_button_for_Teams_and_what_is_cancelled_has_none()
    {
        const string Button = "X-MICROSOFT-ONLINEMEETINGEXTERNALLINK:https://meet.example/spring\r\n";
        var (small, one) = (Samples.Small(), Samples.Workshop("1"));
        var cancelled = small with { Workshops = [one, Samples.Workshop("2") with { Status = WorkshopStatus.Cancelled }] };

        var request = WorkshopCalendar.Request(small, one, small.Participants[0], Samples.Announced).ToString();
        var feed = WorkshopCalendar.Publish(cancelled, "en", Samples.Announced).ToString();

        Assert.That(request, Does.Contain(Button).And.Not.Contain("SKYPETEAMS"));
        Assert.That(feed.Split(Button), Has.Length.EqualTo(2), "one of two events");
        Assert.That(
            WorkshopCalendar.Cancel(small, one, small.Participants[0], Samples.Announced).ToString(),
            Does.Not.Contain("X-MICROSOFT-ONLINEMEETING"));
    }

    [TestCase(SchedulingMode.EventPerWorkshop)]
    [TestCase(SchedulingMode.RecurringEvent)]
    public void Outlook_gets_a_join_button_by_option_and_the_validator_finds_nothing(SchedulingMode mode)
    {
        var options = new InvitationOptions { ShowsOutlookJoinButton = true, SchedulingMode = mode };
        var second = Samples.Workshop("1") with { Id = "2", Start = Samples.Workshop("1").Start.PlusWeeks(1) };
        var series = Samples.Small() with { Workshops = [Samples.Workshop("1"), second] };
        var email = new InvitationComposer(options).ComposeAll(series, Samples.Announced).First();
        var report = InvitationValidator.ValidateEmail(email.Bytes);

        Assert.That(
            email.Calendar!.ToString(),
            Does.Contain("X-MICROSOFT-SKYPETEAMSMEETINGURL:https://meet.example/spring\r\n")
                .And.Contain("X-MICROSOFT-ONLINEMEETINGEXTERNALLINK:https://meet.example/spring\r\n"));
        Assert.That(report.Findings.Where(static finding => finding.Severity > Severity.Suggestion), Is.Empty);
        Assert.That(report.Views.Single().JoinLink, Is.EqualTo("https://meet.example/spring"));
    }

    [Test]
    public void A_long_title_is_shortened_in_the_summary_and_complete_in_the_description()
    {
        var title = string.Concat(Enumerable.Repeat("ősz 🍂 ", 200)).Trim();
        var series = Samples.Small() with { Workshops = [Samples.Workshop("1") with { Title = title }] };
        var lines = WorkshopCalendar.Publish(series, "en", Samples.Announced)
            .ToString()
            .Replace("\r\n ", "", StringComparison.Ordinal)
            .Split("\r\n");

        Assert.That(
            lines.Single(line => line.StartsWith("SUMMARY:", StringComparison.Ordinal)),
            Has.Length.LessThanOrEqualTo(210).And.EndsWith("…"));
        Assert.That(lines.Single(line => line.StartsWith("DESCRIPTION:", StringComparison.Ordinal)), Does.Contain(title));
    }
}
