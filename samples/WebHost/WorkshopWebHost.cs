using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.DependencyInjection.Extensions;

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

        // The addresses of RSVP pages are secrets, and this logger would write each of them.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning);
        builder.WebHost.ConfigureKestrel(static kestrel => kestrel.AddServerHeader = false);
        builder.AddTelemetry();
        configure?.Invoke(builder);

        var options = builder.Configuration.GetSection("WebHost").Get<WebHostOptions>() ?? new();
        Directory.CreateDirectory(options.Folder);
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton<PageRenderer>();
        builder.Services.AddSingleton(services => new SeriesStore(
            new DocumentStore(Path.Combine(options.Folder, "series.db"), options.WriteTimeoutSeconds),
            RsvpKey.Read(options.Folder),
            services.GetRequiredService<TimeProvider>()));

        // The headers of a proxy on this machine are trusted; those of another one only if the configuration names it.
        builder.Services.Configure<ForwardedHeadersOptions>(static headers => headers.ForwardedHeaders = ForwardedHeaders.XForwardedProto
            | ForwardedHeaders.XForwardedHost);

        var app = builder.Build();
        app.Services.GetRequiredService<SeriesStore>()
            .Initialize(() => InitialSeries.Read(options, app.Services.GetRequiredService<TimeProvider>()), options.SchedulingMode);
        app.UseForwardedHeaders();
        app.Use(static (context, next) =>
        {
            // A client can send the proxy's header, too; the addresses on our pages must be those of web pages.
            context.Request.Scheme = string.Equals(context.Request.Scheme, "https", StringComparison.OrdinalIgnoreCase) ? "https" : "http";
            ResponseHeaders.AddPublicHeaders(context);
            return next(context);
        });
        app.Use(AnswerBadRequestsAsync);
        app.MapSchedule();
        app.MapRsvp();
        app.MapCourse();
        app.MapOrganizer(options);
        if (app.Environment.IsDevelopment())
        {
            app.Lifetime.ApplicationStarted.Register(() => PrintLinks(app));
        }

        return app;
    }

    // What somebody sends wrongly, such as a form over the limit, is their error and no event for the log.
    private static async Task AnswerBadRequestsAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (Exception problem) when (problem is BadHttpRequestException or InvalidDataException && !context.Response.HasStarted)
        {
            context.Response.StatusCode = (problem as BadHttpRequestException)?.StatusCode ?? StatusCodes.Status400BadRequest;
        }
    }

    /// <summary>Only in development: in production these links are in the emails and nowhere else.</summary>
    private static void PrintLinks(WebApplication app)
    {
        var host = new Uri(app.Urls.First());
        Console.WriteLine($"The schedule:  {host}");
        foreach (var link in RsvpLink.GetAll(app.Services.GetRequiredService<SeriesStore>().GetCurrent(), host)
            .DistinctBy(static link => link.Email))
        {
            Console.WriteLine($"An RSVP page: {link.Url}  ({link.Name})");
        }
    }
}
