
namespace Better.Calendar.Icalendar.Writing;

/// <summary>ORGANIZER and ATTENDEE lines. Ical.Net does not write them: it drops quotes, and lets line breaks in a name through.</summary>
internal static class AttendeePropertyWriter
{
    /// <summary>RFC 5545, 3.8.4.3. Without CN Outlook takes the reader for the organizer and shows no buttons.</summary>
    public static ContentLineWriter WriteOrganizer(Organizer organizer) =>
        ContentLineWriter.Create("ORGANIZER", ToMailToUri(organizer.Email), ("CN", organizer.Name));

    /// <summary>RFC 5546, 3.2.2: who is asked, NEEDS-ACTION and RSVP; Gmail and Thunderbird show buttons only to a listed attendee.</summary>
    public static ContentLineWriter WriteInvitedAttendee(Participant participant) =>
        ContentLineWriter.Create(
            "ATTENDEE",
            ToMailToUri(participant.Email),
            ("CN", participant.Name),
            ("CUTYPE", "INDIVIDUAL"),
            ("ROLE", "REQ-PARTICIPANT"),
            ("PARTSTAT", "NEEDS-ACTION"),
            ("RSVP", "TRUE"));

    /// <summary>Somebody else who is invited, where the host wants all to see all; nothing is asked of her here.</summary>
    public static ContentLineWriter WriteOtherAttendee(Participant participant) =>
        ContentLineWriter.Create(
            "ATTENDEE", ToMailToUri(participant.Email), ("CN", participant.Name), ("CUTYPE", "INDIVIDUAL"), ("ROLE", "REQ-PARTICIPANT"), ("PARTSTAT", "NEEDS-ACTION"));

    /// <summary>RFC 5546, 3.2.5: whose invitation is taken back.</summary>
    public static ContentLineWriter WriteCancelledAttendee(Participant participant) =>
        ContentLineWriter.Create("ATTENDEE", ToMailToUri(participant.Email), ("CN", participant.Name), ("CUTYPE", "INDIVIDUAL"), ("ROLE", "REQ-PARTICIPANT"));

    /// <summary>The address as a URI. RFC 6068: what a local part may hold beyond letters and digits is percent-encoded where it means something in a URI.</summary>
    public static string ToMailToUri(EmailAddress address) => "mailto:" + (NeedsNoEscaping(address.Value) ? address.Value
        : address.Value.Replace("%", "%25").Replace("?", "%3F").Replace("#", "%23").Replace("/", "%2F").Replace("&", "%26")
            .Replace("^", "%5E").Replace("`", "%60").Replace("{", "%7B").Replace("|", "%7C").Replace("}", "%7D"));

    private static bool NeedsNoEscaping(string address)
    {
        foreach (var c in address)
        {
            if (c is '%' or '?' or '#' or '/' or '&' or '^' or '`' or '{' or '|' or '}')
            {
                return false;
            }
        }

        return true;
    }
}
