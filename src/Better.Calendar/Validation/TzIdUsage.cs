using Better.Calendar.Icalendar.Parsing;
using NodaTime;

namespace Better.Calendar.Validation;

/// <summary>The local times of a calendar under one TZID.</summary>
internal sealed class TzIdUsage(string tzId, ContentLine firstLine)
{
    private static readonly string[] TimeProperties = ["DTSTART", "DTEND", "RECURRENCE-ID", "EXDATE", "RDATE"];

    public string TzId { get; } = tzId;

    /// <summary>The first line that uses it.</summary>
    public ContentLine FirstLine { get; } = firstLine;

    /// <summary>Each local time once, with the line that says it first.</summary>
    public Dictionary<LocalDateTime, ContentLine> LocalTimes { get; } = [];

    /// <summary>The zones that events use, by their ids, in the order of the file.</summary>
    public static List<TzIdUsage> FindAll(List<ValidatedEvent> events)
    {
        var uses = new List<TzIdUsage>();
        var byId = new Dictionary<string, TzIdUsage>(StringComparer.Ordinal);
        foreach (var made in events)
        {
            foreach (var line in made.Component.Lines)
            {
                if (line.Parameters.Count == 0 || line["TZID"] is not { } id || Array.IndexOf(TimeProperties, line.Name) < 0)
                {
                    continue;
                }

                if (!byId.TryGetValue(id, out var use))
                {
                    use = new(id, line);
                    byId.Add(id, use);
                    uses.Add(use);
                }

                use.AddTimes(line);
            }
        }

        return uses;
    }

    private void AddTimes(ContentLine line)
    {
        foreach (var text in line.Value.IndexOf(',') < 0 ? [line.Value] : line.Value.Split(','))
        {
            if (DateTimeValue.FromLine(line, text.Trim()) is { IsDate: false, IsUtc: false } time && !LocalTimes.ContainsKey(time.LocalDateTime))
            {
                LocalTimes.Add(time.LocalDateTime, line);
            }
        }
    }
}
