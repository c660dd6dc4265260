using Better.Calendar.Model;

namespace Better.Calendar;

/// <summary>Who invites: the ORGANIZER of every event and the sender of every email.</summary>
/// <remarks>Use a mailbox that the host reads and that takes part in no workshop itself: Outlook shows no buttons to an organizer.</remarks>
public sealed record Organizer
{
    /// <summary>The name that participants see, on one line.</summary>
    /// <exception cref="ArgumentException">It is empty.</exception>
    public required string Name { get; init => field = Guard.ValidateName(value, nameof(Name)); }

    /// <summary>The mailbox that answers come back to.</summary>
    public required EmailAddress Email { get; init => field = ArgumentGuard.NotNull(value, nameof(Email)); }
}
