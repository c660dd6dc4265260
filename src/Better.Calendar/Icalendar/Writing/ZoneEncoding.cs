
namespace Better.Calendar;

/// <summary>How a time zone is written in a calendar file.</summary>
/// <param name="ZoneId">The time zone id that is written.</param>
/// <param name="Encoding">By rules, by one fixed offset, or without VTIMEZONE because the times are in UTC.</param>
/// <param name="Reason">Why the time zone is not written by rules, or which clients may read it wrong (see
/// <see cref="ChangedZoneRules.LocalTime"/>), in English; empty when there is nothing to say.</param>
public sealed record ZoneEncoding(string ZoneId, VTimeZoneEncoding Encoding, string Reason)
{
    /// <summary>The time zone id that is written.</summary>
    public string ZoneId { get; init => field = ArgumentGuard.NotNull(value, nameof(ZoneId)); } =
        ArgumentGuard.NotNull(ZoneId, nameof(ZoneId));

    /// <summary>Why the time zone is not written by rules, or which clients may read it wrong; otherwise empty.</summary>
    public string Reason { get; init => field = ArgumentGuard.NotNull(value, nameof(Reason)); } =
        ArgumentGuard.NotNull(Reason, nameof(Reason));
}
