namespace Better.Calendar;

/// <summary>What a client makes of a file or email, the best first.</summary>
public enum ClientBehavior
{
    /// <summary>What the sender meant: buttons for an invitation, removal for a cancellation, an event for a file.</summary>
    WorksAsIntended,

    /// <summary>It works, with texts or details lost.</summary>
    LosesDetails,

    /// <summary>It works, at a wrong time.</summary>
    WrongTime,

    /// <summary>An event is shown; later changes will not reach it.</summary>
    NoUpdates,

    /// <summary>An event is shown, without buttons to answer.</summary>
    NoButtons,

    /// <summary>A file is shown, which the reader must open herself.</summary>
    FileOnly,

    /// <summary>No event is shown.</summary>
    NotShown,
}
