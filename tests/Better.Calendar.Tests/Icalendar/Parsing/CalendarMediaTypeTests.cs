using System.Text;
using Better.Calendar.Icalendar.Parsing;

namespace Better.Calendar.Tests.Icalendar.Parsing;

public sealed class CalendarMediaTypeTests
{
    private static IEnumerable<string> Headers =>
    [
        "text/calendar; method=REPLY",
            "TEXT/Calendar",
            "application/ics",
            "application/calendar",
            "text/x-vcalendar",
            "text/ics",
            "application/x-ics",
        "application/octet-stream; name=reply.ICS", "application/octet-stream\r\nContent-Disposition: attachment; filename=reply.ics",
    ];

    [TestCaseSource(nameof(Headers))]
    public void ReplyReader_and_InvitationValidator_recognize_the_same_calendar_parts(string type)
    {
        var mail = Mail(type);

        Assert.That(
            ReplyReader.Read(mail, Better.Calendar.Tests.Replies.Corpus.Series),
            Is.Not.TypeOf<UnrecognizedMail>().Or.Matches<UnrecognizedMail>(mail => mail?.Reason != UnrecognizedReason.NoCalendar));
        Assert.That(InvitationValidator.ValidateEmail(mail).Method, Is.EqualTo("REPLY"));
    }

    [TestCase("application/octet-stream; name=reply.pdf")]
    [TestCase("image/calendar")]
    public void Neither_recognizes_another_part_as_a_calendar(string type)
    {
        var mail = Mail(type);

        Assert.That(
            ((UnrecognizedMail)ReplyReader.Read(mail, Better.Calendar.Tests.Replies.Corpus.Series)).Reason,
            Is.EqualTo(UnrecognizedReason.NoCalendar));
        Assert.That(InvitationValidator.ValidateEmail(mail).Method, Is.Null);
    }

    [Test]
    public void Media_types_and_file_names_are_compared_ignoring_case()
    {
        Assert.That(CalendarMediaType.IsCalendar("Application/ICS"), Is.True);
        Assert.That(CalendarMediaType.IsCalendarFile("Invite.Ics"), Is.True);
        Assert.That(CalendarMediaType.IsCalendarFile(null), Is.False);
    }

    private static byte[] Mail(string type) => Encoding.ASCII.GetBytes(
        $"From: anna@guest.example\r\nTo: host@host.example\r\nSubject: Accepted\r\nMIME-Version: 1.0\r\nContent-Type: {type}\r\n\r\n"
        + "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:a\r\nMETHOD:REPLY\r\n"
        + "BEGIN:VEVENT\r\nUID:b\r\nDTSTAMP:20200616T083000Z\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n");
}
