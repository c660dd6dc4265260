namespace Better.Calendar;

/// <summary>How much a finding matters.</summary>
public enum Severity
{
    /// <summary>Worth knowing; nothing breaks.</summary>
    Suggestion,

    /// <summary>Trouble is likely with some clients.</summary>
    Warning,

    /// <summary>Buttons, times or texts are lost in at least one of the large clients.</summary>
    Error,
}
