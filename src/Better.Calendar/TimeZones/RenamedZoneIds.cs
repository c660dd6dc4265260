using System.Text.Json.Serialization;

namespace Better.Calendar;

/// <summary>Which id of a renamed time zone is written into calendar files.</summary>
[JsonConverter(typeof(WordJsonConverter<RenamedZoneIds>))]
public enum RenamedZoneIds
{
    /// <summary>The id that the time zone database has today (<c>Europe/Kyiv</c>), also where the series has an older one. Clients do
    /// not show the id to people. This is the default.</summary>
    Current,

    /// <summary>The older id of a zone that was renamed in recent years (<c>Europe/Kiev</c>), for clients whose time zone database is
    /// older than the new id and that ignore the VTIMEZONE. Nextcloud reads the older ids as UTC, and KDE guesses.</summary>
    Old,
}
