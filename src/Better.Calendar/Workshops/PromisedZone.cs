namespace Better.Calendar.Workshops;

/// <summary>What the clocks of a zone were to show at the promised instants.</summary>
public sealed record PromisedZone
{
    /// <summary>The zone (TZDB id).</summary>
    /// <exception cref="ArgumentException">It is empty, or has blanks around it or line breaks in it.</exception>
    public required string ZoneId { get; init => field = Checked.By(ZoneIdProblem, value, nameof(ZoneId)); }

    /// <summary>Its offsets from UTC, for the workshops that concern somebody there.</summary>
    /// <exception cref="ArgumentException">A workshop is there twice.</exception>
    public required ValueList<PromisedOffset> Offsets { get; init => field = Checked.By(TwiceProblem, value, nameof(Offsets)); }

    // Not whether there is such a zone: what is remembered outlives the provider that knew it.
    internal static string? ZoneIdProblem(string value) =>
        value.Length > 0 && PlainText.SingleLine(value) == value ? null : $"\"{PlainText.SingleLine(value)}\" is not the id of a time zone";

    private static string? TwiceProblem(ValueList<PromisedOffset> offsets) => Promises.Twice(offsets.Select(static offset => offset.WorkshopId));
}
