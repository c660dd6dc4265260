namespace Better.Calendar;

/// <summary>A series was edited from another revision than the stored one: somebody else has stored his edit in between.</summary>
/// <remarks>Read the stored document again and repeat the edit on it.</remarks>
public sealed class RevisionConflictException : Exception
{
    internal RevisionConflictException(int stored, int edited)
        : base($"the series was edited from revision {edited}, and revision {stored} is stored; read it again and repeat the edit") =>
        (StoredRevision, EditedRevision) = (stored, edited);

    /// <summary>The stored revision; 0 where no email has gone out.</summary>
    public int StoredRevision { get; }

    /// <summary>The revision that the edit started from; 0 where it has no memory.</summary>
    public int EditedRevision { get; }
}
