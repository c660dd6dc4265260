using Better.Calendar.Icalendar.Parsing;
using NodaTime;

namespace Better.Calendar.Validation;

/// <summary>Rules that compare feeds and responses with their previous versions.</summary>
internal static class RefreshRules
{
    public static readonly ValidationRule ChangedFeedEvent =
        new("FEED-04", Severity.Warning, CalendarClients.Gmail, ClientBehavior.NoUpdates)
        {
            Requirement = "A changed event of a feed has a higher SEQUENCE and a newer DTSTAMP or LAST-MODIFIED.",
            Rationale = "Otherwise Google has been observed to keep the old event.",
            Fix = "Increase SEQUENCE, and write a new LAST-MODIFIED.",
            Reference = "RFC 5545, 3.8.7.3 and 3.8.7.4; observed with Google",
        };

    public static readonly ValidationRule ReplyOrder = new("REP-04", Severity.Warning, CalendarClients.None, ClientBehavior.WorksAsIntended)
    {
        Requirement = "A response has a newer DTSTAMP than the attendee's previous response, and no higher SEQUENCE than the invitation.",
        Rationale = "An older response that arrives late must not overwrite a newer one.",
        Fix = "Keep the newer response.",
        Reference = "RFC 5546, 2.1.5",
    };

    public static readonly RuleFamily Family = new(ChangedFeedEvent, ReplyOrder) { Revision = Check };

    private static void Check(ValidatedCalendar previous, ValidatedCalendar current, FindingCollector findings)
    {
        if (previous.Events.Count == 0 || current.Events.Count == 0)
        {
            return;
        }

        if (current.Method is "REPLY" or "COUNTER")
        {
            CheckReply(previous, current, findings);
        }
        else if (!current.IsMessage)
        {
            CheckFeed(previous, current, findings);
        }
    }

    /// <summary>Compares two versions of a feed.</summary>
    private static void CheckFeed(ValidatedCalendar previous, ValidatedCalendar current, FindingCollector findings)
    {
        var previousByKey = new Dictionary<string, ValidatedEvent>(StringComparer.Ordinal);
        foreach (var vevent in previous.Events)
        {
            previousByKey[vevent.Key] = vevent;
        }

        CheckUids(current, previousByKey, findings);

        foreach (var after in current.Events)
        {
            if (after.Uid is null || !previousByKey.TryGetValue(after.Key, out var before))
            {
                continue;
            }

            // Another event of the same key is a duplicate, which FEED-01 reports.
            previousByKey.Remove(after.Key);

            if (after.SequenceNumber < before.SequenceNumber)
            {
                findings.Add(
                    SequenceRules.SequenceNumber,
                    current.GetLocation(after.Sequence ?? after.Component.BeginLine),
                    $"SEQUENCE of {Quoted.Format(after.Uid.Value)} decreased from {before.SequenceNumber} to {after.SequenceNumber}.",
                    fix: $"Write SEQUENCE:{before.SequenceNumber + 1L}.");
            }
            else if ((RevisionRules.FindSignificantChange(before, after)
                ?? RevisionRules.FindVisibleChange(before, after)) is { } changedProperty)
            {
                CheckChange(current, before, after, changedProperty, findings);
            }
        }
    }

    /// <summary>An event that only has another UID than before is a second one for every client.</summary>
    private static void CheckUids(ValidatedCalendar current, Dictionary<string, ValidatedEvent> previousByKey, FindingCollector findings)
    {
        var vanished = new Dictionary<string, ValidatedEvent>(StringComparer.Ordinal);
        var currentKeys = new HashSet<string>(current.Events.Select(static vevent => vevent.Key), StringComparer.Ordinal);
        foreach (var before in previousByKey)
        {
            if (!currentKeys.Contains(before.Key) && before.Value is { Summary: not null, DtStart: not null })
            {
                vanished[GetAppearance(before.Value)] = before.Value;
            }
        }

        foreach (var after in current.Events)
        {
            if (after is { Uid: { } uid, Summary: not null, DtStart: not null }
                && !previousByKey.ContainsKey(after.Key)
                && vanished.TryGetValue(GetAppearance(after), out var before))
            {
                findings.Add(
                    RevisionRules.SameUid,
                    current.GetLocation(uid),
                    $"UID is {Quoted.Format(uid.Value)}, but the same event had the UID {Quoted.Format(before.Uid?.Value)} before.",
                    fix: before.Uid is null ? null : $"Write UID:{before.Uid.Value}.");
            }
        }
    }

    private static string GetAppearance(ValidatedEvent vevent) =>
        $"{vevent.DtStart}\n{vevent.Summary!.Value}\n{vevent.RecurrenceId?.Value}";

    private static void CheckChange(
        ValidatedCalendar current,
        ValidatedEvent before,
        ValidatedEvent after,
        string changedProperty,
        FindingCollector findings)
    {
        var isNewer = (GetInstant(after, "DTSTAMP") > GetInstant(before, "DTSTAMP"))
            || (GetInstant(after, "LAST-MODIFIED") > GetInstant(before, "LAST-MODIFIED"));
        if (!(after.SequenceNumber > before.SequenceNumber) || !isNewer)
        {
            var contradiction = isNewer ? $"SEQUENCE is still {Quoted.Format(after.Sequence?.Value ?? "0")}" : "DTSTAMP is not newer";
            findings.Add(
                ChangedFeedEvent,
                current.GetLocation(after.Sequence ?? after.Component.BeginLine),
                $"{changedProperty} of {Quoted.Format(after.Uid!.Value)} changed, but {contradiction}.",
                fix: isNewer
                    ? $"Write SEQUENCE:{(after.SequenceNumber ?? 0) + 1L}."
                    : "Write the time of the change into DTSTAMP and LAST-MODIFIED.");
        }
    }

    private static Instant GetInstant(ValidatedEvent vevent, string name) =>
        DateTimeValue.FromLine(vevent.Component[name])?.ToInstant(null) ?? Instant.MinValue;

    /// <summary>Compares a response with the invitation or with the previous response.</summary>
    private static void CheckReply(ValidatedCalendar previous, ValidatedCalendar current, FindingCollector findings)
    {
        var (before, after) = (previous.Events[0], current.Events[0]);
        if (before.Uid?.Value != after.Uid?.Value)
        {
            findings.Add(
                RevisionRules.SameUid,
                current.GetLocation(after.Uid ?? after.Component.BeginLine),
                $"The response has the UID {Quoted.Format(after.Uid?.Value)}, but the previous message "
                    + $"has {Quoted.Format(before.Uid?.Value)}.");
            return;
        }

        if (after.SequenceNumber > before.SequenceNumber)
        {
            findings.Add(
                ReplyOrder,
                current.GetLocation(after.Sequence!),
                $"The response has SEQUENCE {after.SequenceNumber}, but the previous message has only {before.SequenceNumber}.");
        }
        else if (previous.Method == "REPLY" && GetInstant(after, "DTSTAMP") <= GetInstant(before, "DTSTAMP"))
        {
            findings.Add(
                ReplyOrder,
                current.GetLocation(after.DtStamp ?? after.Component.BeginLine),
                $"DTSTAMP is {Quoted.Format(after.DtStamp?.Value)}, which is not newer than {Quoted.Format(before.DtStamp?.Value)} in "
                    + $"the previous response.");
        }
    }
}
