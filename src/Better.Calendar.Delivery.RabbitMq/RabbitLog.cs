using Microsoft.Extensions.Logging;

namespace Better.Calendar.Delivery.RabbitMq;

/// <summary>What the queue logs.</summary>
internal static partial class RabbitLog
{
    [LoggerMessage(14, LogLevel.Warning, "The queue is away: {Problem} Trying again")]
    public static partial void QueueAway(this ILogger log, string problem);
}
