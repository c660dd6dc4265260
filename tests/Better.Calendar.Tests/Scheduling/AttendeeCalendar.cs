using NodaTime;
using NodaTime.Text;

namespace Better.Calendar.Tests.Scheduling;

/// <summary>
/// A participant's calendar as RFC 5546 describes it. It reads calendar parts with its own parser, without the library's model, applies
/// them, and lists what an organizer must never send.
/// </summary>
internal sealed class AttendeeCalendar(params string[] owners)
{
    private static readonly LocalDateTimePattern Local = LocalDateTimePattern.CreateWithInvariantCulture("uuuuMMdd'T'HHmmss");

    private readonly Dictionary<string, Entry> entries = [];

    private string Owner => string.Join(" or ", owners);

    /// <summary>What was wrong with the emails.</summary>
    public List<string> Problems { get; } = [];

    /// <summary>The event with a UID; null if there is none.</summary>
    public Entry? this[string uid] => entries.GetValueOrDefault(uid);

    /// <summary>The number of emails received, by UID.</summary>
    public Dictionary<string, int> MessageCounts { get; } = [];

    /// <summary>The owner responds.</summary>
    public void Respond(string uid, string partstat)
    {
        if (entries.TryGetValue(uid, out var entry))
        {
            entries[uid] = entry with { Response = partstat };
        }
    }

    /// <summary>Receives a calendar part.</summary>
    public void Receive(string calendar)
    {
        var lines = calendar.Replace("\r\n ", "", StringComparison.Ordinal).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var method = lines.Single(line => line.StartsWith("METHOD:", StringComparison.Ordinal))[7..];
        var eventStart = lines.ToList().IndexOf("BEGIN:VEVENT");
        var read = ReadEvent(lines[(eventStart + 1)..Array.IndexOf(lines, "END:VEVENT")]);
        MessageCounts[read.Uid] = MessageCounts.GetValueOrDefault(read.Uid) + 1;
        var known = entries.GetValueOrDefault(read.Uid);

        // RFC 5546, 2.1.5: the higher SEQUENCE wins, and of equal ones the later DTSTAMP.
        if (known is not null && (read.Sequence < known.Sequence || (read.Sequence == known.Sequence && read.Stamp <= known.Stamp)))
        {
            Problems.Add(
                $"{method} {read.Sequence} of {read.Uid} at {read.Stamp} is older than "
                    + $"{known.Sequence} at {known.Stamp}, which {Owner} has");
            return;
        }

        if (known is not null && read.Organizer != known.Organizer)
        {
            Problems.Add($"{read.Uid} comes from {read.Organizer} and is {known.Organizer}'s");
            return;
        }

        if (!owners.Contains(read.Attendee))
        {
            Problems.Add($"{read.Uid} is for {read.Attendee} and went to {Owner}");
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
            Problems.Add($"CANCEL of {read.Uid}, which {Owner} was never invited to");
        }
        else if (known.Status == "CANCELLED")
        {
            Problems.Add($"CANCEL of {read.Uid}, which is cancelled for {Owner}");
        }
        else if (read.Sequence == known.Sequence)
        {
            Problems.Add($"CANCEL of {read.Uid} does not raise the sequence");
        }

        if (read.Status != "CANCELLED")
        {
            Problems.Add($"CANCEL of {read.Uid} with STATUS {read.Status}");
        }

        entries[read.Uid] = (known ?? read) with { Sequence = read.Sequence, Stamp = read.Stamp, Status = "CANCELLED" };
    }

    // 3.2.2: a response holds as long as the sequence does; start and end may not change without it (2.1.4), nor may an event come back.
    // That it becomes tentative or certain asks nobody again (3.2.2.2).
    private void Request(Entry read, Entry? known)
    {
        if (known is not null
            && known.Sequence == read.Sequence
            && (known.Start != read.Start || known.End != read.End || known.Status == "CANCELLED"))
        {
            Problems.Add($"{read.Uid} moved, and its sequence is {read.Sequence} still");
        }

        entries[read.Uid] = known is null || known.Sequence < read.Sequence ? read : read with { Response = known.Response };
    }

    private static Entry ReadEvent(string[] lines)
    {
        var entry = new Entry();
        foreach (var line in lines)
        {
            var (name, parameters, value) = SplitLine(line);
            entry = name switch
            {
                "UID" => entry with { Uid = value },
                "SEQUENCE" => entry with { Sequence = int.Parse(value) },
                "DTSTAMP" => entry with { Stamp = ParseInstant(value, null) },
                "DTSTART" => entry with { Start = ParseInstant(value, GetParameter(parameters, "TZID")) },
                "DTEND" => entry with { End = ParseInstant(value, GetParameter(parameters, "TZID")) },
                "STATUS" => entry with { Status = value },
                "SUMMARY" => entry with { Summary = Unescape(value) },
                "LOCATION" => entry with { Location = Unescape(value) },
                "DESCRIPTION" => entry with { Description = Unescape(value) },
                "URL" => entry with { Url = value },
                "ORGANIZER" => entry with { Organizer = value },
                "ATTENDEE" => entry with { Attendee = value["mailto:".Length..] },
                _ => entry,
            };
        }

        return entry;
    }

    // A colon inside a quoted parameter value does not end the parameters.
    private static (string Name, string Parameters, string Value) SplitLine(string line)
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

    private static string? GetParameter(string parameters, string name) =>
        parameters.Split(';')
            .Where(one => one.StartsWith(name + "=", StringComparison.Ordinal))
            .Select(one => one[(name.Length + 1)..].Trim('"'))
            .FirstOrDefault();

    private static Instant ParseInstant(string value, string? zone) =>
        value.EndsWith('Z')
            ? Local.Parse(value[..^1]).Value.InUtc().ToInstant()
            : Local.Parse(value).Value.InZoneStrictly(DateTimeZoneProviders.Tzdb[zone!]).ToInstant();

    private static string Unescape(string value) =>
        value.Replace("\\n", "\n", StringComparison.Ordinal)
            .Replace("\\,", ",", StringComparison.Ordinal)
            .Replace("\\;", ";", StringComparison.Ordinal)
            .Replace("\\\\", "\\", StringComparison.Ordinal);

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
