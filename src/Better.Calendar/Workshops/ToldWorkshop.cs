namespace Better.Calendar.Workshops;

/// <summary>What one participant has heard of one workshop.</summary>
public sealed record ToldWorkshop
{
    /// <summary>The workshop; it may be gone from the series since.</summary>
    /// <exception cref="ArgumentException">It is no id.</exception>
    public required string Id { get; init => field = Checked.By(Checked.IdProblem, value, nameof(Id)); }

    /// <summary>The sequence of her first invitation: what later letters refer to.</summary>
    /// <exception cref="ArgumentException">It is negative.</exception>
    public required int FirstSequence { get; init => field = Checked.By(Checked.SequenceProblem, value, nameof(FirstSequence)); }

    /// <summary>
    /// The sequence of the last letter that she had. Not always the workshop's: a withdrawal and an invitation after one raise it
    /// for her alone, so that nobody else is asked again.
    /// </summary>
    /// <exception cref="ArgumentException">It is negative.</exception>
    public required int Sequence { get; init => field = Checked.By(Checked.SequenceProblem, value, nameof(Sequence)); }

    /// <summary>How she stands to it.</summary>
    public Standing Standing { get; init; }
}
