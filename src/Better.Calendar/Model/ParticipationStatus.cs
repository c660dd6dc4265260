using System.Text.Json.Serialization;

namespace Better.Calendar;

/// <summary>The response of a participant to an invitation (PARTSTAT, RFC 5545, 3.2.12).</summary>
[JsonConverter(typeof(WordJsonConverter<ParticipationStatus>))]
public enum ParticipationStatus
{
    /// <summary>The participant will attend.</summary>
    Accepted,

    /// <summary>The participant may attend.</summary>
    Tentative,

    /// <summary>The participant will not attend.</summary>
    Declined,
}
