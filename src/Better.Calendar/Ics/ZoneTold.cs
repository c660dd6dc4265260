using Better.Calendar.Zones;

namespace Better.Calendar.Ics;

/// <summary>How a time zone is told in a file.</summary>
/// <param name="ZoneId">The zone, by the name that is written.</param>
/// <param name="Form">By rules, by one offset, or not at all because its times are in UTC.</param>
/// <param name="Note">Why it is not by rules; empty where it is.</param>
public sealed record ZoneTold(string ZoneId, ZoneForm Form, string Note)
{
    /// <summary>The zone, by the name that is written.</summary>
    public string ZoneId { get; init => field = ArgumentGuard.NotNull(value, nameof(ZoneId)); } = ArgumentGuard.NotNull(ZoneId, nameof(ZoneId));

    /// <summary>Why it is not by rules; empty where it is.</summary>
    public string Note { get; init => field = ArgumentGuard.NotNull(value, nameof(Note)); } = ArgumentGuard.NotNull(Note, nameof(Note));
}
