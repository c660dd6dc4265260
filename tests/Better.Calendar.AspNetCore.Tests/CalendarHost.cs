using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using NodaTime;

namespace Better.Calendar.AspNetCore.Tests;

/// <summary>A small host with the endpoints of the package, on Kestrel on a free port of loopback, with a fake clock.</summary>
internal sealed class CalendarHost : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly SocketsHttpHandler handler = new() { AllowAutoRedirect = false, UseCookies = false };

    private CalendarHost(WebApplication app)
    {
        this.app = app;
        Address = new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        Client = new(handler) { BaseAddress = Address };
    }

    /// <summary>When the series is published.</summary>
    public static Instant Start { get; } = Instant.FromUtc(2027, 3, 1, 8, 0);

    public static WorkshopSeries Series { get; } = new()
    {
        Id = "spring",
        Domain = "host.example",
        Title = new([("en", "Spring school"), ("hu", "Tavaszi iskola")]),
        Organizer = new() { Name = "The host", Email = EmailAddress.Parse("host@host.example") },
        Language = "en",
        Zone = "Europe/London",
        Workshops =
        [
            new()
            {
                Id = "1",
                Title = "Maps & <plans>",
                Start = new(2027, 4, 14, 9, 0),
                Duration = Duration.FromMinutes(90),
                Meeting = new()
                {
                    Platform = "Webex",
                    Url = new("https://meet.example/maps"),
                    Passcode = "s3cret-word",
                },
            },
            new() { Id = "2", Title = "Budgets", Start = new(2027, 4, 21, 9, 0), Duration = Duration.FromMinutes(90) },
        ],
        Participants =
        [
            new()
            {
                Name = "Xanthippe <b>",
                Email = EmailAddress.Parse("xanthippe.q@guest.example"),
                Language = "hu",
                Zone = "Europe/Budapest",
                Meetings = [new() { WorkshopId = "1", Url = new("https://meet.example/own-link"), Passcode = "own-word" }],
            },
            new() { Name = "Zbyněk Novák", Email = EmailAddress.Parse("z.novak@guest.example"), Workshops = ["2"] },
        ],
    };

    public Uri Address { get; }

    public HttpClient Client { get; }

    public HostedSeries Hosted => app.Services.GetRequiredService<HostedSeries>();

    public IServiceProvider Services => app.Services;

    public static async Task<CalendarHost> StartAsync(
        Action<BetterCalendarOptions>? options = null,
        Action<WebApplicationBuilder>? configure = null,
        Action<WebApplication>? map = null,
        params string[] settings)
    {
        var builder = WebApplication.CreateSlimBuilder(
            new WebApplicationOptions { Args = ["--environment", "Production", .. settings], ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<TimeProvider>(new FakeTimeProvider(Start.ToDateTimeOffset()));
        builder.Services.AddInMemorySeriesStore();
        builder.Services.AddBetterCalendar(calendar =>
        {
            calendar.Key = new byte[32];
            calendar.InitialSeries = static _ => Series;
            options?.Invoke(calendar);
        });
        configure?.Invoke(builder);
        var app = builder.Build();
        (map ?? (static app => app.MapBetterCalendar()))(app);
        await app.StartAsync();
        return new(app);
    }

    public Task<HttpResponseMessage> GetAsync(string path) => Client.GetAsync(new Uri(path, UriKind.Relative));

    public Task<string> ReadAsync(string path) => Client.GetStringAsync(new Uri(path, UriKind.Relative));

    public Task<JsonElement> ReadJsonAsync(string path) => Client.GetFromJsonAsync<JsonElement>(new Uri(path, UriKind.Relative));

    public async Task<HttpStatusCode> GetStatusAsync(string path)
    {
        using var response = await GetAsync(path);
        return response.StatusCode;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        handler.Dispose();
        await app.DisposeAsync();
    }
}
