using Better.Calendar.Model;

namespace Better.Calendar;

/// <summary>
/// What one participant was last notified of about a whole series: one recurring event, or a course (<c>SchedulingMode.CourseEmail</c>).
/// </summary>
public sealed record NotifiedSeries
{
    /// <inheritdoc cref="NotifiedWorkshop.FirstSequence"/>
    public required int FirstSequence { get; init => field = Guard.Validate(Guard.SequenceProblem, value, nameof(FirstSequence)); }

    /// <summary>The SEQUENCE of the last email that the participant received.</summary>
    /// <exception cref="ArgumentException">The value is negative.</exception>
    public required int Sequence { get; init => field = Guard.Validate(Guard.SequenceProblem, value, nameof(Sequence)); }

    /// <summary>
    /// The SEQUENCE of the invitation that the participant received after a withdrawal: earlier responses do not count. Default: 0, they
    /// were not invited again.
    /// </summary>
    /// <exception cref="ArgumentException">The value is negative.</exception>
    public int InvitedSequence { get; init => field = Guard.Validate(Guard.SequenceProblem, value, nameof(InvitedSequence)); }

    /// <summary>The status of the invitation. Default: <see cref="InvitationStatus.Invited"/>.</summary>
    public InvitationStatus Status { get; init; }
}
