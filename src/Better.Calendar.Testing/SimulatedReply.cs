using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MimeKit;
using NodaTime;

namespace Better.Calendar.Testing;

/// <summary>
/// Creates the emails that calendar clients send back for an invitation, so that you can test how your application handles them.
/// </summary>
/// <remarks>
/// The same arguments always give the same bytes. The invitation is read by code that is independent of Better.Calendar, so that an error
/// in one is not hidden by the same error in the other.
/// </remarks>
/// <example>
/// <code>
/// using var invitation = email.ToMimeMessage();
/// using var reply = SimulatedReply.CreateResponse(invitation, email.Recipient.Email, ParticipationStatus.Accepted, at);
/// </code>
/// </example>
public static class SimulatedReply
{
    /// <summary>Creates a response: accepted, tentative or declined (REPLY, RFC 5546, 3.2.3).</summary>
    /// <param name="invitation">The invitation email to reply to.</param>
    /// <param name="attendee">The address of the attendee who replies.</param>
    /// <param name="status">The response.</param>
    /// <param name="at">When the reply is sent: its Date and DTSTAMP.</param>
    /// <param name="comment">A comment for the organizer (COMMENT); null: none.</param>
    /// <exception cref="ArgumentException"><paramref name="invitation"/> contains no calendar event with UID and ORGANIZER.</exception>
    public static MimeMessage CreateResponse(
        MimeMessage invitation,
        EmailAddress attendee,
        ParticipationStatus status,
        Instant at,
        string? comment = null) =>
        Write(invitation, attendee, new("REPLY", status.ToString(), ToPartStat(status), null, comment), at);

    /// <summary>Creates a delegation to somebody else (REPLY with DELEGATED, RFC 5546, 3.2.2.3).</summary>
    /// <param name="invitation">The invitation email to reply to.</param>
    /// <param name="attendee">The address of the attendee who replies.</param>
    /// <param name="delegatedTo">The address of the person who comes instead.</param>
    /// <param name="at">When the reply is sent: its Date and DTSTAMP.</param>
    /// <param name="comment">A comment for the organizer (COMMENT); null: none.</param>
    /// <exception cref="ArgumentException"><paramref name="invitation"/> contains no calendar event with UID and ORGANIZER.</exception>
    public static MimeMessage CreateDelegation(
        MimeMessage invitation,
        EmailAddress attendee,
        EmailAddress delegatedTo,
        Instant at,
        string? comment = null) =>
        Write(
            invitation,
            attendee,
            new("REPLY", "Delegated", "DELEGATED", delegatedTo ?? throw new ArgumentNullException(nameof(delegatedTo)), comment),
            at);

    /// <summary>Creates a proposal of another time (COUNTER, RFC 5546, 3.2.7), with the status TENTATIVE, as Outlook does.</summary>
    /// <param name="invitation">The invitation email to reply to.</param>
    /// <param name="attendee">The address of the attendee who replies.</param>
    /// <param name="start">The proposed start.</param>
    /// <param name="end">The proposed end.</param>
    /// <param name="at">When the reply is sent: its Date and DTSTAMP.</param>
    /// <param name="comment">A comment for the organizer (COMMENT); null: none.</param>
    /// <exception cref="ArgumentException"><paramref name="invitation"/> contains no calendar event with UID and ORGANIZER.</exception>
    public static MimeMessage CreateProposal(
        MimeMessage invitation,
        EmailAddress attendee,
        Instant start,
        Instant end,
        Instant at,
        string? comment = null) =>
        Write(invitation, attendee, new("COUNTER", "New time proposed", "TENTATIVE", null, comment) { Start = start, End = end }, at);

    /// <summary>Creates a request for the current version of the invitation (REFRESH, RFC 5546, 3.2.6).</summary>
    /// <param name="invitation">The invitation email.</param>
    /// <param name="attendee">The address of the attendee who asks.</param>
    /// <param name="at">When the reply is sent: its Date and DTSTAMP.</param>
    /// <exception cref="ArgumentException"><paramref name="invitation"/> contains no calendar event with UID and ORGANIZER.</exception>
    public static MimeMessage CreateRefreshRequest(MimeMessage invitation, EmailAddress attendee, Instant at) =>
        Write(invitation, attendee, new("REFRESH", "Request for update", null, null, null), at);

    private static MimeMessage Write(MimeMessage invitation, EmailAddress attendee, ReplyContent content, Instant at)
    {
        _ = invitation ?? throw new ArgumentNullException(nameof(invitation));
        _ = attendee ?? throw new ArgumentNullException(nameof(attendee));
        var invited = InvitedEvent.Find(invitation)
            ?? throw new ArgumentException(
                "The email contains no calendar event with UID and ORGANIZER to reply to. Pass an invitation email.",
                nameof(invitation));
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
        yield return invited.GetLine("UID")!;

        // RFC 5546, 2.1.4: the attendee copies the organizer's SEQUENCE; DTSTAMP orders their responses.
        yield return $"SEQUENCE:{invited.Sequence}";
        yield return $"DTSTAMP:{IcsText.FormatUtc(at)}";
        foreach (var name in new[] { "RECURRENCE-ID", "SUMMARY", "ORGANIZER" })
        {
            if (invited.GetLine(name) is { } line)
            {
                yield return line;
            }
        }

        foreach (var (name, proposed) in new[] { ("DTSTART", content.Start), ("DTEND", content.End) })
        {
            if ((proposed ?? invited.GetInstant(name)) is { } instant)
            {
                yield return $"{name}:{IcsText.FormatUtc(instant)}";
            }
        }

        var partstat = content.PartStat is null ? "" : $";PARTSTAT={content.PartStat}";
        var delegated = content.DelegatedTo is null ? "" : $";DELEGATED-TO=\"mailto:{content.DelegatedTo}\"";
        yield return $"ATTENDEE{partstat}{delegated}:mailto:{attendee}";
        if (IcsText.Escape(content.Comment ?? "") is { Length: > 0 } comment)
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
