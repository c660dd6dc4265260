namespace Better.Calendar;

/// <summary>A person who has received emails about a series.</summary>
public sealed record NotifiedRecipient
{
    /// <summary>The address that the emails were sent to; it may no longer belong to a participant of the series.</summary>
    public required EmailAddress Email { get; init => field = ArgumentGuard.NotNull(value, nameof(Email)); }

    /// <summary>
    /// What this person was notified of about the whole series: as one recurring event, or by emails about the whole course; null if
    /// nothing.
    /// </summary>
    public NotifiedSeries? Series { get; init; }

    /// <summary>The workshops that this person was notified of, each once, unless the series is one recurring event.</summary>
    public required ValueList<NotifiedWorkshop> Workshops { get; init => field = ArgumentGuard.NotNull(value, nameof(Workshops)); }

    /// <summary>
    /// The SEQUENCE of this person's first invitation and of their last email, about a workshop or the whole series; null if they are not
    /// invited.
    /// </summary>
    internal (int First, int Last)? FindInvitation(Workshop workshop) =>
        Workshops.FirstOrDefault(one => string.Equals(one.Id, workshop.Id, StringComparison.OrdinalIgnoreCase)) is { } notified
            ? notified.Status is InvitationStatus.Invited or InvitationStatus.Asked ? (notified.FirstSequence, notified.Sequence) : null
        : this is { Series: { Status: InvitationStatus.Invited } whole, Workshops.Count: 0 } ? (whole.FirstSequence, whole.Sequence)
        : null;

    /// <summary>The SEQUENCE of the last email that asked this person about a workshop: earlier responses do not count.</summary>
    /// <remarks>
    /// It is that of the workshop, unless the person was invited again after a withdrawal, which raises it for them alone.
    /// </remarks>
    internal int GetAskedSequence(Workshop workshop)
    {
        var notified = Workshops.FirstOrDefault(one => string.Equals(one.Id, workshop.Id, StringComparison.OrdinalIgnoreCase));
        return Math.Max(workshop.Sequence, Math.Max(notified?.Sequence ?? 0, Series?.InvitedSequence ?? 0));
    }
}
