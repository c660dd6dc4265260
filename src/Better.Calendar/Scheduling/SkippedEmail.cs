using System.Text.Json.Serialization;

namespace Better.Calendar;

/// <summary>The people who get no email about a workshop for one reason.</summary>
public sealed record SkippedEmail
{
    /// <summary>The id of the workshop; empty for a series that is one recurring event.</summary>
    public required string WorkshopId { get; init => field = ArgumentGuard.NotNull(value, nameof(WorkshopId)); }

    /// <summary>Why they get no email.</summary>
    public required SkipReason Reason { get; init; }

    /// <summary>Why they get no email, in an English sentence for the organizer.</summary>
    public required string Explanation { get; init => field = ArgumentGuard.NotNull(value, nameof(Explanation)); }

    /// <summary>The people who get no email.</summary>
    public required ValueList<Participant> Recipients { get; init => field = ArgumentGuard.NotNull(value, nameof(Recipients)); }
}

/// <summary>Why a person gets no email about a workshop.</summary>
[JsonConverter(typeof(WordJsonConverter<SkipReason>))]
public enum SkipReason
{
    /// <summary>Nothing about it has changed since they were last notified.</summary>
    NothingChanged,

    /// <summary>Only texts have changed, and <see cref="RevisionPolicy.NotifyOfEditorialChanges"/> is not set.</summary>
    EditorialChangeOnly,

    /// <summary>They have declined, and <see cref="RevisionPolicy.DeclinedRecipients"/> excludes this change.</summary>
    Declined,

    /// <summary>The workshop has ended.</summary>
    PastWorkshop,

    /// <summary>It is cancelled, and they were never invited to it.</summary>
    NeverInvited,

    /// <summary>It is cancelled, and they have already been notified of that.</summary>
    CancellationAlreadySent,

    /// <summary>They come, and have chosen to follow by their personal feed, which shows it (<see cref="FeedChoice"/>).</summary>
    FollowsFeed,
}
