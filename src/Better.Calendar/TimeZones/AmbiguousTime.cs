using System.Text.Json.Serialization;

namespace Better.Calendar;

/// <summary>Which of two instants is meant when the clocks go back and a local time occurs twice.</summary>
[JsonConverter(typeof(WordJsonConverter<AmbiguousTime>))]
public enum AmbiguousTime
{
    /// <summary>The first of the two, while summer time is still in force.</summary>
    Earlier,

    /// <summary>The second of the two, after summer time has ended.</summary>
    Later,
}
