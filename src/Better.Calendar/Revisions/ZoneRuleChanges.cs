using Better.Calendar.Workshops;
using NodaTime;

namespace Better.Calendar.Revisions;

/// <summary>What newer zone rules have changed about what was promised. Compares by value.</summary>
public sealed record ZoneRuleChanges
{
    /// <summary>How it went; the lists say the rest.</summary>
    public ZoneRuleOutcome Outcome =>
        PromisedVersion is null ? ZoneRuleOutcome.NothingPromised
        : Moves.Count + Readings.Count + Doubts.Count + Letters.Count > 0 ? ZoneRuleOutcome.Changed
        : ZoneRuleOutcome.NothingChanged;

    /// <summary>The rules that were promised by (<c>TZDB: 2019c (mapping: 14742)</c>); null where nothing was promised.</summary>
    public string? PromisedVersion { get; init; }

    /// <summary>The rules of the provider.</summary>
    public required string CurrentVersion { get; init => field = ArgumentGuard.NotNull(value, nameof(CurrentVersion)); }

    /// <summary>The workshops that take place at another instant now, in the order of the programme.</summary>
    public ValueList<ZoneRuleMove> Moves { get; init => field = ArgumentGuard.NotNull(value, nameof(Moves)); } = [];

    /// <summary>Whose clock will show another time than the letter said, in the order of programme and participants.</summary>
    public ValueList<ZoneRuleReading> Readings { get; init => field = ArgumentGuard.NotNull(value, nameof(Readings)); } = [];

    /// <summary>The workshops whose start is not clear any more: the organiser must decide before anybody can be told.</summary>
    public ValueList<ZoneRuleDoubt> Doubts { get; init => field = ArgumentGuard.NotNull(value, nameof(Doubts)); } = [];

    /// <summary>The letters that are due: who must be told anew about what, and why.</summary>
    /// <remarks>
    /// One for everybody invited to a workshop whose instant moved: what lies in her calendar is wrong, or rests on the old
    /// rules. And one for everybody whose clock will show another time than her letter said, although the instant stands: calendars
    /// put that right by themselves once they have the new rules, but the time that is printed in the letter stays wrong. A host that
    /// trusts calendars sends only those with <see cref="ZoneRuleReason.InstantMoved"/>.
    /// </remarks>
    public ValueList<ZoneRuleLetter> Letters { get; init => field = ArgumentGuard.NotNull(value, nameof(Letters)); } = [];

    /// <summary>The ids of workshops of which nothing was promised, or that the organiser has planned anew since.</summary>
    public ValueList<string> NotCompared { get; init => field = ArgumentGuard.NotNull(value, nameof(NotCompared)); } = [];
}

/// <summary>How a comparison went.</summary>
public enum ZoneRuleOutcome
{
    /// <summary>The series has no memory of what was promised.</summary>
    NothingPromised,

    /// <summary>All that was promised holds.</summary>
    NothingChanged,

    /// <summary>Something does not hold any more.</summary>
    Changed,
}

/// <summary>A workshop that takes place at another instant than was promised, since its own zone's rules changed.</summary>
/// <param name="WorkshopId">The workshop.</param>
/// <param name="Promised">When it was to start.</param>
/// <param name="Now">When it starts by the new rules, at the same local time.</param>
public sealed record ZoneRuleMove(string WorkshopId, Instant Promised, Instant Now)
{
    /// <summary>The workshop.</summary>
    public string WorkshopId { get; init => field = ArgumentGuard.NotNull(value, nameof(WorkshopId)); } = ArgumentGuard.NotNull(WorkshopId, nameof(WorkshopId));

    /// <summary>How much later it takes place; negative: earlier.</summary>
    public Duration Difference => Now - Promised;
}

/// <summary>A participant whose clock will show another time at a workshop than her letter said.</summary>
/// <param name="WorkshopId">The workshop.</param>
/// <param name="Participant">Who.</param>
/// <param name="PromisedStart">The start as her letter had it.</param>
/// <param name="PromisedEnd">The end as her letter had it.</param>
/// <param name="Start">The start as her clock will show it.</param>
/// <param name="End">The end as her clock will show it.</param>
public sealed record ZoneRuleReading(
    string WorkshopId, Participant Participant, OffsetDateTime PromisedStart, OffsetDateTime PromisedEnd, OffsetDateTime Start, OffsetDateTime End)
{
    /// <summary>The workshop.</summary>
    public string WorkshopId { get; init => field = ArgumentGuard.NotNull(value, nameof(WorkshopId)); } = ArgumentGuard.NotNull(WorkshopId, nameof(WorkshopId));

    /// <summary>Who.</summary>
    public Participant Participant { get; init => field = ArgumentGuard.NotNull(value, nameof(Participant)); } = ArgumentGuard.NotNull(Participant, nameof(Participant));
}

/// <summary>A workshop whose local start the new rules do not tell: the clocks jump over it, or it comes twice.</summary>
/// <param name="WorkshopId">The workshop.</param>
/// <param name="Promised">When it was to start.</param>
/// <param name="NeverComes">Whether the clocks jump over it; otherwise it comes twice, and the workshop's fold must say which is meant.</param>
/// <param name="Earlier">One reading.</param>
/// <param name="Later">The other reading.</param>
public sealed record ZoneRuleDoubt(string WorkshopId, Instant Promised, bool NeverComes, ZonedDateTime Earlier, ZonedDateTime Later)
{
    /// <summary>The workshop.</summary>
    public string WorkshopId { get; init => field = ArgumentGuard.NotNull(value, nameof(WorkshopId)); } = ArgumentGuard.NotNull(WorkshopId, nameof(WorkshopId));
}

/// <summary>A letter that is due.</summary>
/// <param name="WorkshopId">The workshop it is about.</param>
/// <param name="Participant">Who gets it.</param>
/// <param name="Reason">Why.</param>
public sealed record ZoneRuleLetter(string WorkshopId, Participant Participant, ZoneRuleReason Reason)
{
    /// <summary>The workshop it is about.</summary>
    public string WorkshopId { get; init => field = ArgumentGuard.NotNull(value, nameof(WorkshopId)); } = ArgumentGuard.NotNull(WorkshopId, nameof(WorkshopId));

    /// <summary>Who gets it.</summary>
    public Participant Participant { get; init => field = ArgumentGuard.NotNull(value, nameof(Participant)); } = ArgumentGuard.NotNull(Participant, nameof(Participant));
}

/// <summary>Why a letter is due.</summary>
public enum ZoneRuleReason
{
    /// <summary>The workshop takes place at another instant.</summary>
    InstantMoved,

    /// <summary>The instant stands, and the participant's clock will show another time than her letter said.</summary>
    ReadingChanged,
}
