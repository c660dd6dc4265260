using Better.Calendar;
using Better.Calendar.AspNetCore;
using Better.Calendar.Delivery;
using Better.Calendar.Delivery.Sqlite;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection.Extensions;
using NodaTime;
using WebHost.Organizer.Responses;

namespace WebHost.Organizer.Sending;

/// <summary>Sends the emails of the host: the outbox, the worker, and the options with which emails are rendered.</summary>
/// <param name="Destination">Where the emails go: the address of the mail server or a folder; null if nothing is configured.</param>
internal sealed record HostDelivery(string? Destination)
{
    /// <summary>The section of the settings: those of the package, such as <c>WebHost:Delivery:Smtp</c>.</summary>
    public const string SectionName = "WebHost:Delivery";

    private static readonly Duration Pause = Duration.FromMinutes(1);
    private static readonly string[] Transports = ["Smtp", "Maildir", "PickupDirectory"];

    /// <summary>Adds the outbox in the host's folder, and the worker if it is known where emails go.</summary>
    public static void Add(WebApplicationBuilder builder, WebHostOptions options, InvitationOptions emails)
    {
        var section = builder.Configuration.GetSection(SectionName);

        // In development emails go into a Maildir beside the host's data, so that everything can be tried without a mail server.
        if (builder.Environment.IsDevelopment() && Transports.All(name => section[name] is not { Length: > 0 }))
        {
            section["Maildir"] = Path.Combine(options.Folder, "mail");
        }

        var destination = Transports.Select(name => section[name]).FirstOrDefault(static value => value is { Length: > 0 });
        var outbox = Path.Combine(options.Folder, "outbox.db");
        builder.Services.AddSingleton(new HostDelivery(destination));
        builder.Services.AddSingleton<DueEmails>();
        builder.Services.AddSingleton<ExtraEmails>();
        builder.Services.AddSingleton<UndeliveredRecorder>();
        builder.Services.AddHostedService(static services => services.GetRequiredService<UndeliveredRecorder>());
        if (destination is null)
        {
            // What is posted waits until somebody configures where emails go.
            builder.Services.AddSingleton<IOutboxStore>(_ => new SqliteOutboxStore(outbox));
            builder.Services.AddSingleton(services => new Outbox(services.GetRequiredService<IOutboxStore>(), null, emails));
            return;
        }

        // A test brings its own transport.
        var transport = builder.Services.LastOrDefault(static service => service.ServiceType == typeof(IMessageTransport));
        builder.Services.AddBetterCalendarDelivery(delivery => delivery
            .UseSqlite(outbox)
            .UseQueue(static services => new StartedHostQueue(
                new StoreDispatchQueue(services.GetRequiredService<IOutboxStore>()),
                services.GetRequiredService<IHostApplicationLifetime>()))
            .Bind(section)
            .Configure(worker => worker with { InvitationOptions = emails })
            .RestartAfter(Pause));
        if (transport is not null)
        {
            builder.Services.Replace(transport);
        }
    }

    /// <summary>The options of the host's emails: their RSVP pages are those of this host.</summary>
    /// <param name="options">The settings of the host.</param>
    /// <param name="emails">The options that all hosts of this sample have.</param>
    /// <param name="address">Gives the public address of the host, once it has started.</param>
    public static InvitationOptions CreateEmailOptions(WebHostOptions options, InvitationOptions emails, Func<Uri> address)
    {
        var links = new Lazy<RsvpLinks>(() => RsvpLinks.FromKeyFile(options.KeyFile, address()));
        return emails with
        {
            RsvpPage = (series, workshop, participant) => links.Value.GetPage(series, workshop, participant),
            CoursePage = (series, participant) =>
                new(links.Value.PublicUrl, $"course/{links.Value.GetToken(series, null, participant)}"),
            ReplyTokens = options.ReplyTokens ? ReplyInbox.CreateTokens(options) : null,
        };
    }

    /// <summary>The public address; without a configured one, that at which the host listens.</summary>
    public static Uri GetPublicUrl(WebHostOptions options, IServiceProvider services) =>
        options.PublicUrl is { } configured ? new(configured, "/")
            : services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() is { } listening
                ? new(listening
                    .Replace("[::]", "localhost", StringComparison.Ordinal)
                    .Replace("0.0.0.0", "localhost", StringComparison.Ordinal))
                : throw new InvalidOperationException("The host has no address yet. Set WebHost:PublicUrl.");
}
