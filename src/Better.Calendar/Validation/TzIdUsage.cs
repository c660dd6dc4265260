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

    /// <summary>
    /// The TZIDs that events use, in the order of their first use, at most <see cref="InputLimits.TimeZones"/>.
    /// </summary>
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
                    if (usages.Count == InputLimits.TimeZones)
                    {
                        continue;
                    }

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
        foreach (var text in line.Dates)
        {
            if (DateTimeValue.Parse(text.Trim(), out var time, out var isDate, out var isUtc)
                && !isDate
                && !isUtc
                && !LocalTimes.ContainsKey(time))
            {
                LocalTimes.Add(time, line);
            }
        }
    }
}
