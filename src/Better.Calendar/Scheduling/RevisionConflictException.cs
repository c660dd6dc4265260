namespace Better.Calendar;

/// <summary>
/// The edit was made from another revision than the stored one, because somebody else has stored an edit in the meantime.
/// </summary>
/// <remarks>Read the stored document again and repeat the edit on it.</remarks>
public sealed class RevisionConflictException : Exception
{
    internal RevisionConflictException(int stored, int edited)
        : base($"The series was edited from revision {edited}, but revision {stored} is stored; read the stored series again and "
            + "repeat the edit.") =>
        (StoredRevision, EditedRevision) = (stored, edited);

    /// <summary>The stored revision; 0 if no email has gone out.</summary>
    public int StoredRevision { get; }

    /// <summary>The revision that the edit was made from.</summary>
    public int EditedRevision { get; }
}
