using System.Globalization;
using Better.Calendar.Icalendar.Parsing;

namespace Better.Calendar.Validation;

/// <summary>Rules for properties and parameters whose values are a closed list or have a fixed form.</summary>
internal static class PropertyValueRules
{
    public static readonly ValidationRule KnownValue = new("CAL-16", Severity.Warning, CalendarClients.All, ClientBehavior.LosesDetails)
    {
        Requirement =
            "STATUS, TRANSP, CLASS, CALSCALE, PRIORITY, GEO and the parameters of ATTENDEE have values that RFC 5545 defines for an event.",
        Rationale = "Clients ignore a value that they do not know, or take another for it.",
        Fix = "Write a value from the list, or remove the line.",
        Reference = "RFC 5545, 3.2.3, 3.2.12, 3.2.16, 3.2.17, 3.7.1, 3.8.1.3, 3.8.1.6, 3.8.1.9, 3.8.1.11 and 3.8.2.7",
    };

    public static readonly RuleFamily Family = new(KnownValue) { Calendar = CheckScale, Event = Check };

    private static readonly string[] Statuses = ["CONFIRMED", "TENTATIVE", "CANCELLED"];
    private static readonly string[] Transparencies = ["OPAQUE", "TRANSPARENT"];
    private static readonly string[] Classes = ["PUBLIC", "PRIVATE", "CONFIDENTIAL"];
    private static readonly string[] Truths = ["TRUE", "FALSE"];
    private static readonly string[] Roles = ["REQ-PARTICIPANT", "OPT-PARTICIPANT", "CHAIR", "NON-PARTICIPANT"];
    private static readonly string[] UserTypes = ["INDIVIDUAL", "GROUP", "RESOURCE", "ROOM", "UNKNOWN"];

    private static readonly string[] ParticipationStatuses = ["NEEDS-ACTION", "ACCEPTED", "DECLINED", "TENTATIVE", "DELEGATED"];

    private static void CheckScale(ValidatedCalendar calendar, FindingCollector findings)
    {
        if (calendar.Root!["CALSCALE"] is { } scale && !scale.ValueEquals("GREGORIAN"))
        {
            findings.Add(
                KnownValue,
                calendar.GetLocation(scale),
                $"CALSCALE is {Quoted.Format(scale.Value)}; the only value is GREGORIAN.",
                fix: "Write CALSCALE:GREGORIAN, or remove the line.");
        }
    }

    private static void Check(ValidatedCalendar calendar, ValidatedEvent vevent, FindingCollector findings)
    {
        foreach (var line in vevent.Component.Lines)
        {
            switch (line.Name)
            {
                case "STATUS":
                    CheckList(calendar, line, "STATUS", line.Value, Statuses, findings);
                    break;
                case "TRANSP":
                    CheckList(calendar, line, "TRANSP", line.Value, Transparencies, findings);
                    break;
                case "CLASS":
                    CheckList(calendar, line, "CLASS", line.Value, Classes, findings);
                    break;
                case "PRIORITY" when IntegerValue.Read(line.Value) is not (>= 0 and <= 9):
                    findings.Add(
                        KnownValue,
                        calendar.GetLocation(line),
                        $"PRIORITY is {Quoted.Format(line.Value)}, not a number from 0 to 9.",
                        fix: "Remove the line.");
                    break;
                case "GEO" when !IsPosition(line.Value):
                    findings.Add(
                        KnownValue,
                        calendar.GetLocation(line),
                        $"GEO is {Quoted.Format(line.Value)}, which is not a latitude and a longitude.",
                        fix: "Write GEO:47.4979;19.0402, with a semicolon and decimal points.");
                    break;
                case "ATTENDEE":
                    CheckList(calendar, line, "PARTSTAT", line["PARTSTAT"], ParticipationStatuses, findings);
                    CheckList(calendar, line, "ROLE", line["ROLE"], Roles, findings);
                    CheckList(calendar, line, "CUTYPE", line["CUTYPE"], UserTypes, findings);
                    CheckList(calendar, line, "RSVP", line["RSVP"], Truths, findings);
                    break;
                default:
                    break;
            }
        }
    }

    private static void CheckList(
        ValidatedCalendar calendar,
        ContentLine line,
        string name,
        string? value,
        string[] known,
        FindingCollector findings)
    {
        // CAL-14 reports blanks around a value. Extensions are allowed in these lists, except the truth values.
        if (value?.Trim() is not { } word || (known != Truths && word.StartsWith("X-", StringComparison.OrdinalIgnoreCase)))
        {
            return;
        }

        foreach (var one in known)
        {
            if (one.Equals(word, StringComparison.OrdinalIgnoreCase))
            {
                return;
            }
        }

        var meant = word.Equals("CANCELED", StringComparison.OrdinalIgnoreCase) ? "CANCELLED" : null;
        findings.Add(
            KnownValue,
            calendar.GetLocation(line),
            $"{name} is {Quoted.Format(word)}, which an event cannot have.",
            fix: meant is null
                ? $"Write {string.Join(", ", known, 0, known.Length - 1)} or {known[known.Length - 1]}."
                : $"Write {meant}.");
    }

    /// <summary>Whether a value is two numbers: from -90 to 90 and from -180 to 180.</summary>
    private static bool IsPosition(string value)
    {
        var separator = value.IndexOf(';');
        return separator > 0 && IsDegree(value.Substring(0, separator), 90) && IsDegree(value.Substring(separator + 1), 180);
    }

    private static bool IsDegree(string text, int highest) =>
        double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var degree)
        && degree >= -highest
        && degree <= highest;
}
