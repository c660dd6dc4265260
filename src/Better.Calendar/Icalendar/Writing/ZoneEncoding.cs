
namespace Better.Calendar;

/// <summary>How a time zone is told in a file.</summary>
/// <param name="ZoneId">The zone, by the name that is written.</param>
/// <param name="Encoding">By rules, by one offset, or not at all because its times are in UTC.</param>
/// <param name="Reason">Why it is not by rules; empty where it is.</param>
public sealed record ZoneEncoding(string ZoneId, VTimeZoneEncoding Encoding, string Reason)
{
    /// <summary>The zone, by the name that is written.</summary>
    public string ZoneId { get; init => field = ArgumentGuard.NotNull(value, nameof(ZoneId)); } = ArgumentGuard.NotNull(ZoneId, nameof(ZoneId));

    /// <summary>Why it is not by rules; empty where it is.</summary>
    public string Reason { get; init => field = ArgumentGuard.NotNull(value, nameof(Reason)); } = ArgumentGuard.NotNull(Reason, nameof(Reason));
}
