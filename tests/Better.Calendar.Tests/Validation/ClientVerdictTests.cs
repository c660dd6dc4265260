using System.Text;

namespace Better.Calendar.Tests.Validation;

/// <summary>A verdict is earned by an event that was seen.</summary>
public sealed class ClientVerdictTests
{
    [TestCase("")]
    [TestCase("BEGIN:VTIMEZONE\r\nTZID:a\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0100\r\n"
        + "END:STANDARD\r\nEND:VTIMEZONE\r\n")]
    [TestCase("BEGIN:VTODO\r\nUID:a\r\nDTSTAMP:20270301T080000Z\r\nSUMMARY:a\r\nEND:VTODO\r\n")]
    public void Without_an_event_no_client_shows_one(string components)
    {
        foreach (var method in new[] { "METHOD:REQUEST\r\n", "METHOD:CANCEL\r\n", "METHOD:PUBLISH\r\n", "" })
        {
            var verdicts = Validate(method, components).Verdicts;

            Assert.That(verdicts.Select(static verdict => verdict.Behavior), Has.All.EqualTo(ClientBehavior.NotShown), method);
            Assert.That(verdicts.SelectMany(static verdict => verdict.RuleIds).Distinct(), Is.EqualTo(new[] { "CAL-12" }), method);
        }
    }

    [Test]
    public void An_event_that_says_no_time_is_not_shown() =>
        Assert.That(
            Validate("METHOD:REQUEST\r\n", Event("DTSTART:soon")).Verdicts.Select(static verdict => verdict.Behavior),
            Has.All.EqualTo(ClientBehavior.NotShown));

    [TestCase("ORGANIZER;CN=a:mailto:a@host.example")]
    [TestCase("ATTENDEE;CN=a;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:a@guest.example")]
    public void An_invitation_without_organizer_or_attendee_has_no_buttons_in_any_client(string line)
    {
        var verdicts = Validate(
            "METHOD:REQUEST\r\n",
            Event("DTSTART:20270414T070000Z", "DTEND:20270414T080000Z", "SUMMARY:a", line)).Verdicts;

        Assert.That(verdicts.Select(static verdict => verdict.Behavior), Has.All.EqualTo(ClientBehavior.NoButtons));
        Assert.That(verdicts.SelectMany(static verdict => verdict.RuleIds).Distinct(), Is.EqualTo(new[] { "CAL-08" }));
    }

    [Test]
    public void A_cancellation_needs_no_time() =>
        Assert.That(
            Validate(
                "METHOD:CANCEL\r\n",
                Event("STATUS:CANCELLED", "ORGANIZER;CN=a:mailto:a@host.example", "ATTENDEE:mailto:b@guest.example"))
                .Verdicts.Select(static verdict => verdict.Behavior),
            Has.None.EqualTo(ClientBehavior.NotShown));

    [TestCase("RRULE:FREQ=FORTNIGHTLY", "Outlook Gmail Apple Thunderbird Proton Nextcloud")]
    [TestCase("RRULE:FREQ=MONTHLY;BYDAY=2WE,4WE", "Outlook")]
    [TestCase("RRULE:FREQ=HOURLY;COUNT=3", "Outlook Gmail Apple Proton")]
    [TestCase("RRULE:FREQ=DAILY;COUNT=500", "Proton")]
    public void Only_the_clients_that_cannot_hold_a_recurrence_fail(string rule, string clients) =>
        Assert.That(
            string.Join(" ", Validate("METHOD:REQUEST\r\n", Event(
                "DTSTART:20270414T070000Z", "DTEND:20270414T073000Z", "SUMMARY:a", "ORGANIZER;CN=a:mailto:a@host.example",
                "ATTENDEE;CN=b;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:b@guest.example", rule))
                .Verdicts.Where(
                    static verdict => verdict.Behavior != ClientBehavior.WorksAsIntended).Select(static verdict => verdict.Client)),
            Is.EqualTo(clients));

    [Test]
    public void A_PUBLISH_that_asks_attendees_shows_no_buttons_and_says_why()
    {
        var email = RuleViolations.Invitation.With(
            RuleViolations.Invitation.Lines.Select(static line => line == "METHOD:REQUEST" ? "METHOD:PUBLISH" : line)) with
        {
            CalendarType = "Content-Type: text/calendar; charset=utf-8; method=PUBLISH",
        };

        var report = InvitationValidator.ValidateEmail(email.Bytes());

        Assert.That(
            report.Verdicts.Select(static verdict => verdict.Behavior),
            Has.All.AnyOf(ClientBehavior.NoButtons, ClientBehavior.NotShown));
        Assert.That(report.Findings[0].Fix, Is.EqualTo("PUBLISH asks nobody: METHOD:REQUEST makes the buttons."));
    }

    [TestCase("%PDF-1.7\r\n1 0 obj", "but a PDF document")]
    [TestCase("<!doctype html><title>a</title>", "but an HTML page")]
    [TestCase("PK\u0003\u0004", "but a ZIP archive")]
    [TestCase("{ \"id\": 1 }", "but a JSON document")]
    [TestCase("Dear Anna,\r\nwe meet on Monday: bring a map.", "it begins with \"Dear Anna,\"")]
    [TestCase("", "empty")]
    public void A_file_that_is_neither_calendar_nor_email_is_named_so(string text, string problem)
    {
        foreach (var report in new[]
        {
            InvitationValidator.ValidateEmail(Encoding.UTF8.GetBytes(text)),
            InvitationValidator.ValidateCalendar(Encoding.UTF8.GetBytes(text)),
        })
        {
            Assert.That(report.Findings.Select(static finding => finding.RuleId), Is.EqualTo(new[] { "CAL-01" }));
            Assert.That(report.Findings[0].Problem, Does.Contain(problem));
            Assert.That(report.Verdicts.Select(static verdict => verdict.Behavior), Has.All.EqualTo(ClientBehavior.NotShown));
        }
    }

    [Test]
    public void A_calendar_that_is_checked_as_an_email_is_named_so() =>
        Assert.That(
            InvitationValidator.ValidateEmail(RuleViolations.Invitation.Calendar).Findings.Select(static finding => finding.Problem),
            Is.EqualTo(new[] { "The file is a calendar, not an email." }));

    private static ValidationReport Validate(string method, string components) => InvitationValidator.ValidateCalendar(
        Encoding.UTF8.GetBytes($"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//host//EN\r\n{method}{components}END:VCALENDAR\r\n"));

    private static string Event(params string[] lines) =>
        $"BEGIN:VEVENT\r\nUID:a\r\nDTSTAMP:20270301T080000Z\r\n{string.Concat(lines.Select(static line => line + "\r\n"))}END:VEVENT\r\n";
}
