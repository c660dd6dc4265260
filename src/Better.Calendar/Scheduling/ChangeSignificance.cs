namespace Better.Calendar;

/// <summary>How much a change matters to somebody who is invited; the greater value matters more.</summary>
public enum ChangeSignificance
{
    /// <summary>Nothing that she can see has changed.</summary>
    None,

    /// <summary>She need not know: told only on wish (<see cref="RevisionPolicy.NotifyOfEditorialChanges"/>).</summary>
    Editorial,

    /// <summary>She must know: an email goes out, her answer stays.</summary>
    Notable,

    /// <summary>She must think again: an email goes out, the sequence is raised, and she is asked anew.</summary>
    Material,
}
