using System.Text.Json.Serialization;
using NodaTime;

namespace Better.Calendar;

/// <summary>Which published times newer time zone rules have changed. Compares by value.</summary>
public sealed record TimeZoneChanges
{
    /// <summary>The outcome in one word; the lists have the details.</summary>
    public TimeZoneChangeOutcome Outcome =>
        PublishedVersion is null ? TimeZoneChangeOutcome.NothingPublished
        : InstantChanges.Count + LocalTimeChanges.Count + UnresolvedStarts.Count + Emails.Count > 0 ? TimeZoneChangeOutcome.Changed
        : TimeZoneChangeOutcome.NothingChanged;

    /// <summary>
    /// The version of the rules that emails were written with (<c>TZDB: 2019c (mapping: 14742)</c>); null if nothing was published.
    /// </summary>
    public string? PublishedVersion { get; init; }

    /// <summary>The version of the current rules.</summary>
    public required string CurrentVersion { get; init => field = ArgumentGuard.NotNull(value, nameof(CurrentVersion)); }

    /// <summary>The workshops that now take place at another instant, in the order of the series.</summary>
    public ValueList<InstantChange> InstantChanges { get; init => field = ArgumentGuard.NotNull(value, nameof(InstantChanges)); } = [];

    /// <summary>
    /// The participants whose clocks will show another time than the email stated, in the order of workshops and participants.
    /// </summary>
    public ValueList<LocalTimeChange> LocalTimeChanges { get; init => field = ArgumentGuard.NotNull(value, nameof(LocalTimeChanges)); } =
        [];

    /// <summary>The workshops whose start is no longer unique: the organizer must decide before anybody can be notified.</summary>
    public ValueList<UnresolvedStart> UnresolvedStarts { get; init => field = ArgumentGuard.NotNull(value, nameof(UnresolvedStarts)); } =
        [];

    /// <summary>The emails that are due: who must be notified again of which workshop, and why.</summary>
    /// <remarks>
    /// There is one for everybody invited to a workshop whose instant has changed: the entry in their calendar is wrong or uses the old
    /// rules. And there is one for everybody whose clock will show another time than their email stated, although the instant is the same:
    /// calendars correct that themselves once they have the new rules, but the time written in the email stays wrong. A host that relies
    /// on calendars sends only those with <see cref="TimeZoneEmailReason.InstantChanged"/>.
    /// </remarks>
    public ValueList<TimeZoneEmail> Emails { get; init => field = ArgumentGuard.NotNull(value, nameof(Emails)); } = [];

    /// <summary>The ids of workshops without published times, or that the organizer has moved since.</summary>
    public ValueList<string> NotCompared { get; init => field = ArgumentGuard.NotNull(value, nameof(NotCompared)); } = [];
}

/// <summary>The outcome of a comparison.</summary>
[JsonConverter(typeof(WordJsonConverter<TimeZoneChangeOutcome>))]
public enum TimeZoneChangeOutcome
{
    /// <summary>The series has no published times.</summary>
    NothingPublished,

    /// <summary>All published times are still right.</summary>
    NothingChanged,

    /// <summary>At least one published time is wrong.</summary>
    Changed,
}

/// <summary>A workshop that takes place at another instant than was published, because the rules of its time zone have changed.</summary>
/// <param name="WorkshopId">The id of the workshop.</param>
/// <param name="Published">The published start.</param>
/// <param name="Current">The start by the current rules, at the same local time.</param>
public sealed record InstantChange(string WorkshopId, Instant Published, Instant Current)
{
    /// <summary>The id of the workshop.</summary>
    public string WorkshopId { get; init => field = ArgumentGuard.NotNull(value, nameof(WorkshopId)); } =
        ArgumentGuard.NotNull(WorkshopId, nameof(WorkshopId));

    /// <summary>How much later the workshop takes place; negative if it is earlier.</summary>
    public Duration Difference => Current - Published;
}

/// <summary>A participant whose clock will show another time for a workshop than their email stated.</summary>
/// <param name="WorkshopId">The id of the workshop.</param>
/// <param name="Participant">The participant.</param>
/// <param name="PublishedStart">The start that the email stated.</param>
/// <param name="PublishedEnd">The end that the email stated.</param>
/// <param name="CurrentStart">The start that the participant's clock will show.</param>
/// <param name="CurrentEnd">The end that the participant's clock will show.</param>
public sealed record LocalTimeChange(
    string WorkshopId,
        Participant Participant,
        OffsetDateTime PublishedStart,
        OffsetDateTime PublishedEnd,
        OffsetDateTime CurrentStart,
        OffsetDateTime CurrentEnd)
{
    /// <summary>The id of the workshop.</summary>
    public string WorkshopId { get; init => field = ArgumentGuard.NotNull(value, nameof(WorkshopId)); } =
        ArgumentGuard.NotNull(WorkshopId, nameof(WorkshopId));

    /// <summary>The participant.</summary>
    public Participant Participant { get; init => field = ArgumentGuard.NotNull(value, nameof(Participant)); } =
        ArgumentGuard.NotNull(Participant, nameof(Participant));
}

/// <summary>A workshop whose local start is not unique by the current rules: clocks are set forward over it, or it occurs twice.</summary>
/// <param name="WorkshopId">The id of the workshop.</param>
/// <param name="Published">The published start.</param>
/// <param name="IsSkipped">Whether clocks are set forward over the local start, so that it does not exist; otherwise it occurs twice, and
/// <see cref="Workshop.AmbiguousTime"/> must say which is meant.</param>
/// <param name="Earlier">The earlier of the two possible starts.</param>
/// <param name="Later">The later of the two possible starts.</param>
public sealed record UnresolvedStart(string WorkshopId, Instant Published, bool IsSkipped, ZonedDateTime Earlier, ZonedDateTime Later)
{
    /// <summary>The id of the workshop.</summary>
    public string WorkshopId { get; init => field = ArgumentGuard.NotNull(value, nameof(WorkshopId)); } =
        ArgumentGuard.NotNull(WorkshopId, nameof(WorkshopId));
}

/// <summary>An email that is due.</summary>
/// <param name="WorkshopId">The id of the workshop that the email is about.</param>
/// <param name="Participant">The recipient.</param>
/// <param name="Reason">Why the email is due.</param>
public sealed record TimeZoneEmail(string WorkshopId, Participant Participant, TimeZoneEmailReason Reason)
{
    /// <summary>The id of the workshop that the email is about.</summary>
    public string WorkshopId { get; init => field = ArgumentGuard.NotNull(value, nameof(WorkshopId)); } =
        ArgumentGuard.NotNull(WorkshopId, nameof(WorkshopId));

    /// <summary>The recipient.</summary>
    public Participant Participant { get; init => field = ArgumentGuard.NotNull(value, nameof(Participant)); } =
        ArgumentGuard.NotNull(Participant, nameof(Participant));
}

/// <summary>Why an email is due.</summary>
[JsonConverter(typeof(WordJsonConverter<TimeZoneEmailReason>))]
public enum TimeZoneEmailReason
{
    /// <summary>The workshop takes place at another instant.</summary>
    InstantChanged,

    /// <summary>The instant is the same, but the participant's clock will show another time than their email stated.</summary>
    LocalTimeChanged,
}
