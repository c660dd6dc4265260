using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MimeKit;
using NodaTime;

namespace Better.Calendar.Testing;

/// <summary>Writes what a calendar client sends back for an invitation: the other side of your host, for your tests.</summary>
/// <remarks>
/// The same invitation, response and instant give the same bytes. It reads the invitation by rules of its own and shares none with the
/// library, so that a mistake of one is not hidden by the same mistake of the other.
/// </remarks>
public static class SimulatedReply
{
    /// <summary>A response (REPLY, RFC 5546, 3.2.3).</summary>
    /// <param name="invitation">The email that is answered.</param>
    /// <param name="attendee">Who answers.</param>
    /// <param name="status">Their response.</param>
    /// <param name="at">When.</param>
    /// <param name="comment">A comment for the organizer; null: none.</param>
    /// <exception cref="ArgumentException">The email contains no invitation.</exception>
    public static MimeMessage CreateResponse(MimeMessage invitation, EmailAddress attendee, ParticipationStatus status, Instant at, string? comment = null) =>
        Write(invitation, attendee, new("REPLY", status.ToString(), ToPartStat(status), null, comment), at);

    /// <summary>Delegates to somebody else (DELEGATED, RFC 5546, 3.2.2.3).</summary>
    /// <param name="invitation">The email that is answered.</param>
    /// <param name="attendee">Who answers.</param>
    /// <param name="delegatedTo">Who comes.</param>
    /// <param name="at">When.</param>
    /// <param name="comment">A comment for the organizer; null: none.</param>
    /// <exception cref="ArgumentException">The email contains no invitation.</exception>
    public static MimeMessage CreateDelegation(MimeMessage invitation, EmailAddress attendee, EmailAddress delegatedTo, Instant at, string? comment = null) =>
        Write(invitation, attendee, new("REPLY", "Delegated", "DELEGATED", delegatedTo ?? throw new ArgumentNullException(nameof(delegatedTo)), comment), at);

    /// <summary>Proposes another time (COUNTER, RFC 5546, 3.2.7) and responds “tentative” meanwhile, as Outlook does.</summary>
    /// <param name="invitation">The email that is answered.</param>
    /// <param name="attendee">Who answers.</param>
    /// <param name="start">The proposed start.</param>
    /// <param name="end">The proposed end.</param>
    /// <param name="at">When.</param>
    /// <param name="comment">A comment for the organizer; null: none.</param>
    /// <exception cref="ArgumentException">The email contains no invitation.</exception>
    public static MimeMessage CreateProposal(MimeMessage invitation, EmailAddress attendee, Instant start, Instant end, Instant at, string? comment = null) =>
        Write(invitation, attendee, new("COUNTER", "New time proposed", "TENTATIVE", null, comment) { Start = start, End = end }, at);

    /// <summary>Asks for the invitation again (REFRESH, RFC 5546, 3.2.6).</summary>
    /// <param name="invitation">The email that is asked for again.</param>
    /// <param name="attendee">Who asks.</param>
    /// <param name="at">When.</param>
    /// <exception cref="ArgumentException">The email contains no invitation.</exception>
    public static MimeMessage CreateRefreshRequest(MimeMessage invitation, EmailAddress attendee, Instant at) =>
        Write(invitation, attendee, new("REFRESH", "Request for update", null, null, null), at);

    private static MimeMessage Write(MimeMessage invitation, EmailAddress attendee, ReplyContent content, Instant at)
    {
        _ = invitation ?? throw new ArgumentNullException(nameof(invitation));
        _ = attendee ?? throw new ArgumentNullException(nameof(attendee));
        var invited = InvitedEvent.Find(invitation) ?? throw new ArgumentException("The email contains no invitation to respond to.", nameof(invitation));
        var ics = IcsText.Fold(CreateLines(invited, attendee, content, at));

        var message = new MimeMessage();
        message.Headers.Clear();
        message.From.Add(new MailboxAddress("", attendee.Value));
        message.To.Add(new MailboxAddress("", invited.Organizer));
        message.Subject = $"{content.SubjectPrefix}: {invited.Title}";
        message.Date = at.ToDateTimeOffset();
        message.MessageId = $"{ComputeDigest(ics)}@{attendee.Domain}";
        if (invitation.MessageId is { Length: > 0 } id)
        {
            message.InReplyTo = id;
        }

        var alternative = new MultipartAlternative { Boundary = $"=_reply_{ComputeDigest(ics)}" };
        alternative.Add(new TextPart("plain") { Text = $"{content.SubjectPrefix}: {invited.Title}\n{content.Comment}" });
        var reply = new TextPart("calendar") { ContentTransferEncoding = ContentEncoding.Base64 };
        reply.SetText(Encoding.UTF8, Encoding.UTF8.GetString(ics));
        reply.ContentType.Parameters["method"] = content.Method;
        alternative.Add(reply);
        message.Body = alternative;
        return message;
    }

    private static IEnumerable<string> CreateLines(InvitedEvent invited, EmailAddress attendee, ReplyContent content, Instant at)
    {
        yield return "BEGIN:VCALENDAR";
        yield return "VERSION:2.0";
        yield return "PRODID:-//Better.Calendar//Reply//EN";
        yield return $"METHOD:{content.Method}";
        yield return "BEGIN:VEVENT";
        yield return invited.Line("UID")!;

        // RFC 5546, 2.1.4: the attendee keeps the organizer's SEQUENCE; DTSTAMP says which of their responses is the latest.
        yield return $"SEQUENCE:{invited.Sequence}";
        yield return $"DTSTAMP:{IcsText.Utc(at)}";
        foreach (var name in new[] { "RECURRENCE-ID", "SUMMARY", "ORGANIZER" })
        {
            if (invited.Line(name) is { } line)
            {
                yield return line;
            }
        }

        foreach (var (name, moment) in new[] { ("DTSTART", content.Start), ("DTEND", content.End) })
        {
            if ((moment ?? invited.Moment(name)) is { } known)
            {
                yield return $"{name}:{IcsText.Utc(known)}";
            }
        }

        var partstat = content.PartStat is null ? "" : $";PARTSTAT={content.PartStat}";
        var delegated = content.DelegatedTo is null ? "" : $";DELEGATED-TO=\"mailto:{content.DelegatedTo}\"";
        yield return $"ATTENDEE{partstat}{delegated}:mailto:{attendee}";
        if (IcsText.Escaped(content.Comment ?? "") is { Length: > 0 } comment)
        {
            yield return $"COMMENT:{comment}";
        }

        yield return "END:VEVENT";
        yield return "END:VCALENDAR";
    }

    private static string ToPartStat(ParticipationStatus status) => status.ToString().ToUpperInvariant();

    private static string ComputeDigest(byte[] ics)
    {
        using var sha = SHA256.Create();
        return string.Concat(sha.ComputeHash(ics).Take(12).Select(static value => value.ToString("x2", CultureInfo.InvariantCulture)));
    }

    private sealed record ReplyContent(string Method, string SubjectPrefix, string? PartStat, EmailAddress? DelegatedTo, string? Comment)
    {
        public Instant? Start { get; init; }

        public Instant? End { get; init; }
    }
}
