using Better.Calendar.Icalendar.Parsing;

namespace Better.Calendar.Validation;

/// <summary>A calendar as all rules look at it: read once, tolerantly.</summary>
internal sealed class ValidatedCalendar
{
    private List<TzIdUsage>? zoneUses;
    private Dictionary<string, Component>? zonesById;

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

        // A METHOD in the wrong place still tells what was meant.
        MisplacedMethod = MethodProperty is null ? Events.Select(static found => found.Component["METHOD"]).FirstOrDefault(static line => line is not null) : null;
        Method = (MethodProperty ?? MisplacedMethod)?.Value.Trim().ToUpperInvariant();
        Profile = options.Profile ?? GuessProfile();
    }

    public IcsDocument Document { get; }

    /// <summary>The first VCALENDAR; null when there is none.</summary>
    public Component? Root { get; }

    /// <summary>What the part is called in places.</summary>
    public string PartName { get; }

    public ValidationOptions Options { get; }

    /// <summary>The email around it; null for a file.</summary>
    public ValidatedMail? Email { get; }

    public List<ValidatedEvent> Events { get; } = [];

    /// <summary>The VTIMEZONEs.</summary>
    public List<Component> TimeZones { get; } = [];

    /// <summary>The zones that the times of the events name.</summary>
    public List<TzIdUsage> ZoneUses => zoneUses ??= TzIdUsage.FindAll(Events);

    public ContentLine? MethodProperty { get; }

    /// <summary>A METHOD inside an event.</summary>
    public ContentLine? MisplacedMethod { get; }

    /// <summary>In capitals; null when there is none.</summary>
    public string? Method { get; }

    public ValidationProfile Profile { get; }

    /// <summary>Whether it invites.</summary>
    public bool IsRequest => Method == "REQUEST";

    public bool IsCancel => Method == "CANCEL";

    /// <summary>Whether it is a message to one reader (RFC 5546), not something to look at.</summary>
    public bool IsMessage => Method is not null and not "PUBLISH";

    /// <summary>Reads a calendar.</summary>
    public static ValidatedCalendar Parse(byte[] bytes, string partName, ValidationOptions options, ValidatedMail? email = null)
    {
        var file = IcsParser.Parse(bytes);
        return new(file, file["VCALENDAR"], partName, options, email);
    }

    /// <summary>The VTIMEZONE of a TZID, the first where there are several; null when there is none.</summary>
    public Component? Zone(string id)
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

        return zonesById.TryGetValue(id, out var found) ? found : null;
    }

    /// <summary>The place of a line.</summary>
    public SourceLocation GetLocation(ContentLine line) => new(PartName, line.LineNumber, line.ByteOffset);

    /// <summary>The place of the whole.</summary>
    public SourceLocation WholePartLocation => new(PartName);

    private ValidationProfile GuessProfile() => Method switch
    {
        "REPLY" or "COUNTER" or "REFRESH" => ValidationProfile.Reply,
        "REQUEST" or "CANCEL" or "ADD" or "DECLINECOUNTER" => ValidationProfile.Email,

        // A file that an email brings along, not an invitation.
        "PUBLISH" when Email?.InvitationPart is { IsAttachment: true } => ValidationProfile.Download,
        _ when Email is not null => ValidationProfile.Email,
        _ when Root is not null && (Root["REFRESH-INTERVAL"] ?? Root["X-PUBLISHED-TTL"]) is not null => ValidationProfile.Feed,
        _ => ValidationProfile.Download,
    };
}
