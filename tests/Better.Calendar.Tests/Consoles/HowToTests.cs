using System.Text;
using Better.Calendar.Testing;
using Better.Calendar.Tests.Peers;
using HowTo;
using NodaTime;

namespace Better.Calendar.Tests.Consoles;

/// <summary>The code in the guides (samples/HowTo) does what the guides say.</summary>
[NonParallelizable]
public sealed class HowToTests
{
    private static readonly Instant At = Instant.FromUtc(2027, 3, 1, 8, 0);

    private static WorkshopSeries OpenData { get; } =
        SeriesDocument.Read(File.ReadAllText(Repository.File("samples/Data/open-data-2027.json")));

    [Test]
    public void A_language_can_be_added_one_sentence_at_a_time()
    {
        var welsh = AddALanguage.Welsh(File.ReadAllText(Repository.File("src/Better.Calendar/Localization/Cldr/et.json")));
        var options = AddALanguage.Options(welsh);
        var participant = OpenData.Participants[0] with { Language = "cy" };
        var email =
            new InvitationComposer(options).Compose(OpenData with { Participants = [participant] }, OpenData.Workshops[0], participant, At);

        Assert.That(email.Text, Does.Contain("\nAnnwyl Kadri Tamm,"));
        Assert.That(email.Language, Is.EqualTo("cy"));
        Assert.That(AddALanguage.Untranslated(welsh), Has.Member(TextKey.Closing).And.No.Member(TextKey.Greeting));
        Assert.That(AddALanguage.Untranslated(InvitationTexts.ForLanguage("de")).Count(), Is.LessThan(10));
    }

    [Test]
    public void A_sentence_is_replaced_in_one_language_only()
    {
        var texts = AddALanguage.Informal.Texts;

        Assert.That(texts("en-GB").Format(TextKey.Greeting, ("name", "Eva")), Is.EqualTo("Hello Eva,"));
        Assert.That(texts("hu")[TextKey.Greeting], Is.EqualTo(InvitationTexts.ForLanguage("hu")[TextKey.Greeting]));
    }

    [Test]
    public void The_emails_of_a_host_pass_validation_and_an_error_is_found()
    {
        Assert.That(TestYourHost.Validate(OpenData, new InvitationOptions()), Is.Empty);
        Assert.That(
            TestYourHost.Validate(OpenData, new InvitationOptions { CustomBodies = content => new("", content.Title) }),
            Is.Not.Empty);
    }

    [Test]
    public void The_responses_of_all_participants_are_read()
    {
        var attendance = Attendance.Empty;
        TestYourHost.RespondAll(
            OpenData,
            ParticipationStatus.Tentative,
            mail => attendance = attendance.WithReply(ReplyReader.Read(mail, OpenData)));

        Assert.That(
            attendance.Current.Select(entry => entry.Status),
            Is.EqualTo(Enumerable.Repeat<ParticipationStatus?>(ParticipationStatus.Tentative, 7)));
    }

    [Test]
    public void A_participant_is_shown_what_they_accepted()
    {
        var email = new InvitationComposer().ComposeAll(OpenData, At).First();

        var entry = TestYourHost.See(email, At);

        Assert.That(entry.Start, Is.EqualTo(OpenData.StartOf(OpenData.Workshops[0], DateTimeZoneProviders.Tzdb).ToInstant()));
        Assert.That(entry.Response, Is.EqualTo(ParticipationStatus.Accepted));
    }

    [Test]
    public void A_new_time_asks_again_in_every_client() =>
        Assert.That(
            TestYourHost.FindDisagreements(
                OpenData,
                static series => series with
                {
                    Workshops =
                    [
                        series.Workshops[0] with { Start = series.Workshops[0].Start.PlusHours(2) }, .. series.Workshops.Skip(1),
                    ],
                },
                At),
            Is.EqualTo(Enum.GetValues<Better.Calendar.Testing.SimulatedClient>()));

    [Test]
    public void A_new_link_leaves_the_response_in_every_client() =>
        Assert.That(
            TestYourHost.FindDisagreements(
                OpenData,
                static series => series with
                {
                    Workshops =
                    [
                        series.Workshops[0] with { Meeting = new() { Platform = "Webex", Url = new("https://meet.example/new") } },
                        .. series.Workshops.Skip(1),
                    ],
                },
                At),
            Is.Empty);

    [Test]
    public void The_same_edit_gives_the_same_keys() =>
        Assert.That(TestYourHost.HasStableKeys(OpenData, OpenData, At));

    [Test]
    public void An_email_that_was_changed_in_transit_is_detected()
    {
        var email = SendBesideMicrosoft365.CreateSample(OpenData, At);
        var sent = Encoding.UTF8.GetString(email.Bytes.Span);

        Assert.That(email.ToMimeMessage().From.ToString(), Does.Contain("workshops@invite.cityhall.example"));
        Assert.That(SendBesideMicrosoft365.ArrivedUnchanged(email, email.Bytes.ToArray()));
        Assert.That(
            SendBesideMicrosoft365.ArrivedUnchanged(
                email,
                Encoding.UTF8.GetBytes(sent.Replace("method=REQUEST", "method=PUBLISH", StringComparison.Ordinal))),
            Is.False);
        Assert.That(
            SendBesideMicrosoft365.ArrivedUnchanged(
                email,
                Encoding.UTF8.GetBytes("X-MS-Exchange-Organization-AuthAs: Internal\r\nContent-Type: text/plain\r\n\r\n")),
            Is.False);
    }

    [Test]
    public void Participants_without_a_response_get_a_reminder_without_a_calendar_part()
    {
        var attendance = Attendance.Empty;
        TestYourHost.RespondAll(
            OpenData with { Participants = [OpenData.Participants[0]] },
            ParticipationStatus.Accepted,
            mail => attendance =
                attendance.WithReply(
                    ReplyReader.Read(mail, OpenData, null, SenderAuthentication.FromAddress(OpenData.Participants[0].Email))));
        var reminders = Remind.ComposeReminders(OpenData, OpenData.Workshops[0], attendance, At).ToList();

        Assert.That(
            reminders.Select(email => email.Recipient.Name),
            Is.EqualTo(new[] { OpenData.Participants[0].Name, "Kovács Márta", "Ingrid Berg", "Paolo Neri" }));
        Assert.That(
            Remind.PlanRequests(OpenData, OpenData.Workshops[0], attendance, At).Select(reminder => reminder.Recipient.Name),
            Is.EqualTo(new[] { "Kovács Márta", "Ingrid Berg", "Paolo Neri" }));
        Assert.That(reminders.Select(email => email.Calendar), Is.All.Null);
        Assert.That(Remind.ComposeOverview(OpenData, OpenData.Participants[0], At).Calendar, Is.Null, "nobody imports invitations");
    }

    [Test]
    public void Who_came_gets_what_was_done_and_nobody_gets_an_email_about_the_edit()
    {
        var sent = SeriesRevision.First(OpenData, At).Series;
        var series = FollowUp.AddSummary(sent, sent.Workshops[0].Id);
        Assert.That(SeriesRevision.Between(sent, series, At, responses: []).Emails, Is.Empty);
        var afterwards = At + Duration.FromDays(365);
        var attended = new[] { series.Participants[1].Email };

        var email = FollowUp.ComposeFollowUps(series, series.Workshops[0], Attendance.Empty, attended, afterwards).Single();

        Assert.That(email.Recipient, Is.EqualTo(series.Participants[1]));
        Assert.That(email.Html, Does.Contain("We drew a map of the district").And.Contain("https://host.example/maps/recording"));
        Assert.That(FollowUp.ComposeFollowUps(series, series.Workshops[0], Attendance.Empty, null, afterwards), Is.Empty);
        Assert.That(
            FollowUp.PlanForSeries(series, Attendance.Empty, afterwards).Select(plan => plan.Recipient),
            Is.EqualTo(series.Participants));
    }

    [Test]
    [Category(PeerRig.Category)]
    public async Task Emails_are_sent_through_Postfix_and_responses_are_read_once_from_Dovecot()
    {
        const string Organizer = "organizer@example.test";
        using var servers = MailPeers.Start();
        var series = OpenData with
        {
            Organizer = new() { Name = "City Hall", Email = EmailAddress.Parse(Organizer) },
            Workshops = [OpenData.Workshops[0]],
            Participants =
                [.. new[] { "anna@example.test",
                    "nobody@elsewhere.example" }.Select(
                    address => new Participant { Name = address, Email = EmailAddress.Parse(address) })],
        };
        var plan = SeriesRevision.First(series, At);
        using (var submission = servers.Submission(Organizer))
        {
            var rejected = await SendWithMailKit.SendAsync(plan, submission, CancellationToken.None);

            Assert.That(rejected.Select(item => item.Email.Recipient.Name), Is.EqualTo(new[] { "nobody@elsewhere.example" }));
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
            using var reply =
                SimulatedReply.CreateResponse(invitation, EmailAddress.Parse("anna@example.test"), response, At
                    + Duration.FromHours(expected));
            using var mail = new MemoryStream();
            await reply.WriteToAsync(mail);
            servers.Send(mail.ToArray(), "anna@example.test", Organizer);
            servers.Inbox(Organizer, expected);
        }
    }
}
