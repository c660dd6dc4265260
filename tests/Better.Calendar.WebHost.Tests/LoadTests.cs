using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using Better.Calendar.Tests.Peers;
using WebHost;

namespace Better.Calendar.WebHost.Tests;

/// <summary>
/// A thousand requests a second for 15 seconds, on loopback. The test checks the responses; it prints the speed and does not judge it.
/// </summary>
[Category(PeerRig.Category)]
public sealed class LoadTests
{
    private const string Key = "correct-horse-battery";
    private const string Feed = "/calendar/hu.ics";
    private const int Rate = 1000;
    private const int Requests = 15 * Rate;
    private const int Clients = 48;

    [Test]
    public async Task The_feed_survives_a_thousand_requests_a_second_while_workshops_move_and_responses_come()
    {
        if (Environment.GetEnvironmentVariable("BETTER_CALENDAR_PEERS") != "required"
            && Environment.GetEnvironmentVariable("BETTER_CALENDAR_LOAD") is null)
        {
            PeerRig.Skip("The load test runs in CI only. To run it here, set BETTER_CALENDAR_LOAD=1.");
        }

        using var host = await HostProcess.Start($"--WebHost:OrganizerKey={Key}");
        using var handler = new SocketsHttpHandler { MaxConnectionsPerServer = Clients + 2, AllowAutoRedirect = false, UseCookies = false };
        using var client = new HttpClient(handler) { BaseAddress = host.Address, Timeout = TimeSpan.FromSeconds(10) };
        var (load, writers) = (new Load(client), new Writers(client));

        var clock = Stopwatch.StartNew();
        var writing = writers.Write(clock);
        await Task.WhenAll(load.Read(clock), writing);
        var rate = Requests / clock.Elapsed.TotalSeconds;

        TestContext.Out.WriteLine(
            $"{Requests} requests in {clock.Elapsed.TotalSeconds:0.0} s: {rate:0} per "
                + $"second; {load.Statuses.GetValueOrDefault(HttpStatusCode.NotModified)} x "
                    + $"304, {load.Statuses.GetValueOrDefault(HttpStatusCode.OK)} x 200");
        TestContext.Out.WriteLine(
            $"latency since the time each was due: median {load.Percentile(50):0.0} ms, 99th percentile {load.Percentile(99):0.0} ms, "
                + $"maximum {load.Percentile(100):0.0} ms");
        TestContext.Out.WriteLine(
            $"the host used {host.ProcessorTime.TotalSeconds:0.0} s of processor time; its working set is {host.WorkingSetMebibytes} MiB");

        Assert.That(load.Problems, Is.Empty);
        Assert.That(load.Statuses.Keys, Is.EquivalentTo([HttpStatusCode.OK, HttpStatusCode.NotModified]));
        Assert.That(load.Statuses.Values.Sum(), Is.EqualTo(Requests));
        Assert.That(load.Statuses[HttpStatusCode.NotModified], Is.GreaterThan(Requests * 8 / 10));
        Assert.That(load.Versions, Has.Count.EqualTo(4 * 2), "the first and three moves, plain and compressed");
        Assert.That(await writing, Is.EqualTo(15), "responses");
    }

    /// <summary>The organizer moves the workshops three times and all participants respond while the feed is read.</summary>
    private sealed class Writers(HttpClient client)
    {
        public async Task<int> Write(Stopwatch clock)
        {
            using var linksResponse = await Send(HttpMethod.Get, "/organizer/links");
            var links = await linksResponse.Content.ReadFromJsonAsync<List<RsvpLink>>();
            foreach (var (link, i) in links!.Select(static (link, i) => (link, i)))
            {
                var due = TimeSpan.FromMilliseconds(700 * (i + 1)) - clock.Elapsed;
                await Task.Delay(due > TimeSpan.Zero ? due : TimeSpan.Zero);
                if (i % 5 == 4)
                {
                    await Move();
                }

                // The form contains the version of the workshop, so the page is read first, as a browser does.
                var page = await client.GetStringAsync(link.Url);
                var sequence = page.Split("name=\"sequence\" value=\"")[1].Split('"')[0];
                using var post =
                    new HttpRequestMessage(
                        HttpMethod.Post,
                        link.Url)
                    { Content = new FormUrlEncodedContent([new("response", "accepted"), new("sequence", sequence)]) };
                post.Headers.Add("Sec-Fetch-Site", "same-origin");
                using var response = await client.SendAsync(post);
                Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.SeeOther));
            }

            using var attendance = await Send(HttpMethod.Get, "/organizer/attendance");
            return AttendanceDocument.Read(await attendance.Content.ReadAsStringAsync()).Responses.Count;
        }

        private async Task Move()
        {
            using var read = await Send(HttpMethod.Get, "/organizer/series");
            var series = SeriesDocument.Read(await read.Content.ReadAsStringAsync());
            using var put = await Send(
                HttpMethod.Put,
                "/organizer/series",
                SeriesDocument.Write(
                    series with
                    {
                        Workshops =
                        [.. series.Workshops.Select(static workshop => workshop with { Start = workshop.Start.PlusMinutes(15) })]
                    }),
                read.Headers.ETag!.ToString());
            Assert.That(put.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        }

        private async Task<HttpResponseMessage> Send(HttpMethod method, string path, string? body = null, string? match = null)
        {
            using var request = new HttpRequestMessage(method, path);
            request.Headers.Add("Authorization", $"Bearer {Key}");
            if (body is not null)
            {
                request.Content = new StringContent(body, Encoding.UTF8, "application/json");
                request.Headers.Add("If-Match", match);
            }

            return await client.SendAsync(request);
        }
    }

    /// <summary>Many calendar clients, each of which remembers the ETag of its last download.</summary>
    private sealed class Load(HttpClient client)
    {
        private readonly double[] latencies = new double[Requests];
        private int next = -1;

        public ConcurrentQueue<string> Problems { get; } = [];

        public ConcurrentDictionary<HttpStatusCode, int> Statuses { get; } = [];

        /// <summary>The digest of the content by ETag; an ETag must never identify two contents.</summary>
        public ConcurrentDictionary<string, string> Versions { get; } = [];

        public double Percentile(int percent)
        {
            var sorted = latencies.Order().ToArray();
            return sorted[Math.Min(Requests * percent / 100, Requests - 1)];
        }

        public Task Read(Stopwatch clock) =>
            Task.WhenAll(Enumerable.Range(0, Clients).Select(number => Task.Run(() => RunClient(number, clock))));

        private async Task RunClient(int number, Stopwatch clock)
        {
            var encoding = number % 2 == 0 ? "gzip" : "identity";
            string? lastTag = null;
            for (var i = Interlocked.Increment(ref next); i < Requests; i = Interlocked.Increment(ref next))
            {
                var due = TimeSpan.FromSeconds((double)i / Rate);
                if (due > clock.Elapsed)
                {
                    await Task.Delay(due - clock.Elapsed is { Ticks: > 0 } left ? left : TimeSpan.Zero);
                }

                try
                {
                    // One request in ten is unconditional.
                    lastTag = await Ask(encoding, i % 10 == 0 ? null : lastTag);
                }
                catch (Exception problem) when (problem is HttpRequestException or TaskCanceledException or IOException)
                {
                    Problems.Enqueue($"request {i}: {problem.Message}");
                }

                latencies[i] = (clock.Elapsed - due).TotalMilliseconds;
            }
        }

        private async Task<string> Ask(string encoding, string? lastTag)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, Feed);
            request.Headers.Add("Accept-Encoding", encoding);
            if (lastTag is not null)
            {
                request.Headers.Add("If-None-Match", lastTag);
            }

            using var response = await client.SendAsync(request);
            var bytes = await response.Content.ReadAsByteArrayAsync();
            var tag = response.Headers.ETag?.ToString() ?? "";
            Statuses.AddOrUpdate(response.StatusCode, 1, static (_, count) => count + 1);
            var digest = Convert.ToHexString(SHA256.HashData(bytes));
            var problem = response.StatusCode switch
            {
                HttpStatusCode.NotModified =>
                    lastTag is null || tag != lastTag || bytes.Length > 0
                    ? $"304 with {bytes.Length} bytes, ETag {tag}, where the client had {lastTag}"
                    : null,
                HttpStatusCode.OK =>
                    tag == lastTag
                    ? "200 although the client had this version"
                    : Versions.GetOrAdd(tag, digest) != digest
                    ? $"{tag} identifies two contents"
                    : null,
                _ => $"status {(int)response.StatusCode}",
            };
            if (problem is not null)
            {
                Problems.Enqueue(problem);
            }

            return tag;
        }
    }
}
