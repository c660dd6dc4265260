using Microsoft.Extensions.Logging;

namespace Better.Calendar.Delivery.Worker;

/// <summary>What a worker writes into the log. Emails go by their number in the store: no addresses, names, subjects or answers.</summary>
internal static partial class DeliveryLog
{
    [LoggerMessage(1, LogLevel.Information, "Worker {Worker} begins; emails go to {Place}")]
    public static partial void WorkerStarted(this ILogger logger, string worker, string place);

    [LoggerMessage(2, LogLevel.Information, "Worker {Worker} ends: {Sent} emails sent, {Refused} refused, {Open} open")]
    public static partial void WorkerEnded(this ILogger logger, string worker, long sent, long refused, long open);

    [LoggerMessage(3, LogLevel.Debug, "Email {Number} was taken at try {Attempt}")]
    public static partial void EmailAccepted(this ILogger logger, long number, int attempt);

    [LoggerMessage(4, LogLevel.Warning, "Email {Number} is refused for good ({Code})")]
    public static partial void EmailRejected(this ILogger logger, long number, string code);

    [LoggerMessage(5, LogLevel.Information, "Email {Number} was not taken at try {Attempt} ({Code}); next try {Due}")]
    public static partial void EmailDeferred(this ILogger logger, long number, int attempt, string code, string due);

    [LoggerMessage(6, LogLevel.Warning, "Email {Number} may have been taken: the connection was lost after its end. It is sent again with the same Message-ID at {Due}")]
    public static partial void EmailUncertain(this ILogger logger, long number, string due);

    [LoggerMessage(7, LogLevel.Warning, "Email {Number} may have been taken; it is not sent again")]
    public static partial void EmailLeftUncertain(this ILogger logger, long number);

    [LoggerMessage(8, LogLevel.Warning, "Email {Number} may have been taken: its worker was stopped while handing it over. It goes by the policy for such emails")]
    public static partial void LeaseReclaimed(this ILogger logger, long number);

    [LoggerMessage(9, LogLevel.Warning, "No emails can be handed over: {Problem} Trying again")]
    public static partial void ServerUnavailable(this ILogger logger, string problem);

    [LoggerMessage(10, LogLevel.Information, "Emails can be handed over again")]
    public static partial void ServerAvailableAgain(this ILogger logger);

    [LoggerMessage(11, LogLevel.Warning, "{Problem} Trying again")]
    public static partial void StoreUnavailable(this ILogger logger, string problem);

    [LoggerMessage(12, LogLevel.Error, "Stopped: {Problem}")]
    public static partial void DeliveryStopped(this ILogger logger, string problem);

    [LoggerMessage(13, LogLevel.Information, "Email {Number} is another worker's by now; its end was not sent")]
    public static partial void LeaseLost(this ILogger logger, long number);
}
