using Better.Calendar.IcsLines;

namespace Better.Calendar.Checks;

/// <summary>A calendar as all rules look at it: read once, tolerantly.</summary>
internal sealed class CalendarReading
{
    private List<ZoneUse>? zoneUses;
    private Dictionary<string, LineComponent>? zonesById;

    private CalendarReading(LineFile file, LineComponent? root, string part, CheckOptions options, LetterReading? letter)
    {
        (File, Root, Part, Options, Letter) = (file, root, part, options, letter);
        foreach (var component in root?.Components ?? [])
        {
            if (component.Name == "VEVENT")
            {
                Events.Add(new(component));
            }
            else if (component.Name == "VTIMEZONE")
            {
                Zones.Add(component);
            }
        }

        MethodLine = root?["METHOD"];

        // A METHOD in the wrong place still tells what was meant.
        Misplaced = MethodLine is null ? Events.Select(static found => found.Component["METHOD"]).FirstOrDefault(static line => line is not null) : null;
        Method = (MethodLine ?? Misplaced)?.Value.Trim().ToUpperInvariant();
        Profile = options.Profile ?? Guess();
    }

    public LineFile File { get; }

    /// <summary>The first VCALENDAR; null when there is none.</summary>
    public LineComponent? Root { get; }

    /// <summary>What the part is called in places.</summary>
    public string Part { get; }

    public CheckOptions Options { get; }

    /// <summary>The letter around it; null for a file.</summary>
    public LetterReading? Letter { get; }

    public List<EventReading> Events { get; } = [];

    /// <summary>The VTIMEZONEs.</summary>
    public List<LineComponent> Zones { get; } = [];

    /// <summary>The zones that the times of the events name.</summary>
    public List<ZoneUse> ZoneUses => zoneUses ??= ZoneUse.Of(Events);

    public Line? MethodLine { get; }

    /// <summary>A METHOD inside an event.</summary>
    public Line? Misplaced { get; }

    /// <summary>In capitals; null when there is none.</summary>
    public string? Method { get; }

    public CheckProfile Profile { get; }

    /// <summary>Whether it invites.</summary>
    public bool IsRequest => Method == "REQUEST";

    public bool IsCancel => Method == "CANCEL";

    /// <summary>Whether it is a message to one reader (RFC 5546), not something to look at.</summary>
    public bool IsMessage => Method is not null and not "PUBLISH";

    /// <summary>Reads a calendar.</summary>
    public static CalendarReading Read(byte[] octets, string part, CheckOptions options, LetterReading? letter = null)
    {
        var file = LineReader.Read(octets);
        return new(file, file["VCALENDAR"], part, options, letter);
    }

    /// <summary>The VTIMEZONE of a TZID, the first where there are several; null when there is none.</summary>
    public LineComponent? Zone(string id)
    {
        if (zonesById is null)
        {
            zonesById = new(StringComparer.Ordinal);
            foreach (var zone in Zones)
            {
                if (zone["TZID"] is { } line && !zonesById.ContainsKey(line.Text))
                {
                    zonesById.Add(line.Text, zone);
                }
            }
        }

        return zonesById.TryGetValue(id, out var found) ? found : null;
    }

    /// <summary>The place of a line.</summary>
    public Place At(Line line) => new(Part, line.Number, line.Offset);

    /// <summary>The place of the whole.</summary>
    public Place Whole => new(Part);

    private CheckProfile Guess() => Method switch
    {
        "REPLY" or "COUNTER" or "REFRESH" => CheckProfile.Reply,
        "REQUEST" or "CANCEL" or "ADD" or "DECLINECOUNTER" => CheckProfile.Letter,

        // A file that a letter brings along, not an invitation.
        "PUBLISH" when Letter?.Invitation is { IsAttachment: true } => CheckProfile.Download,
        _ when Letter is not null => CheckProfile.Letter,
        _ when Root is not null && (Root["REFRESH-INTERVAL"] ?? Root["X-PUBLISHED-TTL"]) is not null => CheckProfile.Feed,
        _ => CheckProfile.Download,
    };
}
