namespace Better.Calendar;

/// <summary>What the participants of a workshop see of each other.</summary>
public enum AttendeePrivacy
{
    /// <summary>Nothing: an email names its recipient and the organizer.</summary>
    RecipientOnly,

    /// <summary>Names, in the text; no addresses.</summary>
    Names,

    /// <summary>Names and addresses, as attendees of the event. Their mail programs then offer to answer all.</summary>
    NamesAndAddresses,
}
