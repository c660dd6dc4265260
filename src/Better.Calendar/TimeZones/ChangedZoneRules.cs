using System.Text.Json.Serialization;

namespace Better.Calendar;

/// <summary>
/// How a time is written that the editions of the time zone database of the last two years read differently, because the law of its zone
/// changed.
/// </summary>
/// <remarks>
/// A recurring event is always in local time, because its rule must follow the clocks. Emails show the local time and the zone in their
/// text either way.
/// </remarks>
[JsonConverter(typeof(WordJsonConverter<ChangedZoneRules>))]
public enum ChangedZoneRules
{
    /// <summary>In UTC, which every client reads right, however old its time zone database is. This is the default.</summary>
    Utc,

    /// <summary>In local time with the time zone (TZID and VTIMEZONE), as all other times. A client that looks up the name of the zone in
    /// an older database shows another time (KDE, and programs in Python and JavaScript); one that reads the VTIMEZONE does not (Outlook,
    /// Thunderbird, Evolution). For hosts that know the clients of their participants and want the entry to keep its zone: Outlook and
    /// Thunderbird show it beside the time, and whoever copies the entry to another day keeps the local time.</summary>
    LocalTime,
}
