using System.Text.Json.Serialization;
using Better.Calendar.Model;
using NodaTime;

namespace Better.Calendar;

/// <summary>One workshop of a series: one event in the calendar of each participant.</summary>
[JsonConverter(typeof(WorkshopJsonConverter))]
public sealed record Workshop
{
    /// <summary>
    /// The id within the series, which must never change because the UID is made from it: 1 to 64 letters a-z and A-Z, digits, <c>-</c> and
    /// <c>_</c>.
    /// </summary>
    /// <exception cref="ArgumentException">The value is empty, too long, or has other characters.</exception>
    public required string Id { get; init => field = Guard.Validate(Guard.IdProblem, value, nameof(Id)); }

    /// <summary>The title.</summary>
    public required LocalizedText Title { get; init => field = ArgumentGuard.NotNull(value, nameof(Title)); }

    /// <summary>What a participant should know before the workshop; null when there is no description.</summary>
    public LocalizedText? Description { get; init; }

    /// <summary>
    /// What was done in the workshop, as its follow-up says; null before it is written. It is in no invitation and no calendar, so a change
    /// of it notifies nobody.
    /// </summary>
    public LocalizedText? Summary { get; init; }

    /// <summary>The local start time in <see cref="Zone"/>. It stays the same when the rules of the time zone change.</summary>
    /// <exception cref="ArgumentException">The year is outside 1970 to 2999, or the value has fractions of a second.</exception>
    public required LocalDateTime Start { get; init => field = Guard.Validate(Guard.StartProblem, value, nameof(Start)); }

    /// <summary>The duration as elapsed time, which does not depend on clock changes during the workshop.</summary>
    /// <exception cref="ArgumentException">The value is not more than zero, is more than 31 days, or has fractions of a second.</exception>
    public required Duration Duration { get; init => field = Guard.Validate(Guard.DurationProblem, value, nameof(Duration)); }

    /// <summary>The time zone of <see cref="Start"/> (TZDB id); null means the time zone of the series.</summary>
    public string? Zone { get; init; }

    /// <summary>
    /// Which of the two instants is meant when the clocks go back and <see cref="Start"/> occurs twice; null for all other starts.
    /// </summary>
    public AmbiguousTime? AmbiguousTime { get; init; }

    /// <summary>Whether the workshop takes place. Default: <see cref="WorkshopStatus.Confirmed"/>.</summary>
    public WorkshopStatus Status { get; init; } = WorkshopStatus.Confirmed;

    /// <summary>The expert who leads the workshop; null when it is not given.</summary>
    public Expert? LeadExpert { get; init; }

    /// <summary>How to join online; null when there is no online meeting.</summary>
    public OnlineMeeting? Meeting { get; init; }

    /// <summary>Where to meet in person; null when there is no venue.</summary>
    public Venue? Venue { get; init; }

    /// <summary>Documents, recordings and surveys that participants get by a link. Default: empty.</summary>
    public ValueList<Material> Materials { get; init => field = ArgumentGuard.NotNull(value, nameof(Materials)); } = [];

    /// <summary>
    /// The SEQUENCE of the event (RFC 5545, 3.8.7.4): 0 at first, raised with each change that asks participants to respond again.
    /// </summary>
    /// <exception cref="ArgumentException">The value is negative.</exception>
    public int Sequence { get; init => field = Guard.Validate(Guard.SequenceProblem, value, nameof(Sequence)); }
}
