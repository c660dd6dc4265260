using MimeKit;
using NodaTime;

namespace Better.Calendar.Tests.Email;

/// <summary>Emails that somebody else sends for the organizer.</summary>
public sealed class EmailSenderTests
{
    private static readonly Instant At = Instant.FromUtc(2027, 3, 1, 8, 0);
    private static readonly EmailSender Office = new() { Name = "Márta, office", Email = EmailAddress.Parse("office/hu@host.example") };

    [TestCase(SchedulingMode.EventPerWorkshop)]
    [TestCase(SchedulingMode.RecurringEvent)]
    public void From_is_the_sender_who_acts_for_the_organizer_and_the_responses_go_to_the_organizer(SchedulingMode mode)
    {
        var email = Compose(new() { Sender = Office, SchedulingMode = mode });
        using var message = email.ToMimeMessage();

        Assert.That(message.From.Mailboxes.Single(), Is.EqualTo(new MailboxAddress(Office.Name, Office.Email.Value)));
        Assert.That(message.Sender, Is.Null, "RFC 5322, 3.6.2: not if it is the same as From");
        Assert.That(message.ReplyTo.Mailboxes.Single().Address, Is.EqualTo("host@host.example"));
        Assert.That(
            email.Calendar!.ToString().Replace("\r\n ", "", StringComparison.Ordinal),
            Does.Contain("\r\nORGANIZER;CN=The host;SENT-BY=\"mailto:office%2Fhu@host.example\":mailto:host@host.example\r\n"));
    }

    [Test]
    public void With_tokens_the_sender_is_the_same_for_everybody_and_the_organizers_address_is_not()
    {
        using var message = Compose(new() { Sender = Office, ReplyTokens = new(new byte[16]) }).ToMimeMessage();

        Assert.That(message.From.Mailboxes.Single().Address, Is.EqualTo(Office.Email.Value));
        Assert.That(message.ReplyTo.Mailboxes.Single().Address, Does.Match(@"^host\+[a-z2-7]{16}@host\.example$"));
    }

    [Test]
    public void Message_IDs_and_keys_do_not_depend_on_the_sender() =>
        Assert.That(Compose(new() { Sender = Office }).MessageId, Is.EqualTo(Compose(new()).MessageId));

    [Test]
    public void The_checker_sees_nothing_but_the_other_sender()
    {
        var report = InvitationValidator.ValidateEmail(Compose(new() { Sender = Office }).Bytes);

        Assert.That(report.Findings.Select(static finding => finding.RuleId), Is.EqualTo(new[] { "ADDR-13" }));
        Assert.That(report.Findings.Single().Severity, Is.EqualTo(Severity.Suggestion));
    }

    private static InvitationEmail Compose(InvitationOptions options)
    {
        var series = Samples.Small() with { Workshops = [Samples.Workshop("1"), NextWeek(Samples.Workshop("2"))] };
        return new InvitationComposer(options).ComposeAll(series, At).First();
    }

    private static Workshop NextWeek(Workshop workshop) => workshop with { Start = workshop.Start.PlusWeeks(1) };
}
