using System.Text;
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

        var (before, after) = (previous.Events[0], current.Events[0]);
        if (after.Uid is { } uid && before.Uid?.Value != uid.Value)
        {
            findings.Add(
                SameUid,
                current.GetLocation(uid),
                $"UID is {Quoted.Format(uid.Value)}, but in the previous message it was {Quoted.Format(before.Uid?.Value)}.");
            return;
        }

        CheckSequence(current, before, after, findings);
        CheckDtStamp(current, before, after, findings);
        CheckSpelling(current, before, after, findings);
        if (current.IsCancel)
        {
            CheckCancel(previous, current, before, after, findings);
        }

        CheckThread(previous, current, findings);
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
            findings.Add(SequenceRules.SequenceNumber, location, $"SEQUENCE decreased from {old} to {now}.");
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
            if (GetLines(before, name) != GetLines(after, name))
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
            if (GetLines(before, name) != GetLines(after, name))
            {
                return name;
            }
        }

        return null;
    }

    private static string GetLines(ValidatedEvent vevent, string name)
    {
        var lines = new StringBuilder();
        foreach (var line in vevent.Component.Lines)
        {
            if (line.Name == name)
            {
                lines.Append(line).Append('\n');
            }
        }

        return lines.ToString();
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
                $"DTSTAMP is {after.DtStamp!.Value}, which is not newer than {before.DtStamp!.Value} in the previous message.");
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
                    + "invitation.");
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

    private static void CheckThread(ValidatedCalendar previous, ValidatedCalendar current, FindingCollector findings)
    {
        if (previous.Email?["Message-ID"]?.Trim() is not { Length: > 0 } old || current.Email is not { } email)
        {
            return;
        }

        if (email["Message-ID"]?.Trim() == old)
        {
            findings.Add(
                HeaderRules.MessageThreading,
                new("Message-ID"),
                $"Message-ID {Quoted.Format(old)} is the same as in the previous email.");
            return;
        }

        // References must contain the first invitation, or at least an email of the same thread.
        var thread = $"{email["References"]} {email["In-Reply-To"]}";
        var first = previous.Email["References"]?.Trim().Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries).FirstOrDefault();
        if (thread.Trim().Length > 0
            && thread.IndexOf(old, StringComparison.Ordinal) < 0
            && (first is null || thread.IndexOf(first, StringComparison.Ordinal) < 0))
        {
            findings.Add(
                HeaderRules.MessageThreading,
                new("References"),
                $"References is {Quoted.Format(thread.Trim())}, which does not belong to the thread of {Quoted.Format(old)}.");
        }
    }
}
