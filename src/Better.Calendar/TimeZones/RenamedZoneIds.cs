namespace Better.Calendar;

/// <summary>Which name of a renamed zone is written into files.</summary>
public enum RenamedZoneIds
{
    /// <summary>The older name of a zone that was renamed in recent years (<c>Europe/Kiev</c>): every client knows it, while a client
    /// with an old time zone database does not know the new one. Readers never see the name. This is the default.</summary>
    Old,

    /// <summary>The name as the document has it.</summary>
    Current,
}
