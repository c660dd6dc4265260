namespace Better.Calendar;

/// <summary>Why somebody gets no email about a workshop.</summary>
public enum SkipReason
{
    /// <summary>Nothing about it has changed since she heard of it.</summary>
    NothingChanged,

    /// <summary>Only texts have changed, which the policy does not tell.</summary>
    EditorialChangeOnly,

    /// <summary>She has declined, and the policy spares her this change.</summary>
    Declined,

    /// <summary>The workshop is over.</summary>
    PastWorkshop,

    /// <summary>It is off, and she was never invited to it.</summary>
    NeverInvited,

    /// <summary>It is off, and she knows.</summary>
    CancellationAlreadySent,
}
