using System.Text;

namespace Better.Calendar.Tests.Replies;

/// <summary>Reports about several recipients: none of them is lost, and none is named who is not meant.</summary>
public sealed class BounceRecipientsTests
{
    private const string Anna = "anna@guest.example";
    private const string Bela = "bela@guest.example";
    private const string Cili = "cili@guest.example";
    private const string Server = "Mail Delivery System <MAILER-DAEMON@mx.example>";

    private static readonly WorkshopSeries Series = Corpus.Series with
    {
        Participants =
        [
            .. Corpus.Series.Participants,
            new() { Name = "Cili", Email = EmailAddress.Parse(Cili) },
        ],
    };

    /// <summary>What servers write about several recipients in words, and the bounces in it.</summary>
    private static IEnumerable<TestCaseData> Texts()
    {
        yield return Case("Exim", "Mail delivery failed: returning message to sender",
            """
            A message that you sent could not be delivered to one or more of its
            recipients. This is a permanent error. The following address(es) failed:

              anna@guest.example
                host mx.guest.example [192.0.2.7]: 550 5.1.1 no such user
              cili@guest.example
                host mx.guest.example [192.0.2.7]: 552 5.2.2 mailbox full

            ------ This is a copy of the message, including all the headers. ------

            To: bela@guest.example
            """, "anna failed 5.1.1", "cili failed 5.2.2");
        yield return Case("qmail", "failure notice",
            """
            Hi. This is the qmail-send program at mx.example.
            I'm afraid I wasn't able to deliver your message to the following addresses.
            This is a permanent error; I've given up. Sorry it didn't work out.

            <anna@guest.example>:
            Sorry, no mailbox here by that name. (#5.1.1)

            <bela@guest.example>:
            192.0.2.7 does not like recipient.
            Remote host said: 550 5.7.1 <bela@guest.example>: blocked
            Giving up on 192.0.2.7.

            --- Below this line is a copy of the message.

            To: cili@guest.example
            """, "anna failed 5.1.1", "bela failed 5.7.1");
        yield return Case("Exchange Online", "Undeliverable: Invitation",
            """
            Delivery has failed to these recipients or groups:

            anna@guest.example<mailto:anna@guest.example>
            The email address you entered couldn't be found. Remote Server returned '550 5.1.10 RESOLVER.ADR.RecipientNotFound'

            cili@guest.example<mailto:cili@guest.example>
            Your message wasn't delivered. Remote Server returned '550 5.7.1 RESOLVER.RST.AuthRequired'

            Original message headers:

            To: bela@guest.example
            """, "anna failed 5.1.10", "cili failed 5.7.1");
        yield return Case("Domino", "DELIVERY FAILURE: two users not listed",
            """
            Your message

              Subject: Invitation

            was not delivered to:

              anna@guest.example
              bela@guest.example

            because:

              5.1.1 not listed in Domino Directory
            """, "anna failed ", "bela failed 5.1.1");
        yield return Case("SmarterMail", "Delivery Failure",
            """
            Could not deliver message to the following recipient(s):

            Failed Recipient: anna@guest.example
            Reason: Remote host said: 550 5.1.1 No such user

            Failed Recipient: cili@guest.example
            Reason: Remote host said: 550 5.2.1 Disabled

               -- The header and top 20 lines of the message follows --

            To: bela@guest.example
            """, "anna failed 5.1.1", "cili failed 5.2.1");
        yield return Case("a row", "Undeliverable mail",
            "Your message could not be delivered to the following addresses: anna@guest.example, <cili@guest.example>; it was sent by "
                + "bela@guest.example.",
            "anna failed ", "cili failed ");
        yield return Case("Sendmail 5", "Returned mail: User unknown",
            """
               ----- Transcript of session follows -----
            >>> RCPT To:<anna@guest.example>
            550 <anna@guest.example>... User unknown
            554 <bela@guest.example>... Host unknown

               ----- Unsent message follows -----
            To: cili@guest.example
            """, "anna failed ", "bela failed ");
        yield return Case("Sendmail, one of two", "Returned mail: see transcript for details",
            """
               ----- The following addresses had successful delivery notifications -----
            <bela@guest.example>  (relayed to non-DSN-aware mailer)

               ----- The following addresses had permanent fatal errors -----
            <anna@guest.example>
                (reason: 550 5.1.1 User unknown)
            """, "anna failed 5.1.1");
        yield return Case("delayed for two", "Warning: message 1abc delayed 24 hours",
            """
            A message that you sent has not yet been delivered to one or more of its recipients.

            The addresses to which the message has not yet been delivered are:

              anna@guest.example
              bela@guest.example

            No action is required on your part.
            """, "anna delayed ", "bela delayed ");
        yield return Case("another address in the words", "failure notice",
            """
            <anna@guest.example>:
            550 5.1.1 unknown. Ask our colleague bela@guest.example or write to cili@guest.example.

            --- Below this line is a copy of the message.
            """, "anna failed 5.1.1");
    }

    [TestCaseSource(nameof(Texts))]
    public void All_recipients_in_a_text_are_found_and_no_others(string subject, string text, string[] expected) =>
        Assert.That(Describe(Read(Mail(subject, "text/plain", text))), Is.EquivalentTo(expected));

    [Test]
    public void A_header_with_several_failed_recipients_is_read_whole() =>
        Assert.That(
            Describe(Read(Mail(
                "Mail delivery failed",
                "text/plain",
                "Nobody got it.",
                $"X-Failed-Recipients: {Anna},\n {Bela}\nX-Failed-Recipients: {Cili}"))),
            Is.EquivalentTo(new[] { "anna failed ", "bela failed ", "cili failed " }));

    [Test]
    public void Each_group_of_fields_of_a_report_is_a_bounce_of_its_own()
    {
        var result = Read(Report(
            $"Final-Recipient: rfc822; {Anna}\nAction: delayed\nStatus: 4.2.2",
            $"Final-Recipient: rfc822; {Bela}\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 unknown",
            $"Final-Recipient: rfc822; {Cili}\nAction: delivered\nStatus: 2.0.0",
            "Final-Recipient: rfc822; stranger@else.example\nAction: failed\nStatus: 5.1.1"));

        Assert.That(Describe(result), Is.EqualTo(new[] { "bela failed 5.1.1", "anna delayed 4.2.2" }));
        Assert.That(((Bounce)result).Diagnostic, Is.EqualTo("550 5.1.1 unknown"));
    }

    [Test]
    public void A_recipient_in_several_groups_is_one_bounce_with_the_worst_of_them() =>
        Assert.That(
            Describe(Read(Report(
                $"Final-Recipient: rfc822; {Anna}\nAction: delayed\nStatus: 4.2.2",
                $"Original-Recipient: rfc822; {Anna}\nFinal-Recipient: rfc822; other@else.example\nAction: failed\nStatus: 5.1.1"))),
            Is.EqualTo(new[] { "anna failed 5.1.1" }));

    [Test]
    public void What_a_report_says_about_a_forward_is_about_the_one_to_whom_the_email_went()
    {
        var returned = $"From: host@host.example\nTo: {Anna}\nSubject: Invitation\n\nText";

        Assert.That(
            Describe(Read(Report([$"Final-Recipient: rfc822; {Bela}\nAction: failed\nStatus: 5.1.1"], returned))),
            Is.EqualTo(new[] { "anna failed 5.1.1" }));
        Assert.That(
            Describe(Read(Report(
                [
                    $"Final-Recipient: rfc822; {Anna}\nAction: failed\nStatus: 5.1.1",
                    $"Final-Recipient: rfc822; {Bela}\nAction: failed\nStatus: 5.1.1",
                ],
                $"From: host@host.example\nTo: {Anna}, {Bela}\nSubject: Invitation\n\nText"))),
            Is.EqualTo(new[] { "anna failed 5.1.1", "bela failed 5.1.1" }));
    }

    [TestCase(
        "Successful Mail Delivery Report",
        "Your message was successfully delivered to the destination(s)\nlisted below.\n\n<anna@guest.example>: ok")]
    [TestCase("Delivered: Invitation", "Your message has been delivered to the following recipients:\n\nanna@guest.example")]
    [TestCase("Relayed: Invitation", "anna@guest.example\nSubject: Invitation")]
    [TestCase("Delivery Status Notification (Success)", "anna@guest.example")]
    [TestCase(
        "Delivery status notification: success",
        "Hi!\n\nThis is the MAILER-DAEMON, please DO NOT REPLY to this e-mail.\n\n"
            + "Your message was successfully delivered to these recipients:\n\nanna@guest.example: 250 ok")]
    [TestCase(
        "Return receipt",
        "   ----- The following addresses had successful delivery notifications -----\n"
            + "<anna@guest.example>  (successfully delivered to mailbox)")]
    public void A_text_that_tells_of_success_is_no_bounce(string subject, string text) =>
        Assert.That(Read(Mail(subject, "text/plain", text)), Is.TypeOf<UnrecognizedMail>());

    [Test]
    public void An_attendance_holds_each_of_them()
    {
        var bounce = (Bounce)Read(Report(
            $"Final-Recipient: rfc822; {Anna}\nAction: failed\nStatus: 5.1.1",
            $"Final-Recipient: rfc822; {Bela}\nAction: failed\nStatus: 5.1.1"));
        var attendance = Attendance.Empty.WithReply(bounce).WithReply(bounce);

        Assert.That(attendance.Bounces.Select(static one => one.Email.Value), Is.EqualTo(new[] { Anna, Bela }));
        Assert.That(attendance.Bounces.Select(static one => one.Others.Count), Is.All.Zero);
        Assert.That(attendance.Bounces.Select(static one => one.SentAt), Is.All.EqualTo(bounce.SentAt));
        Assert.That(AttendanceDocument.Read(AttendanceDocument.Write(attendance)), Is.EqualTo(attendance));
        Assert.That(
            attendance.Confirm(bounce).Unreachable.Select(static one => one.Email.Value),
            Is.EquivalentTo(new[] { Anna, Bela }));
    }

    private static IEnumerable<string> Describe(ReplyResult result) => result is Bounce bounce
        ? bounce.Others.Prepend(bounce)
            .Select(static one => $"{one.Email.LocalPart} {(one.IsPermanent ? "failed" : "delayed")} {one.Status}")
        : [$"{result.GetType().Name}"];

    private static TestCaseData Case(string product, string subject, string text, params string[] expected) =>
        new TestCaseData(subject, text, expected).SetArgDisplayNames(product);

    private static ReplyResult Read(string mail) => ReplyReader.Read(Encoding.UTF8.GetBytes(mail), Series, new());

    private static string Report(params string[] groups) => Report(groups, null);

    private static string Report(string[] groups, string? returned) => Mail(
        "Undelivered Mail Returned to Sender",
        "multipart/report; report-type=delivery-status; boundary=b",
        "--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example\n\n" + string.Join("\n\n", groups) + "\n\n"
            + (returned is null ? "" : $"--b\nContent-Type: message/rfc822\n\n{returned}\n")
            + "--b--");

    private static string Mail(string subject, string contentType, string body, string? headers = null) =>
        ($"From: {Server}\nTo: host@host.example\nSubject: {subject}\nDate: Mon, 01 Mar 2027 10:00:05 +0000\n"
            + (headers is null ? "" : headers + "\n")
            + $"Message-ID: <b@mx.example>\nMIME-Version: 1.0\nContent-Type: {contentType}\n\n{body}\n")
        .Replace("\r\n", "\n", StringComparison.Ordinal)
        .Replace("\n", "\r\n", StringComparison.Ordinal);
}
