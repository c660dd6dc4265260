using Better.Calendar.Icalendar.Parsing;
using NodaTime;

namespace Better.Calendar.Validation;

/// <summary>Rules for UID, SEQUENCE, DTSTAMP and STATUS, by which a client distinguishes newer messages from older ones.</summary>
internal static class SequenceRules
{
    private const int MaxUidLength = 200;
    private const string OutlookPrefix = "040000008200E00074C5B7101A82E008";
    private static readonly Duration MaxClockSkew = Duration.FromMinutes(5);

    public static readonly ValidationRule UidFormat = new("REV-01", Severity.Error, CalendarClients.Outlook, ClientBehavior.NoUpdates)
    {
        Requirement = "UID is ASCII, has at most 200 bytes and does not begin like an Outlook UID.",
        Rationale =
            "Exchange does not distinguish longer UIDs and decodes UIDs in its own format as binary: updates and responses find no event.",
        Fix = "Write a UID like series.workshop@domain.",
        Reference = "[MS-STANOICAL] 2.1.10; [MS-OXCICAL] 2.1.3.1.1.20.26; RFC 5545, 3.8.4.7",
    };

    public static readonly ValidationRule SequenceNumber = new("REV-03", Severity.Error, CalendarClients.All, ClientBehavior.NoUpdates)
    {
        Requirement =
            "SEQUENCE is a whole number from 0 to 2147483647, never decreases, and increases when time, recurrence or status changes.",
        Rationale = "Clients ignore a message with a lower SEQUENCE as outdated, and keep the old response if SEQUENCE did not increase.",
        Fix = "Store the number with the event, and add 1 for each such change.",
        Reference = "RFC 5545, 3.8.7.4; RFC 5546, 2.1.4; [MS-OXOCAL] 3.1.5",
    };

    public static readonly ValidationRule DtStamp =
        new("REV-04", Severity.Error, CalendarClients.Outlook | CalendarClients.Thunderbird, ClientBehavior.NoUpdates)
        {
            Requirement = "DTSTAMP is in UTC (Z), newer than in the previous message, and not in the future.",
            Rationale = "Of two messages with the same SEQUENCE the newer DTSTAMP wins; one in the future blocks all later messages.",
            Fix = "Write the current time in UTC.",
            Reference = "RFC 5545, 3.8.7.2; RFC 5546, 2.1.5; Thunderbird's and Outlook's comparison",
        };

    public static readonly ValidationRule MicrosoftSequenceNumber =
        new("REV-05", Severity.Error, CalendarClients.Outlook | CalendarClients.Thunderbird, ClientBehavior.NoUpdates)
        {
            Requirement = "X-MICROSOFT-CDO-APPT-SEQUENCE is missing or equal to SEQUENCE.",
            Rationale = "Outlook and Exchange prefer it to SEQUENCE.",
            Fix = "Remove the line.",
            Reference = "[MS-OXCICAL] 2.1.3.1.1.20.22",
        };

    public static readonly ValidationRule CancelledStatus =
        new("REV-06", Severity.Error, CalendarClients.Gmail | CalendarClients.Outlook | CalendarClients.Apple, ClientBehavior.NoUpdates)
        {
            Requirement = "METHOD:CANCEL has STATUS:CANCELLED, and METHOD:REQUEST never has it.",
            Rationale = "With only one of the two, the event stays in Google's, Outlook's or Apple's calendar.",
            Fix = "To cancel an event, write METHOD:CANCEL and STATUS:CANCELLED; to invite, write STATUS:CONFIRMED.",
            Reference = "RFC 5546, 3.2.5; observed with Google, Outlook and Apple",
        };

    public static readonly RuleFamily Family =
        new(UidFormat, SequenceNumber, DtStamp, MicrosoftSequenceNumber, CancelledStatus) { Event = Check };

    private static void Check(ValidatedCalendar calendar, ValidatedEvent vevent, FindingCollector findings)
    {
        CheckUid(calendar, vevent, findings);
        if (vevent.Sequence is { } sequence && vevent.SequenceNumber is null)
        {
            findings.Add(
                SequenceNumber,
                calendar.GetLocation(sequence),
                $"SEQUENCE is {Quoted.Format(sequence.Value)}, which is not a whole number from 0 to 2147483647.");
        }

        CheckDtStamp(calendar, vevent, findings);
        if (vevent.Component["X-MICROSOFT-CDO-APPT-SEQUENCE"] is { } microsoft
            && IntegerValue.Read(microsoft.Value) != vevent.SequenceNumber)
        {
            findings.Add(
                MicrosoftSequenceNumber,
                calendar.GetLocation(microsoft),
                $"X-MICROSOFT-CDO-APPT-SEQUENCE is {Quoted.Format(microsoft.Value)}, but SEQUENCE "
                    + $"is {Quoted.Format(vevent.Sequence?.Value)}.");
        }

        if (calendar.IsCancel && !vevent.IsCancelled)
        {
            var status = vevent.Status is null ? "no STATUS" : $"STATUS {Quoted.Format(vevent.Status.Value)}";
            findings.Add(
                CancelledStatus,
                calendar.GetLocation(vevent.Status ?? vevent.Component.BeginLine),
                $"The event of METHOD:CANCEL has {status}.");
        }
        else if (calendar.IsRequest && vevent.IsCancelled)
        {
            findings.Add(CancelledStatus, calendar.GetLocation(vevent.Status!), "The event of METHOD:REQUEST has STATUS:CANCELLED.");
        }
    }

    private static void CheckUid(ValidatedCalendar calendar, ValidatedEvent vevent, FindingCollector findings)
    {
        if (vevent.Uid is not { } line)
        {
            return;
        }

        var uid = line.Value;
        if (uid.Trim().Length == 0 && calendar.IsMessage)
        {
            findings.Add(UidFormat, calendar.GetLocation(line), "UID is blank.");
        }
        else if (uid.Length > MaxUidLength)
        {
            findings.Add(
                UidFormat,
                calendar.GetLocation(line),
                $"The UID {Quoted.Format(uid)} has {uid.Length} characters; at most {MaxUidLength} are allowed.");
        }
        else if (!CalendarAddress.IsAscii(uid, 0))
        {
            findings.Add(UidFormat, calendar.GetLocation(line), $"The UID {Quoted.Format(uid)} has non-ASCII characters.");
        }
        else if (uid.StartsWith(OutlookPrefix, StringComparison.OrdinalIgnoreCase) && !uid.All(Uri.IsHexDigit))
        {
            // Other programs pass on Outlook's own UIDs, which are hexadecimal to the end.
            findings.Add(
                UidFormat,
                calendar.GetLocation(line),
                $"The UID {Quoted.Format(uid)} begins like an Outlook UID but is not hexadecimal.");
        }
    }

    private static void CheckDtStamp(ValidatedCalendar calendar, ValidatedEvent vevent, FindingCollector findings)
    {
        if (DateTimeValue.FromLine(vevent.DtStamp) is not { } stamp)
        {
            return;
        }

        if (!stamp.IsUtc)
        {
            findings.Add(DtStamp, calendar.GetLocation(stamp.Line), $"DTSTAMP {Quoted.Format(stamp.Line.Value)} is not in UTC.");
        }
        else if ((calendar.Options.ReferenceTime ?? calendar.Email?.Date) is { } now
            && stamp.ToInstant(null) is { } at
            && at - now > MaxClockSkew)
        {
            findings.Add(
                DtStamp,
                calendar.GetLocation(stamp.Line),
                $"DTSTAMP {stamp.Line.Value} is {(calendar.Options.ReferenceTime is null ? "after the email's Date" : "in the future")}.");
        }
    }
}
