namespace Better.Calendar.Workshops;

/// <summary>How a participant stands to a workshop by the last letter that she had about it.</summary>
public enum Standing
{
    /// <summary>She is invited: the workshop stands in her calendar.</summary>
    Invited,

    /// <summary>She was told that the workshop is off.</summary>
    Cancelled,

    /// <summary>Her invitation was taken back.</summary>
    Withdrawn,
}
