using Better.Calendar.Icalendar.Parsing;

namespace Better.Calendar.Replies;

/// <summary>Reads addresses and participation statuses from ATTENDEE and ORGANIZER properties.</summary>
internal static class AttendeeProperty
{
    /// <summary>
    /// The email address of an ATTENDEE or ORGANIZER: its value, or its EMAIL parameter (RFC 7986, 6.2); null when it has none.
    /// </summary>
    public static EmailAddress? GetAddress(ContentLine line) => ParseAddress(line.Value) ?? ParseAddress(line["EMAIL"]);

    /// <summary>The first address in a parameter that may hold several, such as DELEGATED-TO; null when there is none.</summary>
    public static EmailAddress? GetParameterAddress(ContentLine line, string parameter) =>
        CalendarAddress.FindAll(line[parameter]).Select(ParseAddress).FirstOrDefault(static address => address is not null);

    /// <summary>
    /// The email address in a text, with or without mailto:, angle brackets or quotes around it; null when the text is not an address.
    /// </summary>
    public static EmailAddress? ParseAddress(string? text) =>
        EmailAddress.TryParse(CalendarAddress.Find(StripRepeatedScheme(text)), out var address) ? address : null;

    /// <summary>
    /// The PARTSTAT parameter (RFC 5545, 3.2.12), or STATUS as vCalendar 1.0 called it, in upper case; null
    /// when there is no line or no such parameter.
    /// </summary>
    public static string? GetPartStat(ContentLine? line) => (line?["PARTSTAT"] ?? line?["STATUS"])?.Trim().ToUpperInvariant();

    /// <summary>What follows the last "mailto:" and the colons that a client wrote twice.</summary>
    private static string? StripRepeatedScheme(string? text)
    {
        var last = text?.LastIndexOf("mailto:", StringComparison.OrdinalIgnoreCase) ?? -1;
        var rest = last > 0 && text!.IndexOf('<') < 0 ? text.Substring(last) : text;
        return rest?.Trim().TrimStart(':').Replace("::", ":");
    }

    /// <summary>How many people the attendee brings along (X-NUM-GUESTS, which Google writes); null when the line does not say.</summary>
    public static int? GetGuests(ContentLine? line) => IntegerValue.Read(line?["X-NUM-GUESTS"]);

    /// <summary>
    /// The response that a PARTSTAT stands for; null when it is not a response (NEEDS-ACTION, DELEGATED, unknown values).
    /// </summary>
    public static ParticipationStatus? ToParticipationStatus(string? partStat) => partStat switch
    {
        "ACCEPTED" => ParticipationStatus.Accepted,
        "TENTATIVE" => ParticipationStatus.Tentative,
        "DECLINED" => ParticipationStatus.Declined,
        _ => null,
    };
}
