using Better.Calendar.Model;

namespace Better.Calendar;

/// <summary>What one participant was last notified of about one workshop.</summary>
public sealed record NotifiedWorkshop
{
    /// <summary>The id of the workshop; the series may no longer have it.</summary>
    /// <exception cref="ArgumentException">The value is not an id.</exception>
    public required string Id { get; init => field = Guard.Validate(Guard.IdProblem, value, nameof(Id)); }

    /// <summary>The SEQUENCE of the participant's first invitation, which later emails refer to.</summary>
    /// <exception cref="ArgumentException">The value is negative.</exception>
    public required int FirstSequence { get; init => field = Guard.Validate(Guard.SequenceProblem, value, nameof(FirstSequence)); }

    /// <summary>
    /// The SEQUENCE of the last email that the participant received. It can be higher than the workshop's: a withdrawal, and an invitation
    /// after one, raise it for this participant only, so that nobody else is asked to respond again.
    /// </summary>
    /// <exception cref="ArgumentException">The value is negative.</exception>
    public required int Sequence { get; init => field = Guard.Validate(Guard.SequenceProblem, value, nameof(Sequence)); }

    /// <summary>The status of the invitation. Default: <see cref="InvitationStatus.Invited"/>.</summary>
    public InvitationStatus Status { get; init; }
}
