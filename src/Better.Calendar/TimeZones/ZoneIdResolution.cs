namespace Better.Calendar.TimeZones;

/// <summary>How the id of a document was understood.</summary>
/// <param name="Id">The id that the zone provider knows.</param>
/// <param name="Kind">How it was found.</param>
/// <param name="Note">For people: what was changed and by which authority; empty when the id was taken as it is.</param>
internal sealed record ZoneIdResolution(string Id, ZoneIdResolutionKind Kind, string Note);

/// <summary>How a zone's id was found.</summary>
internal enum ZoneIdResolutionKind
{
    /// <summary>It is the zone's name.</summary>
    Exact,

    /// <summary>It is another name of the zone (<c>Europe/Kiev</c>); taken as it is.</summary>
    Alias,

    /// <summary>It is a Windows name or one of its spellings, translated by CLDR's table.</summary>
    WindowsName,

    /// <summary>Its capital letters, blanks or underscores were fixed.</summary>
    CaseCorrected,
}
