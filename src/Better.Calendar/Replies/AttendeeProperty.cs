using Better.Calendar.Icalendar.Parsing;

namespace Better.Calendar.Replies;

/// <summary>Addresses and answers as ATTENDEE lines write them.</summary>
internal static class AttendeeProperty
{
    /// <summary>The address of an ATTENDEE or ORGANIZER; null when it has none that mail goes to.</summary>
    public static EmailAddress? GetAddress(ContentLine line) => GetAddress(line.Value) ?? GetAddress(line["EMAIL"]);

    /// <summary>The address in a parameter such as DELEGATED-TO, of which it may hold several: the first.</summary>
    public static EmailAddress? GetAddress(ContentLine line, string parameter) =>
        CalendarAddress.FindAll(line[parameter]).Select(GetAddress).FirstOrDefault(static address => address is not null);

    /// <summary>The address that a text means, whatever stands around it; null when it is none.</summary>
    public static EmailAddress? GetAddress(string? text) => EmailAddress.TryParse(CalendarAddress.Find(text), out var address) ? address : null;

    /// <summary>RFC 5545, 3.2.12, in any case.</summary>
    public static string? GetPartStat(ContentLine? line) => line?["PARTSTAT"]?.Trim().ToUpperInvariant();

    /// <summary>The answer that a PARTSTAT is; null where it is none (NEEDS-ACTION, DELEGATED, anything unknown).</summary>
    public static ParticipationStatus? ToParticipationStatus(string? partStat) => partStat switch
    {
        "ACCEPTED" => ParticipationStatus.Accepted,
        "TENTATIVE" => ParticipationStatus.Tentative,
        "DECLINED" => ParticipationStatus.Declined,
        _ => null,
    };
}
