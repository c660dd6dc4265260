using System.Text;
using Better.Calendar.Icalendar.Writing;
using MimeKit;
using NodaTime;

namespace Better.Calendar.Tests.Validation;

public sealed class ValidationReportTests
{
    [Test]
    public void A_valid_invitation_shows_buttons_in_all_clients()
    {
        var report = InvitationValidator.ValidateEmail(RuleViolations.Invitation.Bytes());

        Assert.That(
            (report.Profile, report.Method, report.HighestSeverity, report.OmittedCount),
            Is.EqualTo((ValidationProfile.Email, "REQUEST", (Severity?)null, 0)));
        Assert.That(report.Verdicts.Select(verdict => verdict.ToString()), Is.EqualTo(new[]
        {
            "Outlook: shows buttons",
                "Gmail: shows buttons",
                "Apple: shows buttons",
                "Thunderbird: shows buttons",
                "Proton: shows buttons",
                "Nextcloud: shows buttons",
        }));
    }

    [Test]
    public void The_verdict_is_the_worst_behavior_of_a_client_with_its_rules()
    {
        var email = RuleViolations.Invitation;
        var invalid =
            email.With(
                email.Lines.Select(line => line.Replace(";CN=BETTER", "", StringComparison.Ordinal))) with
            {
                CalendarType =
                    "Content-Type: text/calendar; charset=utf-8"
            };

        var verdicts = InvitationValidator.ValidateEmail(invalid.Bytes()).Verdicts;

        Assert.That(verdicts.Select(verdict => $"{verdict} {verdict.RuleIds}"), Is.EqualTo(new[]
        {
            "Outlook: shows a file [MIME-01]",
                "Gmail: shows a file [MIME-01]",
                "Apple: shows buttons []",
                "Thunderbird: shows buttons []",
                "Proton: shows buttons []",
                "Nextcloud: shows buttons []",
        }));
    }

    [Test]
    public void The_verdicts_say_which_clients_ignore_updates()
    {
        var headers =
            RuleViolations.Invitation.Headers.Replace(
                "Reply-To: BETTER <meetings@",
                "Reply-To: BETTER <noreply@",
                StringComparison.Ordinal);

        var verdicts = InvitationValidator.ValidateEmail((RuleViolations.Invitation with { Headers = headers }).Bytes()).Verdicts;

        Assert.That(
            verdicts.Select(verdict => verdict.Behavior),
            Is.EqualTo(
                new[] { ClientBehavior.WorksAsIntended,
                    ClientBehavior.NoUpdates,
                    ClientBehavior.WorksAsIntended,
                    ClientBehavior.WorksAsIntended,
                    ClientBehavior.WorksAsIntended,
                    ClientBehavior.NoUpdates }));
        Assert.That(verdicts[1].ToString(), Is.EqualTo("Gmail: shows a card but will not update"));
    }

    [Test]
    public void An_email_without_a_calendar_shows_no_event()
    {
        var report = InvitationValidator.ValidateEmail("From: a@b.example\r\n\r\nHello\r\n"u8.ToArray());

        Assert.That(report.Verdicts.Select(verdict => verdict.Behavior), Has.All.EqualTo(ClientBehavior.NotShown));
        Assert.That(report.HighestSeverity, Is.EqualTo(Severity.Suggestion));
    }

    [Test]
    public void A_finding_has_problem_fix_location_and_reference()
    {
        var finding =
            InvitationValidator.ValidateCalendar(RuleViolations.Invitation.With("SEQUENCE:0", "SEQUENCE:-1").Calendar).Findings.Single();

        Assert.That((finding.RuleId, finding.Severity, finding.Clients), Is.EqualTo(("REV-03", Severity.Error, CalendarClients.All)));
        Assert.That(finding.Problem, Is.EqualTo("SEQUENCE is \"-1\", which is not a whole number from 0 to 2147483647."));
        Assert.That(finding.Fix, Is.Not.Empty);
        Assert.That(finding.Reference, Does.Contain("RFC 5545, 3.8.7.4"));
        var text = Encoding.UTF8.GetString(RuleViolations.Invitation.Calendar);
        var line = text[..text.IndexOf("SEQUENCE", StringComparison.Ordinal)];
        Assert.That(
            finding.Location,
            Is.EqualTo(new SourceLocation("calendar", line.Split("\r\n").Length, Encoding.UTF8.GetByteCount(line))));
    }

    [Test]
    public void A_suppressed_rule_is_listed_with_its_reason_and_does_not_count()
    {
        var options = new ValidationOptions { Suppressions = [new("REV-03", "we count down")] };

        var report = InvitationValidator.ValidateCalendar(RuleViolations.Invitation.With("SEQUENCE:0", "SEQUENCE:-1").Calendar, options);

        Assert.That(report.Findings, Is.Empty);
        Assert.That(report.Suppressed, Is.EqualTo(options.Suppressions));
        Assert.That(report.Verdicts.Select(verdict => verdict.Behavior), Has.All.EqualTo(ClientBehavior.WorksAsIntended));
        Assert.That(InvitationValidator.ValidateCalendar(RuleViolations.Invitation.Calendar, options).Suppressed, Is.Empty);
    }

    [TestCase("", "why not")]
    [TestCase("REV-03", " ")]
    public void A_suppression_needs_an_id_and_a_reason(string rule, string reason) =>
        Assert.That(() => new RuleSuppression(rule, reason), Throws.ArgumentException);

    [Test]
    public void A_suppression_of_an_unknown_rule_is_refused_when_the_options_are_passed()
    {
        var options = new ValidationOptions { Suppressions = [new("REV-99", "why not")] };
        var bytes = RuleViolations.Invitation.Bytes();

        Assert.That(
            () => InvitationValidator.ValidateCalendar(RuleViolations.Invitation.Calendar, options),
            Throws.ArgumentException.With.Message.Contains("REV-99"));
        Assert.That(() => InvitationValidator.ValidateEmail(bytes, options), Throws.ArgumentException);
        Assert.That(() => InvitationValidator.ValidateEmail(new MemoryStream(bytes), options), Throws.ArgumentException);
        Assert.That(() => InvitationValidator.ValidateEmail(MimeMessage.Load(new MemoryStream(bytes)), options), Throws.ArgumentException);
        Assert.That(() => InvitationValidator.ValidateRevision(bytes, bytes, options), Throws.ArgumentException);
    }

    [TestCase("PUBLISH", null, ValidationProfile.Download)]
    [TestCase("PUBLISH", "REFRESH-INTERVAL;VALUE=DURATION:PT1H", ValidationProfile.Feed)]
    [TestCase("REQUEST", null, ValidationProfile.Email)]
    [TestCase("CANCEL", null, ValidationProfile.Email)]
    [TestCase("reply", null, ValidationProfile.Reply)]
    [TestCase("COUNTER", null, ValidationProfile.Reply)]
    [TestCase(null, null, ValidationProfile.Download)]
    public void The_profile_is_determined_from_METHOD(string? method, string? more, ValidationProfile profile)
    {
        string[] lines =
            ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:a", .. method is null
                ? []
                : new[] { $"METHOD:{method}" }, .. more is null
                ? []
                : new[] { more }, "END:VCALENDAR"];

        Assert.That(InvitationValidator.ValidateCalendar(LineFolder.Fold(lines)).Profile, Is.EqualTo(profile));
        Assert.That(
            InvitationValidator.ValidateCalendar(LineFolder.Fold(lines), new() { Profile = ValidationProfile.Feed }).Profile,
            Is.EqualTo(ValidationProfile.Feed));
    }

    [Test]
    public void The_profile_of_the_options_is_used()
    {
        var file =
            LineFolder.Fold(
                RuleViolations.Feed.Where(line => !line.StartsWith("REFRESH", StringComparison.Ordinal)
                    && !line.StartsWith("X-PUBLISHED", StringComparison.Ordinal)));

        Assert.That(InvitationValidator.ValidateCalendar(file).Findings, Is.Empty);
        Assert.That(
            InvitationValidator.ValidateCalendar(file, new() { Profile = ValidationProfile.Feed }).Findings.Single().RuleId,
            Is.EqualTo("FEED-03"));
    }

    [Test]
    public void Bytes_stream_and_message_give_the_same_report()
    {
        var bytes = RuleViolations.Cancellation.With("STATUS:CANCELLED", "STATUS:CONFIRMED").Bytes();
        using var stream = new MemoryStream(bytes);
        using var message = MimeMessage.Load(new MemoryStream(bytes));

        Assert.That(InvitationValidator.ValidateEmail(stream), Is.EqualTo(InvitationValidator.ValidateEmail(bytes)));
        Assert.That(InvitationValidator.ValidateEmail(message), Is.EqualTo(InvitationValidator.ValidateEmail(bytes)));
        Assert.That(
            InvitationValidator.ValidateEmail(new ReadOnlyMemory<byte>([0, .. bytes, 0], 1, bytes.Length)),
            Is.EqualTo(InvitationValidator.ValidateEmail(bytes)));
    }

    [Test]
    public void At_most_twenty_findings_of_one_rule_are_reported()
    {
        var lines =
            RuleViolations.Invitation.Lines.SelectMany(line => line == "STATUS:CONFIRMED"
                ? [line, .. Enumerable.Repeat("CREATED:never", 1), .. Enumerable.Range(0, 100).Select(i => $"EXDATE:{i}")]
                : new[] { line });

        var report = InvitationValidator.ValidateCalendar(LineFolder.Fold(lines));

        Assert.That(report.Findings.Count(finding => finding.RuleId == "CAL-09"), Is.EqualTo(20));
        Assert.That(report.OmittedCount, Is.GreaterThan(80));
    }

    [Test]
    [Category(TestScale.Slow)]
    public void Time_grows_linearly_with_the_size()
    {
        // Inputs that would take quadratic time if every item were compared with every other.
        Func<int, IEnumerable<string>>[] shapes =
        [
            i => ["BEGIN:VEVENT", $"UID:{i}", "DTSTAMP:20200101T000000Z", $"DTSTART;TZID=Zone{i}:20200101T000000", "END:VEVENT"],
            i => ["BEGIN:VTIMEZONE", $"TZID:Zone{i}", "END:VTIMEZONE"],
            i => ["BEGIN:VEVENT", $"ATTENDEE;CN=a:mailto:{i}@guest.example", "END:VEVENT"],
            i => ["BEGIN:VEVENT",
                $"DTSTART;TZID=Europe/Budapest:2020{1 + (i / 28 % 12):D2}{1 + (i % 28):D2}T{i / 336 % 24:D2}{i / 8064 % 60:D2}00",
                "END:VEVENT"],
            i => [$"X-{i};A=\"{i}:x"],
        ];
        foreach (var shape in shapes)
        {
            var (small, large) = (File(shape, 200), File(shape, 4_000));

            // The same bytes in twenty pieces and in one: with quadratic time, one would take twenty times as long.
            Assert.That(
                TestScale.BestRatio(() => Check(large), () => Array.ForEach(Enumerable.Range(0, 20).ToArray(), _ => Check(small))),
                Is.LessThan(12));
        }
    }

    // 16 MB of anything are checked in a few seconds on a busy machine, and within ten times their size.
    [TestCase("BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\n", "\n")]
    [TestCase("BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nSUMMARY:", "\u0001")]
    [TestCase("BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nSUMMARY:", "\r\n x")]
    [TestCase("BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\n", "GEO:x\r\n")]
    [TestCase("BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nDTSTART:20270414T070000Z\r\nRRULE:", ";")]
    [TestCase("BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\n", "BEGIN:VEVENT\r\n")]
    [TestCase(
        "BEGIN:VCALENDAR\r\n",
        "BEGIN:VEVENT\r\nDTSTART:20270414T070000Z\r\nRRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30\r\nEND:VEVENT\r\n")]
    [TestCase("From: a@host.example\r\nX-A: ", "a")]
    [TestCase("From: a@host.example\r\nX-A: ", "=?utf-8?B?YQ==?= ")]
    [TestCase("From: a@host.example\r\nReferences: ", "<a@b> ")]
    [TestCase("From: a@host.example\r\nTo: ", "a@b.example, ")]
    [TestCase("From: a@host.example\r\nContent-Type: text/calendar", "; a=b")]
    [TestCase("From: a@host.example\r\n", "X-A: b\r\n")]
    [TestCase("From: a@host.example\r\nContent-Type: multipart/mixed; boundary=m\r\n\r\n", "--m\r\n\r\nx\r\n")]
    [Category(TestScale.Slow)]
    public void Sixteen_megabytes_of_anything_take_time_and_memory_in_proportion(string start, string repeated)
    {
        var size = new ValidationOptions().MaxBytes - 1000;
        var bytes = Encoding.Latin1.GetBytes(start + string.Concat(Enumerable.Repeat(repeated, (size - start.Length) / repeated.Length)));
        var before = GC.GetAllocatedBytesForCurrentThread();

        var report = start[0] == 'B' ? InvitationValidator.ValidateCalendar(bytes) : InvitationValidator.ValidateEmail(bytes);

        Assert.That(report.HighestSeverity, Is.EqualTo(Severity.Error));
        // What is allocated in all, and most of it given back; control characters take the most, 42 times the input.
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(45L * bytes.Length));
    }

    private static void Check(byte[] bytes) =>
        InvitationValidator.ValidateRevision(bytes, bytes, new() { ReferenceTime = Instant.FromUtc(2020, 1, 1, 0, 0) });

    private static byte[] File(Func<int, IEnumerable<string>> shape, int count) =>
        Encoding.UTF8.GetBytes(string.Join(
            "\r\n",
            [
                "BEGIN:VCALENDAR",
                "METHOD:REQUEST",
                .. RuleViolations.Invitation.Lines.Skip(4).Take(17),
                .. Enumerable.Range(0, count).SelectMany(shape),
                "END:VCALENDAR",
                "",
            ]));
}
