using Better.Calendar;
using Better.Calendar.AspNetCore;
using Better.Calendar.AspNetCore.Sqlite;
using Microsoft.AspNetCore.HttpOverrides;
using WebHost.Organizer;
using WebHost.Organizer.Responses;
using WebHost.Organizer.Sending;

namespace WebHost;

/// <summary>Builds the host.</summary>
public static class WorkshopWebHost
{
    /// <summary>Creates the host, ready to run.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="configure">Changes the services before the host is built: a test replaces the clock; null: no change.</param>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        // The settings are in the folder of the program, wherever it is started from.
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.ConfigureKestrel(static kestrel => kestrel.AddServerHeader = false);
        builder.AddTelemetry();
        configure?.Invoke(builder);

        var options = builder.Configuration.GetSection("WebHost").Get<WebHostOptions>() ?? new();
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton<PageRenderer>();
        builder.Services.AddOrganizerPages(options, builder.Environment);
        builder.Services.AddSqliteSeriesStore(Path.Combine(options.Folder, "series.db"), options.WriteTimeoutSeconds);
        WebApplication? app = null;
        var emails = new InvitationOptions { SchedulingMode = options.SchedulingMode, Theme = new() { Color = "#0f5c63" } };
        var emailsWithLinks = HostDelivery.CreateEmailOptions(options, emails, () => HostDelivery.GetPublicUrl(options, app!.Services));
        HostDelivery.Add(builder, options, emailsWithLinks);
        builder.Services.AddSingleton<ReplyInbox>();
        builder.Services.AddBetterCalendar(calendar =>
        {
            calendar.PublicUrl = options.PublicUrl is { } configured ? new(configured, "/") : null;
            calendar.KeyFile = options.KeyFile;
            calendar.InitialSeries = services => InitialSeries.Read(options, services.GetRequiredService<TimeProvider>());
            calendar.InvitationOptions = emails;
            calendar.BeforeRevision = static (services, revision, cancellationToken) =>
                services.GetRequiredService<DueEmails>().AddAsync(revision, cancellationToken);
            calendar.CoursePage = static token => new($"/course/{token}", UriKind.Relative);
            calendar.SchedulePage = static language => new($"/?lang={language}", UriKind.Relative);
        });

        // The headers of a proxy on this machine are trusted; those of another one only if the configuration names it.
        builder.Services.Configure<ForwardedHeadersOptions>(static headers => headers.ForwardedHeaders = ForwardedHeaders.XForwardedFor
            | ForwardedHeaders.XForwardedProto
            | ForwardedHeaders.XForwardedHost);

        app = builder.Build();
        app.UseForwardedHeaders();
        var theme = app.Services.GetRequiredService<PageTheme>();
        app.Use((context, next) =>
        {
            ResponseHeaders.AddPublicHeaders(context, theme);
            return next(context);
        });
        app.UseOrganizerPages();
        app.MapBetterCalendar();
        app.MapSchedule();
        app.MapCourse();
        app.MapOrganizer(options);
        app.MapOrganizerPages();
        if (app.Environment.IsDevelopment())
        {
            app.Lifetime.ApplicationStarted.Register(() => _ = PrintLinksAsync(app));
        }

        return app;
    }

    /// <summary>Only in development: in production these links are in the emails and nowhere else.</summary>
    private static async Task PrintLinksAsync(WebApplication app)
    {
        var host = new Uri(app.Urls.First());
        Console.WriteLine($"The schedule:  {host}");
        Console.WriteLine($"The organizer: {app.Services.GetRequiredService<OrganizerKey>().GetSignInUrl(host)}");
        foreach (var link in RsvpLink.GetAll(await app.Services.GetRequiredService<HostedSeries>().GetCurrentAsync(), host)
            .DistinctBy(static link => link.Email))
        {
            Console.WriteLine($"An RSVP page: {link.Url}  ({link.Name})");
        }
    }
}
