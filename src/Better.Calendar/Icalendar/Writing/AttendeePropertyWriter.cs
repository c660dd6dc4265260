
namespace Better.Calendar.Icalendar.Writing;

/// <summary>
/// Writes ORGANIZER and ATTENDEE. Ical.Net does not write them, because it drops quotes and does not remove line breaks from a name.
/// </summary>
internal static class AttendeePropertyWriter
{
    /// <summary>
    /// ORGANIZER (RFC 5545, 3.8.4.3). Without CN, Outlook treats the reader as the organizer and shows no response buttons.
    /// </summary>
    /// <param name="organizer">The organizer.</param>
    /// <param name="sentBy">The address that acts for the organizer (RFC 5545, 3.2.18); null for none.</param>
    public static ContentLineWriter WriteOrganizer(Organizer organizer, EmailAddress? sentBy = null)
    {
        (string, string) name = ("CN", organizer.Name);
        return ContentLineWriter.Create(
            "ORGANIZER",
            ToMailToUri(organizer.Email),
            sentBy is null ? [name] : [name, ("SENT-BY", ToMailToUri(sentBy))]);
    }

    /// <summary>
    /// The ATTENDEE who is invited (RFC 5546, 3.2.2). Gmail and Thunderbird show response buttons only to an attendee in the list.
    /// </summary>
    /// <param name="participant">The attendee.</param>
    /// <param name="response">The response that they have given, without RSVP, so that their calendar neither forgets it nor asks again;
    /// null if they are asked.</param>
    public static ContentLineWriter WriteInvitedAttendee(Participant participant, ParticipationStatus? response)
    {
        (string, string)[] parameters =
        [
            ("CN", participant.Name),
            ("CUTYPE", "INDIVIDUAL"),
            ("ROLE", "REQ-PARTICIPANT"),
            ("PARTSTAT", response?.ToString().ToUpperInvariant() ?? "NEEDS-ACTION"),
        ];
        return ContentLineWriter.Create(
            "ATTENDEE",
            ToMailToUri(participant.Email),
            response is null ? [.. parameters, ("RSVP", "TRUE")] : parameters);
    }

    /// <summary>
    /// Another invited ATTENDEE, for <see cref="AttendeePrivacy.NamesAndAddresses"/>; without RSVP, because this email does not ask them to
    /// respond.
    /// </summary>
    public static ContentLineWriter WriteOtherAttendee(Participant participant) =>
        ContentLineWriter.Create(
            "ATTENDEE",
                ToMailToUri(participant.Email),
                ("CN", participant.Name),
                ("CUTYPE", "INDIVIDUAL"),
                ("ROLE", "REQ-PARTICIPANT"),
                ("PARTSTAT", "NEEDS-ACTION"));

    /// <summary>The ATTENDEE whose invitation is cancelled (RFC 5546, 3.2.5).</summary>
    public static ContentLineWriter WriteCancelledAttendee(Participant participant) =>
        ContentLineWriter.Create(
            "ATTENDEE",
            ToMailToUri(participant.Email),
            ("CN", participant.Name),
            ("CUTYPE", "INDIVIDUAL"),
            ("ROLE", "REQ-PARTICIPANT"));

    /// <summary>The address as a mailto URI. RFC 6068: characters of a local part with a meaning in URIs are percent-encoded.</summary>
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
