using Better.Calendar.Model;
using NodaTime;

namespace Better.Calendar;

/// <summary>What a series must remember between revisions: kept in its document, made by <c>SeriesRevision</c>.</summary>
/// <remarks>A host changes nothing in it; to forget somebody, it takes her out of <see cref="Recipients"/>.</remarks>
public sealed record SchedulingState
{
    /// <summary>How many revisions there were, from 1. Two edits of the same revision are found by it.</summary>
    /// <exception cref="ArgumentException">It is less than 1.</exception>
    public required int Revision { get; init => field = Guard.Validate(RevisionProblem, value, nameof(Revision)); }

    /// <summary>DTSTAMP of the last emails, in whole seconds; null where none has gone out.</summary>
    /// <exception cref="ArgumentException">There are fractions of a second.</exception>
    public Instant? LastTimestamp { get; init => field = value is null ? null : Guard.Validate(TimestampProblem, value, nameof(LastTimestamp)); }

    /// <summary>Workshops as participants know them, where the series has them otherwise by now and nobody was told.</summary>
    public ValueList<Workshop> LastNotified { get; init => field = ArgumentGuard.NotNull(value, nameof(LastNotified)); } = [];

    /// <summary>Who has heard of what.</summary>
    public ValueList<NotifiedRecipient> Recipients { get; init => field = ArgumentGuard.NotNull(value, nameof(Recipients)); } = [];

    internal static string? RevisionProblem(int value) => value < 1 ? "a revision is 1 or more" : null;

    internal static string? TimestampProblem(Instant? value) =>
        value is { } stamp && stamp.ToUnixTimeTicks() % NodaConstants.TicksPerSecond != 0 ? "a stamp has whole seconds" : null;
}
