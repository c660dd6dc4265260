using Better.Calendar.Icalendar.Parsing;
using NodaTime;

namespace Better.Calendar.Validation;

/// <summary>Reads events as Outlook and Exchange do ([MS-OXCICAL]): what they store, not what the file means.</summary>
internal sealed class OutlookView
{
    /// <summary>How many events are described; a file with more is a feed, which nobody reads event by event.</summary>
    private const int MaxViews = 100;

    /// <summary>The length of a subject or place that Outlook keeps, in UTF-16 code units.</summary>
    private const int MaxTextLength = 255;

    private const int MaxExceptions = 20;

    private static readonly char[] LineBreaks = ['\r', '\n'];

    /// <summary>The properties that make a Join button, the preferred one first.</summary>
    private static readonly string[] JoinProperties = ["X-MICROSOFT-SKYPETEAMSMEETINGURL", "X-MICROSOFT-ONLINEMEETINGEXTERNALLINK"];

    private readonly ValidatedCalendar calendar;

    /// <summary>What Outlook makes of each TZID, because many events have the same one.</summary>
    private readonly Dictionary<string, OutlookZone> zones = new(StringComparer.Ordinal);

    /// <summary>The UIDs whose changed occurrences a view has: of several events with one UID, the first is their series.</summary>
    private readonly HashSet<string> overriddenUids = new(StringComparer.Ordinal);

    /// <summary>Whether it is a message about several events.</summary>
    private readonly bool hasOtherUids;

    private OutlookView(ValidatedCalendar calendar)
    {
        this.calendar = calendar;
        hasOtherUids = calendar.IsMessage
            && calendar.Events.Exists(vevent => vevent.Uid?.Value != calendar.Events[0].Uid?.Value);
    }

    /// <summary>The views of the events of a calendar; none if there is no calendar.</summary>
    public static ValueList<ClientView> Create(ValidatedCalendar? calendar) =>
        calendar is null ? [] : new OutlookView(calendar).CreateAll();

    private ValueList<ClientView> CreateAll()
    {
        var views = new List<ClientView>();
        for (var at = 0; at < calendar.Events.Count && views.Count < MaxViews; at++)
        {
            // An event that changes an occurrence belongs to the view of its series.
            if (calendar.Events[at] is var vevent && (vevent.RecurrenceId is null || !calendar.HasMaster(vevent)))
            {
                views.Add(CreateView(vevent));
            }
        }

        return ValueList.Create<ClientView>(views.ToArray());
    }

    private ClientView CreateView(ValidatedEvent vevent)
    {
        var zone = vevent.Start?.ZoneId is { } tzId ? FindZone(tzId) : OutlookZone.None;
        var problem = FindProblem(vevent) ?? zone.Problem;
        var start = problem is null && vevent.Start is { } from ? ToInstant(from) : null;
        var end = start is { } begin ? FindEnd(vevent, begin) : null;
        return new()
        {
            Client = CalendarClients.Outlook,
            Uid = vevent.Uid?.Value.Trim(),
            Problem = problem is null ? null : $"Outlook stores nothing: {problem}.",
            Start = start,
            End = end,
            IsAllDay = IsAllDay(vevent),
            TimeZone = zone.Name,
            Recurrence = problem is null && vevent is { HasValidRecurrence: true, Recurrence: { } rule }
                ? OutlookPattern.Describe(rule, vevent.Start!.LocalDateTime)
                : null,
            Exceptions = problem is null ? FindExceptions(vevent) : [],
            Location = vevent.Location is { } location && location.Value.Length > 0 ? ToStoredText(location.UnescapedValue) : null,
            JoinLink = FindJoinLink(vevent),
            BusyStatus = FindBusyStatus(vevent),
        };
    }

    /// <summary>Why Outlook refuses the event, as a clause; null if it takes it.</summary>
    private string? FindProblem(ValidatedEvent vevent)
    {
        if (vevent.Start is not { } start)
        {
            return "the event has no readable DTSTART";
        }

        if (vevent.Recurrence is not null && !vevent.HasValidRecurrence)
        {
            return $"in RRULE, {vevent.RecurrenceFaults[0].Problem}";
        }

        if (vevent.Recurrence is { } rule && OutlookRecurrence.Find(rule, start.LocalDateTime) is { IsRefused: true } refusal)
        {
            return refusal.Problem;
        }

        if (vevent.RRule is null && vevent.Component["RDATE"] is not null)
        {
            return "RDATE without RRULE is no recurrence";
        }

        if (vevent.End is { IsDate: false, IsUtc: false } end
            && start is { IsDate: false, IsUtc: false }
            && (start.ZoneId is null) != (end.ZoneId is null))
        {
            return "only one of DTSTART and DTEND has a TZID";
        }

        return vevent.Duration is { } duration && vevent.End is null && DurationValue.Read(duration.Value.Trim()) is { IsNegative: true }
            ? "DURATION is negative"
            : hasOtherUids ? "a message may have one UID only"
            : null;
    }

    private OutlookZone FindZone(string tzId)
    {
        if (!zones.TryGetValue(tzId, out var found))
        {
            zones[tzId] = found = OutlookZone.Read(calendar, tzId);
        }

        return found;
    }

    /// <summary>The instant of a time; a time without zone counts as UTC, as Exchange 2019 reads it.</summary>
    private Instant? ToInstant(DateTimeValue time)
    {
        if (time.LocalDateTime.Year > 9990)
        {
            return null;
        }

        return time.IsUtc || time.IsDate || time.ZoneId is null
            ? time.LocalDateTime.InUtc().ToInstant()
            : FindZone(time.ZoneId).ToInstant(time);
    }

    private Instant? FindEnd(ValidatedEvent vevent, Instant start)
    {
        if (vevent.End is { } end)
        {
            return ToInstant(end);
        }

        var seconds = vevent.Duration is { } duration && DurationValue.Read(duration.Value.Trim()) is { } length ? length.Seconds
            : vevent.Start!.IsDate ? 86_400
            : 0;
        return seconds <= int.MaxValue && vevent.Start!.LocalDateTime.Year < 9900 ? start + Duration.FromSeconds(seconds) : null;
    }

    private static bool IsAllDay(ValidatedEvent vevent) =>
        vevent.Component["X-MICROSOFT-CDO-ALLDAYEVENT"]?.ValueEquals("TRUE") == true
        || (vevent.Start is { } start
            && (start.IsDate
                || (start.IsFloating && start.LocalDateTime.TimeOfDay == LocalTime.Midnight
                    && vevent.End is { IsFloating: true } end && end.LocalDateTime.TimeOfDay == LocalTime.Midnight)));

    /// <summary>The dates that EXDATE deletes and RECURRENCE-ID moves; Outlook keeps dates only, without the time of day.</summary>
    private ValueList<string> FindExceptions(ValidatedEvent vevent)
    {
        var exceptions = new List<string>();
        foreach (var line in vevent.RRule is null ? [] : vevent.Component.Lines)
        {
            if (line.Name != "EXDATE")
            {
                continue;
            }

            foreach (var text in line.Dates)
            {
                if (exceptions.Count == MaxExceptions)
                {
                    return exceptions.ToValueList();
                }

                if (DateTimeValue.Parse(text.Trim(), out var date, out _, out _))
                {
                    exceptions.Add($"{OutlookPattern.Format(date.Date)} deleted");
                }
            }
        }

        var overrides = vevent.RecurrenceId is null ? calendar.FindOverrides(vevent) : [];
        foreach (var instance in overrides.Count > 0 && overriddenUids.Add(vevent.Uid?.Value ?? "") ? overrides : [])
        {
            if (exceptions.Count < MaxExceptions && instance.RecurrenceTime is { } date)
            {
                var change = instance.IsCancelled ? "deleted"
                    : instance.Start is { } start && ToInstant(start) is { } at
                        ? $"at {at.InUtc().ToString("uuuu-MM-dd HH:mm 'UTC'", System.Globalization.CultureInfo.InvariantCulture)}"
                        : "changed";
                exceptions.Add($"{OutlookPattern.Format(date.LocalDateTime.Date)} {change}");
            }
        }

        return exceptions.ToValueList();
    }

    private static string ToStoredText(string text)
    {
        var line = text.IndexOfAny(LineBreaks) < 0 ? text : text.Replace("\r", "").Replace("\n", "");
        return line.Length <= MaxTextLength ? line : line.Substring(0, MaxTextLength);
    }

    private static string? FindJoinLink(ValidatedEvent vevent)
    {
        foreach (var name in JoinProperties)
        {
            if (vevent.Component[name]?.Value.Trim() is { } link && link.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
            {
                return link;
            }
        }

        return null;
    }

    private string FindBusyStatus(ValidatedEvent vevent)
    {
        var busy = ReadBusyStatus(vevent.Component["X-MICROSOFT-CDO-BUSYSTATUS"]);
        if (calendar.IsRequest)
        {
            // Before the response the time is tentative; TRANSP does not count.
            var intended = ReadBusyStatus(vevent.Component["X-MICROSOFT-CDO-INTENDEDSTATUS"]);
            return intended is not null ? $"{busy ?? "tentative"}, intended {intended}" : busy ?? "tentative, intended busy";
        }

        return busy
            ?? (vevent.Component["TRANSP"] is { } transparency ? transparency.ValueEquals("TRANSPARENT") ? "free" : "busy"
                : vevent.Status?.ValueEquals("TENTATIVE") == true ? "tentative" : "busy");
    }

    private static string? ReadBusyStatus(ContentLine? line) => line?.Value.Trim().ToUpperInvariant() switch
    {
        "FREE" => "free",
        "TENTATIVE" => "tentative",
        "BUSY" => "busy",
        "OOF" => "out of office",
        "WORKINGELSEWHERE" => "working elsewhere",
        _ => null,
    };
}
