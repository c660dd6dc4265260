using NodaTime;
using NodaTime.Text;

namespace Better.Calendar.Tests.Scheduling;

/// <summary>
/// A participant's calendar as RFC 5546 wants it: reads the text of a calendar part with a reader of its own, and applies it. It
/// knows nothing of our model, and complains of what a well-meaning organizer never sends.
/// </summary>
internal sealed class AttendeeCalendar(params string[] owners)
{
    private static readonly LocalDateTimePattern Local = LocalDateTimePattern.CreateWithInvariantCulture("uuuuMMdd'T'HHmmss");

    private readonly Dictionary<string, Entry> entries = [];

    private string Owner => string.Join(" or ", owners);

    /// <summary>What was wrong about the emails.</summary>
    public List<string> Complaints { get; } = [];

    /// <summary>The event, if there is one.</summary>
    public Entry? this[string uid] => entries.GetValueOrDefault(uid);

    /// <summary>How many emails were applied, by UID.</summary>
    public Dictionary<string, int> Heard { get; } = [];

    /// <summary>The owner answers.</summary>
    public void Response(string uid, string partstat)
    {
        if (entries.TryGetValue(uid, out var entry))
        {
            entries[uid] = entry with { Response = partstat };
        }
    }

    /// <summary>A calendar part arrives.</summary>
    public void Receive(string calendar)
    {
        var lines = calendar.Replace("\r\n ", "", StringComparison.Ordinal).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var method = lines.Single(line => line.StartsWith("METHOD:", StringComparison.Ordinal))[7..];
        var at = lines.ToList().IndexOf("BEGIN:VEVENT");
        var read = Read(lines[(at + 1)..Array.IndexOf(lines, "END:VEVENT")]);
        Heard[read.Uid] = Heard.GetValueOrDefault(read.Uid) + 1;
        var known = entries.GetValueOrDefault(read.Uid);

        // RFC 5546, 2.1.5: the higher SEQUENCE wins, and of equal ones the later DTSTAMP.
        if (known is not null && (read.Sequence < known.Sequence || (read.Sequence == known.Sequence && read.Stamp <= known.Stamp)))
        {
            Complaints.Add($"{method} {read.Sequence} of {read.Uid} at {read.Stamp} is older than {known.Sequence} at {known.Stamp}, which {Owner} has");
            return;
        }

        if (known is not null && read.Organizer != known.Organizer)
        {
            Complaints.Add($"{read.Uid} comes from {read.Organizer} and is {known.Organizer}'s");
            return;
        }

        if (!owners.Contains(read.Attendee))
        {
            Complaints.Add($"{read.Uid} is for {read.Attendee} and went to {Owner}");
        }

        if (method == "CANCEL")
        {
            Cancel(read, known);
        }
        else
        {
            Request(read, known);
        }
    }

    // 3.2.5
    private void Cancel(Entry read, Entry? known)
    {
        if (known is null)
        {
            Complaints.Add($"CANCEL of {read.Uid}, which {Owner} was never invited to");
        }
        else if (known.Status == "CANCELLED")
        {
            Complaints.Add($"CANCEL of {read.Uid}, which is cancelled for {Owner}");
        }
        else if (read.Sequence == known.Sequence)
        {
            Complaints.Add($"CANCEL of {read.Uid} does not raise the sequence");
        }

        if (read.Status != "CANCELLED")
        {
            Complaints.Add($"CANCEL of {read.Uid} with STATUS {read.Status}");
        }

        entries[read.Uid] = (known ?? read) with { Sequence = read.Sequence, Stamp = read.Stamp, Status = "CANCELLED" };
    }

    // 3.2.2: a response holds as long as the sequence does; start and end may not move without it (2.1.4).
    private void Request(Entry read, Entry? known)
    {
        if (known is not null && known.Sequence == read.Sequence && (known.Start != read.Start || known.End != read.End || known.Status != read.Status))
        {
            Complaints.Add($"{read.Uid} moved, and its sequence is {read.Sequence} still");
        }

        entries[read.Uid] = known is null || known.Sequence < read.Sequence ? read : read with { Response = known.Response };
    }

    private static Entry Read(string[] lines)
    {
        var entry = new Entry();
        foreach (var line in lines)
        {
            var (name, parameters, value) = Parts(line);
            entry = name switch
            {
                "UID" => entry with { Uid = value },
                "SEQUENCE" => entry with { Sequence = int.Parse(value) },
                "DTSTAMP" => entry with { Stamp = Moment(value, null) },
                "DTSTART" => entry with { Start = Moment(value, Parameter(parameters, "TZID")) },
                "DTEND" => entry with { End = Moment(value, Parameter(parameters, "TZID")) },
                "STATUS" => entry with { Status = value },
                "SUMMARY" => entry with { Summary = Unescaped(value) },
                "LOCATION" => entry with { Location = Unescaped(value) },
                "DESCRIPTION" => entry with { Description = Unescaped(value) },
                "URL" => entry with { Url = value },
                "ORGANIZER" => entry with { Organizer = value },
                "ATTENDEE" => entry with { Attendee = value["mailto:".Length..] },
                _ => entry,
            };
        }

        return entry;
    }

    // A colon inside a quoted parameter ends no parameters.
    private static (string Name, string Parameters, string Value) Parts(string line)
    {
        var quoted = false;
        for (var i = 0; i < line.Length; i++)
        {
            quoted ^= line[i] == '"';
            if (line[i] == ':' && !quoted)
            {
                var head = line[..i];
                var semicolon = head.IndexOf(';', StringComparison.Ordinal);
                return semicolon < 0 ? (head, "", line[(i + 1)..]) : (head[..semicolon], head[semicolon..], line[(i + 1)..]);
            }
        }

        throw new FormatException(line);
    }

    private static string? Parameter(string parameters, string name) =>
        parameters.Split(';').Where(one => one.StartsWith(name + "=", StringComparison.Ordinal)).Select(one => one[(name.Length + 1)..].Trim('"')).FirstOrDefault();

    private static Instant Moment(string value, string? zone) =>
        value.EndsWith('Z') ? Local.Parse(value[..^1]).Value.InUtc().ToInstant() : Local.Parse(value).Value.InZoneStrictly(DateTimeZoneProviders.Tzdb[zone!]).ToInstant();

    private static string Unescaped(string value) =>
        value.Replace("\\n", "\n", StringComparison.Ordinal).Replace("\\,", ",", StringComparison.Ordinal).Replace("\\;", ";", StringComparison.Ordinal).Replace("\\\\", "\\", StringComparison.Ordinal);

    /// <summary>An event in the calendar.</summary>
    internal sealed record Entry
    {
        public string Uid { get; init; } = "";

        public int Sequence { get; init; }

        public Instant Stamp { get; init; }

        public Instant Start { get; init; }

        public Instant End { get; init; }

        public string Status { get; init; } = "";

        public string Summary { get; init; } = "";

        public string Location { get; init; } = "";

        public string Description { get; init; } = "";

        public string Url { get; init; } = "";

        public string Organizer { get; init; } = "";

        public string Attendee { get; init; } = "";

        public string Response { get; init; } = "NEEDS-ACTION";
    }
}
