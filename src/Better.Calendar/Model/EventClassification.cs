using System.Text.Json.Serialization;

namespace Better.Calendar;

/// <summary>Who may see the events of a series in the calendars that people share with others (CLASS, RFC 5545, 3.8.1.3).</summary>
[JsonConverter(typeof(WordJsonConverter<EventClassification>))]
public enum EventClassification
{
    /// <summary>Whoever may see the calendar.</summary>
    Public,

    /// <summary>Others see that the time is taken, and nothing else.</summary>
    Private,

    /// <summary>As private; some programs show more to the people who manage the calendar.</summary>
    Confidential,
}
