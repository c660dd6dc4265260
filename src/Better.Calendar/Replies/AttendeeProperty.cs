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
        EmailAddress.TryParse(CalendarAddress.Find(text), out var address) ? address : null;

    /// <summary>The PARTSTAT parameter (RFC 5545, 3.2.12) in upper case; null when there is no line or no such parameter.</summary>
    public static string? GetPartStat(ContentLine? line) => line?["PARTSTAT"]?.Trim().ToUpperInvariant();

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
