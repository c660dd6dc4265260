using NodaTime;

namespace Better.Calendar;

/// <summary>What newer zone rules have changed about what was promised. Compares by value.</summary>
public sealed record TimeZoneChanges
{
    /// <summary>How it went; the lists say the rest.</summary>
    public TimeZoneChangeOutcome Outcome =>
        PublishedVersion is null ? TimeZoneChangeOutcome.NothingPublished
        : InstantChanges.Count + LocalTimeChanges.Count + UnresolvedStarts.Count + Emails.Count > 0 ? TimeZoneChangeOutcome.Changed
        : TimeZoneChangeOutcome.NothingChanged;

    /// <summary>The rules that were promised by (<c>TZDB: 2019c (mapping: 14742)</c>); null where nothing was promised.</summary>
    public string? PublishedVersion { get; init; }

    /// <summary>The rules of the provider.</summary>
    public required string CurrentVersion { get; init => field = ArgumentGuard.NotNull(value, nameof(CurrentVersion)); }

    /// <summary>The workshops that take place at another instant now, in the order of the schedule.</summary>
    public ValueList<InstantChange> InstantChanges { get; init => field = ArgumentGuard.NotNull(value, nameof(InstantChanges)); } = [];

    /// <summary>Whose clock will show another time than the email said, in the order of schedule and participants.</summary>
    public ValueList<LocalTimeChange> LocalTimeChanges { get; init => field = ArgumentGuard.NotNull(value, nameof(LocalTimeChanges)); } = [];

    /// <summary>The workshops whose start is not clear any more: the organizer must decide before anybody can be told.</summary>
    public ValueList<UnresolvedStart> UnresolvedStarts { get; init => field = ArgumentGuard.NotNull(value, nameof(UnresolvedStarts)); } = [];

    /// <summary>The emails that are due: who must be told anew about what, and why.</summary>
    /// <remarks>
    /// One for everybody invited to a workshop whose instant moved: what lies in her calendar is wrong, or rests on the old
    /// rules. And one for everybody whose clock will show another time than her email said, although the instant stands: calendars
    /// put that right by themselves once they have the new rules, but the time that is printed in the email stays wrong. A host that
    /// trusts calendars sends only those with <see cref="TimeZoneEmailReason.InstantChanged"/>.
    /// </remarks>
    public ValueList<TimeZoneEmail> Emails { get; init => field = ArgumentGuard.NotNull(value, nameof(Emails)); } = [];

    /// <summary>The ids of workshops of which nothing was promised, or that the organizer has planned anew since.</summary>
    public ValueList<string> NotCompared { get; init => field = ArgumentGuard.NotNull(value, nameof(NotCompared)); } = [];
}

/// <summary>How a comparison went.</summary>
public enum TimeZoneChangeOutcome
{
    /// <summary>The series has no memory of what was promised.</summary>
    NothingPublished,

    /// <summary>All that was promised holds.</summary>
    NothingChanged,

    /// <summary>Something does not hold any more.</summary>
    Changed,
}

/// <summary>A workshop that takes place at another instant than was promised, since its own zone's rules changed.</summary>
/// <param name="WorkshopId">The workshop.</param>
/// <param name="Published">When it was to start.</param>
/// <param name="Current">When it starts by the new rules, at the same local time.</param>
public sealed record InstantChange(string WorkshopId, Instant Published, Instant Current)
{
    /// <summary>The workshop.</summary>
    public string WorkshopId { get; init => field = ArgumentGuard.NotNull(value, nameof(WorkshopId)); } = ArgumentGuard.NotNull(WorkshopId, nameof(WorkshopId));

    /// <summary>How much later it takes place; negative: earlier.</summary>
    public Duration Difference => Current - Published;
}

/// <summary>A participant whose clock will show another time at a workshop than her email said.</summary>
/// <param name="WorkshopId">The workshop.</param>
/// <param name="Participant">Who.</param>
/// <param name="PublishedStart">The start as her email had it.</param>
/// <param name="PublishedEnd">The end as her email had it.</param>
/// <param name="CurrentStart">The start as her clock will show it.</param>
/// <param name="CurrentEnd">The end as her clock will show it.</param>
public sealed record LocalTimeChange(
    string WorkshopId, Participant Participant, OffsetDateTime PublishedStart, OffsetDateTime PublishedEnd, OffsetDateTime CurrentStart, OffsetDateTime CurrentEnd)
{
    /// <summary>The workshop.</summary>
    public string WorkshopId { get; init => field = ArgumentGuard.NotNull(value, nameof(WorkshopId)); } = ArgumentGuard.NotNull(WorkshopId, nameof(WorkshopId));

    /// <summary>Who.</summary>
    public Participant Participant { get; init => field = ArgumentGuard.NotNull(value, nameof(Participant)); } = ArgumentGuard.NotNull(Participant, nameof(Participant));
}

/// <summary>A workshop whose local start the new rules do not tell: the clocks jump over it, or it comes twice.</summary>
/// <param name="WorkshopId">The workshop.</param>
/// <param name="Published">When it was to start.</param>
/// <param name="IsSkipped">Whether the clocks jump over it; otherwise it comes twice, and the workshop's fold must say which is meant.</param>
/// <param name="Earlier">One reading.</param>
/// <param name="Later">The other reading.</param>
public sealed record UnresolvedStart(string WorkshopId, Instant Published, bool IsSkipped, ZonedDateTime Earlier, ZonedDateTime Later)
{
    /// <summary>The workshop.</summary>
    public string WorkshopId { get; init => field = ArgumentGuard.NotNull(value, nameof(WorkshopId)); } = ArgumentGuard.NotNull(WorkshopId, nameof(WorkshopId));
}

/// <summary>An email that is due.</summary>
/// <param name="WorkshopId">The workshop it is about.</param>
/// <param name="Participant">Who gets it.</param>
/// <param name="Reason">Why.</param>
public sealed record TimeZoneEmail(string WorkshopId, Participant Participant, TimeZoneEmailReason Reason)
{
    /// <summary>The workshop it is about.</summary>
    public string WorkshopId { get; init => field = ArgumentGuard.NotNull(value, nameof(WorkshopId)); } = ArgumentGuard.NotNull(WorkshopId, nameof(WorkshopId));

    /// <summary>Who gets it.</summary>
    public Participant Participant { get; init => field = ArgumentGuard.NotNull(value, nameof(Participant)); } = ArgumentGuard.NotNull(Participant, nameof(Participant));
}

/// <summary>Why an email is due.</summary>
public enum TimeZoneEmailReason
{
    /// <summary>The workshop takes place at another instant.</summary>
    InstantChanged,

    /// <summary>The instant stands, and the participant's clock will show another time than her email said.</summary>
    LocalTimeChanged,
}
