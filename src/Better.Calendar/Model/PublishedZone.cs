using Better.Calendar.Model;

namespace Better.Calendar;

/// <summary>The published UTC offsets of a time zone.</summary>
public sealed record PublishedZone
{
    /// <summary>The time zone (TZDB id).</summary>
    /// <exception cref="ArgumentException">The value is empty, or has surrounding spaces or line breaks.</exception>
    public required string ZoneId { get; init => field = Guard.Validate(ZoneIdProblem, value, nameof(ZoneId)); }

    /// <summary>The offsets from UTC at each workshop that takes place in this time zone or has a participant in it.</summary>
    /// <exception cref="ArgumentException">A workshop is given twice.</exception>
    public required ValueList<PublishedOffset> Offsets { get; init => field = Guard.Validate(DuplicateProblem, value, nameof(Offsets)); }

    // Whether the zone exists is not checked: a later version of the time zone data may not have it.
    internal static string? ZoneIdProblem(string value) =>
        value.Length > 0 && TextSanitizer.ToSingleLine(value) == value
            ? null
            : $"\"{TextSanitizer.ToSingleLine(value)}\" is not the id of a time zone";

    private static string? DuplicateProblem(ValueList<PublishedOffset> offsets) =>
        PublishedTimes.DuplicateIdProblem(offsets.Select(static offset => offset.WorkshopId));
}
