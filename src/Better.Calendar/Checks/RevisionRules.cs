using System.Text;
using Better.Calendar.IcsLines;

namespace Better.Calendar.Checks;

/// <summary>A message against the one before it: what an update, a cancellation or an answer must keep, and what it must raise.</summary>
internal static class RevisionRules
{
    public static readonly CheckRule Uid = new("REV-02", Severity.Error, Clients.All, Outcome.NoUpdates)
    {
        Demand = "An update or cancellation has the UID of the message before.",
        Why = "With another UID it is a second event; the first stays as it was.",
        Mend = "Write the same UID, letter by letter.",
        Source = "RFC 5546, 2.1.4; RFC 5545, 3.8.4.7",
    };

    public static readonly CheckRule Cancel = new("REV-07", Severity.Error, Clients.Gmail | Clients.Outlook, Outcome.NoUpdates)
    {
        Demand = "A cancellation comes from the same ORGANIZER, goes to somebody who was invited, and follows a REQUEST.",
        Why = "Google shows \"removed\" without removing; others ignore it or file an event that never was.",
        Mend = "Cancel what was invited by METHOD:REQUEST, with the same ORGANIZER and ATTENDEE.",
        Source = "RFC 5546, 3.2.5; seen with Google",
    };

    public static readonly CheckRule Needless = new("REV-08", Severity.Warning, Clients.Thunderbird, Outcome.Works)
    {
        Demand = "SEQUENCE rises only when something changed that a reader must decide on again.",
        Why = "Thunderbird forgets the answer and asks once more.",
        Mend = "Keep SEQUENCE and write a new DTSTAMP.",
        Source = "RFC 5546, 2.1.4; Thunderbird's comparison",
    };

    public static readonly RuleFamily Family = new(Uid, Cancel, Needless) { Revision = Check };

    private static readonly string[] Significant = ["DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE"];
    private static readonly string[] Readable = ["SUMMARY", "LOCATION", "DESCRIPTION", "URL", "CONFERENCE"];

    private static void Check(CalendarReading previous, CalendarReading current, Findings found)
    {
        // Feeds and answers have rules of their own.
        if (previous.Events.Count == 0 || current.Events.Count == 0 || !current.IsMessage || current.Method is "REPLY" or "COUNTER")
        {
            return;
        }

        var (before, after) = (previous.Events[0], current.Events[0]);
        if (after.Uid is { } uid && before.Uid?.Value != uid.Value)
        {
            found.Add(Uid, current.At(uid), $"UID is {Shown.Of(uid.Value)}; before it was {Shown.Of(before.Uid?.Value)}.");
            return;
        }

        CheckSequence(current, before, after, found);
        CheckStamp(current, before, after, found);
        CheckSpelling(current, before, after, found);
        if (current.IsCancel)
        {
            CheckCancel(previous, current, before, after, found);
        }

        CheckThread(previous, current, found);
    }

    private static void CheckSequence(CalendarReading current, EventReading before, EventReading after, Findings found)
    {
        if (before.Revision is not { } old || after.Revision is not { } now)
        {
            return;
        }

        var changed = Changed(before, after);
        var place = current.At(after.Sequence ?? after.Component.Begin);
        if (now < old)
        {
            found.Add(SequenceRules.Sequence, place, $"SEQUENCE is {now}; before it was {old}.");
        }
        else if (now == old && changed is not null)
        {
            found.Add(SequenceRules.Sequence, place, $"{changed} changed, and SEQUENCE is still {now}.", mend: $"Write SEQUENCE:{(long)old + 1}.");
        }
        else if (now > old && changed is null && !current.IsCancel && Visible(before, after) is null)
        {
            found.Add(Needless, place, $"SEQUENCE rose from {old} to {now}, and nothing changed.");
        }
    }

    /// <summary>The first property that changed so that a reader must decide again (RFC 5546, 2.1.4); null when none did.</summary>
    public static string? Changed(EventReading before, EventReading after)
    {
        foreach (var name in Significant)
        {
            if (Lines(before, name) != Lines(after, name))
            {
                return name;
            }
        }

        return before.IsCancelled != after.IsCancelled ? "STATUS" : null;
    }

    /// <summary>The first property that changed and that readers see; null when none did.</summary>
    public static string? Visible(EventReading before, EventReading after)
    {
        foreach (var name in Readable)
        {
            if (Lines(before, name) != Lines(after, name))
            {
                return name;
            }
        }

        return null;
    }

    private static string Lines(EventReading made, string name)
    {
        var lines = new StringBuilder();
        foreach (var line in made.Component.Lines)
        {
            if (line.Name == name)
            {
                lines.Append(line).Append('\n');
            }
        }

        return lines.ToString();
    }

    private static void CheckStamp(CalendarReading current, EventReading before, EventReading after, Findings found)
    {
        if (TimeValue.Read(before.DtStamp)?.At(null) is { } old && TimeValue.Read(after.DtStamp)?.At(null) is { } now && now <= old)
        {
            found.Add(SequenceRules.Stamp, current.At(after.DtStamp!), $"DTSTAMP is {after.DtStamp!.Value}, not newer than {before.DtStamp!.Value} before.");
        }
    }

    private static void CheckSpelling(CalendarReading current, EventReading before, EventReading after, Findings found)
    {
        var old = new Dictionary<string, Line>(StringComparer.Ordinal);
        foreach (var line in People(before))
        {
            if (CalendarAddress.Of(line) is { } address)
            {
                old[line.Name + address] = line;
            }
        }

        foreach (var line in People(after))
        {
            if (CalendarAddress.Of(line) is { } address && old.TryGetValue(line.Name + address, out var same) && same.Value != line.Value)
            {
                found.Add(PeopleRules.Spelling, current.At(line), $"{line.Name} is spelled {Shown.Of(line.Value)}; before it was {Shown.Of(same.Value)}.");
            }
        }
    }

    private static IEnumerable<Line> People(EventReading made) => made.Organizer is null ? made.Attendees : made.Attendees.Prepend(made.Organizer);

    private static void CheckCancel(CalendarReading previous, CalendarReading current, EventReading before, EventReading after, Findings found)
    {
        if (!previous.IsRequest && !previous.IsCancel)
        {
            found.Add(Cancel, current.Whole, $"The message before was {(previous.Method is null ? "without METHOD" : $"METHOD:{previous.Method}")}, not an invitation.");
        }
        else if (after.Organizer is { } organizer && CalendarAddress.Of(organizer) != CalendarAddress.Of(before.Organizer))
        {
            found.Add(Cancel, current.At(organizer), $"ORGANIZER is {Shown.Of(organizer.Value)}; the invitation came from {Shown.Of(before.Organizer?.Value)}.");
        }
        else
        {
            var invited = new HashSet<string?>(before.Attendees.Select(CalendarAddress.Of), StringComparer.Ordinal);
            foreach (var attendee in after.Attendees)
            {
                if (CalendarAddress.Of(attendee) is { } address && !invited.Contains(address))
                {
                    found.Add(Cancel, current.At(attendee), $"{Shown.Of(address)} was not invited.");
                }
            }
        }
    }

    private static void CheckThread(CalendarReading previous, CalendarReading current, Findings found)
    {
        if (previous.Letter?["Message-ID"]?.Trim() is not { Length: > 0 } old || current.Letter is not { } letter)
        {
            return;
        }

        if (letter["Message-ID"]?.Trim() == old)
        {
            found.Add(HeaderRules.Thread, new("Message-ID"), $"Message-ID {Shown.Of(old)} is that of the letter before.");
            return;
        }

        // The first invitation, or at least a letter of the same thread.
        var thread = $"{letter["References"]} {letter["In-Reply-To"]}";
        var first = previous.Letter["References"]?.Trim().Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries).FirstOrDefault();
        if (thread.Trim().Length > 0 && thread.IndexOf(old, StringComparison.Ordinal) < 0 && (first is null || thread.IndexOf(first, StringComparison.Ordinal) < 0))
        {
            found.Add(HeaderRules.Thread, new("References"), $"References is {Shown.Of(thread.Trim())}, which is not the thread of {Shown.Of(old)}.");
        }
    }
}
