using Better.Calendar.Model;
using NodaTime;

namespace Better.Calendar;

/// <summary>One workshop of a series: one event in everybody's calendar.</summary>
public sealed record Workshop
{
    /// <summary>The id within the series, for life: it makes the UID. Letters, digits, <c>-</c> and <c>_</c>; at most 64.</summary>
    /// <exception cref="ArgumentException">It is empty, too long, or has other characters.</exception>
    public required string Id { get; init => field = Guard.Validate(Guard.IdProblem, value, nameof(Id)); }

    /// <summary>What it is about.</summary>
    public required LocalizedText Title { get; init => field = ArgumentGuard.NotNull(value, nameof(Title)); }

    /// <summary>What a participant should know beforehand.</summary>
    public LocalizedText? Description { get; init; }

    /// <summary>When it starts, by the clocks of <see cref="Zone"/>: what the organizer meant, whatever happens to the zone's rules.</summary>
    /// <exception cref="ArgumentException">The year is outside 1970 to 2999, or there are fractions of a second.</exception>
    public required LocalDateTime Start { get; init => field = Guard.Validate(Guard.StartProblem, value, nameof(Start)); }

    /// <summary>How long it takes, as elapsed time: an hour and a half stays that, also where the clocks change in between.</summary>
    /// <exception cref="ArgumentException">Not more than nothing, more than 31 days, or fractions of a second.</exception>
    public required Duration Duration { get; init => field = Guard.Validate(Guard.DurationProblem, value, nameof(Duration)); }

    /// <summary>The zone of <see cref="Start"/> (TZDB id); null: the series'.</summary>
    public string? Zone { get; init; }

    /// <summary>Which of two readings is meant, where the clocks go back and <see cref="Start"/> comes twice.</summary>
    public AmbiguousTime? AmbiguousTime { get; init; }

    /// <summary>Whether it takes place.</summary>
    public WorkshopStatus Status { get; init; } = WorkshopStatus.Confirmed;

    /// <summary>Who leads it.</summary>
    public Expert? LeadExpert { get; init; }

    /// <summary>How to join online; null where there is no online meeting.</summary>
    public OnlineMeeting? Meeting { get; init; }

    /// <summary>Where to meet in person; null where nobody does.</summary>
    public Venue? Venue { get; init; }

    /// <summary>The revision that participants know (RFC 5545, 3.8.7.4): 0 at first, raised with each change that asks them again.</summary>
    /// <exception cref="ArgumentException">It is negative.</exception>
    public int Sequence { get; init => field = Guard.Validate(Guard.SequenceProblem, value, nameof(Sequence)); }
}
