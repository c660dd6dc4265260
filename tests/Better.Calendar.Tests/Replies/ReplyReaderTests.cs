using System.Text;
using Better.Calendar.Tests.Peers;
using MimeKit;

namespace Better.Calendar.Tests.Replies;

public sealed class ReplyReaderTests
{
    [TestCaseSource(typeof(Corpus), nameof(Corpus.Mails))]
    public void A_mail_of_the_corpus_is_read_as_labelled(string name, string label) =>
        Assert.That(Corpus.Label(ReplyReader.Read(Corpus.Bytes(name), Corpus.Series, Corpus.Policy)), Is.EqualTo(label));

    [Test]
    public void The_corpus_holds_sixty_mails_and_labels_all_of_them()
    {
        var files = Directory.GetFiles(Repository.File("tests/Better.Calendar.Tests/Replies/Mails"), "*.eml").Select(Path.GetFileName).ToList();

        Assert.That(files, Has.Count.GreaterThanOrEqualTo(60));
        Assert.That(Corpus.Mails().Select(mail => mail.Arguments[0]), Is.EquivalentTo(files));
    }

    [Test]
    public void The_three_doors_read_the_same()
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
    public void A_mail_without_a_Message_ID_has_the_same_key_at_every_door()
    {
        foreach (var name in new[] { "exchange-accepted.eml", "google-accepted.eml", "zimbra-tentative.eml", "bounce-postfix.eml" })
        {
            var text = Encoding.Latin1.GetString(Corpus.Bytes(name));
            var bytes = Encoding.Latin1.GetBytes(string.Concat(text.Split("\r\n").Where(static line => !line.StartsWith("Message-ID:", StringComparison.OrdinalIgnoreCase)).Select(static line => line + "\r\n"))[..^2]);
            var read = ReplyReader.Read(bytes, Corpus.Series, Corpus.Policy);
            using var message = MimeMessage.Load(new MemoryStream(bytes));

            Assert.That(read.MessageKey, Does.StartWith("sha256:"));
            Assert.That(ReplyReader.Read(message, Corpus.Series, Corpus.Policy).MessageKey, Is.EqualTo(read.MessageKey));
        }
    }

    [Test]
    public void Cyrus_s_own_reply_is_read()
    {
        var series = Samples.Small() with { Id = "20200616-1", Domain = "example.test", Participants = [new() { Name = "Kovács Örs", Email = EmailAddress.Parse("attendee@example.test") }] };
        var mail = Encoding.ASCII.GetString(Better.Calendar.Tests.Peers.PeerRig.Sample("mail/cyrus-reply-accepted.eml"));

        // Its event is that of another day's series: the UID of the recurring form is the one that has no workshop in it.
        var reading = ReplyReader.Read(Encoding.ASCII.GetBytes(mail), series) as ParticipantReply;

        Assert.That(reading, Is.Not.Null);
        Assert.That(reading!.Sender, Is.EqualTo(new ReplySender { Email = EmailAddress.Parse("attendee@example.test") }));
        Assert.That(reading.Responses.Select(response => (response.WorkshopId, response.Status)), Is.EqualTo(new[] { ("1", ParticipationStatus.Accepted) }));
    }

    [Test]
    public void Postfix_s_own_bounce_is_read()
    {
        var series = Samples.Small() with { Id = "20200616-1", Domain = "example.test", Participants = [new() { Name = "Kovács Örs", Email = EmailAddress.Parse("attendee@example.test") }] };

        var bounce = ReplyReader.Read(Better.Calendar.Tests.Peers.PeerRig.Sample("mail/postfix-dsn.eml"), series) as Bounce;

        Assert.That(bounce, Is.Not.Null);
        Assert.That((bounce!.Email.Value, bounce.IsPermanent, bounce.Status, bounce.Diagnostic), Is.EqualTo(("attendee@example.test", true, "5.6.0", "554 5.6.0 content refused")));
    }

    [Test]
    public void Limits_are_kept()
    {
        var bytes = Corpus.Bytes("exchange-accepted.eml");
        UnrecognizedReason? Reason(ReplyLimits limits) => (ReplyReader.Read(bytes, Corpus.Series, Corpus.Policy with { Limits = limits }) as UnrecognizedMail)?.Reason;

        Assert.That(Reason(new()), Is.Null);
        Assert.That(Reason(new() { MaxBytes = bytes.Length - 1 }), Is.EqualTo(UnrecognizedReason.TooLarge));
        Assert.That(Reason(new() { MaxParts = 1 }), Is.EqualTo(UnrecognizedReason.TooLarge));
        Assert.That(Reason(new() { MaxDepth = 0 }), Is.EqualTo(UnrecognizedReason.TooLarge));
        Assert.That(Reason(new() { MaxCalendarBytes = 300 }), Is.EqualTo(UnrecognizedReason.TooLarge));
        Assert.That(Reason(new() { MaxLineBytes = 20 }), Is.EqualTo(UnrecognizedReason.TooLarge));
    }

    [Test]
    public void A_stream_without_end_is_read_to_the_limit_only()
    {
        using var endless = new EndlessStream();

        var reading = ReplyReader.Read(endless, Corpus.Series, new ReplyPolicy { Limits = new() { MaxBytes = 1000 } });

        Assert.That(reading, Is.InstanceOf<UnrecognizedMail>().With.Property("Reason").EqualTo(UnrecognizedReason.TooLarge));
        Assert.That(endless.Given, Is.LessThan(200_000));
    }

    [TestCase(AcceptancePolicy.Accept, "answer otto 1=Accepted Authenticated Uninvited")]
    [TestCase(AcceptancePolicy.RequireConfirmation, "answer otto 1=Accepted Authenticated Uninvited asked")]
    [TestCase(AcceptancePolicy.Reject, "not UnknownSender")]
    public void The_policy_decides_about_people_who_are_not_invited(AcceptancePolicy admission, string label) =>
        Assert.That(
            Corpus.Label(ReplyReader.Read(Corpus.Bytes("party-crasher.eml"), Corpus.Series, Corpus.Policy with { UninvitedSenders = admission }, SenderAuthentication.FromAddress(EmailAddress.Parse("otto@else.example")))),
            Is.EqualTo(label));

    [TestCase(AcceptancePolicy.Accept, "answer dora 1=Accepted Claimed Delegate", "delegation anna to dora Claimed")]
    [TestCase(AcceptancePolicy.Reject, "not DelegationRefused", "not DelegationRefused")]
    public void The_policy_decides_about_delegates(AcceptancePolicy admission, string response, string delegation)
    {
        string Read(string name) => Corpus.Label(ReplyReader.Read(Corpus.Bytes(name), Corpus.Series, Corpus.Policy with { Delegates = admission }));

        Assert.That(Read("delegate-accepted.eml"), Is.EqualTo(response));
        Assert.That(Read("delegated.eml"), Is.EqualTo(delegation));
    }

    [Test]
    public void A_token_proves_its_participant_and_its_workshop_and_no_other()
    {
        var anna = Corpus.Series.Participants[0];
        string Read(string mail, Workshop? workshop) =>
            Corpus.Label(ReplyReader.Read(
                Encoding.UTF8.GetBytes($"Delivered-To: {Corpus.Tokens.GetAddress(Corpus.Series, workshop, anna)}\r\n{Encoding.UTF8.GetString(Corpus.Bytes(mail))}"), Corpus.Series, Corpus.Policy));

        Assert.That(Read("exchange-accepted.eml", Corpus.Series.Workshops[0]), Is.EqualTo("answer anna 1=Accepted Token Invited"));
        Assert.That(Read("exchange-accepted.eml", null), Is.EqualTo("answer anna 1=Accepted Token Invited"));
        Assert.That(Read("exchange-accepted.eml", Corpus.Series.Workshops[1]), Is.EqualTo("answer anna 1=Accepted Claimed Invited"));
        Assert.That(Read("bela-accepted.eml", Corpus.Series.Workshops[0]), Is.EqualTo("answer bela 1=Accepted Claimed Invited"), "passed on to somebody who is invited herself");
        Assert.That(Read("alias.eml", Corpus.Series.Workshops[0]), Is.EqualTo("answer anna 1=Accepted Token Invited as a.private"));
        Assert.That(Read("party-crasher.eml", Corpus.Series.Workshops[0]), Is.EqualTo("answer anna 1=Accepted Token Invited as otto"));
    }

    private sealed class EndlessStream : Stream
    {
        public long Given { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => Given; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            Array.Fill(buffer, (byte)'a', offset, count);
            Given += count;
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
