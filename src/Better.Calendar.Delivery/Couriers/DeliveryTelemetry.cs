using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Better.Calendar.Delivery;

/// <summary>What a courier tells tracing and metrics, by OpenTelemetry's conventions for messaging: <c>AddSource</c> and <c>AddMeter</c> take <see cref="Name"/>.</summary>
/// <remarks>No addresses, names or subjects are in it.</remarks>
public static class DeliveryTelemetry
{
    /// <summary>The name of source and meter.</summary>
    public const string Name = "Better.Calendar.Delivery";

    private static readonly ActivitySource Source = new(Name);
    private static readonly Meter Meter = new(Name);
    private static readonly Counter<long> Sent = Meter.CreateCounter<long>("messaging.client.sent.messages", "{message}", "Letters that were handed to a server.");
    private static readonly Histogram<double> Seconds = Meter.CreateHistogram<double>("messaging.client.operation.duration", "s", "How long handing over a letter took.");
    private static readonly UpDownCounter<long> Lines = Meter.CreateUpDownCounter<long>("better_calendar.delivery.connections", "{connection}", "Connections that are open.");

    internal static Activity? Start(ILetterSink sink, string kind)
    {
        var activity = Source.StartActivity($"send {sink.Place}", ActivityKind.Producer);
        return activity?.SetTag("messaging.system", System(sink)).SetTag("messaging.operation.name", "send").SetTag("messaging.operation.type", "send")
            .SetTag("messaging.destination.name", sink.Place).SetTag("better_calendar.letter.kind", kind);
    }

    internal static void Stop(Activity? activity, ILetterSink sink, HandoverKind kind, TimeSpan took)
    {
        var tags = new TagList
        {
            { "messaging.system", System(sink) },
            { "messaging.operation.name", "send" },
            { "messaging.destination.name", sink.Place },
        };
        if (kind != HandoverKind.Taken)
        {
            // A low-cardinality word, as the convention wants it.
            var error = kind switch { HandoverKind.Refused => "refused", HandoverKind.Later => "refused_for_now", HandoverKind.Unknown => "unknown", _ => "connection_lost" };
            tags.Add("error.type", error);
            activity?.SetTag("error.type", error).SetStatus(ActivityStatusCode.Error);
        }

        Sent.Add(1, tags);
        Seconds.Record(took.TotalSeconds, tags);
        activity?.Dispose();
    }

    // By the convention a word of one's own where it lists none that fits.
    private static string System(ILetterSink sink) => sink is SmtpSink ? "smtp" : "files";

    internal static void LineOpened(ILetterSink sink) => Lines.Add(1, new KeyValuePair<string, object?>("messaging.destination.name", sink.Place));

    internal static void LineClosed(ILetterSink sink) => Lines.Add(-1, new KeyValuePair<string, object?>("messaging.destination.name", sink.Place));
}
