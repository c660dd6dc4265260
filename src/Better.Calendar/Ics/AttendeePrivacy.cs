namespace Better.Calendar.Ics;

/// <summary>What the participants of a workshop see of each other.</summary>
public enum AttendeePrivacy
{
    /// <summary>Nothing: a letter names its recipient and the organiser.</summary>
    OnlyYou,

    /// <summary>Names, in the text; no addresses.</summary>
    Names,

    /// <summary>Names and addresses, as attendees of the event. Their mail programs then offer to answer all.</summary>
    Everybody,
}
