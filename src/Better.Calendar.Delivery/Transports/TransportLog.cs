using Microsoft.Extensions.Logging;

namespace Better.Calendar.Delivery.Transports;

/// <summary>The log messages of transports.</summary>
internal static partial class TransportLog
{
    [LoggerMessage(
        101,
        LogLevel.Warning,
        "The certificate of {Destination} is accepted, although no list says whether it was revoked: the lists of its authority cannot be "
            + "read")]
    public static partial void RevocationUnknown(this ILogger logger, string destination);
}
