using Better.Calendar.Icalendar.Parsing;
using Better.Calendar.TimeZones;
using NodaTime;

namespace Better.Calendar.Validation;

/// <summary>A calendar in the form in which all rules check it: parsed once, tolerantly.</summary>
internal sealed class ValidatedCalendar
{
    // Nothing is ever added to it.
    private static readonly List<ValidatedEvent> NoEvents = [];

    private List<TzIdUsage>? tzIdUsages;
    private Dictionary<string, Component>? zonesById;
    private Dictionary<string, DateTimeZone?>? zonesByName;
    private Dictionary<string, List<ValidatedEvent>>? overridesByUid;
    private HashSet<string>? masterUids;

    private ValidatedCalendar(IcsDocument document, Component? root, string partName, ValidationOptions options, ValidatedMail? email)
    {
        (Document, Root, PartName, Options, Email) = (document, root, partName, options, email);
        foreach (var component in root?.Components ?? [])
        {
            if (component.Name == "VEVENT")
            {
                Events.Add(new(component));
            }
            else if (component.Name == "VTIMEZONE")
            {
                TimeZones.Add(component);
            }
        }

        MethodProperty = root?["METHOD"];

        // A METHOD in the wrong place still shows what was intended.
        MisplacedMethod = MethodProperty is null
            ? Events.Select(static vevent => vevent.Component["METHOD"]).FirstOrDefault(static line => line is not null)
            : null;
        Method = (MethodProperty ?? MisplacedMethod)?.Value.Trim().ToUpperInvariant();
        Profile = options.Profile ?? GuessProfile();
    }

    public IcsDocument Document { get; }

    /// <summary>The first VCALENDAR; null if there is none.</summary>
    public Component? Root { get; }

    /// <summary>The name of the part in locations.</summary>
    public string PartName { get; }

    public ValidationOptions Options { get; }

    /// <summary>The email that contains the calendar; null for a file.</summary>
    public ValidatedMail? Email { get; }

    public List<ValidatedEvent> Events { get; } = [];

    /// <summary>How many more days of recurrences may be looked at: more than a real file needs, and a limit for hostile ones.</summary>
    public int OccurrenceBudget { get; set; } = 1_000_000;

    /// <summary>How many more lines of observances may be evaluated for the times of events.</summary>
    public int ObservanceBudget { get; set; } = 100_000;

    /// <summary>The VTIMEZONE components.</summary>
    public List<Component> TimeZones { get; } = [];

    /// <summary>The TZIDs that the times of the events use.</summary>
    public List<TzIdUsage> TzIdUsages => tzIdUsages ??= TzIdUsage.FindAll(Events);

    public ContentLine? MethodProperty { get; }

    /// <summary>A METHOD inside an event.</summary>
    public ContentLine? MisplacedMethod { get; }

    /// <summary>In capitals; null if there is none.</summary>
    public string? Method { get; }

    public ValidationProfile Profile { get; }

    /// <summary>Whether it is an invitation or an update.</summary>
    public bool IsRequest => Method == "REQUEST";

    public bool IsCancel => Method == "CANCEL";

    /// <summary>Whether it is a scheduling message to one recipient (RFC 5546), not a published calendar.</summary>
    public bool IsMessage => Method is not null and not "PUBLISH";

    /// <summary>Parses a calendar.</summary>
    public static ValidatedCalendar Parse(byte[] bytes, string partName, ValidationOptions options, ValidatedMail? email = null)
    {
        var file = IcsParser.Parse(bytes);
        return new(file, file["VCALENDAR"], partName, options, email);
    }

    /// <summary>The first VTIMEZONE of a TZID; null if there is none.</summary>
    public Component? FindTimeZone(string tzId)
    {
        if (zonesById is null)
        {
            zonesById = new(StringComparer.Ordinal);
            foreach (var zone in TimeZones)
            {
                if (zone["TZID"] is { } line && !zonesById.ContainsKey(line.UnescapedValue))
                {
                    zonesById.Add(line.UnescapedValue, zone);
                }
            }
        }

        return zonesById.TryGetValue(tzId, out var found) ? found : null;
    }

    /// <summary>The zone that a TZID names, whatever a VTIMEZONE says; null if the name is not known, or is one of too many.</summary>
    public DateTimeZone? FindNamedZone(string? tzId)
    {
        if (tzId is null)
        {
            return null;
        }

        zonesByName ??= new(StringComparer.Ordinal);
        if (!zonesByName.TryGetValue(tzId, out var zone) && zonesByName.Count < InputLimits.TimeZones)
        {
            zonesByName[tzId] = zone = TimeZoneIds.Find(tzId, Options.TimeZones);
        }

        return zone;
    }

    /// <summary>Whether the calendar has the event without RECURRENCE-ID of the UID of an event.</summary>
    public bool HasMaster(ValidatedEvent vevent)
    {
        masterUids ??= new(
            Events.Where(static one => one.RecurrenceId is null).Select(static one => one.Uid?.Value ?? ""),
            StringComparer.Ordinal);
        return masterUids.Contains(vevent.Uid?.Value ?? "");
    }

    /// <summary>The events with RECURRENCE-ID of the UID of an event.</summary>
    public List<ValidatedEvent> FindOverrides(ValidatedEvent vevent)
    {
        if (overridesByUid is null)
        {
            overridesByUid = new(StringComparer.Ordinal);
            foreach (var one in Events.Where(static one => one.RecurrenceId is not null))
            {
                if (!overridesByUid.TryGetValue(one.Uid?.Value ?? "", out var others))
                {
                    overridesByUid[one.Uid?.Value ?? ""] = others = [];
                }

                others.Add(one);
            }
        }

        return overridesByUid.TryGetValue(vevent.Uid?.Value ?? "", out var found) ? found : NoEvents;
    }

    /// <summary>The location of a line.</summary>
    public FindingLocation GetLocation(ContentLine line) => new(PartName, line.LineNumber, line.ByteOffset);

    /// <summary>The location of the whole calendar.</summary>
    public FindingLocation WholePartLocation => new(PartName);

    private ValidationProfile GuessProfile() => Method switch
    {
        "REPLY" or "COUNTER" or "REFRESH" => ValidationProfile.Reply,
        "REQUEST" or "CANCEL" or "ADD" or "DECLINECOUNTER" => ValidationProfile.Email,

        // An attached file, not an invitation.
        "PUBLISH" when Email?.InvitationPart is { IsAttachment: true } => ValidationProfile.Download,
        _ when Email is not null => ValidationProfile.Email,
        _ when Root is not null && (Root["REFRESH-INTERVAL"] ?? Root["X-PUBLISHED-TTL"]) is not null => ValidationProfile.Feed,
        _ => ValidationProfile.Download,
    };
}
