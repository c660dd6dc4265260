using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Better.Calendar.Delivery;

/// <summary>What a worker tells tracing and metrics, by OpenTelemetry's conventions for messaging: <c>AddSource</c> and <c>AddMeter</c> take <see cref="Name"/>.</summary>
/// <remarks>No addresses, names or subjects are in it.</remarks>
public static class DeliveryTelemetry
{
    /// <summary>The name of source and meter.</summary>
    public const string Name = "Better.Calendar.Delivery";

    private static readonly ActivitySource Source = new(Name);
    private static readonly Meter Meter = new(Name);
    private static readonly Counter<long> SentMessages = Meter.CreateCounter<long>("messaging.client.sent.messages", "{message}", "Emails that were handed to a server.");
    private static readonly Histogram<double> SendDuration = Meter.CreateHistogram<double>("messaging.client.operation.duration", "s", "How long handing over an email took.");
    private static readonly UpDownCounter<long> OpenConnections = Meter.CreateUpDownCounter<long>("better_calendar.delivery.connections", "{connection}", "Connections that are open.");

    internal static Activity? StartSend(IMessageTransport transport, string kind)
    {
        var activity = Source.StartActivity($"send {transport.Destination}", ActivityKind.Producer);
        return activity?.SetTag("messaging.system", MessagingSystem(transport)).SetTag("messaging.operation.name", "send").SetTag("messaging.operation.type", "send")
            .SetTag("messaging.destination.name", transport.Destination).SetTag("better_calendar.letter.kind", kind);
    }

    internal static void StopSend(Activity? activity, IMessageTransport transport, SendStatus status, TimeSpan elapsed)
    {
        var tags = new TagList
        {
            { "messaging.system", MessagingSystem(transport) },
            { "messaging.operation.name", "send" },
            { "messaging.destination.name", transport.Destination },
        };
        if (status != SendStatus.Accepted)
        {
            // A low-cardinality word, as the convention wants it.
            var error = status switch { SendStatus.Rejected => "refused", SendStatus.Deferred => "refused_for_now", SendStatus.Uncertain => "unknown", _ => "connection_lost" };
            tags.Add("error.type", error);
            activity?.SetTag("error.type", error).SetStatus(ActivityStatusCode.Error);
        }

        SentMessages.Add(1, tags);
        SendDuration.Record(elapsed.TotalSeconds, tags);
        activity?.Dispose();
    }

    // By the convention a word of one's own where it lists none that fits.
    private static string MessagingSystem(IMessageTransport transport) => transport is SmtpTransport ? "smtp" : "files";

    internal static void ConnectionOpened(IMessageTransport transport) => OpenConnections.Add(1, new KeyValuePair<string, object?>("messaging.destination.name", transport.Destination));

    internal static void ConnectionClosed(IMessageTransport transport) => OpenConnections.Add(-1, new KeyValuePair<string, object?>("messaging.destination.name", transport.Destination));
}
