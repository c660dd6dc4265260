using Better.Calendar.Model;

namespace Better.Calendar;

/// <summary>What one participant has heard of one workshop.</summary>
public sealed record NotifiedWorkshop
{
    /// <summary>The workshop; it may be gone from the series since.</summary>
    /// <exception cref="ArgumentException">It is no id.</exception>
    public required string Id { get; init => field = Guard.Validate(Guard.IdProblem, value, nameof(Id)); }

    /// <summary>The sequence of her first invitation: what later emails refer to.</summary>
    /// <exception cref="ArgumentException">It is negative.</exception>
    public required int FirstSequence { get; init => field = Guard.Validate(Guard.SequenceProblem, value, nameof(FirstSequence)); }

    /// <summary>
    /// The sequence of the last email that she had. Not always the workshop's: a withdrawal and an invitation after one raise it
    /// for her alone, so that nobody else is asked again.
    /// </summary>
    /// <exception cref="ArgumentException">It is negative.</exception>
    public required int Sequence { get; init => field = Guard.Validate(Guard.SequenceProblem, value, nameof(Sequence)); }

    /// <summary>How she stands to it.</summary>
    public InvitationStatus Status { get; init; }
}
