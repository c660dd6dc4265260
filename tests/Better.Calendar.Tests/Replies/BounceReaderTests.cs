using System.Text;

namespace Better.Calendar.Tests.Replies;

/// <summary>
/// Mails in the shapes in which mail servers report. The shapes are those of public collections (set-of-emails of Sisimai, flufl.bounce,
/// PHP-Bounce-Handler); people and words are invented.
/// </summary>
public sealed class BounceReaderTests
{
    private const string Anna = "anna@guest.example";

    private static readonly WorkshopSeries Series = Corpus.Series;

    /// <summary>The texts of servers that report in words; the last column says whether the server has given up.</summary>
    private static IEnumerable<TestCaseData> Texts()
    {
        yield return Case("Exim", "Mail Delivery System <Mailer-Daemon@mx.example>", "Mail delivery failed: returning message to sender",
            """
            This message was created automatically by mail delivery software.

            A message that you sent could not be delivered to one or more of its
            recipients. This is a permanent error. The following address(es) failed:

              anna@guest.example
                SMTP error from remote mail server after RCPT TO:<anna@guest.example>:
                host mx.guest.example [192.0.2.7]: 550 5.1.1 <anna@guest.example>: no such user

            ------ This is a copy of the message, including all the headers. ------

            Return-path: <somebody@else.example>
            To: bela@guest.example
            """, true, "5.1.1");
        yield return Case("Exim, delayed", "Mail Delivery System <Mailer-Daemon@mx.example>", "Warning: message 1abc-000 delayed 24 hours",
            """
            This message was created automatically by mail delivery software.
            A message that you sent has not yet been delivered to one or more of its
            recipients after more than 24 hours on the queue on mx.example.

            The address to which the message has not yet been delivered is:

              anna@guest.example
                Delay reason: 450 4.2.0 greylisted

            No action is required on your part.
            """, false, "4.2.0");
        yield return Case("Exim, forwarded", "Mail Delivery System <Mailer-Daemon@mx.example>", "Mail delivery failed",
            """
            A message that you sent could not be delivered to one or more of its recipients. The following address(es) failed:

              somebody@else.example
                (ultimately generated from anna@guest.example)
                all hosts have been failing for a long time
            """, true, "");
        yield return Case("qmail", "MAILER-DAEMON@mx.example", "failure notice",
            """
            Hi. This is the qmail-send program at mx.example.
            I'm afraid I wasn't able to deliver your message to the following addresses.
            This is a permanent error; I've given up. Sorry it didn't work out.

            <anna@guest.example>:
            Sorry, no mailbox here by that name. (#5.1.1)

            --- Below this line is a copy of the message.

            From: bela@guest.example
            """, true, "5.1.1");
        yield return Case("GMX", "MAILER-DAEMON@mail.gmx.example", "Mail delivery failed: returning message to sender",
            """
            This message was created automatically by mail delivery software.

            A message that you sent could not be delivered to one or more of
            its recipients. This is a permanent error. The following address
            failed:

            "anna@guest.example":
            SMTP error from remote server after RCPT command:
            host: mx.guest.example
            5.2.2 <anna@guest.example>... Mailbox Full

            --- The header of the original message is following. ---

            To: bela@guest.example
            """, true, "5.2.2");
        yield return Case(
            "Gmail, old",
            "Mail Delivery Subsystem <mailer-daemon@googlemail.example>",
            "Delivery Status Notification (Delay)",
            """
            This is an automatically generated Delivery Status Notification

            THIS IS A WARNING MESSAGE ONLY.

            YOU DO NOT NEED TO RESEND YOUR MESSAGE.

            Delivery to the following recipient has been delayed:

                 anna@guest.example

            Message will be retried for 2 more day(s)
            """, false, "");
        yield return Case("Exchange 2003", "System Administrator <postmaster@guest.example>", "Undeliverable: Invitation",
            """
            Your message

              To:      bela@guest.example
              Subject: Invitation
              Sent:    Mon, 1 Mar 2027 10:00:00 +0100

            did not reach the following recipient(s):

            anna@guest.example on Mon, 1 Mar 2027 10:00:01 +0100
                The recipient name is not recognized
            """, true, "");
        yield return Case("Domino", "Postmaster@guest.example", "DELIVERY FAILURE: User anna not listed",
            """
            Your message

              Subject: Invitation

            was not delivered to:

              anna@guest.example

            because:

              User anna (anna@guest.example) not listed in Domino Directory
            """, true, "");
        yield return Case("OpenSMTPD, delayed", "Mailer Daemon <MAILER-DAEMON@mx.example>", "Delivery status notification: delayed",
            """
                Hi!

                This is the MAILER-DAEMON, please DO NOT REPLY to this email.

                A message is delayed for more than 4 hours for the following
                list of recipients:

            anna@guest.example: 450 4.2.0 later

                Below is a copy of the original message:

            To: bela@guest.example
            """, false, "4.2.0");
        yield return Case("DragonFly Mail Agent", "MAILER-DAEMON <>", "Mail delivery failed",
            """
            This is the DragonFly Mail Agent v0.13 at df.example.

            There was an error delivering your mail to <anna@guest.example>.

            mx.guest.example [192.0.2.7] did not like our RCPT TO:
            525 5.7.13 <anna@guest.example>: Recipient address rejected: account disabled

            Message headers follow.

            To: bela@guest.example
            """, true, "5.7.13");
        yield return Case("SmarterMail", "System Administrator <postmaster@mx.example>", "Delivery Failure",
            """
            Could not deliver message to the following recipient(s):

            Failed Recipient: anna@guest.example
            Reason: Remote host said: 550 5.1.1 No such user

               -- The header and top 20 lines of the message follows --

            To: bela@guest.example
            """, true, "5.1.1");
        yield return Case("MailEnable", "Postmaster <postmaster@mx.example>", "Undeliverable Mail",
            """
            The following message could not be delivered to some recipients.

            Recipient: [SMTP:anna@guest.example]
            Reason: 550 5.1.1 unknown

            Message headers follow:
            To: bela@guest.example
            """, true, "5.1.1");
        yield return Case("IMail", "\"Postmaster\" <postmaster@mx.example>", "Undeliverable Mail",
            """
            User mailbox exceeds allowed size: anna@guest.example


            Original message follows.

            To: bela@guest.example
            """, true, "");
        yield return Case("Amazon WorkMail", "MAILER-DAEMON@amazonses.example", "Delivery Status Notification (Failure)",
            """
            An error occurred while trying to deliver the mail to the following recipients:
            anna@guest.example

            Technical report:

            Reporting-MTA: dsn; smtp-out.example

            Action: delayed
            Final-Recipient: rfc822; anna@guest.example
            Diagnostic-Code: smtp; 421 4.4.2 Connection timed out
            Status: 4.4.2
            """, false, "4.4.2");
    }

    [TestCaseSource(nameof(Texts))]
    public void A_server_that_reports_in_words_is_understood(string from, string subject, string text, bool isPermanent, string status)
    {
        var bounce = Read(Mail(from, subject, "text/plain", text)) as Bounce;

        Assert.That(bounce, Is.Not.Null);
        Assert.That((bounce!.Email.Value, bounce.IsPermanent, bounce.Status), Is.EqualTo((Anna, isPermanent, status)));
    }

    [TestCase("failed", "4.4.7", true)]
    [TestCase("FAILED (too old)", "", true)]
    [TestCase("delayed", "5.0.0", false)]
    [TestCase("error", "5.0.0", true)]
    [TestCase("expired", "4.4.7", false)]
    [TestCase("failure", "553 Exceeded", true)]
    [TestCase("nonsense", "", true)]
    public void The_class_of_the_status_decides_where_the_action_is_no_known_word(string action, string status, bool isPermanent) =>
        Assert.That((Read(Report(action, status)) as Bounce)?.IsPermanent, Is.EqualTo(isPermanent));

    [TestCase("delivered", "2.0.0")]
    [TestCase("relayed", "2.0.0")]
    [TestCase("expanded", "")]
    [TestCase("deliverable", "2.1.5")]
    public void A_report_of_a_delivery_is_no_bounce(string action, string status) =>
        Assert.That(Read(Report(action, status)), Is.TypeOf<UnrecognizedMail>());

    [Test]
    public void A_report_without_a_status_part_is_read_by_its_text()
    {
        var bounce = Read(Mail(
            "postmaster@mx.example",
            "Undeliverable: Invitation",
            "multipart/report; report-type=delivery-status; boundary=b",
            """
            --b
            Content-Type: text/plain

            Delivery has failed to these recipients or groups:
            anna@guest.example<mailto:anna@guest.example>
            Remote Server returned '550 5.1.10 RESOLVER.ADR.RecipientNotFound'
            --b--
            """)) as Bounce;

        Assert.That((bounce?.Email.Value, bounce?.IsPermanent, bounce?.Status), Is.EqualTo((Anna, true, "5.1.10")));
    }

    [Test]
    public void A_bounce_that_nothing_connects_with_the_series_makes_nobody_unreachable_until_it_is_confirmed()
    {
        var bounce = (Bounce)Read(Report("failed", "5.1.1"));
        var attendance = Attendance.Empty.WithReply(bounce);

        Assert.That(bounce.NeedsConfirmation, Is.True);
        Assert.That((attendance.Bounces.Count, attendance.Unreachable.Count), Is.EqualTo((1, 0)));
        Assert.That(attendance.Confirm(bounce).Unreachable.Select(static one => one.Email.Value), Is.EqualTo(new[] { Anna }));
    }

    [Test]
    public void Our_own_email_in_a_report_connects_it_with_the_series()
    {
        using var message = new InvitationComposer().ComposeAll(Series, NodaTime.Instant.FromUtc(2027, 3, 1, 10, 0))
            .First(static email => email.Recipient.Email.Value == Anna)
            .ToMimeMessage();
        var headers = $"Message-ID: <{message.MessageId}>";

        foreach (var evidence in new[] { headers, "From: host@host.example\nTo: anna@guest.example", "UID:spring.1@host.example" })
        {
            var bounce = Read(Mail(
                "MAILER-DAEMON@mx.example",
                "failure notice",
                "text/plain",
                $"<{Anna}>:\nno such user\n\n--- Below this line is a copy of the message.\n\nSubject: x\n{evidence}\n")) as Bounce;

            Assert.That(bounce?.NeedsConfirmation, Is.False, evidence);
        }
    }

    [TestCase("Mail Delivery System <mailer-daemon@mx.example>", "Auto-Submitted: auto-replied", "Something failed.")]
    [TestCase("postmaster@guest.example", "Auto-Submitted: auto-replied\r\nReturn-Path: <>", "Your mail was refused.")]
    [TestCase("Anna <anna@guest.example>", "Return-Path: <>\r\nAuto-Submitted: auto-generated", "I am a machine.")]
    [TestCase("Bela <somebody@else.example>", "Return-Path: <>\r\nAuto-Submitted: auto-replied", "Your message could not be delivered.")]
    public void What_a_machine_writes_is_no_out_of_office_message(string from, string headers, string text) =>
        Assert.That(Read(Mail(from, "Your mail", "text/plain", text, headers)), Is.TypeOf<UnrecognizedMail>());

    [Test]
    public void A_reply_inside_the_mail_of_a_server_is_no_response()
    {
        var reply = Encoding.Latin1.GetString(Corpus.Bytes("kontact-accepted.eml"));

        var result = Read(Mail(
            "MAILER-DAEMON@mx.example",
            "Undeliverable mail",
            "multipart/mixed; boundary=zz",
            $"--zz\nContent-Type: text/plain\n\nNobody got this.\n--zz\nContent-Type: message/rfc822\n\n{reply}\n--zz--\n"));

        Assert.That(result, Is.Not.TypeOf<ParticipantReply>());
    }

    [Test]
    public void Every_phrase_is_in_lower_case_and_names_its_product_and_source()
    {
        foreach (var pattern in Better.Calendar.Replies.BouncePattern.All)
        {
            Assert.That(pattern.Phrase, Is.EqualTo(pattern.Phrase.ToLowerInvariant()).And.Not.Contain("  "));
            Assert.That(pattern.Product, Is.Not.Empty);
            Assert.That(pattern.Source, Is.Not.Empty);
        }

        Assert.That(Better.Calendar.Replies.BouncePattern.All.Select(static pattern => pattern.Phrase), Is.Unique);
    }

    private static TestCaseData Case(string product, string from, string subject, string text, bool isPermanent, string status) =>
        new TestCaseData(from, subject, text, isPermanent, status).SetArgDisplayNames(product);

    private static ReplyResult Read(string mail) => ReplyReader.Read(Encoding.UTF8.GetBytes(mail), Series, new());

    private static string Report(string action, string status) => Mail(
        "MAILER-DAEMON@mx.example",
        "Undelivered Mail",
        "multipart/report; report-type=delivery-status; boundary=b",
        $"""
        --b
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mx.example

        Final-Recipient: rfc822; {Anna}
        Action: {action}
        Status: {status}

        --b--
        """);

    private static string Mail(string from, string subject, string contentType, string body, string? headers = null) =>
        ($"From: {from}\nTo: host@host.example\nSubject: {subject}\nDate: Mon, 01 Mar 2027 10:00:05 +0000\n"
            + (headers is null ? "" : headers + "\n"))
            .Replace("\r\n", "\n", StringComparison.Ordinal).Replace("\n", "\r\n", StringComparison.Ordinal)
        + $"Message-ID: <b@mx.example>\r\nMIME-Version: 1.0\r\nContent-Type: {contentType}\r\n\r\n"
        + body.Replace("\r\n", "\n", StringComparison.Ordinal).Replace("\n", "\r\n", StringComparison.Ordinal) + "\r\n";
}
