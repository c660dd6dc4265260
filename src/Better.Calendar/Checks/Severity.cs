namespace Better.Calendar.Checks;

/// <summary>How much a finding matters.</summary>
public enum Severity
{
    /// <summary>Worth knowing; nothing breaks.</summary>
    Advice,

    /// <summary>Trouble is likely with some clients.</summary>
    Warning,

    /// <summary>Buttons, times or texts are lost in at least one of the large clients.</summary>
    Error,
}
