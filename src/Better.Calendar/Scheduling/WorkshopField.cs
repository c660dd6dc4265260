namespace Better.Calendar;

/// <summary>What about a workshop can change, as a participant sees it.</summary>
public enum WorkshopField
{
    /// <summary>When it starts or ends.</summary>
    Time,

    /// <summary>Where it takes place: the venue, or online.</summary>
    Place,

    /// <summary>The join link, meeting number, passcode or dial-in.</summary>
    Meeting,

    /// <summary>Who leads it.</summary>
    LeadExpert,

    /// <summary>Whether it takes place for certain.</summary>
    Status,

    /// <summary>Its title.</summary>
    Title,

    /// <summary>Its description.</summary>
    Description,
}
