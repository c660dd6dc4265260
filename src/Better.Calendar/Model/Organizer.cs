using Better.Calendar.Model;

namespace Better.Calendar;

/// <summary>The organizer of a series: the ORGANIZER of every event and the sender of every email.</summary>
/// <remarks>Use a mailbox that the host reads and that is not a participant: Outlook shows no response buttons to an organizer.</remarks>
public sealed record Organizer
{
    /// <summary>The name that participants see, on one line.</summary>
    /// <exception cref="ArgumentException">The value is empty.</exception>
    public required string Name { get; init => field = Guard.ValidateName(value, nameof(Name)); }

    /// <summary>The mailbox that receives the replies.</summary>
    public required EmailAddress Email { get; init => field = ArgumentGuard.NotNull(value, nameof(Email)); }
}
