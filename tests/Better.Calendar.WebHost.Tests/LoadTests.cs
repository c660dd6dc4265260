using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using Better.Calendar.Tests.Peers;
using WebHost;

namespace Better.Calendar.WebHost.Tests;

/// <summary>A thousand requests a second for a quarter of a minute, on loopback alone. Judged is what comes back; the speed is told, not judged.</summary>
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
        if (Environment.GetEnvironmentVariable("BETTER_CALENDAR_PEERS") != "required" && Environment.GetEnvironmentVariable("BETTER_CALENDAR_LOAD") is null)
        {
            PeerRig.Skip("Load is for CI, or for who asks for it: set BETTER_CALENDAR_LOAD=1.");
        }

        using var host = await HostProcess.Start($"--WebHost:OrganizerKey={Key}");
        using var handler = new SocketsHttpHandler { MaxConnectionsPerServer = Clients + 2, AllowAutoRedirect = false, UseCookies = false };
        using var client = new HttpClient(handler) { BaseAddress = host.Address, Timeout = TimeSpan.FromSeconds(10) };
        var (load, writers) = (new Load(client), new Writers(client));

        var clock = Stopwatch.StartNew();
        var writing = writers.Write(clock);
        await Task.WhenAll(load.Read(clock), writing);
        var rate = Requests / clock.Elapsed.TotalSeconds;

        TestContext.Out.WriteLine($"{Requests} requests in {clock.Elapsed.TotalSeconds:0.0} s: {rate:0} a second; {load.Statuses.GetValueOrDefault(HttpStatusCode.NotModified)} x 304, {load.Statuses.GetValueOrDefault(HttpStatusCode.OK)} x 200");
        TestContext.Out.WriteLine($"from when each was due: median {load.Percentile(50):0.0} ms, 99 of 100 within {load.Percentile(99):0.0} ms, the slowest {load.Percentile(100):0.0} ms");
        TestContext.Out.WriteLine($"the host worked {host.Worked.TotalSeconds:0.0} s of processor time and holds {host.Mebibytes} MiB");

        Assert.That(load.Faults, Is.Empty);
        Assert.That(load.Statuses.Keys, Is.EquivalentTo([HttpStatusCode.OK, HttpStatusCode.NotModified]));
        Assert.That(load.Statuses.Values.Sum(), Is.EqualTo(Requests));
        Assert.That(load.Statuses[HttpStatusCode.NotModified], Is.GreaterThan(Requests * 8 / 10));
        Assert.That(load.Editions, Has.Count.EqualTo(4 * 2), "the first and three moves, plain and compressed");
        Assert.That(await writing, Is.EqualTo(15), "answers");
    }

    /// <summary>The organizer moves the workshops three times and everybody answers, while all that is read.</summary>
    private sealed class Writers(HttpClient client)
    {
        public async Task<int> Write(Stopwatch clock)
        {
            using var told = await Send(HttpMethod.Get, "/organizer/links");
            var links = await told.Content.ReadFromJsonAsync<List<RsvpLink>>();
            foreach (var (link, i) in links!.Select(static (link, i) => (link, i)))
            {
                var due = TimeSpan.FromMilliseconds(700 * (i + 1)) - clock.Elapsed;
                await Task.Delay(due > TimeSpan.Zero ? due : TimeSpan.Zero);
                if (i % 5 == 4)
                {
                    await Move();
                }

                // The form tells which version she sees: the page is read first, as people do.
                var page = await client.GetStringAsync(link.Url);
                var sequence = page.Split("name=\"sequence\" value=\"")[1].Split('"')[0];
                using var templateCache = new HttpRequestMessage(HttpMethod.Post, link.Url) { Content = new FormUrlEncodedContent([new("response", "accepted"), new("sequence", sequence)]) };
                templateCache.Headers.Add("Sec-Fetch-Site", "same-origin");
                using var pressed = await client.SendAsync(templateCache);
                Assert.That(pressed.StatusCode, Is.EqualTo(HttpStatusCode.SeeOther));
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
                SeriesDocument.Write(series with { Workshops = [.. series.Workshops.Select(static workshop => workshop with { Start = workshop.Start.PlusMinutes(15) })] }),
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

    /// <summary>Many calendar programs, each of which remembers what it had.</summary>
    private sealed class Load(HttpClient client)
    {
        private readonly double[] latencies = new double[Requests];
        private int next = -1;

        public ConcurrentQueue<string> Faults { get; } = [];

        public ConcurrentDictionary<HttpStatusCode, int> Statuses { get; } = [];

        /// <summary>What each ETag stood for: never two things.</summary>
        public ConcurrentDictionary<string, string> Editions { get; } = [];

        public double Percentile(int percent)
        {
            var sorted = latencies.Order().ToArray();
            return sorted[Math.Min(Requests * percent / 100, Requests - 1)];
        }

        public Task Read(Stopwatch clock) => Task.WhenAll(Enumerable.Range(0, Clients).Select(number => Task.Run(() => Program(number, clock))));

        private async Task Program(int number, Stopwatch clock)
        {
            var encoding = number % 2 == 0 ? "gzip" : "identity";
            string? known = null;
            for (var i = Interlocked.Increment(ref next); i < Requests; i = Interlocked.Increment(ref next))
            {
                var due = TimeSpan.FromSeconds((double)i / Rate);
                if (due > clock.Elapsed)
                {
                    await Task.Delay(due - clock.Elapsed is { Ticks: > 0 } left ? left : TimeSpan.Zero);
                }

                try
                {
                    // One in ten forgets what it had.
                    known = await Ask(encoding, i % 10 == 0 ? null : known);
                }
                catch (Exception problem) when (problem is HttpRequestException or TaskCanceledException or IOException)
                {
                    Faults.Enqueue($"request {i}: {problem.Message}");
                }

                latencies[i] = (clock.Elapsed - due).TotalMilliseconds;
            }
        }

        private async Task<string> Ask(string encoding, string? known)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, Feed);
            request.Headers.Add("Accept-Encoding", encoding);
            if (known is not null)
            {
                request.Headers.Add("If-None-Match", known);
            }

            using var response = await client.SendAsync(request);
            var bytes = await response.Content.ReadAsByteArrayAsync();
            var tag = response.Headers.ETag?.ToString() ?? "";
            Statuses.AddOrUpdate(response.StatusCode, 1, static (_, count) => count + 1);
            var digest = Convert.ToHexString(SHA256.HashData(bytes));
            var fault = response.StatusCode switch
            {
                HttpStatusCode.NotModified => known is null || tag != known || bytes.Length > 0 ? $"304 with {bytes.Length} bytes, {tag} where {known} was had" : null,
                HttpStatusCode.OK => tag == known ? "200 for what was had" : Editions.GetOrAdd(tag, digest) != digest ? $"{tag} stands for two things" : null,
                _ => $"{(int)response.StatusCode}",
            };
            if (fault is not null)
            {
                Faults.Enqueue(fault);
            }

            return tag;
        }
    }
}
