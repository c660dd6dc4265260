using System.Text;
using Better.Calendar.Checks;
using Better.Calendar.Ics;
using MimeKit;
using NodaTime;

namespace Better.Calendar.Tests.Checks;

public sealed class CheckReportTests
{
    [Test]
    public void A_good_invitation_shows_buttons_everywhere()
    {
        var report = InvitationCheck.Mail(RuleBreaches.Invitation.Octets());

        Assert.That((report.Profile, report.Method, report.Worst, report.Omitted), Is.EqualTo((CheckProfile.Letter, "REQUEST", (Severity?)null, 0)));
        Assert.That(report.Verdicts.Select(verdict => verdict.ToString()), Is.EqualTo(new[]
        {
            "Outlook: shows buttons", "Gmail: shows buttons", "Apple: shows buttons", "Thunderbird: shows buttons", "Proton: shows buttons", "Nextcloud: shows buttons",
        }));
    }

    [Test]
    public void The_verdict_is_the_worst_that_a_client_trips_over_with_its_rules()
    {
        var letter = RuleBreaches.Invitation;
        var broken = letter.With(letter.Lines.Select(line => line.Replace(";CN=BETTER", "", StringComparison.Ordinal))) with { CalendarType = "Content-Type: text/calendar; charset=utf-8" };

        var verdicts = InvitationCheck.Mail(broken.Octets()).Verdicts;

        Assert.That(verdicts.Select(verdict => $"{verdict} {verdict.Rules}"), Is.EqualTo(new[]
        {
            "Outlook: shows a file [MIME-01]", "Gmail: shows a file [MIME-01]", "Apple: shows buttons []", "Thunderbird: shows buttons []", "Proton: shows buttons []", "Nextcloud: shows buttons []",
        }));
    }

    [Test]
    public void Updates_that_will_not_arrive_are_told_by_client()
    {
        var headers = RuleBreaches.Invitation.Headers.Replace("Reply-To: BETTER <meetings@", "Reply-To: BETTER <noreply@", StringComparison.Ordinal);

        var verdicts = InvitationCheck.Mail((RuleBreaches.Invitation with { Headers = headers }).Octets()).Verdicts;

        Assert.That(verdicts.Select(verdict => verdict.Outcome), Is.EqualTo(new[] { Outcome.Works, Outcome.NoUpdates, Outcome.Works, Outcome.Works, Outcome.Works, Outcome.NoUpdates }));
        Assert.That(verdicts[1].ToString(), Is.EqualTo("Gmail: shows a card but will not update"));
    }

    [Test]
    public void A_letter_without_calendar_shows_no_event()
    {
        var report = InvitationCheck.Mail("From: a@b.example\r\n\r\nHello\r\n"u8.ToArray());

        Assert.That(report.Verdicts.Select(verdict => verdict.Outcome), Has.All.EqualTo(Outcome.Nothing));
        Assert.That(report.Worst, Is.EqualTo(Severity.Advice));
    }

    [Test]
    public void A_finding_says_what_where_how_to_mend_it_and_who_says_so()
    {
        var finding = InvitationCheck.Ics(RuleBreaches.Invitation.With("SEQUENCE:0", "SEQUENCE:-1").Calendar).Findings.Single();

        Assert.That((finding.Rule, finding.Severity, finding.Clients), Is.EqualTo(("REV-03", Severity.Error, Clients.All)));
        Assert.That(finding.Problem, Is.EqualTo("SEQUENCE is \"-1\"."));
        Assert.That(finding.Mend, Is.Not.Empty);
        Assert.That(finding.Source, Does.Contain("RFC 5545, 3.8.7.4"));
        var text = Encoding.UTF8.GetString(RuleBreaches.Invitation.Calendar);
        var line = text[..text.IndexOf("SEQUENCE", StringComparison.Ordinal)];
        Assert.That(finding.Place, Is.EqualTo(new Place("calendar", line.Split("\r\n").Length, Encoding.UTF8.GetByteCount(line))));
    }

    [Test]
    public void A_silenced_rule_is_told_apart_with_its_reason_and_does_not_count()
    {
        var options = new CheckOptions { Silence = [new("REV-03", "we count down")] };

        var report = InvitationCheck.Ics(RuleBreaches.Invitation.With("SEQUENCE:0", "SEQUENCE:-1").Calendar, options);

        Assert.That(report.Findings, Is.Empty);
        Assert.That(report.Silenced, Is.EqualTo(options.Silence));
        Assert.That(report.Verdicts.Select(verdict => verdict.Outcome), Has.All.EqualTo(Outcome.Works));
        Assert.That(InvitationCheck.Ics(RuleBreaches.Invitation.Calendar, options).Silenced, Is.Empty);
    }

    [TestCase("", "why not")]
    [TestCase("REV-03", " ")]
    public void No_rule_is_silenced_without_a_name_and_a_reason(string rule, string reason) =>
        Assert.That(() => new SilencedRule(rule, reason), Throws.ArgumentException);

    [Test]
    public void A_rule_that_does_not_exist_is_refused_where_the_options_are_given()
    {
        var options = new CheckOptions { Silence = [new("REV-99", "why not")] };
        var octets = RuleBreaches.Invitation.Octets();

        Assert.That(() => InvitationCheck.Ics(RuleBreaches.Invitation.Calendar, options), Throws.ArgumentException.With.Message.Contains("REV-99"));
        Assert.That(() => InvitationCheck.Mail(octets, options), Throws.ArgumentException);
        Assert.That(() => InvitationCheck.Mail(new MemoryStream(octets), options), Throws.ArgumentException);
        Assert.That(() => InvitationCheck.Mail(MimeMessage.Load(new MemoryStream(octets)), options), Throws.ArgumentException);
        Assert.That(() => InvitationCheck.Revision(octets, octets, options), Throws.ArgumentException);
    }

    [TestCase("PUBLISH", null, CheckProfile.Download)]
    [TestCase("PUBLISH", "REFRESH-INTERVAL;VALUE=DURATION:PT1H", CheckProfile.Feed)]
    [TestCase("REQUEST", null, CheckProfile.Letter)]
    [TestCase("CANCEL", null, CheckProfile.Letter)]
    [TestCase("reply", null, CheckProfile.Reply)]
    [TestCase("COUNTER", null, CheckProfile.Reply)]
    [TestCase(null, null, CheckProfile.Download)]
    public void The_profile_is_guessed_from_METHOD(string? method, string? more, CheckProfile profile)
    {
        string[] lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:a", .. method is null ? [] : new[] { $"METHOD:{method}" }, .. more is null ? [] : new[] { more }, "END:VCALENDAR"];

        Assert.That(InvitationCheck.Ics(ContentLines.Fold(lines)).Profile, Is.EqualTo(profile));
        Assert.That(InvitationCheck.Ics(ContentLines.Fold(lines), new() { Profile = CheckProfile.Feed }).Profile, Is.EqualTo(CheckProfile.Feed));
    }

    [Test]
    public void A_profile_that_is_given_counts()
    {
        var file = ContentLines.Fold(RuleBreaches.Feed.Where(line => !line.StartsWith("REFRESH", StringComparison.Ordinal) && !line.StartsWith("X-PUBLISHED", StringComparison.Ordinal)));

        Assert.That(InvitationCheck.Ics(file).Findings, Is.Empty);
        Assert.That(InvitationCheck.Ics(file, new() { Profile = CheckProfile.Feed }).Findings.Single().Rule, Is.EqualTo("FEED-03"));
    }

    [Test]
    public void Octets_stream_and_message_give_the_same_report()
    {
        var octets = RuleBreaches.Cancellation.With("STATUS:CANCELLED", "STATUS:CONFIRMED").Octets();
        using var stream = new MemoryStream(octets);
        using var message = MimeMessage.Load(new MemoryStream(octets));

        Assert.That(InvitationCheck.Mail(stream), Is.EqualTo(InvitationCheck.Mail(octets)));
        Assert.That(InvitationCheck.Mail(message), Is.EqualTo(InvitationCheck.Mail(octets)));
        Assert.That(InvitationCheck.Mail(new ReadOnlyMemory<byte>([0, .. octets, 0], 1, octets.Length)), Is.EqualTo(InvitationCheck.Mail(octets)));
    }

    [Test]
    public void Twenty_findings_of_one_rule_are_enough()
    {
        var lines = RuleBreaches.Invitation.Lines.SelectMany(line => line == "TRANSP:OPAQUE" ? [line, .. Enumerable.Repeat("CREATED:never", 1), .. Enumerable.Range(0, 100).Select(i => $"EXDATE:{i}")] : new[] { line });

        var report = InvitationCheck.Ics(ContentLines.Fold(lines));

        Assert.That(report.Findings.Count(finding => finding.Rule == "CAL-09"), Is.EqualTo(20));
        Assert.That(report.Omitted, Is.GreaterThan(80));
    }

    [Test]
    [Category(TestScale.Slow)]
    public void Time_grows_with_the_octets_only()
    {
        // What would be quadratic if something were compared with everything.
        Func<int, IEnumerable<string>>[] shapes =
        [
            i => ["BEGIN:VEVENT", $"UID:{i}", "DTSTAMP:20200101T000000Z", $"DTSTART;TZID=Zone{i}:20200101T000000", "END:VEVENT"],
            i => ["BEGIN:VTIMEZONE", $"TZID:Zone{i}", "END:VTIMEZONE"],
            i => ["BEGIN:VEVENT", $"ATTENDEE;CN=a:mailto:{i}@guest.example", "END:VEVENT"],
            i => ["BEGIN:VEVENT", $"DTSTART;TZID=Europe/Budapest:2020{1 + (i / 28 % 12):D2}{1 + (i % 28):D2}T{i / 336 % 24:D2}{i / 8064 % 60:D2}00", "END:VEVENT"],
            i => [$"X-{i};A=\"{i}:x"],
        ];
        foreach (var shape in shapes)
        {
            var (few, many) = (File(shape, 500), File(shape, 10_000));

            // The same bytes in twenty pieces and in one: quadratic would be twenty times the time.
            Assert.That(TestScale.BestRatio(() => Check(many), () => Array.ForEach(Enumerable.Range(0, 20).ToArray(), _ => Check(few))), Is.LessThan(12));
        }
    }

    private static void Check(byte[] bytes) => InvitationCheck.Revision(bytes, bytes, new() { At = Instant.FromUtc(2020, 1, 1, 0, 0) });

    private static byte[] File(Func<int, IEnumerable<string>> shape, int count) =>
        Encoding.UTF8.GetBytes(string.Join(
            "\r\n",
            [
                "BEGIN:VCALENDAR",
                "METHOD:REQUEST",
                .. RuleBreaches.Invitation.Lines.Skip(4).Take(17),
                .. Enumerable.Range(0, count).SelectMany(shape),
                "END:VCALENDAR",
                "",
            ]));
}
