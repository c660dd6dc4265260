namespace Better.Calendar.TimeZones;

/// <summary>What a host chose about the time zones in calendar files.</summary>
/// <param name="RenamedZoneIds">Which id of a renamed zone is written.</param>
/// <param name="ChangedZoneRules">How times are written about which a law changed.</param>
internal readonly record struct ZoneOptions(
    RenamedZoneIds RenamedZoneIds = RenamedZoneIds.Current, ChangedZoneRules ChangedZoneRules = ChangedZoneRules.Utc);
