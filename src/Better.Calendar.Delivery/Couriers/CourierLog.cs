using Microsoft.Extensions.Logging;

namespace Better.Calendar.Delivery.Couriers;

/// <summary>What a courier writes into the log. Letters go by their number in the ledger: no addresses, names, subjects or answers.</summary>
internal static partial class CourierLog
{
    [LoggerMessage(1, LogLevel.Information, "Courier {Courier} begins; letters go to {Place}")]
    public static partial void Begins(this ILogger log, string courier, string place);

    [LoggerMessage(2, LogLevel.Information, "Courier {Courier} ends: {Sent} letters sent, {Refused} refused, {Open} open")]
    public static partial void Ends(this ILogger log, string courier, long sent, long refused, long open);

    [LoggerMessage(3, LogLevel.Debug, "Letter {Number} was taken at try {Attempt}")]
    public static partial void Taken(this ILogger log, long number, int attempt);

    [LoggerMessage(4, LogLevel.Warning, "Letter {Number} is refused for good ({Code})")]
    public static partial void Refused(this ILogger log, long number, string code);

    [LoggerMessage(5, LogLevel.Information, "Letter {Number} was not taken at try {Attempt} ({Code}); next try {Due}")]
    public static partial void TriedLater(this ILogger log, long number, int attempt, string code, string due);

    [LoggerMessage(6, LogLevel.Warning, "Letter {Number} may have been taken: the connection was lost after its end. It is sent again with the same Message-ID at {Due}")]
    public static partial void Unknown(this ILogger log, long number, string due);

    [LoggerMessage(7, LogLevel.Warning, "Letter {Number} may have been taken; it is not sent again")]
    public static partial void LeftUnknown(this ILogger log, long number);

    [LoggerMessage(8, LogLevel.Warning, "Letter {Number} may have been taken: its courier was stopped while handing it over. It goes by the policy for such letters")]
    public static partial void TakenFromSilent(this ILogger log, long number);

    [LoggerMessage(9, LogLevel.Warning, "No letters can be handed over: {Problem} Trying again")]
    public static partial void ServerAway(this ILogger log, string problem);

    [LoggerMessage(10, LogLevel.Information, "Letters can be handed over again")]
    public static partial void ServerBack(this ILogger log);

    [LoggerMessage(11, LogLevel.Warning, "{Problem} Trying again")]
    public static partial void LedgerAway(this ILogger log, string problem);

    [LoggerMessage(12, LogLevel.Error, "Stopped: {Problem}")]
    public static partial void Stopped(this ILogger log, string problem);

    [LoggerMessage(13, LogLevel.Information, "Letter {Number} is another courier's by now; its end was not sent")]
    public static partial void InOtherHands(this ILogger log, long number);
}
