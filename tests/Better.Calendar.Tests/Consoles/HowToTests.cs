using System.Text;
using Better.Calendar.Testing;
using Better.Calendar.Tests.Peers;
using HowTo;
using NodaTime;

namespace Better.Calendar.Tests.Consoles;

/// <summary>The code of the guides does what they say.</summary>
[NonParallelizable]
public sealed class HowToTests
{
    private static readonly Instant At = Instant.FromUtc(2027, 3, 1, 8, 0);

    private static WorkshopSeries OpenData { get; } = SeriesDocument.Read(File.ReadAllText(Repository.File("samples/Data/open-data-2027.json")));

    [Test]
    public void A_language_is_added_sentence_by_sentence()
    {
        var welsh = AddALanguage.Welsh(File.ReadAllText(Repository.File("src/Better.Calendar/Localization/Cldr/et.json")));
        var options = AddALanguage.Options(welsh);
        var reader = OpenData.Participants[0] with { Language = "cy" };
        var email = new InvitationComposer(options).Compose(OpenData with { Participants = [reader] }, OpenData.Workshops[0], reader, At);

        Assert.That(email.Text, Does.StartWith("Annwyl Kadri Tamm,"));
        Assert.That(email.Language, Is.EqualTo("cy"));
        Assert.That(AddALanguage.Untranslated(welsh), Has.Member(TextKey.Closing).And.No.Member(TextKey.Greeting));
        Assert.That(AddALanguage.Untranslated(InvitationTexts.ForLanguage("de")).Count(), Is.LessThan(10));
    }

    [Test]
    public void A_sentence_is_replaced_in_one_language_alone()
    {
        var texts = AddALanguage.Informal.Texts;

        Assert.That(texts("en-GB").Format(TextKey.Greeting, ("name", "Eva")), Is.EqualTo("Hello Eva,"));
        Assert.That(texts("hu")[TextKey.Greeting], Is.EqualTo(InvitationTexts.ForLanguage("hu")[TextKey.Greeting]));
    }

    [Test]
    public void A_host_s_emails_are_without_fault_and_a_fault_is_found()
    {
        Assert.That(TestYourHost.FindProblems(OpenData, new InvitationOptions()), Is.Empty);
        Assert.That(TestYourHost.FindProblems(OpenData, new InvitationOptions { CustomBodies = facts => new("", facts.Title) }), Is.Not.Empty);
    }

    [Test]
    public void Everybody_s_response_comes_back()
    {
        var attendance = Attendance.Empty;
        TestYourHost.RespondAll(OpenData, ParticipationStatus.Tentative, mail => attendance = attendance.WithReply(ReplyReader.Read(mail, OpenData)));

        Assert.That(attendance.AwaitingConfirmation.Select(entry => entry.Status), Is.EqualTo(Enumerable.Repeat<ParticipationStatus?>(ParticipationStatus.Tentative, 7)));
    }

    [Test]
    public void The_same_edit_has_the_same_keys() =>
        Assert.That(TestYourHost.KeysAreTheSame(OpenData, OpenData, At));

    [Test]
    public void An_email_that_was_changed_on_its_way_is_seen()
    {
        var email = SendBesideMicrosoft365.CreateSample(OpenData, At);
        var sent = Encoding.UTF8.GetString(email.Bytes.Span);

        Assert.That(email.ToMimeMessage().From.ToString(), Does.Contain("workshops@invite.cityhall.example"));
        Assert.That(SendBesideMicrosoft365.ArrivedUnchanged(email, email.Bytes.ToArray()));
        Assert.That(SendBesideMicrosoft365.ArrivedUnchanged(email, Encoding.UTF8.GetBytes(sent.Replace("method=REQUEST", "method=PUBLISH", StringComparison.Ordinal))), Is.False);
        Assert.That(SendBesideMicrosoft365.ArrivedUnchanged(email, Encoding.UTF8.GetBytes("X-MS-Exchange-Organization-AuthAs: Internal\r\nContent-Type: text/plain\r\n\r\n")), Is.False);
    }

    [Test]
    public void Those_who_have_not_answered_are_reminded_and_their_calendars_left_alone()
    {
        var attendance = Attendance.Empty;
        TestYourHost.RespondAll(OpenData with { Participants = [OpenData.Participants[0]] }, ParticipationStatus.Accepted, mail => attendance = attendance.WithReply(ReplyReader.Read(mail, OpenData, null, SenderAuthentication.FromAddress(OpenData.Participants[0].Email))));
        var reminders = Remind.Reminders(OpenData, OpenData.Workshops[0], attendance, At).ToList();

        Assert.That(reminders.Select(email => email.Recipient.Name), Is.EqualTo(new[] { "Kovács Márta", "Ingrid Berg", "Paolo Neri" }));
        Assert.That(reminders.Select(email => email.Calendar), Is.All.Null);
        Assert.That(Remind.Overview(OpenData, OpenData.Participants[0], At).Calendar!.Method, Is.EqualTo(IcsMethod.Publish));
    }

    [Test]
    [Category(PeerRig.Category)]
    public async Task Emails_go_out_by_Postfix_and_responses_are_read_once_from_Dovecot()
    {
        const string Organizer = "organizer@example.test";
        using var servers = MailPeers.Start();
        var series = OpenData with
        {
            Organizer = new() { Name = "City Hall", Email = EmailAddress.Parse(Organizer) },
            Workshops = [OpenData.Workshops[0]],
            Participants = [.. new[] { "anna@example.test", "nobody@elsewhere.example" }.Select(address => new Participant { Name = address, Email = EmailAddress.Parse(address) })],
        };
        var plan = SeriesRevision.First(series, At);
        using (var submission = servers.Submission(Organizer))
        {
            var refused = await SendWithMailKit.SendAsync(plan, submission, CancellationToken.None);

            Assert.That(refused.Select(email => email.Message.Recipient.Name), Is.EqualTo(new[] { "nobody@elsewhere.example" }));
        }

        using var invitation = MimeKit.MimeMessage.Load(new MemoryStream(servers.Inbox("anna@example.test").Single()));
        await Reply(ParticipationStatus.Tentative, 1);
        using var client = servers.Imap(Organizer);
        var first = await ReadRepliesByImap.ReadNewAsync(plan.Series, Attendance.Empty, null, client, CancellationToken.None);
        var again = await ReadRepliesByImap.ReadNewAsync(plan.Series, first.Attendance, first.Last, client, CancellationToken.None);
        await Reply(ParticipationStatus.Accepted, 2);
        var second = await ReadRepliesByImap.ReadNewAsync(plan.Series, again.Attendance, again.Last, client, CancellationToken.None);

        Assert.That(first.Attendance.AwaitingConfirmation.Single().Status, Is.EqualTo(ParticipationStatus.Tentative));
        Assert.That(again, Is.EqualTo(first));
        Assert.That(second.Attendance.AwaitingConfirmation.Single().Status, Is.EqualTo(ParticipationStatus.Accepted));
        Assert.That(second.Last!.Value.Id, Is.GreaterThan(first.Last!.Value.Id));

        async Task Reply(ParticipationStatus response, int expected)
        {
            using var reply = SimulatedReply.CreateResponse(invitation, EmailAddress.Parse("anna@example.test"), response, At + Duration.FromHours(expected));
            using var mail = new MemoryStream();
            await reply.WriteToAsync(mail);
            servers.Send(mail.ToArray(), "anna@example.test", Organizer);
            servers.Inbox(Organizer, expected);
        }
    }
}
