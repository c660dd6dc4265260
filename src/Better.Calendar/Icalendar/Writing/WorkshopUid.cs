using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Better.Calendar;

/// <summary>Creates the UID of events (RFC 5545, 3.8.4.7): the same in every email, file and feed, for ever.</summary>
/// <remarks>At most 200 bytes of ASCII, in lower case, because some clients compare UIDs case-sensitively and some do not.</remarks>
public static class WorkshopUid
{
    private const int DigestBytes = 16;

    /// <summary>Returns the UID of a workshop: <c>series.workshop@domain</c>.</summary>
    public static string Create(WorkshopSeries series, Workshop workshop)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(workshop);
        return $"{series.Id}.{workshop.Id}@{series.Domain}".ToLowerInvariant();
    }

    /// <summary>Returns the UID of a series that is sent as one recurring event: <c>series@domain</c>.</summary>
    public static string Create(WorkshopSeries series)
    {
        ArgumentNullException.ThrowIfNull(series);
        return $"{series.Id}@{series.Domain}".ToLowerInvariant();
    }

    /// <summary>
    /// Returns the UID of a workshop in the personal feed of a participant: <c>series.personal.digest@domain</c>. It stays the same
    /// whatever is edited, and it is never the UID of an invitation.
    /// </summary>
    /// <remarks>
    /// It is not that of the invitation, because a file without ATTENDEE that meets an invitation of its UID is an error in some calendars,
    /// a second entry in others, and in Thunderbird and Evolution it takes away the ATTENDEE, and so the response. It differs from person
    /// to person, because two people may open their files in one calendar, such as that of a family: one UID would leave the event of the
    /// second, with a join link that is not for the first. The digest is made of the address, by which participants are identified, and
    /// of the workshop; it stands for the id of the workshop, because with both a UID could be longer than the 200 bytes that Outlook
    /// compares. No id has a dot, so that no UID of an invitation has three parts.
    /// </remarks>
    /// <param name="series">The series.</param>
    /// <param name="workshop">The workshop.</param>
    /// <param name="participant">Whose feed it is.</param>
    public static string Create(WorkshopSeries series, Workshop workshop, Participant participant)
    {
        ArgumentNullException.ThrowIfNull(participant);
        using var hash = SHA256.Create();
        var digest = hash.ComputeHash(Encoding.UTF8.GetBytes($"{Create(series, workshop)} {participant.Email.Value}"));
        var text = string.Concat(digest.Take(DigestBytes).Select(static one => one.ToString("x2", CultureInfo.InvariantCulture)));
        return $"{series.Id}.personal.{text}@{series.Domain}".ToLowerInvariant();
    }
}
