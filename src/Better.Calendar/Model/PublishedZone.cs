using Better.Calendar.Model;

namespace Better.Calendar;

/// <summary>What the clocks of a zone were to show at the promised instants.</summary>
public sealed record PublishedZone
{
    /// <summary>The zone (TZDB id).</summary>
    /// <exception cref="ArgumentException">It is empty, or has blanks around it or line breaks in it.</exception>
    public required string ZoneId { get; init => field = Guard.Validate(ZoneIdProblem, value, nameof(ZoneId)); }

    /// <summary>Its offsets from UTC, for the workshops that concern somebody there.</summary>
    /// <exception cref="ArgumentException">A workshop is there twice.</exception>
    public required ValueList<PublishedOffset> Offsets { get; init => field = Guard.Validate(DuplicateProblem, value, nameof(Offsets)); }

    // Not whether there is such a zone: what is remembered outlives the provider that knew it.
    internal static string? ZoneIdProblem(string value) =>
        value.Length > 0 && TextSanitizer.ToSingleLine(value) == value ? null : $"\"{TextSanitizer.ToSingleLine(value)}\" is not the id of a time zone";

    private static string? DuplicateProblem(ValueList<PublishedOffset> offsets) => PublishedTimes.DuplicateIdProblem(offsets.Select(static offset => offset.WorkshopId));
}
