using System.Text.Json.Serialization;

namespace Better.Calendar;

/// <summary>How a time zone was written into a calendar file.</summary>
[JsonConverter(typeof(WordJsonConverter<VTimeZoneEncoding>))]
public enum VTimeZoneEncoding
{
    /// <summary>
    /// As a VTIMEZONE with two yearly rules (for summer and winter time), or with one offset for a zone without clock changes.
    /// </summary>
    Rules,

    /// <summary>
    /// As a VTIMEZONE with several periods, each with a rule or date of its own. Only where it is needed: in
    /// a recurring event with a clock change between its occurrences, and in a file of a whole series that begins after the last of these
    /// changes.
    /// </summary>
    Observances,

    /// <summary>
    /// As a VTIMEZONE with the constant offset that is in force at the times of the file, because no yearly rule describes the clock
    /// changes around them.
    /// </summary>
    FixedOffset,

    /// <summary>Without a VTIMEZONE: the times are written in UTC, because the zone has no other offset at these times, because no
    /// VTIMEZONE is read correctly by all clients, or because the law changed and clients with an older time zone database would read
    /// another time.</summary>
    Utc,
}
