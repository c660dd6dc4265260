using Better.Calendar.Icalendar.Parsing;
using NodaTime;

namespace Better.Calendar.Validation;

/// <summary>The local times of a calendar that have the same TZID.</summary>
internal sealed class TzIdUsage(string tzId, ContentLine firstLine)
{
    private static readonly string[] TimeProperties = ["DTSTART", "DTEND", "RECURRENCE-ID", "EXDATE", "RDATE"];

    public string TzId { get; } = tzId;

    /// <summary>The first line with this TZID.</summary>
    public ContentLine FirstLine { get; } = firstLine;

    /// <summary>Each local time once, with the first line that contains it.</summary>
    public Dictionary<LocalDateTime, ContentLine> LocalTimes { get; } = [];

    /// <summary>All TZIDs that events use, in the order of their first use.</summary>
    public static List<TzIdUsage> FindAll(List<ValidatedEvent> events)
    {
        var usages = new List<TzIdUsage>();
        var byId = new Dictionary<string, TzIdUsage>(StringComparer.Ordinal);
        foreach (var vevent in events)
        {
            foreach (var line in vevent.Component.Lines)
            {
                if (line.ParameterCount == 0 || line["TZID"] is not { } id || Array.IndexOf(TimeProperties, line.Name) < 0)
                {
                    continue;
                }

                if (!byId.TryGetValue(id, out var usage))
                {
                    usage = new(id, line);
                    byId.Add(id, usage);
                    usages.Add(usage);
                }

                usage.AddTimes(line);
            }
        }

        return usages;
    }

    private void AddTimes(ContentLine line)
    {
        foreach (var text in line.ListValues)
        {
            if (DateTimeValue.FromLine(line, text.Trim()) is { IsDate: false, IsUtc: false } time
                && !LocalTimes.ContainsKey(time.LocalDateTime))
            {
                LocalTimes.Add(time.LocalDateTime, line);
            }
        }
    }
}
