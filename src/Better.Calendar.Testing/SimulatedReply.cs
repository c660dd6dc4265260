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

    /// <summary>Creates the response of a simulated client.</summary>
    /// <param name="events">What is answered: an event, or a master with its overrides, each with its response.</param>
    /// <param name="attendee">Who replies.</param>
    /// <param name="status">The response, for the subject.</param>
    /// <param name="at">When.</param>
    /// <param name="comment">A comment; null: none.</param>
    /// <param name="messageId">The Message-ID of the invitation; null if there is none.</param>
    /// <param name="format">How the client writes replies.</param>
    internal static MimeMessage CreateResponse(
        IReadOnlyList<EventComponent> events,
        EmailAddress attendee,
        ParticipationStatus status,
        Instant at,
        string? comment,
        string? messageId,
        ReplyFormat format) =>
        Write(
            events,
            attendee,
            new("REPLY", status.ToString(), null, null, format.HasComment ? comment : null) { Format = format },
            at,
            messageId);

    private static MimeMessage Write(MimeMessage invitation, EmailAddress attendee, ReplyContent content, Instant at)
    {
        _ = invitation ?? throw new ArgumentNullException(nameof(invitation));
        _ = attendee ?? throw new ArgumentNullException(nameof(attendee));
        var invited = CalendarContent.Find(invitation, null)?.Events.FirstOrDefault(static one => one.Organizer.Length > 0)
            ?? throw new ArgumentException(
                "The email contains no calendar event with UID and ORGANIZER to reply to. Pass an invitation email.",
                nameof(invitation));
        return Write([invited], attendee, content, at, invitation.MessageId);
    }

    private static MimeMessage Write(
        IReadOnlyList<EventComponent> events, EmailAddress attendee, ReplyContent content, Instant at, string? messageId)
    {
        var ics = IcsText.Fold(CreateLines(events, attendee, content, at));
        var digest = ComputeDigest(ics);
        var title = events[0].Title.Replace('\n', ' ');

        var message = new MimeMessage();
        message.Headers.Clear();
        message.From.Add(new MailboxAddress("", attendee.Value));
        message.To.Add(new MailboxAddress("", events[0].Organizer));
        message.Subject = $"{content.SubjectPrefix}: {title}";
        message.Date = at.ToDateTimeOffset();
        message.MessageId = $"{digest}@{attendee.Domain}";
        if (messageId is { Length: > 0 })
        {
            message.InReplyTo = messageId;
        }

        var alternative = new MultipartAlternative { Boundary = $"=_reply_{digest}" };
        alternative.Add(new TextPart("plain") { Text = $"{content.SubjectPrefix}: {title}\n{content.Comment}" });
        var reply = new TextPart("calendar") { ContentTransferEncoding = ContentEncoding.Base64 };
        reply.SetText(Encoding.UTF8, Encoding.UTF8.GetString(ics));
        reply.ContentType.Parameters["method"] = content.Method;
        alternative.Add(reply);
        message.Body = alternative;
        return message;
    }

    private static IEnumerable<string> CreateLines(
        IReadOnlyList<EventComponent> events, EmailAddress attendee, ReplyContent content, Instant at) =>
    [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Better.Calendar//Reply//EN",
        $"METHOD:{content.Method}",
        .. events.SelectMany(one => CreateEventLines(one, attendee, content, at)),
        "END:VCALENDAR",
    ];

    private static IEnumerable<string> CreateEventLines(EventComponent invited, EmailAddress attendee, ReplyContent content, Instant at)
    {
        yield return "BEGIN:VEVENT";
        yield return invited.GetLine("UID")!;

        // RFC 5546, 2.1.4: the attendee copies the organizer's SEQUENCE; DTSTAMP orders their responses.
        yield return FormattableString.Invariant($"SEQUENCE:{invited.Sequence}");
        yield return $"DTSTAMP:{IcsText.FormatUtc(content.Format.CopiesStamp ? invited.Stamp : at)}";
        if (content.Format.CopiesStamp)
        {
            yield return $"LAST-MODIFIED:{IcsText.FormatUtc(at)}";
        }

        if ((invited.GetLine("RECURRENCE-ID") ?? FormatRecurrenceId(invited)) is { } recurrenceId)
        {
            yield return recurrenceId;
        }

        foreach (var name in content.Format.CopiedProperties)
        {
            if (invited.GetLine(name) is { } line)
            {
                yield return line;
            }
        }

        foreach (var (name, proposed) in new[]
        {
            ("DTSTART", content.Start ?? invited.Start?.ToInstant()), ("DTEND", content.End ?? invited.End?.ToInstant()),
        })
        {
            if (proposed is { } instant)
            {
                yield return $"{name}:{IcsText.FormatUtc(instant)}";
            }
        }

        var response = content.PartStat ?? (content.Method == "REPLY" ? ToPartStat(invited.Response) : null);
        var partstat = response is null ? "" : $";PARTSTAT={response}";
        var delegated = content.DelegatedTo is null ? "" : $";DELEGATED-TO=\"mailto:{content.DelegatedTo}\"";
        yield return $"ATTENDEE{partstat}{delegated}:mailto:{attendee}";
        if (content.Format.HasRequestStatus)
        {
            yield return "REQUEST-STATUS:2.0;Success";
        }

        if (IcsText.Escape(content.Comment ?? "") is { Length: > 0 } comment)
        {
            yield return $"COMMENT:{comment}";
        }

        yield return "END:VEVENT";
    }

    private static string? FormatRecurrenceId(EventComponent invited) =>
        invited.RecurrenceId is { } occurrence ? $"RECURRENCE-ID:{IcsText.FormatUtc(occurrence)}" : null;

    private static string ToPartStat(ParticipationStatus? status) => status?.ToString().ToUpperInvariant() ?? "NEEDS-ACTION";

    private static string ComputeDigest(byte[] ics)
    {
        using var sha = SHA256.Create();
        return string.Concat(sha.ComputeHash(ics).Take(12).Select(static value => value.ToString("x2", CultureInfo.InvariantCulture)));
    }

    private sealed record ReplyContent(string Method, string SubjectPrefix, string? PartStat, EmailAddress? DelegatedTo, string? Comment)
    {
        public ReplyFormat Format { get; init; } = new();

        public Instant? Start { get; init; }

        public Instant? End { get; init; }
    }
}
