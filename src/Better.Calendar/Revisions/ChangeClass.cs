namespace Better.Calendar.Revisions;

/// <summary>How much a change matters to somebody who is invited; the greater value matters more.</summary>
public enum ChangeClass
{
    /// <summary>Nothing that she can see has changed.</summary>
    None,

    /// <summary>She need not know: told only on wish (<see cref="RevisionPolicy.TellEditorial"/>).</summary>
    Editorial,

    /// <summary>She must know: a letter goes out, her answer stays.</summary>
    Notable,

    /// <summary>She must think again: a letter goes out, the sequence is raised, and she is asked anew.</summary>
    Material,
}
