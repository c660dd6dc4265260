using System.Text;
using Better.Calendar.Tests.Peers;
using MimeKit;

namespace Better.Calendar.Tests.Replies;

public sealed class ReplyReaderTests
{
    [TestCaseSource(typeof(Corpus), nameof(Corpus.Mails))]
    public void A_mail_of_the_corpus_is_read_as_the_README_says(string name, string expected) =>
        Assert.That(Corpus.Describe(ReplyReader.Read(Corpus.Bytes(name), Corpus.Series, Corpus.Policy)), Is.EqualTo(expected));

    [Test]
    public void The_corpus_has_at_least_sixty_mails_and_the_README_lists_all_of_them()
    {
        var files = Directory.GetFiles(Repository.File("tests/Better.Calendar.Tests/Replies/Mails"), "*.eml")
            .Select(Path.GetFileName)
            .ToList();

        Assert.That(files, Has.Count.GreaterThanOrEqualTo(60));
        Assert.That(Corpus.Mails().Select(mail => mail.Arguments[0]), Is.EquivalentTo(files));
    }

    [Test]
    public void All_three_overloads_give_the_same_result()
    {
        foreach (var mail in Corpus.Mails())
        {
            var bytes = Corpus.Bytes((string)mail.Arguments[0]!);
            var read = ReplyReader.Read(bytes, Corpus.Series, Corpus.Policy);
            Assert.That(ReplyReader.Read(new MemoryStream(bytes), Corpus.Series, Corpus.Policy), Is.EqualTo(read));
            if (read is not UnrecognizedMail { Reason: UnrecognizedReason.Unreadable })
            {
                using var message = MimeMessage.Load(new MemoryStream(bytes));
                Assert.That(ReplyReader.Read(message, Corpus.Series, Corpus.Policy), Is.EqualTo(read));
            }
        }
    }

    [Test]
    public void A_mail_without_a_Message_ID_has_the_same_key_from_every_overload()
    {
        foreach (var name in new[] { "exchange-accepted.eml", "google-accepted.eml", "zimbra-tentative.eml", "bounce-postfix.eml" })
        {
            var text = Encoding.Latin1.GetString(Corpus.Bytes(name));
            var bytes =
                Encoding.Latin1.GetBytes(
                    string.Concat(text.Split("\r\n")
                        .Where(static line => !line.StartsWith("Message-ID:", StringComparison.OrdinalIgnoreCase))
                        .Select(static line => line + "\r\n"))[..^2]);
            var read = ReplyReader.Read(bytes, Corpus.Series, Corpus.Policy);
            using var message = MimeMessage.Load(new MemoryStream(bytes));

            Assert.That(read.MessageKey, Does.StartWith("sha256:"));
            Assert.That(ReplyReader.Read(message, Corpus.Series, Corpus.Policy).MessageKey, Is.EqualTo(read.MessageKey));
        }
    }

    [Test]
    public void A_reply_that_Cyrus_wrote_is_read()
    {
        var series =
            Samples.Small() with
            {
                Id = "20200616-1",
                Domain = "example.test",
                Participants = [new() { Name = "Kovács Örs", Email = EmailAddress.Parse("attendee@example.test") }]
            };
        var mail = Encoding.ASCII.GetString(PeerRig.Sample("mail/cyrus-reply-accepted.eml"));

        // The UID in this reply is that of a whole series, without a workshop id.
        var reply = ReplyReader.Read(Encoding.ASCII.GetBytes(mail), series) as ParticipantReply;

        Assert.That(reply, Is.Not.Null);
        Assert.That(
            reply!.Sender,
            Is.EqualTo(new ReplySender { Email = EmailAddress.Parse("attendee@example.test"), IsAcceptedAsClaimed = true }));
        Assert.That(
            reply.Responses.Select(response => (response.WorkshopId, response.Status)),
            Is.EqualTo(new[] { ("1", ParticipationStatus.Accepted) }));
    }

    [Test]
    public void A_bounce_that_Postfix_wrote_is_read()
    {
        var series =
            Samples.Small() with
            {
                Id = "20200616-1",
                Domain = "example.test",
                Participants = [new() { Name = "Kovács Örs", Email = EmailAddress.Parse("attendee@example.test") }]
            };

        var bounce = ReplyReader.Read(PeerRig.Sample("mail/postfix-dsn.eml"), series) as Bounce;

        Assert.That(bounce, Is.Not.Null);
        Assert.That(
            (bounce!.Email.Value, bounce.IsPermanent, bounce.Status, bounce.Diagnostic),
            Is.EqualTo(("attendee@example.test", true, "5.6.0", "554 5.6.0 content refused")));
    }

    [Test]
    public void A_mail_beyond_a_limit_is_not_read()
    {
        var bytes = Corpus.Bytes("exchange-accepted.eml");
        UnrecognizedReason? Reason(ReplyLimits limits, string name = "exchange-accepted.eml") =>
            (ReplyReader.Read(Corpus.Bytes(name), Corpus.Series, Corpus.Policy with { Limits = limits }) as UnrecognizedMail)?.Reason;

        Assert.That(Reason(new()), Is.Null);
        Assert.That(Reason(new() { MaxBytes = bytes.Length - 1 }), Is.EqualTo(UnrecognizedReason.TooLarge));
        Assert.That(Reason(new() { MaxParts = 1 }), Is.EqualTo(UnrecognizedReason.TooLarge));
        Assert.That(Reason(new() { MaxDepth = 1 }, "notes-nested.eml"), Is.EqualTo(UnrecognizedReason.TooLarge));
        Assert.That(Reason(new() { MaxCalendarBytes = 300 }), Is.EqualTo(UnrecognizedReason.TooLarge));
        Assert.That(Reason(new() { MaxLineBytes = 20 }), Is.EqualTo(UnrecognizedReason.TooLarge));
    }

    [Test]
    public void An_endless_stream_is_read_only_to_the_limit()
    {
        using var endless = new EndlessStream();

        var result = ReplyReader.Read(endless, Corpus.Series, new ReplyPolicy { Limits = new() { MaxBytes = 1000 } });

        Assert.That(result, Is.InstanceOf<UnrecognizedMail>().With.Property("Reason").EqualTo(UnrecognizedReason.TooLarge));
        Assert.That(endless.BytesRead, Is.LessThan(200_000));
    }

    [TestCase(AcceptancePolicy.Accept, "response otto 1=Accepted Authenticated Uninvited")]
    [TestCase(AcceptancePolicy.RequireConfirmation, "response otto 1=Accepted Authenticated Uninvited unconfirmed")]
    [TestCase(AcceptancePolicy.Reject, "unrecognized UnknownSender")]
    public void The_policy_decides_about_uninvited_senders(AcceptancePolicy acceptance, string expected) =>
        Assert.That(
            Corpus.Describe(
                ReplyReader.Read(
                    Corpus.Bytes("uninvited.eml"),
                    Corpus.Series,
                    Corpus.Policy with { UninvitedSenders = acceptance },
                    SenderAuthentication.FromAddress(EmailAddress.Parse("otto@else.example")))),
            Is.EqualTo(expected));

    [TestCase(AcceptancePolicy.Accept, "response dora 1=Accepted Claimed Delegate", "delegation anna to dora Claimed")]
    [TestCase(AcceptancePolicy.Reject, "unrecognized DelegationRejected", "unrecognized DelegationRejected")]
    public void The_policy_decides_about_delegates(AcceptancePolicy acceptance, string response, string delegation)
    {
        string Read(string name) =>
            Corpus.Describe(ReplyReader.Read(Corpus.Bytes(name), Corpus.Series, Corpus.Policy with { Delegates = acceptance }));

        Assert.That(Read("delegate-accepted.eml"), Is.EqualTo(response));
        Assert.That(Read("delegated.eml"), Is.EqualTo(delegation));
    }

    [Test]
    public void A_token_authenticates_only_its_participant_and_its_workshop()
    {
        var anna = Corpus.Series.Participants[0];
        string Read(string mail, Workshop? workshop) =>
            Corpus.Describe(ReplyReader.Read(
                Encoding.UTF8.GetBytes(
                    $"Delivered-To: {Corpus.Tokens.GetAddress(Corpus.Series, workshop, anna)}\r\n"
                        + $"{Encoding.UTF8.GetString(Corpus.Bytes(mail))}"),
                    Corpus.Series,
                    Corpus.Policy));

        Assert.That(Read("exchange-accepted.eml", Corpus.Series.Workshops[0]), Is.EqualTo("response anna 1=Accepted Token Invited"));
        Assert.That(Read("exchange-accepted.eml", null), Is.EqualTo("response anna 1=Accepted Token Invited"));
        Assert.That(Read("exchange-accepted.eml", Corpus.Series.Workshops[1]), Is.EqualTo("response anna 1=Accepted Claimed Invited"));
        Assert.That(
            Read("bela-accepted.eml", Corpus.Series.Workshops[0]),
            Is.EqualTo("response bela 1=Accepted Claimed Invited"),
            "the email was forwarded to somebody who is invited too");
        Assert.That(Read("alias.eml", Corpus.Series.Workshops[0]), Is.EqualTo("response anna 1=Accepted Token Invited alias a.private"));
        Assert.That(
            Read("uninvited.eml", Corpus.Series.Workshops[0]),
            Is.EqualTo("response anna 1=Accepted Token Invited unconfirmed alias otto"),
            "possession of a token is not identity");
    }

    private sealed class EndlessStream : Stream
    {
        public long BytesRead { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => BytesRead; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            Array.Fill(buffer, (byte)'a', offset, count);
            BytesRead += count;
            return count;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
