using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Better.Calendar.AspNetCore;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using NodaTime;
using WebHost;

namespace Better.Calendar.WebHost.Tests;

/// <summary>The sample host on Kestrel, on a free port of loopback, with its own database and a fake clock.</summary>
internal sealed class RunningHost : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly string? folder;
    private readonly SocketsHttpHandler handler;

    private RunningHost(WebApplication app, FakeTimeProvider clock, string? folder, LogRecorder log)
    {
        (this.app, Clock, this.folder, Log) = (app, clock, folder, log);
        Address = new(app.Urls.Single());
        handler = new() { AllowAutoRedirect = false, UseCookies = false, AutomaticDecompression = DecompressionMethods.None };
        Client = new(handler) { BaseAddress = Address };
    }

    /// <summary>When the series was announced.</summary>
    public static Instant Announced { get; } = Instant.FromUtc(2020, 5, 20, 8, 0);

    public Uri Address { get; }

    public HttpClient Client { get; }

    public FakeTimeProvider Clock { get; }

    /// <summary>What the host has logged: warnings and errors.</summary>
    public LogRecorder Log { get; }

    public BlockingSeries Store => new(app.Services.GetRequiredService<HostedSeries>());

    public string Folder => app.Services.GetRequiredService<WebHostOptions>().Folder;

    public T GetService<T>()
        where T : notnull =>
        app.Services.GetRequiredService<T>();

    public WorkshopSeries Series => Store.GetCurrent().Series;

    /// <summary>Starts a host for the BETTER series of 2020, in May 2020.</summary>
    /// <param name="other">Another host, whose database and clock this one shares; null: its own.</param>
    /// <param name="configure">Changes the services as well; null: no change.</param>
    /// <param name="settings">More arguments of the command line.</param>
    public static async Task<RunningHost> Start(
        RunningHost? other = null,
        Action<WebApplicationBuilder>? configure = null,
        params string[] settings)
    {
        var own = other is null ? Directory.CreateTempSubdirectory("better-calendar-web-").FullName : null;
        var clock = other?.Clock ?? new FakeTimeProvider(Announced.ToDateTimeOffset());
#pragma warning disable CA2000 // It has nothing to dispose of.
        var log = new LogRecorder();
#pragma warning restore CA2000
        var app = WorkshopWebHost.Build(
            ["--urls",
                "http://127.0.0.1:0",
                "--environment",
                "Production",
                $"--WebHost:Folder={own ?? other!.Folder}",
                "--WebHost:ShiftTo=2020-06-16",
                "--Logging:LogLevel:Default=Warning",
                .. settings],
            builder =>
            {
                builder.Services.AddSingleton<TimeProvider>(clock);
                builder.Logging.AddProvider(log);
                configure?.Invoke(builder);
            });
        await app.StartAsync();
        return new(app, clock, own, log);
    }

    /// <summary>Stops the host as a restart does; its folder stays.</summary>
    public Task StopAsync() => app.StopAsync();

    /// <summary>The path of the RSVP page of a participant.</summary>
    public string ResponsePath(string email = "kadri.tamm@tartu.example", string workshopId = "1") =>
        $"/rsvp/{Store.GetCurrent().GetToken(Workshop(workshopId), Series.Participants.Single(one => one.Email.Value == email))}";

    /// <summary>The path of the RSVP page of a participant for all workshops.</summary>
    public string CoursePath(string email = "kadri.tamm@tartu.example") =>
        Store.GetCurrent().GetCourseUrl(Series.Participants.Single(one => one.Email.Value == email), Address).AbsolutePath;

    public Workshop Workshop(string id) => Series.Workshops.Single(one => one.Id == id);

    /// <summary>The stored response of a participant; null if there is none.</summary>
    public AttendanceEntry? FindResponse(string email = "kadri.tamm@tartu.example", string workshopId = "1") =>
        Store.ReadAttendance().Attendance.Find(EmailAddress.Parse(email), workshopId);

    /// <summary>Sends a request with these header fields, unvalidated.</summary>
    public async Task<HttpResponseMessage> Send(HttpMethod method, string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        foreach (var (name, value) in headers)
        {
            Assert.That(request.Headers.TryAddWithoutValidation(name, value), Is.True);
        }

        return await Client.SendAsync(request);
    }

    public Task<HttpResponseMessage> Get(string path, params (string Name, string Value)[] headers) => Send(HttpMethod.Get, path, headers);

    public async Task<byte[]> Bytes(string path) => await (await Get(path)).Content.ReadAsByteArrayAsync();

    public async Task<string> Text(string path) => await (await Get(path)).Content.ReadAsStringAsync();

    /// <summary>Sends the form of the RSVP page as a browser does; <paramref name="headers"/> replace those of a browser.</summary>
    public Task<HttpResponseMessage> Respond(
        string path,
        string response,
        int sequence = 0,
        params (string Name, string Value)[] headers) =>
        Submit(path, [("response", response), ("sequence", $"{sequence}")], headers);

    /// <summary>Sends a form as a browser does; <paramref name="headers"/> replace those of a browser.</summary>
    public async Task<HttpResponseMessage> Submit(
        string path, IEnumerable<(string Name, string Value)> fields, params (string Name, string Value)[] headers)
    {
        using var request =
            new HttpRequestMessage(
                HttpMethod.Post,
                path)
            { Content = new FormUrlEncodedContent(fields.Select(static field => KeyValuePair.Create(field.Name, field.Value))) };
        foreach (var (name, value) in headers is []
            ? [("Origin", Address.GetLeftPart(UriPartial.Authority)), ("Sec-Fetch-Site", "same-origin")]
            : headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await Client.SendAsync(request);
    }

    /// <summary>The HTML of a response.</summary>
    public static async Task<IHtmlDocument> Page(HttpResponseMessage response) =>
        new HtmlParser().ParseDocument(await response.Content.ReadAsStringAsync());

    public async Task<IHtmlDocument> Page(string path, params (string Name, string Value)[] headers) =>
        await Page(await Get(path, headers));

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        handler.Dispose();
        await app.DisposeAsync();
        if (folder is not null)
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }
}
