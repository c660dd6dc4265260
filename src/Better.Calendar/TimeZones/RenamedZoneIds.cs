namespace Better.Calendar;

/// <summary>Which id of a renamed time zone is written into calendar files.</summary>
public enum RenamedZoneIds
{
    /// <summary>The older id of a zone that was renamed in recent years (<c>Europe/Kiev</c>): every client knows it, while a client
    /// with an old time zone database does not know the new one. Clients do not show the id to people. This is the default.</summary>
    Old,

    /// <summary>The id as it is in the series.</summary>
    Current,
}
