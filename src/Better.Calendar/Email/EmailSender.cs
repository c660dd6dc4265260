using Better.Calendar.Model;

namespace Better.Calendar;

/// <summary>The mailbox that emails are from (RFC 5322, 3.6.2) if it is not that of the organizer.</summary>
public sealed record EmailSender
{
    /// <summary>The name that participants see as the sender, on one line.</summary>
    /// <exception cref="ArgumentException">The value is empty.</exception>
    public required string Name { get; init => field = Guard.ValidateName(value, nameof(Name)); }

    /// <summary>The address that the mail server must accept as sender.</summary>
    public required EmailAddress Email { get; init => field = ArgumentGuard.NotNull(value, nameof(Email)); }
}
