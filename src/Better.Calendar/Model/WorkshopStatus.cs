namespace Better.Calendar;

/// <summary>Whether a workshop takes place (STATUS, RFC 5545, 3.8.1.11).</summary>
public enum WorkshopStatus
{
    /// <summary>It takes place.</summary>
    Confirmed,

    /// <summary>It is planned, and may still change.</summary>
    Tentative,

    /// <summary>It does not take place.</summary>
    Cancelled,
}
