using Better.Calendar.Icalendar.Parsing;
using NodaTime;

namespace Better.Calendar.Validation;

/// <summary>What Outlook makes of a TZID.</summary>
/// <param name="Rules">The structure of its VTIMEZONE; null if there is none that Outlook reads.</param>
/// <param name="Named">The known zone of that name, where no VTIMEZONE defines it; null if there is none.</param>
/// <param name="Name">The name in words.</param>
/// <param name="Problem">Why Outlook refuses an event with the TZID, as a clause; null if it takes it.</param>
internal sealed record OutlookZone(OutlookTimeZone? Rules, DateTimeZone? Named, string Name, string? Problem)
{
    /// <summary>The zone of times without a TZID.</summary>
    public static readonly OutlookZone None = new(null, null, "UTC", null);

    /// <summary>Reads the VTIMEZONE of a TZID, or finds the zone that it names.</summary>
    public static OutlookZone Read(ValidatedCalendar calendar, string tzId)
    {
        if (calendar.FindTimeZone(tzId) is { } component)
        {
            var rules = OutlookTimeZone.Read(component, out var problem);
            return new(rules, null, rules?.ToString() ?? "unknown", rules is null ? problem : null);
        }

        return calendar.FindNamedZone(tzId) is { } named
            ? new(null, named, $"{tzId}, by its name", null)
            : new(null, null, "unknown", $"the TZID {Quoted.Format(tzId)} has no VTIMEZONE");
    }

    /// <summary>The instant of a local time with the TZID; null if the zone is not known.</summary>
    public Instant? ToInstant(DateTimeValue time) =>
        Rules is { } rules
            ? time.LocalDateTime.WithOffset(rules.GetOffset(time.LocalDateTime)).ToInstant()
            : time.ToInstant(Named);
}
