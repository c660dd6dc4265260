using Microsoft.Extensions.Logging;

namespace Better.Calendar.Delivery.Worker;

/// <summary>
/// The log messages of a worker. They identify emails by their number in the store, without addresses, names, subjects or responses.
/// </summary>
internal static partial class DeliveryLog
{
    [LoggerMessage(1, LogLevel.Information, "Worker {Worker} started; it sends emails to {Destination}")]
    public static partial void WorkerStarted(this ILogger logger, string worker, string destination);

    [LoggerMessage(2, LogLevel.Information, "Worker {Worker} stopped: {Sent} emails sent, {Rejected} rejected, {Remaining} remaining")]
    public static partial void WorkerEnded(this ILogger logger, string worker, long sent, long rejected, long remaining);

    [LoggerMessage(3, LogLevel.Debug, "Email {Number} was accepted at attempt {Attempt}")]
    public static partial void EmailAccepted(this ILogger logger, long number, int attempt);

    [LoggerMessage(4, LogLevel.Warning, "Email {Number} was rejected permanently ({Code})")]
    public static partial void EmailRejected(this ILogger logger, long number, string code);

    [LoggerMessage(5, LogLevel.Information, "Email {Number} was not accepted at attempt {Attempt} ({Code}); the next attempt is at {Due}")]
    public static partial void EmailDeferred(this ILogger logger, long number, int attempt, string code, string due);

    [LoggerMessage(
        6,
        LogLevel.Warning,
        "Email {Number} may have been accepted: the connection was lost after its end was sent. It is sent again with the same "
            + "Message-ID at {Due}")]
    public static partial void EmailUncertain(this ILogger logger, long number, string due);

    [LoggerMessage(7, LogLevel.Warning, "Email {Number} may have been accepted; it is not sent again")]
    public static partial void EmailLeftUncertain(this ILogger logger, long number);

    [LoggerMessage(
        8,
        LogLevel.Warning,
        "Email {Number} may have been accepted: its worker stopped while it was sending it. It is sent again with the same Message-ID "
            + "unless it reached the limit of uncertain sends")]
    public static partial void LeaseReclaimed(this ILogger logger, long number);

    [LoggerMessage(9, LogLevel.Warning, "No emails can be sent: {Problem} Trying again")]
    public static partial void ServerUnavailable(this ILogger logger, string problem);

    [LoggerMessage(10, LogLevel.Information, "Emails can be sent again")]
    public static partial void ServerAvailableAgain(this ILogger logger);

    [LoggerMessage(11, LogLevel.Warning, "{Problem} Trying again")]
    public static partial void StoreUnavailable(this ILogger logger, string problem);

    [LoggerMessage(12, LogLevel.Error, "The worker stopped because of a problem with {Source}")]
    public static partial void DeliveryStopped(this ILogger logger, string source);

    [LoggerMessage(13, LogLevel.Information, "Email {Number} was leased by another worker meanwhile; its end was not sent")]
    public static partial void LeaseLost(this ILogger logger, long number);
}
