using Better.Calendar.Icalendar.Parsing;
using Better.Calendar.TimeZones;
using NodaTime;

namespace Better.Calendar.Validation;

/// <summary>Reads events as Outlook and Exchange do ([MS-OXCICAL]): what they store, not what the file means.</summary>
internal static class OutlookView
{
    /// <summary>How many events are described; a file with more is a feed, which nobody reads event by event.</summary>
    private const int MaxViews = 100;

    /// <summary>The length of a subject or place that Outlook keeps, in UTF-16 code units.</summary>
    private const int MaxTextLength = 255;

    private const int MaxExceptions = 20;

    /// <summary>The properties that make a Join button, the preferred one first.</summary>
    private static readonly string[] JoinProperties = ["X-MICROSOFT-SKYPETEAMSMEETINGURL", "X-MICROSOFT-ONLINEMEETINGEXTERNALLINK"];

    /// <summary>The views of the events of a calendar; none if there is no calendar.</summary>
    public static ValueList<ClientView> Create(ValidatedCalendar? calendar)
    {
        var views = new List<ClientView>();
        if (calendar is null)
        {
            return [];
        }

        var masters = new HashSet<string>(StringComparer.Ordinal);
        var overrides = new Dictionary<string, List<ValidatedEvent>>(StringComparer.Ordinal);
        foreach (var vevent in calendar.Events)
        {
            var uid = vevent.Uid?.Value ?? "";
            if (vevent.RecurrenceId is null)
            {
                masters.Add(uid);
            }
            else if (overrides.TryGetValue(uid, out var others))
            {
                others.Add(vevent);
            }
            else
            {
                overrides.Add(uid, [vevent]);
            }
        }

        foreach (var vevent in calendar.Events)
        {
            var uid = vevent.Uid?.Value ?? "";
            if (views.Count < MaxViews && (vevent.RecurrenceId is null || !masters.Contains(uid)))
            {
                var own = vevent.RecurrenceId is null && overrides.TryGetValue(uid, out var instances) ? instances : [];
                views.Add(CreateView(calendar, vevent, own));
            }
        }

        return ValueList.Create<ClientView>(views.ToArray());
    }

    private static ClientView CreateView(ValidatedCalendar calendar, ValidatedEvent vevent, List<ValidatedEvent> overrides)
    {
        var problem = FindProblem(calendar, vevent);
        var zone = FindZone(calendar, vevent.Start?.ZoneId, out var zoneProblem);
        problem ??= zoneProblem;
        var start = problem is null && vevent.Start is { } from ? ToInstant(calendar, from) : null;
        var end = start is { } begin ? FindEnd(calendar, vevent, begin) : null;
        return new()
        {
            Client = CalendarClients.Outlook,
            Uid = vevent.Uid?.Value.Trim(),
            Problem = problem is null ? null : $"Outlook stores nothing: {problem}.",
            Start = start,
            End = end,
            IsAllDay = IsAllDay(vevent),
            TimeZone = zone,
            Recurrence = problem is null && vevent is { HasValidRecurrence: true, Recurrence: { } rule }
                ? OutlookPattern.Describe(rule, vevent.Start!.LocalDateTime)
                : null,
            Exceptions = problem is null ? FindExceptions(calendar, vevent, overrides) : [],
            Location = vevent.Location is { } location && location.Value.Length > 0 ? ToStoredText(location.UnescapedValue) : null,
            JoinLink = FindJoinLink(vevent),
            BusyStatus = FindBusyStatus(calendar, vevent),
        };
    }

    /// <summary>Why Outlook refuses the event, as a clause; null if it takes it.</summary>
    private static string? FindProblem(ValidatedCalendar calendar, ValidatedEvent vevent)
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
            : calendar.IsMessage && calendar.Events.Exists(other => other.Uid?.Value != vevent.Uid?.Value)
                ? "a message may have one UID only"
                : null;
    }

    /// <summary>The name in words of the zone that Outlook makes of a TZID.</summary>
    private static string FindZone(ValidatedCalendar calendar, string? tzId, out string? problem)
    {
        problem = null;
        if (tzId is null)
        {
            return "UTC";
        }

        if (calendar.FindTimeZone(tzId) is not { } component)
        {
            var isKnown = TimeZoneIds.Find(tzId, calendar.Options.TimeZones) is not null;
            problem = isKnown ? null : $"the TZID {Quoted.Format(tzId)} has no VTIMEZONE";
            return isKnown ? $"{tzId}, by its name" : "unknown";
        }

        var zone = OutlookTimeZone.Read(component, out var reason);
        problem = zone is null ? reason : null;
        return zone?.ToString() ?? "unknown";
    }

    /// <summary>The instant of a time; a time without zone counts as UTC, as Exchange 2019 reads it.</summary>
    private static Instant? ToInstant(ValidatedCalendar calendar, DateTimeValue time)
    {
        if (time.LocalDateTime.Year > 9990)
        {
            return null;
        }

        if (time.IsUtc || time.IsDate || time.ZoneId is null)
        {
            return time.LocalDateTime.InUtc().ToInstant();
        }

        return calendar.FindTimeZone(time.ZoneId) is { } component
            ? OutlookTimeZone.Read(component, out _) is { } zone
                ? time.LocalDateTime.WithOffset(zone.GetOffset(time.LocalDateTime)).ToInstant()
                : null
            : time.ToInstant(TimeZoneIds.Find(time.ZoneId, calendar.Options.TimeZones));
    }

    private static Instant? FindEnd(ValidatedCalendar calendar, ValidatedEvent vevent, Instant start)
    {
        if (vevent.End is { } end)
        {
            return ToInstant(calendar, end);
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
    private static ValueList<string> FindExceptions(ValidatedCalendar calendar, ValidatedEvent vevent, List<ValidatedEvent> overrides)
    {
        var exceptions = new List<string>();
        foreach (var line in vevent.RRule is null ? [] : vevent.Component.Lines)
        {
            foreach (var text in line.Name == "EXDATE" && exceptions.Count < MaxExceptions ? line.ListValues : [])
            {
                if (DateTimeValue.FromLine(line, text.Trim()) is { } date && exceptions.Count < MaxExceptions)
                {
                    exceptions.Add($"{OutlookPattern.Format(date.LocalDateTime.Date)} deleted");
                }
            }
        }

        foreach (var instance in overrides)
        {
            if (exceptions.Count < MaxExceptions && DateTimeValue.FromLine(instance.RecurrenceId) is { } date)
            {
                var change = instance.IsCancelled ? "deleted"
                    : instance.Start is { } start && ToInstant(calendar, start) is { } at
                        ? $"at {at.InUtc().ToString("uuuu-MM-dd HH:mm 'UTC'", System.Globalization.CultureInfo.InvariantCulture)}"
                        : "changed";
                exceptions.Add($"{OutlookPattern.Format(date.LocalDateTime.Date)} {change}");
            }
        }

        return exceptions.ToValueList();
    }

    private static string ToStoredText(string text)
    {
        var line = text.Replace("\r", "").Replace("\n", "");
        return line.Length <= MaxTextLength ? line : line.Substring(0, MaxTextLength);
    }

    private static string? FindJoinLink(ValidatedEvent vevent) =>
        JoinProperties.Select(name => vevent.Component[name]?.Value.Trim())
            .FirstOrDefault(static link => link?.StartsWith("https://", StringComparison.OrdinalIgnoreCase) == true);

    private static string FindBusyStatus(ValidatedCalendar calendar, ValidatedEvent vevent)
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
