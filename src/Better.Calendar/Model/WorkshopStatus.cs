using System.Text.Json.Serialization;

namespace Better.Calendar;

/// <summary>Whether a workshop takes place (STATUS, RFC 5545, 3.8.1.11).</summary>
[JsonConverter(typeof(WordJsonConverter<WorkshopStatus>))]
public enum WorkshopStatus
{
    /// <summary>The workshop takes place.</summary>
    Confirmed,

    /// <summary>The workshop is planned and may still change.</summary>
    Tentative,

    /// <summary>The workshop does not take place.</summary>
    Cancelled,
}
