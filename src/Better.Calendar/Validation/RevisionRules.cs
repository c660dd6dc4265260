using Better.Calendar.Icalendar.Parsing;

namespace Better.Calendar.Validation;

/// <summary>
/// Rules that compare an update or a cancellation with the previous message: what must stay the same, and what must increase.
/// </summary>
internal static class RevisionRules
{
    public static readonly ValidationRule SameUid = new("REV-02", Severity.Error, CalendarClients.All, ClientBehavior.NoUpdates)
    {
        Requirement = "An update or cancellation has the UID of the previous message.",
        Rationale = "With another UID it is a second event, and the first stays unchanged.",
        Fix = "Write exactly the same UID, character by character.",
        Reference = "RFC 5546, 2.1.4; RFC 5545, 3.8.4.7",
    };

    public static readonly ValidationRule CancellationMatchesInvitation =
        new("REV-07", Severity.Error, CalendarClients.Gmail | CalendarClients.Outlook, ClientBehavior.NoUpdates)
        {
            Requirement = "A cancellation has the ORGANIZER of the invitation, goes to somebody who was invited, and follows a REQUEST.",
            Rationale =
            "Google shows \"removed\" without removing the event; "
                + "other clients ignore the cancellation or add an event that never existed.",
            Fix = "Cancel only what was invited with METHOD:REQUEST, with the same ORGANIZER and ATTENDEE.",
            Reference = "RFC 5546, 3.2.5; observed with Google",
        };

    public static readonly ValidationRule UnnecessarySequenceChange =
        new("REV-08", Severity.Warning, CalendarClients.Thunderbird, ClientBehavior.WorksAsIntended)
        {
            Requirement = "SEQUENCE increases only if something changed that the attendee must decide on again.",
            Rationale = "Thunderbird discards the response and asks again.",
            Fix = "Keep SEQUENCE and write a new DTSTAMP.",
            Reference = "RFC 5546, 2.1.4; Thunderbird's comparison",
        };

    public static readonly RuleFamily Family = new(SameUid, CancellationMatchesInvitation, UnnecessarySequenceChange) { Revision = Check };

    private static readonly string[] SignificantProperties = ["DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE"];
    private static readonly string[] VisibleProperties = ["SUMMARY", "LOCATION", "DESCRIPTION", "URL", "CONFERENCE"];

    private static void Check(ValidatedCalendar previous, ValidatedCalendar current, FindingCollector findings)
    {
        // RefreshRules compares feeds and responses.
        if (previous.Events.Count == 0 || current.Events.Count == 0 || !current.IsMessage || current.Method is "REPLY" or "COUNTER")
        {
            return;
        }

        var events = new Dictionary<string, ValidatedEvent>(StringComparer.Ordinal);
        foreach (var vevent in Enumerable.Reverse(previous.Events))
        {
            events[vevent.Key] = vevent;
        }

        var uids = new HashSet<string?>(previous.Events.Select(static vevent => vevent.Uid?.Value), StringComparer.Ordinal);
        foreach (var after in current.Events)
        {
            if (after.Uid is { } uid && !uids.Contains(uid.Value))
            {
                ReportUid(previous, current, uid, findings);
                return;
            }

            // An occurrence that the previous message does not mention alone belonged to its series.
            if (events.TryGetValue(after.Key, out var before))
            {
                // Another event of the same key is a duplicate, which other rules report.
                events.Remove(after.Key);
                CheckSequence(current, before, after, findings);
            }

            before ??= after == current.Events[0] ? previous.Events[0] : null;
            if (before is null)
            {
                continue;
            }

            CheckDtStamp(current, before, after, findings);
            CheckSpelling(current, before, after, findings);
            if (current.IsCancel)
            {
                CheckCancel(previous, current, before, after, findings);
            }
        }
    }

    private static void ReportUid(ValidatedCalendar previous, ValidatedCalendar current, ContentLine uid, FindingCollector findings)
    {
        var before = previous.Events[0];
        var responses = before.Attendees.Count(ValidatedEvent.HasResponse);
        findings.Add(
            SameUid,
            current.GetLocation(uid),
            $"UID is {Quoted.Format(uid.Value)}, but in the previous message it was {Quoted.Format(before.Uid?.Value)}"
                + $"{(responses == 0 ? "" : $", and {responses} {(responses == 1 ? "response is" : "responses are")} lost with it")}.",
            fix: before.Uid is null ? null : $"Write UID:{before.Uid.Value}.");
    }

    private static void CheckSequence(ValidatedCalendar current, ValidatedEvent before, ValidatedEvent after, FindingCollector findings)
    {
        if (before.SequenceNumber is not { } old || after.SequenceNumber is not { } now)
        {
            return;
        }

        var changed = FindSignificantChange(before, after);
        var location = current.GetLocation(after.Sequence ?? after.Component.BeginLine);
        if (now < old)
        {
            findings.Add(
                SequenceRules.SequenceNumber,
                location,
                $"SEQUENCE decreased from {old} to {now}.",
                fix: $"Write SEQUENCE:{(changed is null && !current.IsCancel ? old : old + 1L)}.");
        }
        else if (now == old && changed is not null)
        {
            findings.Add(
                SequenceRules.SequenceNumber,
                location,
                $"{changed} changed, but SEQUENCE is still {now}.",
                fix: $"Write SEQUENCE:{(long)old + 1}.");
        }
        else if (now > old && changed is null && !current.IsCancel && FindVisibleChange(before, after) is null)
        {
            findings.Add(UnnecessarySequenceChange, location, $"SEQUENCE increased from {old} to {now}, but nothing changed.");
        }
    }

    /// <summary>The first changed property after which the attendee must decide again (RFC 5546, 2.1.4); null if there is none.</summary>
    public static string? FindSignificantChange(ValidatedEvent before, ValidatedEvent after)
    {
        foreach (var name in SignificantProperties)
        {
            if (!HaveSameLines(before, after, name))
            {
                return name;
            }
        }

        return before.IsCancelled != after.IsCancelled ? "STATUS" : null;
    }

    /// <summary>The first changed property that recipients see; null if there is none.</summary>
    public static string? FindVisibleChange(ValidatedEvent before, ValidatedEvent after)
    {
        foreach (var name in VisibleProperties)
        {
            if (!HaveSameLines(before, after, name))
            {
                return name;
            }
        }

        return null;
    }

    private static bool HaveSameLines(ValidatedEvent before, ValidatedEvent after, string name)
    {
        for (var (old, now) = (0, 0); ; old++, now++)
        {
            old = before.Component.IndexOf(name, old);
            now = after.Component.IndexOf(name, now);
            if (old < 0 || now < 0)
            {
                return old == now;
            }

            if (!before.Component.Lines[old].HasSameText(after.Component.Lines[now]))
            {
                return false;
            }
        }
    }

    private static void CheckDtStamp(ValidatedCalendar current, ValidatedEvent before, ValidatedEvent after, FindingCollector findings)
    {
        if (DateTimeValue.FromLine(before.DtStamp)?.ToInstant(null) is { } old
            && DateTimeValue.FromLine(after.DtStamp)?.ToInstant(null) is { } now
            && now <= old)
        {
            findings.Add(
                SequenceRules.DtStamp,
                current.GetLocation(after.DtStamp!),
                $"DTSTAMP is {after.DtStamp!.Value}, which is not newer than {before.DtStamp!.Value} in the previous message.",
                fix: "Write the time of this message into DTSTAMP.");
        }
    }

    private static void CheckSpelling(ValidatedCalendar current, ValidatedEvent before, ValidatedEvent after, FindingCollector findings)
    {
        var old = new Dictionary<string, ContentLine>(StringComparer.Ordinal);
        foreach (var line in GetOrganizerAndAttendees(before))
        {
            if (CalendarAddress.FromLine(line) is { } address)
            {
                old[line.Name + address] = line;
            }
        }

        foreach (var line in GetOrganizerAndAttendees(after))
        {
            if (CalendarAddress.FromLine(line) is { } address
                && old.TryGetValue(line.Name + address, out var same)
                && same.Value != line.Value)
            {
                findings.Add(
                    AttendeeRules.AddressSpelling,
                    current.GetLocation(line),
                    $"{line.Name} is spelled {Quoted.Format(line.Value)}, but in the previous message it was {Quoted.Format(same.Value)}.");
            }
        }
    }

    private static IEnumerable<ContentLine> GetOrganizerAndAttendees(ValidatedEvent vevent) =>
        vevent.Organizer is null ? vevent.Attendees : vevent.Attendees.Prepend(vevent.Organizer);

    private static void CheckCancel(
        ValidatedCalendar previous,
        ValidatedCalendar current,
        ValidatedEvent before,
        ValidatedEvent after,
        FindingCollector findings)
    {
        if (!previous.IsRequest && !previous.IsCancel)
        {
            findings.Add(
                CancellationMatchesInvitation,
                current.WholePartLocation,
                $"The previous message has {(previous.Method is null ? "no METHOD" : $"METHOD:{previous.Method}")}, so it was not an "
                    + $"invitation.");
        }
        else if (after.Organizer is { } organizer && CalendarAddress.FromLine(organizer) != CalendarAddress.FromLine(before.Organizer))
        {
            findings.Add(
                CancellationMatchesInvitation,
                current.GetLocation(organizer),
                $"ORGANIZER is {Quoted.Format(organizer.Value)}, but the invitation came from {Quoted.Format(before.Organizer?.Value)}.");
        }
        else
        {
            var invited = new HashSet<string?>(before.Attendees.Select(CalendarAddress.FromLine), StringComparer.Ordinal);
            foreach (var attendee in after.Attendees)
            {
                if (CalendarAddress.FromLine(attendee) is { } address && !invited.Contains(address))
                {
                    findings.Add(
                        CancellationMatchesInvitation,
                        current.GetLocation(attendee),
                        $"{Quoted.Format(address)} was not invited.");
                }
            }
        }
    }
}
