using System.Text.Json.Serialization;

namespace Better.Calendar;

/// <summary>What the participants of a workshop can see of each other.</summary>
[JsonConverter(typeof(WordJsonConverter<AttendeePrivacy>))]
public enum AttendeePrivacy
{
    /// <summary>Nothing: an email contains only its recipient and the organizer.</summary>
    RecipientOnly,

    /// <summary>Names, in the description; no addresses.</summary>
    Names,

    /// <summary>Names and addresses, as attendees of the event. Mail programs then offer to reply to all.</summary>
    NamesAndAddresses,
}
