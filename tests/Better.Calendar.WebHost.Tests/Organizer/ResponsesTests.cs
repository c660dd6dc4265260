using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Better.Calendar.Delivery;
using Better.Calendar.Testing;
using MimeKit;
using NodaTime;

#pragma warning disable CA2000 // Mails and hosts of a test have nothing that outlives it.
namespace Better.Calendar.WebHost.Tests.Organizer;

public sealed class ResponsesTests
{
    private static readonly Instant Later = RunningHost.Announced + Duration.FromHours(3);

    private Workplace place = null!;

    [SetUp]
    public async Task Start()
    {
        place = await Workplace.StartAsync();
        await place.SendAsync(6);
    }

    [TearDown]
    public async Task Stop() => await place.DisposeAsync();

    [Test]
    public async Task Replies_of_the_Maildir_count_and_say_to_which_version_they_were_given()
    {
        await Reply(SimulatedReply.CreateResponse(
            await FindInvitation("ada", "Maps"), Workplace.Ada, ParticipationStatus.Accepted, Later, "I look forward to it."));
        var response = await place.Session.Post("/organizer/replies/maildir");
        Assert.That(response.Headers.Location!.OriginalString, Is.EqualTo("/organizer/replies?done=read"));
        Assert.That(Directory.GetFiles(Path.Combine(place.Replies, "new")), Is.Empty);

        var page = await place.Session.Page("/organizer/responses");
        Assert.That(Workplace.GetText(page, ".counts:nth-of-type(1) dd"), Does.StartWith("1 0 0 2"));
        Assert.That(page.QuerySelector("tbody tr")!.TextContent, Does.Contain("accepted").And.Contain("to the current version")
            .And.Contain("I look forward to it."));

        await place.MoveAsync(14);
        page = await place.Session.Page("/organizer/responses");
        Assert.That(page.QuerySelector("tbody tr")!.TextContent, Does.Contain("(before the change)").And.Contain("10:00"));
    }

    [Test]
    public async Task Files_are_uploaded_one_mail_or_a_mailbox_and_twice_is_once()
    {
        var accepted = SimulatedReply.CreateResponse(
            await FindInvitation("ada", "Maps"), Workplace.Ada, ParticipationStatus.Accepted, Later);
        var declined = SimulatedReply.CreateResponse(
            await FindInvitation("bela", "Maps"), Workplace.Bela, ParticipationStatus.Declined, Later);
        var mailbox = new MemoryStream();
        foreach (var mail in new[] { accepted, declined })
        {
            mailbox.Write("From someone Wed May 20 11:00:00 2020\n"u8);
            await mail.WriteToAsync(mailbox);
            mailbox.Write("\n\n"u8);
        }

        Assert.That((await Upload(("ada.eml", ToBytes(accepted)))).StatusCode, Is.EqualTo(HttpStatusCode.SeeOther));
        Assert.That((await Upload(("all.mbox", mailbox.ToArray()))).StatusCode, Is.EqualTo(HttpStatusCode.SeeOther));

        Assert.That(place.Host.FindResponse("ada@host.example")!.Status, Is.EqualTo(ParticipationStatus.Accepted));
        Assert.That(place.Host.FindResponse("bela@host.example")!.Status, Is.EqualTo(ParticipationStatus.Declined));
        Assert.That(place.Host.Store.ReadAttendance().Attendance.Entries, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task A_proposal_is_accepted_with_a_click_that_shows_the_plan_and_one_that_stores_it()
    {
        var start = Instant.FromUtc(2020, 6, 16, 12, 0);
        await Upload(("counter.eml", ToBytes(SimulatedReply.CreateProposal(
            await FindInvitation("ada", "Maps"), Workplace.Ada, start, start + Duration.FromHours(2), Later))));
        var page = await place.Session.Page("/organizer/replies");
        var proposal = page.QuerySelector("input[name=proposal]")!.GetAttribute("value")!;
        Assert.That(Workplace.GetText(page, ".tasks"), Does.Contain("14:00").And.Contain("ada@host.example"));

        var plan = await place.ConfirmAsync("/organizer/replies/accept", ("proposal", proposal));
        Assert.That(plan.Body!.TextContent, Does.Contain("3 emails would go out.").And.Contain("they must respond again"));
        Assert.That(place.Host.Workshop("1").Start, Is.EqualTo(new LocalDateTime(2020, 6, 16, 14, 0)));
        Assert.That(place.Host.Workshop("1").Duration, Is.EqualTo(Duration.FromHours(2)));
        Assert.That((await place.Session.Page("/organizer/replies")).QuerySelector("input[name=proposal]"), Is.Null);
        await place.SendAsync(3);
    }

    [Test]
    public async Task Words_that_look_like_a_response_are_entered_by_a_click()
    {
        var invitation = await FindInvitation("ada", "Maps");
        await Upload(("words.eml", Encoding.UTF8.GetBytes(
            $"From: Ada <ada@host.example>\r\nTo: workshops@cityhall.example\r\nSubject: Re: {invitation.Subject}\r\n"
                + $"Message-ID: <words@host.example>\r\nIn-Reply-To: <{invitation.MessageId}>\r\nDate: Wed, 20 May 2020 12:00:00 +0000\r\n"
                + "\r\nYes, I will come.\r\n")));
        var page = await place.Session.Page("/organizer/replies");
        Assert.That(Workplace.GetText(page, ".tasks"), Does.Contain("It looks like a response: accepted").And.Contain("Yes, I will come."));
        Assert.That(place.Host.FindResponse("ada@host.example"), Is.Null, "words alone never count");

        await place.Session.Post(
            "/organizer/replies/enter",
            ("mail", page.QuerySelector("input[name=mail]")!.GetAttribute("value")!),
            ("workshop", "1"));
        Assert.That(place.Host.FindResponse("ada@host.example")!.Status, Is.EqualTo(ParticipationStatus.Accepted));
        Assert.That((await place.Session.Page("/organizer/replies")).QuerySelector(".tasks"), Is.Null);
    }

    [Test]
    public async Task Somebody_who_is_not_invited_counts_once_the_organizer_says_so()
    {
        await Upload(("crasher.eml", ToBytes(SimulatedReply.CreateResponse(
            await FindInvitation("ada", "Maps"),
            EmailAddress.Parse("friend@elsewhere.example"),
            ParticipationStatus.Accepted,
            Later))));
        var page = await place.Session.Page("/organizer/responses");
        Assert.That(Workplace.GetText(page, ".tasks"), Does.Contain("friend@elsewhere.example").And.Contain("not invited"));

        for (var click = 0; click < 2; click++)
        {
            var response = await place.Session.Post(
                "/organizer/responses/confirm", ("entry", page.QuerySelector("input[name=entry]")!.GetAttribute("value")!));
            Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.SeeOther));
        }

        Assert.That(place.Host.FindResponse("friend@elsewhere.example")!.Status, Is.EqualTo(ParticipationStatus.Accepted));
        Assert.That((await place.Session.Page("/organizer/responses")).QuerySelector(".tasks"), Is.Null);
    }

    [Test]
    public async Task A_file_that_is_no_mail_is_refused_with_its_name()
    {
        var response = await Upload(("picture.png", [0x89, 0x50, 0x4E, 0x47]));
        Assert.That((int)response.StatusCode, Is.EqualTo(400).Or.EqualTo(303));
        Assert.That(place.Host.Store.ReadAttendance().Attendance.Entries, Is.Empty);
    }

    [Test]
    public async Task A_reminder_goes_to_those_who_have_not_responded_and_only_once_for_two_clicks()
    {
        await place.Host.Respond(place.Host.ResponsePath("ada@host.example"), "accepted");
        var plan = await place.ConfirmAsync("/organizer/reminders", ("workshop", "1"), ("who", "open"));
        Assert.That(plan.Body!.TextContent, Does.Contain("2 emails would go out."));
        Assert.That(Workplace.GetText(plan, "tbody"), Does.Contain("Béla").And.Not.Contain("Ada"));
        await place.ReadSentAsync(8);

        place.Host.Clock.Advance(TimeSpan.FromHours(2));
        await place.ConfirmAsync("/organizer/reminders", ("workshop", "1"), ("who", "open"));
        await place.ReadSentAsync(10);
    }

    [Test]
    public async Task A_note_goes_to_everybody_with_the_schedule()
    {
        await place.ConfirmAsync("/organizer/note", ("note", "Bring a pencil."));
        var notes = await place.ReadSentAsync(9);
        Assert.That(
            notes.Count(static mail => mail.TextBody!.Contains("Bring a pencil.", StringComparison.Ordinal)), Is.EqualTo(3));
    }

    [Test]
    public async Task A_follow_up_thanks_those_who_have_accepted_after_the_workshop()
    {
        await place.Host.Respond(place.Host.ResponsePath("ada@host.example"), "accepted");
        Assert.That(
            (await place.Session.Page("/organizer/follow-ups")).QuerySelector("[role=alert]")!.TextContent,
            Does.Contain("No workshop has ended yet."));
        place.Host.Clock.Advance(TimeSpan.FromDays(30));
        place = await SignInAgain();
        var plan = await place.ConfirmAsync("/organizer/follow-ups", ("workshop", "1"), ("who", "Attended"));
        Assert.That(Workplace.GetText(plan, "tbody"), Does.Contain("Ada").And.Not.Contain("Béla"));
        await place.ReadSentAsync(7);
    }

    [Test]
    public async Task Nothing_extra_goes_out_before_what_is_due()
    {
        await place.MoveAsync(14);
        var page = await RunningHost.Page(await place.Session.Post("/organizer/reminders", ("workshop", "1"), ("who", "open")));
        Assert.That(page.QuerySelector("[role=alert]")!.TextContent, Does.Contain("Send them first"));
    }

    [Test]
    public async Task The_files_have_no_state_and_no_token()
    {
        await place.Host.Respond(place.Host.ResponsePath("ada@host.example"), "accepted");
        var series = await (await place.Session.Get("/organizer/export/series.json")).Content.ReadAsStringAsync();
        Assert.That(SeriesDocument.Read(series).Participants, Has.Count.EqualTo(3));
        Assert.That(series, Does.Not.Contain("\"state\"").And.Not.Contain("\"published\""));
        var table = await (await place.Session.Get("/organizer/export/attendance.csv")).Content.ReadAsStringAsync();
        Assert.That(table, Does.Contain("\"ada@host.example\",\"accepted\""));
        Assert.That(
            AttendanceDocument.Read(await (await place.Session.Get("/organizer/export/attendance.json")).Content.ReadAsStringAsync()),
            Is.EqualTo(place.Host.Store.ReadAttendance().Attendance));
    }

    [Test]
    public async Task A_person_is_erased_from_everything()
    {
        await place.ReadSentAsync(6);
        await Workplace.WaitAsync(async () => (await place.Host.GetService<Outbox>().CountAsync()).Sent == 6);
        await place.Host.Respond(place.Host.ResponsePath("ada@host.example"), "accepted");
        await place.MoveAsync(14);
        var plan = await place.ConfirmAsync("/organizer/forget", ("email", "Ada@host.example"));
        Assert.That(plan.Body!.TextContent, Does.Contain("responses: 1, emails: 2"));

        Assert.That(place.Host.Store.GetCurrent().Json, Does.Not.Contain("ada@"));
        Assert.That(AttendanceDocument.Write(place.Host.Store.ReadAttendance().Attendance), Does.Not.Contain("ada@"));
        Assert.That(
            (await place.Host.GetService<AspNetCore.ISeriesStore>().ReadAsync("due"))!.Json, Does.Not.Contain("ada@"));
        await foreach (var entry in place.Host.GetService<Outbox>().ReadAsync())
        {
            Assert.That(entry.Message.Recipient, Is.Not.EqualTo("ada@host.example"));
        }
    }

    private async Task<Workplace> SignInAgain()
    {
        await place.RestartAsync();
        return place;
    }

    private async Task<MimeMessage> FindInvitation(string name, string title) => (await place.ReadSentAsync(6)).First(mail =>
        mail.To.ToString().Contains(name, StringComparison.Ordinal) && mail.Subject!.Contains(title, StringComparison.Ordinal));

    private async Task Reply(MimeMessage reply)
    {
        Directory.CreateDirectory(Path.Combine(place.Replies, "new"));
        await reply.WriteToAsync(Path.Combine(place.Replies, "new", $"{Guid.NewGuid():N}.host"));
    }

    private static byte[] ToBytes(MimeMessage mail)
    {
        using var bytes = new MemoryStream();
        mail.WriteTo(bytes);
        return bytes.ToArray();
    }

    private async Task<HttpResponseMessage> Upload(params (string Name, byte[] Bytes)[] files)
    {
        using var form = new MultipartFormDataContent();
        foreach (var (name, bytes) in files)
        {
            var content = new ByteArrayContent(bytes);
            content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
            form.Add(content, "mails", name);
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, "/organizer/replies") { Content = form };
        request.Headers.Add("Cookie", place.Session.Cookie);
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        return await place.Host.Client.SendAsync(request);
    }
}
