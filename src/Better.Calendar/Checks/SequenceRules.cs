using Better.Calendar.IcsLines;
using NodaTime;

namespace Better.Calendar.Checks;

/// <summary>UID, SEQUENCE, DTSTAMP and STATUS: what lets a client tell a newer message from an older one.</summary>
internal static class SequenceRules
{
    private const int MostOfUid = 200;
    private const string OutlookPrefix = "040000008200E00074C5B7101A82E008";
    private static readonly Duration Ahead = Duration.FromMinutes(5);

    public static readonly CheckRule Uid = new("REV-01", Severity.Error, Clients.Outlook, Outcome.NoUpdates)
    {
        Demand = "UID is ASCII of at most 200 octets and does not begin like Outlook's own.",
        Why = "Exchange does not tell longer ones apart and decodes its own form as binary: updates and answers find no event.",
        Mend = "Write a UID like series.workshop@domain.",
        Source = "[MS-STANOICAL] 2.1.10; [MS-OXCICAL] 2.1.3.1.1.20.26; RFC 5545, 3.8.4.7",
    };

    public static readonly CheckRule Sequence = new("REV-03", Severity.Error, Clients.All, Outcome.NoUpdates)
    {
        Demand = "SEQUENCE is a whole number from 0 to 2147483647, never falls, and rises when time, recurrence or status change.",
        Why = "Clients drop a message with a lower SEQUENCE as out of date, and keep the old answer when it did not rise.",
        Mend = "Keep the number with the event, and add 1 with each such change.",
        Source = "RFC 5545, 3.8.7.4; RFC 5546, 2.1.4; [MS-OXOCAL] 3.1.5",
    };

    public static readonly CheckRule Stamp = new("REV-04", Severity.Error, Clients.Outlook | Clients.Thunderbird, Outcome.NoUpdates)
    {
        Demand = "DTSTAMP is in UTC (Z), newer than in the message before, and not in the future.",
        Why = "Between messages of one SEQUENCE the newer DTSTAMP wins; one from the future blocks all that follow.",
        Mend = "Write the moment of writing, in UTC.",
        Source = "RFC 5545, 3.8.7.2; RFC 5546, 2.1.5; Thunderbird's and Outlook's comparison",
    };

    public static readonly CheckRule MicrosoftSequence = new("REV-05", Severity.Error, Clients.Outlook | Clients.Thunderbird, Outcome.NoUpdates)
    {
        Demand = "X-MICROSOFT-CDO-APPT-SEQUENCE is missing, or equal to SEQUENCE.",
        Why = "Outlook and Exchange believe it before SEQUENCE.",
        Mend = "Leave the line out.",
        Source = "[MS-OXCICAL] 2.1.3.1.1.20.22",
    };

    public static readonly CheckRule Cancelled = new("REV-06", Severity.Error, Clients.Gmail | Clients.Outlook | Clients.Apple, Outcome.NoUpdates)
    {
        Demand = "METHOD:CANCEL comes with STATUS:CANCELLED, and METHOD:REQUEST never does.",
        Why = "With only one of the two the event stays in Google's, Outlook's or Apple's calendar.",
        Mend = "To call an event off, write METHOD:CANCEL and STATUS:CANCELLED; to invite, STATUS:CONFIRMED.",
        Source = "RFC 5546, 3.2.5; seen with Google, Outlook and Apple",
    };

    public static readonly RuleFamily Family = new(Uid, Sequence, Stamp, MicrosoftSequence, Cancelled) { Event = Check };

    private static void Check(CalendarReading calendar, EventReading made, Findings found)
    {
        CheckUid(calendar, made, found);
        if (made.Sequence is { } sequence && made.Revision is null)
        {
            found.Add(Sequence, calendar.At(sequence), $"SEQUENCE is {Shown.Of(sequence.Value)}.");
        }

        CheckStamp(calendar, made, found);
        if (made.Component["X-MICROSOFT-CDO-APPT-SEQUENCE"] is { } microsoft && IntegerValue.Read(microsoft.Value) != made.Revision)
        {
            found.Add(MicrosoftSequence, calendar.At(microsoft), $"X-MICROSOFT-CDO-APPT-SEQUENCE is {Shown.Of(microsoft.Value)}, SEQUENCE is {Shown.Of(made.Sequence?.Value)}.");
        }

        if (calendar.IsCancel && !made.IsCancelled)
        {
            found.Add(Cancelled, calendar.At(made.Status ?? made.Component.Begin), $"METHOD:CANCEL comes with {(made.Status is null ? "no STATUS" : $"STATUS {Shown.Of(made.Status.Value)}")}.");
        }
        else if (calendar.IsRequest && made.IsCancelled)
        {
            found.Add(Cancelled, calendar.At(made.Status!), "METHOD:REQUEST comes with STATUS:CANCELLED.");
        }
    }

    private static void CheckUid(CalendarReading calendar, EventReading made, Findings found)
    {
        if (made.Uid is not { } line)
        {
            return;
        }

        var uid = line.Value;
        if (uid.Trim().Length == 0 && calendar.IsMessage)
        {
            found.Add(Uid, calendar.At(line), "UID is blank.");
        }
        else if (uid.Length > MostOfUid)
        {
            found.Add(Uid, calendar.At(line), $"UID has {uid.Length} characters: {Shown.Of(uid)}.");
        }
        else if (!CalendarAddress.IsAscii(uid, 0))
        {
            found.Add(Uid, calendar.At(line), $"UID has letters beyond ASCII: {Shown.Of(uid)}.");
        }
        else if (uid.StartsWith(OutlookPrefix, StringComparison.OrdinalIgnoreCase) && !IsMicrosofts(calendar))
        {
            found.Add(Uid, calendar.At(line), $"UID begins like Outlook's own: {Shown.Of(uid)}.");
        }
    }

    /// <summary>Outlook and Exchange may use their own form.</summary>
    private static bool IsMicrosofts(CalendarReading calendar) =>
        calendar.Root?["PRODID"]?.Value.IndexOf("Microsoft", StringComparison.OrdinalIgnoreCase) >= 0;

    private static void CheckStamp(CalendarReading calendar, EventReading made, Findings found)
    {
        if (TimeValue.Read(made.DtStamp) is not { } stamp)
        {
            return;
        }

        if (!stamp.IsUtc)
        {
            found.Add(Stamp, calendar.At(stamp.Line), $"DTSTAMP {Shown.Of(stamp.Line.Value)} is not in UTC.");
        }
        else if ((calendar.Options.At ?? calendar.Letter?.Date) is { } now && stamp.At(null) is { } at && at - now > Ahead)
        {
            found.Add(Stamp, calendar.At(stamp.Line), $"DTSTAMP {stamp.Line.Value} lies {(calendar.Options.At is null ? "behind the letter's Date" : "in the future")}.");
        }
    }
}
