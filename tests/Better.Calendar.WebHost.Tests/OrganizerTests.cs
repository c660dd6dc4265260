using System.Net;
using System.Net.Http.Json;
using System.Text;
using NodaTime;
using WebHost;

namespace Better.Calendar.WebHost.Tests;

public sealed class OrganizerTests
{
    private const string Key = "correct-horse-battery";

    private RunningHost host = null!;

    [SetUp]
    public async Task Start() => host = await RunningHost.Start(settings: $"--WebHost:OrganizerKey={Key}");

    [TearDown]
    public async Task Stop() => await host.DisposeAsync();

    [TestCase("")]
    [TestCase("Bearer wrong-horse-battery")]
    [TestCase("Basic correct-horse-battery")]
    public async Task Without_the_key_nothing_is_revealed(string authorization)
    {
        foreach (var path in new[] { "/organizer/series", "/organizer/attendance", "/organizer/links" })
        {
            Assert.That((await host.Get(path, ("Authorization", authorization))).StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized), path);
        }
    }

    [Test]
    public void A_short_key_is_refused_at_the_start() =>
        Assert.That(
            async () => await RunningHost.Start(settings: "--WebHost:OrganizerKey=secret"),
            Throws.InvalidOperationException.With.Message.Contains("16 or more"));

    [Test]
    public async Task Two_clients_that_edit_at_once_do_not_overwrite_each_other()
    {
        var (series, tag) = await Read();
        var mine = await Put(Moved(series), tag);
        var theirs = await Put(series with { Title = "Theirs" }, tag);

        Assert.That(mine.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(theirs.StatusCode, Is.EqualTo(HttpStatusCode.PreconditionFailed));
        var (now, newTag) = await Read();
        Assert.That(newTag, Is.EqualTo(mine.Headers.ETag!.ToString()));
        Assert.That(now.Title, Is.EqualTo(series.Title));
        Assert.That((await Put(now with { Title = "Theirs" }, newTag)).StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task An_edit_returns_which_emails_are_due()
    {
        await host.Respond(host.ResponsePath(), "declined");
        var (series, tag) = await Read();
        var response = await (await Put(Moved(series), tag)).Content.ReadAsStringAsync();

        Assert.That(response, Does.Contain("\"kind\":\"Update\"").And.Contain("giulia.rossi@genova.example"));
    }

    [Test]
    public async Task An_edit_without_If_Match_is_refused()
    {
        var (series, _) = await Read();

        Assert.That((await Put(series, null)).StatusCode, Is.EqualTo(HttpStatusCode.PreconditionRequired));
    }

    [Test]
    public async Task All_errors_of_a_document_are_reported_and_nothing_is_stored()
    {
        var (_, tag) = await Read();
        var json = host.Store.GetCurrent().Json.Replace("Europe/Budapest", "Europe/Buda", StringComparison.Ordinal);
        var response = await Put(json, tag);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(await response.Content.ReadAsStringAsync(), Does.Contain("zone"));
        Assert.That(host.Store.GetCurrent().Version, Is.EqualTo(1));
    }

    [Test]
    public async Task The_organizer_reads_attendance_and_links()
    {
        var links = await (await host.Get("/organizer/links", Authorization)).Content.ReadFromJsonAsync<List<RsvpLink>>();
        Assert.That(links, Has.Count.EqualTo(15));
        await host.Respond(
            links!.Single(static link => link is { Email: "kadri.tamm@tartu.example", WorkshopId: "1" }).Url.AbsolutePath,
            "accepted");

        var attendance =
            AttendanceDocument.Read(await (await host.Get("/organizer/attendance", Authorization)).Content.ReadAsStringAsync());
        Assert.That(
            attendance.Responses,
            Is.EqualTo(
                new[]
                {
                    new ParticipantResponse("1", EmailAddress.Parse("kadri.tamm@tartu.example"), ParticipationStatus.Accepted, 0)
                    {
                        Start = host.Series.StartOf(host.Workshop("1"), DateTimeZoneProviders.Tzdb).ToInstant(),
                    },
                }));
    }

    [Test]
    public async Task The_email_links_to_the_RSVP_page()
    {
        var email = await host.Get("/organizer/emails/2/kadri.tamm@tartu.example", Authorization);
        using var message = MimeKit.MimeMessage.Load(await email.Content.ReadAsStreamAsync());
        var address = message.TextBody!.Split((char[])['\r', '\n', ' '])
            .Single(static word => word.Contains("/rsvp/", StringComparison.Ordinal));

        Assert.That(email.Content.Headers.ContentType!.MediaType, Is.EqualTo("message/rfc822"));
        Assert.That(new Uri(address).AbsolutePath, Is.EqualTo(host.ResponsePath(workshopId: "2")));
        Assert.That((await host.Respond(new Uri(address).AbsolutePath, "accepted")).StatusCode, Is.EqualTo(HttpStatusCode.SeeOther));
        Assert.That(
            (await host.Get("/organizer/emails/9/kadri.tamm@tartu.example", Authorization)).StatusCode,
            Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That(
            (await host.Get("/organizer/emails/2/unknown@tartu.example", Authorization)).StatusCode,
            Is.EqualTo(HttpStatusCode.NotFound));
    }

    private static (string, string) Authorization => ("Authorization", $"Bearer {Key}");

    private static WorkshopSeries Moved(WorkshopSeries series) =>
        series with
        {
            Workshops =
            [series.Workshops[0] with { Start = new LocalDateTime(2020, 6, 16, 14, 0) }, .. series.Workshops.Skip(1)]
        };

    private async Task<(WorkshopSeries Series, string Tag)> Read()
    {
        var response = await host.Get("/organizer/series", Authorization);
        return (SeriesDocument.Read(await response.Content.ReadAsStringAsync()), response.Headers.ETag!.ToString());
    }

    private Task<HttpResponseMessage> Put(WorkshopSeries series, string? tag) => Put(SeriesDocument.Write(series), tag);

    private async Task<HttpResponseMessage> Put(string json, string? tag)
    {
        using var request =
            new HttpRequestMessage(
                HttpMethod.Put,
                "/organizer/series")
            { Content = new StringContent(json, Encoding.UTF8, "application/json") };
        request.Headers.Add(Authorization.Item1, Authorization.Item2);
        if (tag is not null)
        {
            request.Headers.Add("If-Match", tag);
        }

        return await host.Client.SendAsync(request);
    }
}
