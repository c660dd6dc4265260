using Better.Calendar.IcsLines;
using NodaTime;

namespace Better.Calendar.Checks;

/// <summary>Feeds and answers against those before.</summary>
internal static class RenewalRules
{
    public static readonly CheckRule Feed = new("FEED-04", Severity.Warning, Clients.Gmail, Outcome.NoUpdates)
    {
        Demand = "A changed event of a feed has a higher SEQUENCE and a newer DTSTAMP or LAST-MODIFIED.",
        Why = "Google was seen to keep the old event otherwise.",
        Mend = "Raise SEQUENCE, and write a new LAST-MODIFIED.",
        Source = "RFC 5545, 3.8.7.3 and 3.8.7.4; seen with Google",
    };

    public static readonly CheckRule Answer = new("REP-04", Severity.Warning, Clients.None, Outcome.Works)
    {
        Demand = "An answer has a newer DTSTAMP than the attendee's last, and no higher SEQUENCE than the invitation.",
        Why = "An older answer that was late on its way must not undo a newer one.",
        Mend = "Keep the newer answer.",
        Source = "RFC 5546, 2.1.5",
    };

    public static readonly RuleFamily Family = new(Feed, Answer) { Revision = Check };

    private static void Check(CalendarReading previous, CalendarReading current, Findings found)
    {
        if (previous.Events.Count == 0 || current.Events.Count == 0)
        {
            return;
        }

        if (current.Method is "REPLY" or "COUNTER")
        {
            CheckAnswer(previous, current, found);
        }
        else if (!current.IsMessage)
        {
            CheckFeed(previous, current, found);
        }
    }

    /// <summary>Compares two states of a feed.</summary>
    private static void CheckFeed(CalendarReading previous, CalendarReading current, Findings found)
    {
        var old = new Dictionary<string, EventReading>(StringComparer.Ordinal);
        foreach (var made in previous.Events)
        {
            old[Key(made)] = made;
        }

        foreach (var after in current.Events)
        {
            if (after.Uid is null || !old.TryGetValue(Key(after), out var before) || (RevisionRules.Changed(before, after) ?? RevisionRules.Visible(before, after)) is not { } changed)
            {
                continue;
            }

            var isNewer = (Time(after, "DTSTAMP") > Time(before, "DTSTAMP")) || (Time(after, "LAST-MODIFIED") > Time(before, "LAST-MODIFIED"));
            if (!(after.Revision > before.Revision) || !isNewer)
            {
                found.Add(Feed, current.At(after.Sequence ?? after.Component.Begin), $"{changed} of {Shown.Of(after.Uid.Value)} changed, and {(isNewer ? $"SEQUENCE is still {Shown.Of(after.Sequence?.Value ?? "0")}" : "DTSTAMP is not newer")}.");
            }
        }
    }

    private static string Key(EventReading made) => $"{made.Uid?.Value}\n{made.RecurrenceId?.Value}";

    private static Instant Time(EventReading made, string name) => TimeValue.Read(made.Component[name])?.At(null) ?? Instant.MinValue;

    /// <summary>Compares an answer with the invitation, or with the answer before.</summary>
    private static void CheckAnswer(CalendarReading previous, CalendarReading current, Findings found)
    {
        var (before, after) = (previous.Events[0], current.Events[0]);
        if (before.Uid?.Value != after.Uid?.Value)
        {
            found.Add(RevisionRules.Uid, current.At(after.Uid ?? after.Component.Begin), $"The answer is to {Shown.Of(after.Uid?.Value)}, not to {Shown.Of(before.Uid?.Value)}.");
            return;
        }

        if (after.Revision > before.Revision)
        {
            found.Add(Answer, current.At(after.Sequence!), $"The answer has SEQUENCE {after.Revision}, the message before {before.Revision}.");
        }
        else if (previous.Method == "REPLY" && Time(after, "DTSTAMP") <= Time(before, "DTSTAMP"))
        {
            found.Add(Answer, current.At(after.DtStamp ?? after.Component.Begin), $"DTSTAMP is {Shown.Of(after.DtStamp?.Value)}, not newer than {Shown.Of(before.DtStamp?.Value)} of the answer before.");
        }
    }
}
