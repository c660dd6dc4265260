using Microsoft.Extensions.Logging;

namespace Better.Calendar.Delivery.RabbitMq;

/// <summary>The log messages of the queue.</summary>
internal static partial class RabbitMqLog
{
    [LoggerMessage(14, LogLevel.Warning, "RabbitMQ cannot be reached: {Problem}. Trying again")]
    public static partial void BrokerUnavailable(this ILogger logger, string problem);
}
