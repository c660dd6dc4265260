namespace Better.Calendar.TimeZones;

/// <summary>The time zone that an id in a document means.</summary>
/// <param name="Id">The id that the zone provider knows.</param>
/// <param name="Kind">How the zone was found.</param>
/// <param name="Note">How the id was interpreted, in an English sentence; empty when it is the exact id of the zone.</param>
internal sealed record ZoneIdResolution(string Id, ZoneIdResolutionKind Kind, string Note);

/// <summary>How a time zone was found by an id.</summary>
internal enum ZoneIdResolutionKind
{
    /// <summary>The id is the canonical id of the zone.</summary>
    Exact,

    /// <summary>The id is an alias of the zone (<c>Europe/Kiev</c>); it is used as it is.</summary>
    Alias,

    /// <summary>The id is a Windows name, or a variant of one, that was translated by the CLDR table.</summary>
    WindowsName,

    /// <summary>The case, spaces or underscores of the id were corrected.</summary>
    CaseCorrected,
}
