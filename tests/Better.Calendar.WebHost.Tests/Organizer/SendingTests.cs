using Better.Calendar.Delivery;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using WebHost.Organizer.Sending;

#pragma warning disable CA2000 // Mails and hosts of a test have nothing that outlives it.
namespace Better.Calendar.WebHost.Tests.Organizer;

public sealed class SendingTests
{
    private const string Page = "/organizer/sending";

    [Test]
    public async Task The_page_says_what_would_be_sent_and_one_click_or_two_send_it_once()
    {
        await using var place = await Workplace.StartAsync();
        var page = await place.Session.Page(Page);
        Assert.That(page.QuerySelector(".lead")!.TextContent, Does.Contain("6 emails would go out."));
        Assert.That(Workplace.GetText(page, "tbody tr"), Does.Contain("Invitation").And.Contain("Maps").And.Contain("3 people: Ada"));

        await Task.WhenAll(
            place.Session.Post(Page, ("confirm", Workplace.GetDigest(page))),
            place.Session.Post(Page, ("confirm", Workplace.GetDigest(page))));
        var sent = await place.ReadSentAsync(6);

        Assert.That(sent.Select(static mail => mail.To.ToString()).Distinct().Count(), Is.EqualTo(3));
        Assert.That(sent[0].TextBody, Does.Contain($"{place.Host.Address}rsvp/"), "the links lead to this host");
        page = await place.Session.Page(Page);
        Assert.That(page.QuerySelector(".lead")!.TextContent, Does.Contain("No email is due."));
        await Workplace.WaitAsync(async () => Workplace.GetText(await place.Session.Page(Page), ".counts div:first-child dd") == "6");
    }

    [Test]
    public async Task Who_has_not_been_invited_yet_gets_one_invitation_with_the_new_time()
    {
        await using var place = await Workplace.StartAsync();
        await place.MoveAsync(14);
        await place.MoveAsync(15);
        await place.SendAsync(6);

        var sent = await place.ReadSentAsync(6);
        Assert.That(sent.Select(static mail => mail.Subject), Has.None.Contain("Update"));
        Assert.That(
            sent.Where(static mail => mail.Subject!.Contains("Maps", StringComparison.Ordinal)).Select(static mail => mail.TextBody),
            Has.All.Contain("15:00").Or.Contain("15.00"));
    }

    [Test]
    public async Task Two_moves_are_one_update()
    {
        await using var place = await Workplace.StartAsync();
        await place.SendAsync(6);
        await place.ReadSentAsync(6);
        await place.MoveAsync(14);
        await place.MoveAsync(15);
        await place.SendAsync(3);

        var ada = (await place.ReadSentAsync(9)).Last(static mail => mail.To.ToString().Contains("ada@", StringComparison.Ordinal)
            && mail.TextBody!.Contains("15:00", StringComparison.Ordinal));
        Assert.That(ada.TextBody, Does.Contain("10:00").And.Not.Contain("14:00"), "it tells the change from what Ada knows");
    }

    [Test]
    public async Task A_stop_after_the_outbox_has_the_emails_and_before_that_is_recorded_doubles_nothing()
    {
        await using var place = await Workplace.StartAsync();
        foreach (var batch in await place.Host.GetService<DueEmails>().ReadAsync(place.Host.Series, default))
        {
            await place.Host.GetService<Outbox>().EnqueueAsync(batch.Series, batch.Emails.Take(4), batch.Timestamp);
        }

        await place.ReadSentAsync(4);
        await place.RestartAsync();
        await place.SendAsync(6);
        await place.ReadSentAsync(6);
        await Task.Delay(500);
        await place.ReadSentAsync(6);
    }

    [Test]
    public async Task A_revision_that_was_never_stored_makes_nothing_due()
    {
        await using var place = await Workplace.StartAsync();
        await place.SendAsync(6);
        var series = place.Host.Series;
        var lost = SeriesRevision.Between(
            series,
            series with { Workshops = [series.Workshops[0] with { Start = new(2020, 6, 16, 18, 0) }, series.Workshops[1]] },
            RunningHost.Announced + Duration.FromHours(1));
        await place.Host.GetService<DueEmails>().AddAsync(lost, default);

        Assert.That((await place.Session.Page(Page)).QuerySelector(".lead")!.TextContent, Does.Contain("No email is due."));
        place.Host.Clock.Advance(TimeSpan.FromHours(2));
        await place.MoveAsync(14);
        await place.SendAsync(3);
        Assert.That((await place.ReadSentAsync(9)).Select(static mail => mail.TextBody), Has.None.Contain("18:00"));
    }

    [Test]
    public async Task What_is_due_is_in_the_file_as_it_was_planned()
    {
        await using var place = await Workplace.StartAsync();
        await place.SendAsync(6);
        var series = place.Host.Series;
        var plan = SeriesRevision.Between(
            series,
            series with { Workshops = [series.Workshops[0] with { Start = new(2020, 6, 16, 18, 0) }, series.Workshops[1]] },
            RunningHost.Announced + Duration.FromHours(1)).WithNote("The speaker is ill.");
        var read = DueBatch.Read(DueBatch.Write([DueBatch.FromRevision(plan)])).Single();

        Assert.That(read.Emails, Is.EqualTo(plan.Emails.Select(static email => email with { Changes = [] })));
        Assert.That(read.Series, Is.EqualTo(plan.Series with { State = null, Published = null }));
        Assert.That(read.Timestamp, Is.EqualTo(plan.Timestamp));
    }

    [Test]
    public async Task A_rejected_email_is_shown_with_its_reason_and_its_recipient_is_invited_again()
    {
        var transport = new RefusingTransport("bela@host.example");
        await using var place = await Workplace.StartAsync(builder => builder.Services.AddSingleton<IMessageTransport>(transport));
        await place.SendAsync(6);
        await Workplace.WaitAsync(async () => Workplace.GetText(await place.Session.Page(Page), ".counts dd") == "4 0 2 0");
        var page = await place.Session.Page(Page);
        Assert.That(Workplace.GetText(page, "tbody"), Does.Contain("Béla").And.Contain("no such mailbox").And.Not.Contain("Ada"));

        await Workplace.WaitAsync(() => Task.FromResult(place.Host.Series.State!.Undelivered.Count == 2));
        await place.MoveAsync(14);
        page = await place.Session.Page(Page);
        Assert.That(page.QuerySelector(".lead")!.TextContent, Does.Contain("4 emails"));
        Assert.That(Workplace.GetText(page, "[aria-label=Emails] tbody tr:last-child"), Does.Contain("Invitation").And.Contain("Béla"));
    }

    [Test]
    public async Task Rejected_emails_are_sent_again_after_the_plan_was_shown()
    {
        var transport = new RefusingTransport("bela@host.example");
        await using var place = await Workplace.StartAsync(builder => builder.Services.AddSingleton<IMessageTransport>(transport));
        await place.SendAsync(6);
        await Workplace.WaitAsync(async () => (await place.Session.Page(Page)).QuerySelector("input[name=which]") is not null
            && Workplace.GetText(await place.Session.Page(Page), ".counts div:nth-child(3) dd") == "2");
        transport.Refused = "";

        var plan = await place.ConfirmAsync("/organizer/sending/again", ("which", "rejected"));
        Assert.That(plan.Body!.TextContent, Does.Contain("2 emails would go out."));
        await Workplace.WaitAsync(async () => Workplace.GetText(await place.Session.Page(Page), ".counts div:first-child dd") == "6");
        await Workplace.WaitAsync(() => Task.FromResult(place.Host.Series.State!.Undelivered.Count == 0));
    }

    [Test]
    public async Task Emails_that_wait_are_withdrawn()
    {
        var transport = new RefusingTransport("*");
        await using var place = await Workplace.StartAsync(builder => builder.Services.AddSingleton<IMessageTransport>(transport));
        await place.SendAsync(6);
        await Workplace.WaitAsync(async () =>
            Workplace.GetText(await place.Session.Page(Page), "tbody").Contains("again later", StringComparison.Ordinal));
        await place.ConfirmAsync("/organizer/sending/withdraw");

        Assert.That(Workplace.GetText(await place.Session.Page(Page), ".counts"), Does.Contain("withdrawn"));
        Assert.That(place.Host.Series.State!.Undelivered, Is.Not.Empty);
    }

    [Test]
    public async Task The_outbox_is_for_the_host_alone()
    {
        await using var place = await Workplace.StartAsync();
        await place.SendAsync(6);
        if (!OperatingSystem.IsWindows())
        {
            Assert.That(
                Directory.GetFiles(place.Host.Folder, "outbox.db*").Select(File.GetUnixFileMode),
                Is.Not.Empty.And.All.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
        }
    }

    [Test]
    public async Task Without_a_mail_server_the_page_says_so_and_keeps_what_is_due()
    {
        await using var host = await RunningHost.Start(settings: OrganizerSession.Setting);
        var page = await (await OrganizerSession.SignInAsync(host)).Page(Page);

        Assert.That(page.QuerySelector(".status.alert")!.TextContent, Does.Contain("WebHost:Delivery:Smtp"));
        Assert.That(page.QuerySelector("button.primary"), Is.Null);
    }

    /// <summary>Refuses emails to one address for good, or all of them for now.</summary>
    private sealed class RefusingTransport(string refused) : IMessageTransport, IMessageTransportConnection
    {
        public string Refused { get; set; } = refused;

        public string Destination => "a test";

        public bool IsOpen => true;

        public Task<IMessageTransportConnection> OpenAsync(CancellationToken cancellationToken) =>
            Task.FromResult<IMessageTransportConnection>(this);

        public async Task<SendResult> SendAsync(
            RenderedMessage email, Func<Task<bool>> recordIntent, CancellationToken cancellationToken) =>
            Refused == "*" ? new(SendStatus.Deferred, "451 try again later")
                : email.Recipient.Value == Refused ? new(SendStatus.Rejected, "550 5.1.1 no such mailbox")
                : await recordIntent() ? new(SendStatus.Accepted, "250 OK")
                : new(SendStatus.LeaseLost, "");

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
