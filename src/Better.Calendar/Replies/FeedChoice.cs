using NodaTime;

namespace Better.Calendar;

/// <summary>
/// Where a participant wants to see what they have accepted: in their personal feed, or as entries that come by email. Choices are never
/// changed or removed; the latest of each participant counts.
/// </summary>
public sealed record FeedChoice
{
    /// <summary>The participant's address.</summary>
    public required EmailAddress Email { get; init => field = ArgumentGuard.NotNull(value, nameof(Email)); }

    /// <summary>Whether they follow the series by their personal feed, and want no calendar entries by email.</summary>
    public required bool FollowsFeed { get; init; }

    /// <summary>When they chose.</summary>
    public required Instant Timestamp { get; init; }
}
