using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Better.Calendar.Delivery;

/// <summary>
/// Traces and metrics of delivery workers, named by OpenTelemetry's semantic conventions for messaging. Pass <see cref="Name"/> to
/// <c>AddSource</c> and <c>AddMeter</c>.
/// </summary>
/// <remarks>They contain no addresses, names or subjects.</remarks>
public static class DeliveryTelemetry
{
    /// <summary>The name of the activity source and of the meter.</summary>
    public const string Name = "Better.Calendar.Delivery";

    private static readonly ActivitySource Source = new(Name);
    private static readonly Meter Meter = new(Name);
    private static readonly Counter<long> SentMessages =
        Meter.CreateCounter<long>("messaging.client.sent.messages", "{message}", "Attempts to send an email.");
    private static readonly Histogram<double> SendDuration =
        Meter.CreateHistogram<double>("messaging.client.operation.duration", "s", "Duration of an attempt to send an email.");
    private static readonly UpDownCounter<long> OpenConnections =
        Meter.CreateUpDownCounter<long>("better_calendar.delivery.connections", "{connection}", "Open connections.");

    internal static Activity? StartSend(IMessageTransport transport, OutboxMessage message)
    {
        // The sending continues the trace of the request that posted the email, however long ago.
        ActivityContext.TryParse(message.TraceParent, traceState: null, isRemote: true, out var posted);
        var activity = Source.StartActivity($"send {transport.Destination}", ActivityKind.Client, posted);
        return activity?.SetTag("messaging.system", MessagingSystem(transport))
            .SetTag("messaging.operation.name", "send")
            .SetTag("messaging.operation.type", "send")
            .SetTag("messaging.destination.name", transport.Destination)
            .SetTag("better_calendar.email.kind", message.Kind.ToString().ToLowerInvariant());
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
            // The convention asks for a value of low cardinality.
            var error =
                status switch
                {
                    SendStatus.Rejected =>
                    "rejected",
                    SendStatus.Deferred =>
                    "deferred",
                    SendStatus.Uncertain =>
                    "uncertain",
                    SendStatus.LeaseLost =>
                    "lease_lost",
                    SendStatus.SessionEnded =>
                    "session_ended",
                    _ =>
                    "connection_lost"
                };
            tags.Add("error.type", error);
            activity?.SetTag("error.type", error).SetStatus(ActivityStatusCode.Error);
        }

        SentMessages.Add(1, tags);
        SendDuration.Record(elapsed.TotalSeconds, tags);
        activity?.Dispose();
    }

    // The convention allows a custom value if none of its own fits.
    private static string MessagingSystem(IMessageTransport transport) => transport is SmtpTransport ? "smtp" : "files";

    internal static void ConnectionOpened(IMessageTransport transport) =>
        OpenConnections.Add(1, new KeyValuePair<string, object?>("messaging.destination.name", transport.Destination));

    internal static void ConnectionClosed(IMessageTransport transport) =>
        OpenConnections.Add(-1, new KeyValuePair<string, object?>("messaging.destination.name", transport.Destination));
}
