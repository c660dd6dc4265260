using Better.Calendar.Icalendar.Parsing;

namespace Better.Calendar.Validation;

/// <summary>The rule that an update does not erase responses.</summary>
internal static class ResponseRules
{
    public static readonly ValidationRule KeptResponse =
        new("REV-09", Severity.Warning, CalendarClients.Nextcloud | CalendarClients.Others, ClientBehavior.LosesDetails)
        {
            Requirement = "An update that does not ask again carries the response that each attendee already gave.",
            Rationale = "Servers built on sabre, and Cyrus, store the PARTSTAT of the update in place of the response.",
            Fix = "Write the attendee's PARTSTAT, without RSVP.",
            Reference = "RFC 5546, 3.2.2.1; observed with sabre/vobject 4.6 and Cyrus 3.6",
        };

    public static readonly RuleFamily Family = new(KeptResponse) { Revision = Check };

    private static void Check(ValidatedCalendar previous, ValidatedCalendar current, FindingCollector findings)
    {
        if (!current.IsRequest || !previous.IsRequest)
        {
            return;
        }

        var responses = new Dictionary<string, (ContentLine Line, ValidatedEvent Event)>(StringComparer.Ordinal);
        foreach (var before in previous.Events)
        {
            foreach (var attendee in before.Attendees)
            {
                if (ValidatedEvent.HasResponse(attendee) && CalendarAddress.FromLine(attendee) is { } address)
                {
                    responses[$"{before.Key}\n{address}"] = (attendee, before);
                }
            }
        }

        foreach (var after in current.Events)
        {
            foreach (var attendee in responses.Count == 0 ? [] : after.Attendees)
            {
                if (!ValidatedEvent.HasResponse(attendee)
                    && CalendarAddress.FromLine(attendee) is { } address
                    && responses.TryGetValue($"{after.Key}\n{address}", out var known)
                    && RevisionRules.FindSignificantChange(known.Event, after) is null)
                {
                    var response = known.Line["PARTSTAT"]!.ToUpperInvariant();
                    findings.Add(
                        KeptResponse,
                        current.GetLocation(attendee),
                        $"The response {response} of {Quoted.Format(address)} would be lost: PARTSTAT is "
                            + $"{Quoted.Format(attendee["PARTSTAT"] ?? "NEEDS-ACTION")}, although nothing asks them again.",
                        fix: $"Write PARTSTAT={response}, without RSVP.");
                }
            }
        }
    }
}
