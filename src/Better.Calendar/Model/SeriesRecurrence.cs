using Better.Calendar.Model;
using Better.Calendar.TimeZones;
using NodaTime;
using static System.FormattableString;

namespace Better.Calendar;

/// <summary>
/// The recurring event that a series was sent as (<c>SchedulingMode.RecurringEvent</c>): its rule, and which occurrence of the rule is
/// which workshop.
/// </summary>
/// <remarks>
/// <c>SeriesRevision</c> creates it, the series document stores it; do not change it. Once emails have gone out, a workshop keeps its
/// occurrence wherever it moves, because some calendars keep what an earlier email said about an occurrence.
/// </remarks>
public sealed record SeriesRecurrence
{
    /// <summary>The local start of the first occurrence (DTSTART of the master).</summary>
    /// <exception cref="ArgumentException">The year is outside 1970 to 2999, or the value has fractions of a second.</exception>
    public required LocalDateTime Start { get; init => field = Guard.Validate(Guard.StartProblem, value, nameof(Start)); }

    /// <summary>The time zone of <see cref="Start"/> (TZDB id).</summary>
    public required string Zone { get; init => field = ArgumentGuard.NotNull(value, nameof(Zone)); }

    /// <summary>How long an occurrence takes, as elapsed time.</summary>
    /// <exception cref="ArgumentException">The value is not more than zero, is more than 31 days, or has fractions of a second.</exception>
    public required Duration Duration { get; init => field = Guard.Validate(Guard.DurationProblem, value, nameof(Duration)); }

    /// <summary>The number of days from one occurrence to the next: 1 (daily), or a multiple of 7 (weekly).</summary>
    /// <exception cref="ArgumentException">The value is neither 1 nor a positive multiple of 7.</exception>
    public required int Days { get; init => field = Guard.Validate(DaysProblem, value, nameof(Days)); }

    /// <summary>How many occurrences the rule makes, including those on which no workshop takes place (EXDATE).</summary>
    /// <exception cref="ArgumentException">The value is less than 1 or more than 10,000.</exception>
    public required int Count { get; init => field = Guard.Validate(CountProblem, value, nameof(Count)); }

    /// <summary>The SEQUENCE of the last emails that everybody got. Default: 0.</summary>
    /// <exception cref="ArgumentException">The value is negative.</exception>
    public int Sequence { get; init => field = Guard.Validate(Guard.SequenceProblem, value, nameof(Sequence)); }

    /// <summary>Which occurrence is which workshop, also for workshops that are cancelled or removed, because they may come back.</summary>
    public required ValueList<WorkshopOccurrence> Occurrences { get; init => field = ArgumentGuard.NotNull(value, nameof(Occurrences)); }

    /// <summary>The rule (RFC 5545, 3.3.10). COUNT, because UNTIL is read differently where the time zone changes its offset.</summary>
    internal string RRule =>
        Days == 1 ? Invariant($"FREQ=DAILY;COUNT={Count}")
        : Days == 7 ? Invariant($"FREQ=WEEKLY;COUNT={Count}")
        : Invariant($"FREQ=WEEKLY;INTERVAL={Days / 7};COUNT={Count}");

    /// <summary>The local start of an occurrence as the rule makes it.</summary>
    internal LocalDateTime GetStart(int number) => Start.PlusDays(number * Days);

    /// <summary>
    /// When a workshop would start by the rule, if it starts at another time; null if it does not, or if the time zones are not known.
    /// </summary>
    internal Instant? FindRegularStart(WorkshopSeries series, Workshop workshop, IDateTimeZoneProvider zones)
    {
        var occurrence = Occurrences.FirstOrDefault(one => string.Equals(one.WorkshopId, workshop.Id, StringComparison.OrdinalIgnoreCase));
        if (occurrence is null
            || zones.GetZoneOrNull(Zone) is not { } zone
            || zones.GetZoneOrNull(workshop.Zone ?? series.Zone) is not { } workshopZone)
        {
            return null;
        }

        var regular = LocalTimeResolution.Resolve(GetStart(occurrence.Number), zone).Earlier.ToInstant();
        var start = LocalTimeResolution.Resolve(workshop.Start, workshopZone, workshop.AmbiguousTime);
        return (start.ResolvedTime ?? start.Earlier).ToInstant() == regular ? null : regular;
    }

    internal static string? DaysProblem(int value) =>
        value == 1 || (value > 0 && value % 7 == 0) ? null : "the days must be 1 or a multiple of 7";

    internal static string? CountProblem(int value) => value is < 1 or > 10_000 ? "the count must be from 1 to 10000" : null;
}

/// <summary>The occurrence of a recurring event that is one workshop.</summary>
public sealed record WorkshopOccurrence
{
    /// <summary>The id of the workshop; the series may no longer have it.</summary>
    /// <exception cref="ArgumentException">The value is not an id.</exception>
    public required string WorkshopId { get; init => field = Guard.Validate(Guard.IdProblem, value, nameof(WorkshopId)); }

    /// <summary>The number of the occurrence, from 0.</summary>
    /// <exception cref="ArgumentException">The value is negative.</exception>
    public required int Number { get; init => field = Guard.Validate(NumberProblem, value, nameof(Number)); }

    /// <summary>
    /// Whether emails describe the occurrence by an event of its own (RECURRENCE-ID), because the workshop differs from the others. Once
    /// true, it stays so: some calendars keep the last such event when a later email has none. Default: false.
    /// </summary>
    public bool IsOverridden { get; init; }

    internal static string? NumberProblem(int value) => value < 0 ? "a number must be 0 or more" : null;
}
