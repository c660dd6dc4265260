using Better.Calendar.IcsLines;
using NodaTime;

namespace Better.Calendar.Checks;

/// <summary>The local times of a calendar under one TZID.</summary>
internal sealed class ZoneUse(string id, Line first)
{
    private static readonly string[] Timed = ["DTSTART", "DTEND", "RECURRENCE-ID", "EXDATE", "RDATE"];

    public string Id { get; } = id;

    /// <summary>The first line that uses it.</summary>
    public Line First { get; } = first;

    /// <summary>Each local time once, with the line that says it first.</summary>
    public Dictionary<LocalDateTime, Line> LocalTimes { get; } = [];

    /// <summary>The zones that events use, by their ids, in the order of the file.</summary>
    public static List<ZoneUse> Of(List<EventReading> events)
    {
        var uses = new List<ZoneUse>();
        var byId = new Dictionary<string, ZoneUse>(StringComparer.Ordinal);
        foreach (var made in events)
        {
            foreach (var line in made.Component.Lines)
            {
                if (line.Parameters.Count == 0 || line["TZID"] is not { } id || Array.IndexOf(Timed, line.Name) < 0)
                {
                    continue;
                }

                if (!byId.TryGetValue(id, out var use))
                {
                    use = new(id, line);
                    byId.Add(id, use);
                    uses.Add(use);
                }

                use.Take(line);
            }
        }

        return uses;
    }

    private void Take(Line line)
    {
        foreach (var text in line.Value.IndexOf(',') < 0 ? [line.Value] : line.Value.Split(','))
        {
            if (TimeValue.Read(line, text.Trim()) is { IsDate: false, IsUtc: false } time && !LocalTimes.ContainsKey(time.Local))
            {
                LocalTimes.Add(time.Local, line);
            }
        }
    }
}
