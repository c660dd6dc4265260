using System.Text;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;
using MimeKit;
using IcalCalendar = Ical.Net.Calendar;

namespace Better.Calendar.Tests.Validation;

/// <summary>Emails that are composed with only Ical.Net and MimeKit: the validator finds their known problems.</summary>
public sealed class IcalNetEmailTests
{
    [Test]
    public void A_REQUEST_attached_as_a_file_shows_no_buttons()
    {
        using var message = Message("REQUEST", isAttachment: true);
        var report = InvitationValidator.ValidateEmail(message);

        // No VTIMEZONE, no CN, marked as an attachment, not in multipart/alternative, no HTML.
        Assert.That(Rules(report), Is.SupersetOf(new[] { "TZ-01", "ADDR-01", "MIME-03", "MIME-05", "MIME-09" }));
        Assert.That(
            report.Verdicts.Where(verdict => verdict.Client is CalendarClients.Outlook or CalendarClients.Gmail or CalendarClients.Apple)
            .Select(verdict => verdict.Behavior), Has.All.EqualTo(ClientBehavior.FileOnly));
        Assert.That(report.Verdicts[0].ToString(), Is.EqualTo("Outlook: shows a file"));
    }

    [Test]
    public void PUBLISH_in_multipart_alternative_shows_no_event_in_Outlook()
    {
        using var message = Message("PUBLISH", isAttachment: false);
        var report = InvitationValidator.ValidateEmail(message);

        Assert.That(Rules(report), Does.Contain("MIME-02").And.Contain("FEED-02"));
        Assert.That(
            report.Verdicts.Single(verdict => verdict.Client == CalendarClients.Outlook).Behavior,
            Is.EqualTo(ClientBehavior.NotShown));
    }

    [Test]
    public void A_REQUEST_without_the_method_parameter_is_a_file()
    {
        using var message = Message("REQUEST", isAttachment: false);
        var calendar = message.BodyParts.OfType<TextPart>().Single(part => part.ContentType.IsMimeType("text", "calendar"));
        calendar.ContentType.Parameters.Remove("method");

        var report = InvitationValidator.ValidateEmail(message);

        Assert.That(
            report.Findings.Single(finding => finding.RuleId == "MIME-01").Fix,
            Is.EqualTo("Write method=REQUEST into the Content-Type of the part."));
        Assert.That(report.Verdicts.Single(verdict => verdict.Client == CalendarClients.Gmail).RuleIds, Does.Contain("MIME-01"));
    }

    [Test]
    public void Emoji_that_Ical_Net_splits_are_found()
    {
        var found = Enumerable.Range(0, 80)
            .Select(padding => InvitationValidator.ValidateCalendar(File(padding)))
            .Count(report =>
                report.Findings.Any(finding => finding.RuleId == "CAL-04" && finding.Problem.Contains("U+FFFD", StringComparison.Ordinal)));

        // How many of the eighty alignments are split depends on Ical.Net; some must be.
        Assert.That(found, Is.GreaterThan(10));
    }

    [Test]
    public void A_line_break_in_a_name_that_Ical_Net_does_not_remove_is_found()
    {
        var calendar = Calendar("REQUEST");
        calendar.Events[0]!.Attendees[0].CommonName = "Evil\r\nand more";

        var report = InvitationValidator.ValidateCalendar(Encoding.UTF8.GetBytes(new CalendarSerializer().SerializeToString(calendar)!));

        Assert.That(Rules(report), Does.Contain("TXT-01"));
    }

    [Test]
    public void The_Dublin_VTIMEZONE_of_Ical_Net_is_found()
    {
        var calendar = Calendar("REQUEST");
        calendar.Events[0]!.Start = new CalDateTime(2027, 1, 14, 9, 0, 0, "Europe/Dublin");
        calendar.Events[0]!.End = new CalDateTime(2027, 1, 14, 10, 0, 0, "Europe/Dublin");
        calendar.AddTimeZone(VTimeZone.FromDateTimeZone("Europe/Dublin", new DateTime(2026, 1, 1), includeHistoricalData: false));

        var report = InvitationValidator.ValidateCalendar(Encoding.UTF8.GetBytes(new CalendarSerializer().SerializeToString(calendar)!));

        Assert.That(Rules(report), Does.Contain("TZ-03").Or.Contain("TZ-06").Or.Contain("TZ-08"));
    }

    private static IEnumerable<string> Rules(ValidationReport report) =>
        report.Findings.Where(finding => finding.Severity > Severity.Suggestion).Select(finding => finding.RuleId);

    private static IcalCalendar Calendar(string method)
    {
        var calendar = new IcalCalendar { Method = method };
        calendar.Events!.Add(new CalendarEvent
        {
            Uid = "spring-1@host.example",
            DtStamp = new CalDateTime(2027, 3, 1, 8, 0, 0, "UTC"),
            Start = new CalDateTime(2027, 4, 14, 9, 0, 0, "Europe/London"),
            End = new CalDateTime(2027, 4, 14, 10, 30, 0, "Europe/London"),
            Summary = "Spring school",
            Organizer = new Ical.Net.DataTypes.Organizer("mailto:host@host.example"),
            Attendees = { new Attendee("mailto:anna@guest.example") { Rsvp = true, ParticipationStatus = "NEEDS-ACTION" } },
        });
        return calendar;
    }

    private static byte[] File(int padding)
    {
        var calendar = Calendar("REQUEST");
        calendar.Events[0]!.Summary = new string('x', padding) + string.Concat(Enumerable.Repeat("🎉", 40));
        return Encoding.UTF8.GetBytes(new CalendarSerializer().SerializeToString(calendar)!);
    }

    private static MimeMessage Message(string method, bool isAttachment)
    {
        var calendar = new TextPart("calendar") { Text = new CalendarSerializer().SerializeToString(Calendar(method))! };
        calendar.ContentType.Parameters.Add("method", method);
        if (isAttachment)
        {
            calendar.ContentDisposition = new(ContentDisposition.Attachment) { FileName = "invite.ics" };
        }

        var plain = new TextPart("plain") { Text = "You are invited." };
        return new()
        {
            From = { new MailboxAddress("Host", "host@host.example") },
            To = { new MailboxAddress("Anna", "anna@guest.example") },
            Subject = "Spring school",
            Date = new DateTimeOffset(2027, 3, 1, 8, 0, 0, TimeSpan.Zero),
            Body = isAttachment ? new Multipart("mixed") { plain, calendar } : new MultipartAlternative { plain, calendar },
        };
    }
}
