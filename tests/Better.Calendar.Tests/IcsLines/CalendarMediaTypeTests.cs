using System.Text;
using Better.Calendar.Checks;
using Better.Calendar.IcsLines;
using Better.Calendar.Replies;

namespace Better.Calendar.Tests.IcsLines;

public sealed class CalendarMediaTypeTests
{
    private static IEnumerable<string> Headers =>
    [
        "text/calendar; method=REPLY", "TEXT/Calendar", "application/ics", "application/calendar", "text/x-vcalendar", "text/ics", "application/x-ics",
        "application/octet-stream; name=reply.ICS", "application/octet-stream\r\nContent-Disposition: attachment; filename=reply.ics",
    ];

    [TestCaseSource(nameof(Headers))]
    public void The_reader_of_replies_and_the_checker_take_the_same_part_for_a_calendar(string type)
    {
        var mail = Mail(type);

        Assert.That(ReplyReader.Read(mail, Replies.Corpus.Series), Is.Not.TypeOf<NotAReply>().Or.Matches<NotAReply>(not => not?.Reason != NotAReplyReason.NoCalendar));
        Assert.That(InvitationCheck.Mail(mail).Method, Is.EqualTo("REPLY"));
    }

    [TestCase("text/plain")]
    [TestCase("application/octet-stream; name=reply.pdf")]
    [TestCase("text/calendars")]
    public void Neither_takes_another_for_one(string type)
    {
        var mail = Mail(type);

        Assert.That(((NotAReply)ReplyReader.Read(mail, Replies.Corpus.Series)).Reason, Is.EqualTo(NotAReplyReason.NoCalendar));
        Assert.That(InvitationCheck.Mail(mail).Method, Is.Null);
    }

    [Test]
    public void Names_of_types_and_files_are_compared_in_any_case()
    {
        Assert.That(CalendarMediaType.IsCalendar("Application/ICS"), Is.True);
        Assert.That(CalendarMediaType.IsCalendarFile("Invite.Ics"), Is.True);
        Assert.That(CalendarMediaType.IsCalendarFile(null), Is.False);
    }

    private static byte[] Mail(string type) => Encoding.ASCII.GetBytes(
        $"From: anna@guest.example\r\nTo: host@host.example\r\nSubject: Accepted\r\nMIME-Version: 1.0\r\nContent-Type: {type}\r\n\r\n"
        + "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:a\r\nMETHOD:REPLY\r\nBEGIN:VEVENT\r\nUID:b\r\nDTSTAMP:20200616T083000Z\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n");
}
