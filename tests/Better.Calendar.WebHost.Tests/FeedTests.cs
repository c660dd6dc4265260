using System.IO.Compression;
using System.Net;
using System.Text;
using Better.Calendar.Tests.Peers;
using NodaTime;

namespace Better.Calendar.WebHost.Tests;

public sealed class FeedTests
{
    private const string Feed = "/calendar/hu.ics";

    private RunningHost host = null!;

    private static IEnumerable<string> Calendars =>
        InvitationTexts.Languages.SelectMany(static language => new[] { $"/calendar/{language}.ics", $"/calendar/{language}/2.ics" });

    [OneTimeSetUp]
    public async Task Start() => host = await RunningHost.Start();

    [OneTimeTearDown]
    public async Task Stop() => await host.DisposeAsync();

    [Test]
    public async Task The_feed_is_the_librarys_file_of_what_is_stored()
    {
        var response = await host.Get(Feed);

        Assert.That(
            await response.Content.ReadAsByteArrayAsync(),
            Is.EqualTo(WorkshopCalendar.Publish(host.Series, "hu", host.Store.GetCurrent().Changed).Bytes.ToArray()));
        Assert.That(response.Content.Headers.ContentType!.ToString(), Is.EqualTo("text/calendar; charset=utf-8"));
        Assert.That(response.Content.Headers.LastModified, Is.EqualTo(RunningHost.Announced.ToDateTimeOffset()));
        Assert.That(response.Headers.ETag!.IsWeak, Is.False);
        Assert.That(response.Headers.Vary, Is.EqualTo(["Accept-Encoding"]));
        Assert.That(response.Headers.CacheControl!.ToString(), Is.EqualTo("public, max-age=300"));
    }

    [Test]
    public async Task Two_hosts_on_one_database_give_the_same_bytes_at_any_time()
    {
        await using var other = await RunningHost.Start(host);
        var first = await host.Get(Feed);
        host.Clock.Advance(TimeSpan.FromDays(1));
        var second = await other.Get(Feed);

        Assert.That(second.Headers.ETag, Is.EqualTo(first.Headers.ETag));
        Assert.That(await second.Content.ReadAsByteArrayAsync(), Is.EqualTo(await first.Content.ReadAsByteArrayAsync()));
    }

    [TestCase("{0}", ExpectedResult = HttpStatusCode.NotModified)]
    [TestCase(
        "W/{0}",
        ExpectedResult = HttpStatusCode.NotModified,
        Description = "as nginx writes it when it compresses (RFC 9110, 13.1.2: weak comparison)")]
    [TestCase("\"other\", {0}", ExpectedResult = HttpStatusCode.NotModified)]
    [TestCase("*", ExpectedResult = HttpStatusCode.NotModified)]
    [TestCase("\"other\"", ExpectedResult = HttpStatusCode.OK)]
    [TestCase("other", ExpectedResult = HttpStatusCode.OK)]
    public async Task<HttpStatusCode> A_client_that_has_the_feed_gets_304(string match)
    {
        var tag = (await host.Get(Feed)).Headers.ETag!.ToString();
        var response = await host.Get(Feed, ("If-None-Match", string.Format(match, tag)));
        if (response.StatusCode == HttpStatusCode.NotModified)
        {
            // RFC 9110, 15.4.5: the header fields that a 200 would have.
            Assert.That(response.Headers.ETag!.ToString(), Is.EqualTo(tag));
            Assert.That(response.Headers.Vary, Is.EqualTo(["Accept-Encoding"]));
            Assert.That(response.Headers.CacheControl, Is.Not.Null);
            Assert.That(await response.Content.ReadAsByteArrayAsync(), Is.Empty);
        }

        return response.StatusCode;
    }

    [TestCase("Wed, 20 May 2020 08:00:00 GMT", ExpectedResult = HttpStatusCode.NotModified)]
    [TestCase("Wed, 20 May 2020 07:59:59 GMT", ExpectedResult = HttpStatusCode.OK)]
    [TestCase("yesterday", ExpectedResult = HttpStatusCode.OK)]
    public async Task<HttpStatusCode> A_client_without_ETags_asks_by_date(string since)
    {
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        return (await host.Get(Feed, ("If-Modified-Since", since))).StatusCode;
    }

    [Test]
    public async Task If_both_conditions_are_sent_the_ETag_decides() =>
        Assert.That(
            (await host.Get(Feed, ("If-None-Match", "\"other\""), ("If-Modified-Since", "Wed, 20 May 2020 08:00:00 GMT"))).StatusCode,
            Is.EqualTo(HttpStatusCode.OK));

    [TestCase("gzip", true)]
    [TestCase("br, GZIP;q=0.5", true)]
    [TestCase("*", true)]
    [TestCase("identity", false)]
    [TestCase("gzip;q=0, *", false)]
    [TestCase("", false)]
    public async Task The_feed_is_compressed_on_request_with_an_ETag_of_its_own(string accepted, bool compressed)
    {
        var plain = await host.Get(Feed);
        var response = await host.Get(Feed, ("Accept-Encoding", accepted));
        var bytes = await response.Content.ReadAsByteArrayAsync();

        Assert.That(response.Content.Headers.ContentEncoding, Is.EqualTo(compressed ? ["gzip"] : Array.Empty<string>()));
        Assert.That(response.Headers.ETag!.Equals(plain.Headers.ETag), Is.EqualTo(!compressed));
        if (compressed)
        {
            using var unpacked = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress);
            using var all = new MemoryStream();
            await unpacked.CopyToAsync(all);
            Assert.That(bytes, Has.Length.LessThan(all.Length / 2));
            bytes = all.ToArray();
            Assert.That(
                (await host.Get(Feed, ("Accept-Encoding", accepted), ("If-None-Match", response.Headers.ETag.ToString()))).StatusCode,
                Is.EqualTo(HttpStatusCode.NotModified));
        }

        Assert.That(bytes, Is.EqualTo(await plain.Content.ReadAsByteArrayAsync()));
    }

    [TestCaseSource(nameof(Calendars))]
    public async Task HEAD_sends_the_header_fields_of_GET_and_no_body(string path)
    {
        var get = await host.Get(path);
        var head = await host.Send(HttpMethod.Head, path);

        Assert.That(head.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(head.Headers.ETag, Is.EqualTo(get.Headers.ETag));
        Assert.That(head.Content.Headers.ContentLength, Is.EqualTo(get.Content.Headers.ContentLength));
        Assert.That(head.Content.Headers.LastModified, Is.EqualTo(get.Content.Headers.LastModified));
        Assert.That(await head.Content.ReadAsByteArrayAsync(), Is.Empty);
    }

    [TestCaseSource(nameof(Calendars))]
    public async Task The_validator_finds_no_error_and_no_warning(string path)
    {
        var isFeed = path.Count(static c => c == '/') == 2;
        var report =
            InvitationValidator.ValidateCalendar(
                await host.Bytes(path),
                new() { Profile = isFeed ? ValidationProfile.Feed : ValidationProfile.Download });

        Assert.That(report.Findings.Where(static finding => finding.Severity > Severity.Suggestion), Is.Empty);
    }

    [Test]
    public async Task A_download_is_one_workshop_with_the_UID_that_the_emails_have()
    {
        var response = await host.Get("/calendar/en/2.ics");
        var lines = (await response.Content.ReadAsStringAsync()).Split("\r\n");

        Assert.That(
            response.Content.Headers.ContentDisposition!.ToString(),
            Is.EqualTo("attachment; filename=\"better-thematic-event-3-2.ics\""));
        Assert.That(
            lines.Where(static line => line.StartsWith("UID:", StringComparison.Ordinal)),
            Is.EqualTo([$"UID:{WorkshopUid.Create(host.Series, host.Workshop("2"))}"]));
    }

    [Test]
    public async Task A_moved_workshop_changes_the_feed_its_ETag_and_its_date()
    {
        await using var other = await RunningHost.Start();
        var before = await other.Get(Feed);
        var stored = other.Store.GetCurrent();
        var moved =
            stored.Series with
            {
                Workshops =
                [stored.Series.Workshops[0] with { Start = new LocalDateTime(2020, 6, 16, 14, 0) }, .. stored.Series.Workshops.Skip(1)]
            };
        Assert.That(other.Store.Revise(stored.Version, moved), Is.Not.Null);

        // Within the same second: Last-Modified must differ all the same.
        var after = await other.Get(Feed, ("If-None-Match", before.Headers.ETag!.ToString()));
        Assert.That(after.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(after.Content.Headers.LastModified, Is.EqualTo(before.Content.Headers.LastModified + TimeSpan.FromSeconds(1)));
        Assert.That(
            await after.Content.ReadAsStringAsync(),
            Does.Contain("DTSTART;TZID=Europe/Budapest:20200616T140000").And.Contain("SEQUENCE:1"));
    }

    [Test]
    public async Task The_schedule_for_an_announcement_is_text_and_Markdown()
    {
        var text = await host.Text("/schedule/en.txt?zone=Europe/Tallinn");

        Assert.That(text, Does.Contain("11:30").And.Contain("Lauri Sock (Tartu)"));
        Assert.That((await host.Text("/schedule/hu.md")).Split('\n')[0], Is.EqualTo("**BETTER – 3. Tematikus Esemény**"));
        Assert.That((await host.Get("/schedule/hu.md")).Content.Headers.ContentType!.MediaType, Is.EqualTo("text/markdown"));
    }

    [Test]
    [Category(PeerRig.Category)]
    public async Task Libical_python_icalendar_and_ical_js_read_the_same_times()
    {
        PeerRig.Need("parsers");
        var files = new List<byte[]>();
        foreach (var path in Calendars)
        {
            files.Add(await host.Bytes(path));
        }

        var readings = IcsPeers.Read(files);
        Assert.That(readings.SelectMany(static reading => reading.Faults), Is.Empty);
        Assert.That(
            readings.Select(static reading => reading.Times.Count),
            Is.EqualTo(Enumerable.Repeat(new[] { 3, 1 }, InvitationTexts.Languages.Count).SelectMany(static count => count)));
        Assert.That(readings[0].Times.Values.Min(static time => time.Start), Is.EqualTo(Instant.FromUtc(2020, 6, 16, 8, 30)));
    }

    [Test]
    public async Task The_file_is_UTF_8_without_a_byte_order_mark() =>
        Assert.That(Encoding.UTF8.GetString((await host.Bytes(Feed))[..15]), Is.EqualTo("BEGIN:VCALENDAR"));
}
