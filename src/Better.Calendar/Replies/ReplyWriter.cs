using System.Security.Cryptography;
using System.Text;
using Better.Calendar.Ics;
using Better.Calendar.IcsLines;
using Better.Calendar.Workshops;
using MimeKit;
using NodaTime;

namespace Better.Calendar.Replies;

/// <summary>The other side: writes what a calendar client sends back for an invitation. For tests, and for hosts that answer in somebody's name.</summary>
/// <remarks>The same invitation, answer and instant give the same octets.</remarks>
public static class ReplyWriter
{
    /// <summary>An answer (REPLY, RFC 5546, 3.2.3).</summary>
    /// <param name="invitation">The letter that is answered.</param>
    /// <param name="attendee">Who answers.</param>
    /// <param name="answer">What she says.</param>
    /// <param name="at">When.</param>
    /// <param name="comment">What she writes beside it; null: nothing.</param>
    /// <exception cref="ArgumentException">The letter holds no invitation.</exception>
    public static MimeMessage Answer(MimeMessage invitation, EmailAddress attendee, Answer answer, Instant at, string? comment = null)
    {
        ArgumentNullException.ThrowIfNull(invitation);
        ArgumentNullException.ThrowIfNull(attendee);
        return Write(invitation, attendee, new("REPLY", answer.ToString(), Partstat(answer), [], comment), at);
    }

    /// <summary>Sends somebody else (DELEGATED, RFC 5546, 3.2.2.3).</summary>
    /// <param name="invitation">The letter that is answered.</param>
    /// <param name="attendee">Who answers.</param>
    /// <param name="to">Who comes.</param>
    /// <param name="at">When.</param>
    /// <param name="comment">What she writes beside it; null: nothing.</param>
    /// <exception cref="ArgumentException">The letter holds no invitation.</exception>
    public static MimeMessage Delegate(MimeMessage invitation, EmailAddress attendee, EmailAddress to, Instant at, string? comment = null)
    {
        ArgumentNullException.ThrowIfNull(invitation);
        ArgumentNullException.ThrowIfNull(attendee);
        ArgumentNullException.ThrowIfNull(to);
        return Write(invitation, attendee, new("REPLY", "Delegated", "DELEGATED", [("DELEGATED-TO", $"mailto:{to}")], comment), at);
    }

    /// <summary>Proposes another time (COUNTER, RFC 5546, 3.2.7), and says perhaps meanwhile, as Outlook does.</summary>
    /// <param name="invitation">The letter that is answered.</param>
    /// <param name="attendee">Who answers.</param>
    /// <param name="start">The proposed start.</param>
    /// <param name="end">The proposed end.</param>
    /// <param name="at">When.</param>
    /// <param name="comment">What she writes beside it; null: nothing.</param>
    /// <exception cref="ArgumentException">The letter holds no invitation.</exception>
    public static MimeMessage Propose(MimeMessage invitation, EmailAddress attendee, Instant start, Instant end, Instant at, string? comment = null)
    {
        ArgumentNullException.ThrowIfNull(invitation);
        ArgumentNullException.ThrowIfNull(attendee);
        return Write(invitation, attendee, new("COUNTER", "New time proposed", "TENTATIVE", [], comment) { Start = start, End = end }, at);
    }

    /// <summary>Asks for the invitation again (REFRESH, RFC 5546, 3.2.6).</summary>
    /// <param name="invitation">The letter that is asked for again.</param>
    /// <param name="attendee">Who asks.</param>
    /// <param name="at">When.</param>
    /// <exception cref="ArgumentException">The letter holds no invitation.</exception>
    public static MimeMessage AskAgain(MimeMessage invitation, EmailAddress attendee, Instant at)
    {
        ArgumentNullException.ThrowIfNull(invitation);
        ArgumentNullException.ThrowIfNull(attendee);
        return Write(invitation, attendee, new("REFRESH", "Request for update", null, [], null), at);
    }

    private static MimeMessage Write(MimeMessage invitation, EmailAddress attendee, Wish wish, Instant at)
    {
        var limits = new ReplyLimits();
        var part = MailParts.Read(invitation, limits).Calendars.FirstOrDefault();
        var calendar = part?.Octets(limits) is { } octets ? ReplyCalendar.Read(octets, part.Method, limits) : null;
        var e = calendar?.Events.FirstOrDefault(static e => e["ORGANIZER"] is not null) ?? throw new ArgumentException("the letter holds no invitation", nameof(invitation));
        var organizer = AttendeeLine.Address(e["ORGANIZER"]!) ?? throw new ArgumentException("the invitation has no organiser to answer to", nameof(invitation));
        var title = PlainText.SingleLine(e["SUMMARY"]?.Text ?? "");
        var ics = ContentLines.Fold(Lines(e, calendar!, attendee, wish, at).Select(static line => line.ToString()));

        var message = new MimeMessage();
        message.Headers.Clear();
        message.From.Add(new MailboxAddress("", attendee.Value));
        message.To.Add(new MailboxAddress("", organizer.Value));
        message.Subject = $"{wish.Word}: {title}";
        message.Date = at.ToDateTimeOffset();
        message.MessageId = $"{Digest(ics)}@{attendee.Domain}";
        if (invitation.MessageId is { Length: > 0 } id)
        {
            message.InReplyTo = id;
        }

        var alternative = new MultipartAlternative { Boundary = $"=_reply_{Digest(ics)}" };
        alternative.Add(new TextPart("plain") { Text = $"{wish.Word}: {title}\n{wish.Comment}" });
        var reply = new TextPart("calendar") { ContentTransferEncoding = ContentEncoding.Base64 };
        reply.SetText(Encoding.UTF8, Encoding.UTF8.GetString(ics));
        reply.ContentType.Parameters["method"] = wish.Method;
        alternative.Add(reply);
        message.Body = alternative;
        return message;
    }

    private static IEnumerable<ContentLine> Lines(ReplyEvent e, ReplyCalendar calendar, EmailAddress attendee, Wish wish, Instant at)
    {
        var zones = DateTimeZoneProviders.Tzdb;
        var start = wish.Start ?? ReplyTime.Instant(e["DTSTART"], calendar, zones, DateTimeZone.Utc);
        var end = wish.End ?? ReplyTime.Instant(e["DTEND"], calendar, zones, DateTimeZone.Utc);
        yield return ContentLine.Plain("BEGIN", "VCALENDAR");
        yield return ContentLine.Plain("VERSION", "2.0");
        yield return ContentLine.Plain("PRODID", "-//Better.Calendar//Reply//EN");
        yield return ContentLine.Plain("METHOD", wish.Method);
        yield return ContentLine.Plain("BEGIN", "VEVENT");
        yield return Copy(e["UID"]!);

        // RFC 5546, 2.1.4: the attendee keeps the organiser's SEQUENCE; DTSTAMP tells which of her answers is the latest.
        yield return ContentLine.Plain("SEQUENCE", e.Sequence.ToString(System.Globalization.CultureInfo.InvariantCulture));
        yield return ContentLine.Plain("DTSTAMP", DateTimeText.Utc(at));
        foreach (var line in new[] { e.RecurrenceId, e["SUMMARY"], e["ORGANIZER"] })
        {
            if (line is not null)
            {
                yield return Copy(line);
            }
        }

        foreach (var (name, moment) in new[] { ("DTSTART", start), ("DTEND", end) })
        {
            if (moment is { } known)
            {
                yield return ContentLine.Plain(name, DateTimeText.Utc(known));
            }
        }

        (string, string)[] partstat = wish.Partstat is null ? [] : [("PARTSTAT", wish.Partstat)];
        yield return ContentLine.Plain("ATTENDEE", $"mailto:{attendee}", [.. partstat, .. wish.Parameters]);
        if (PlainText.MultiLine(wish.Comment ?? "") is { Length: > 0 } comment)
        {
            yield return ContentLine.Text("COMMENT", comment);
        }

        yield return ContentLine.Plain("END", "VEVENT");
        yield return ContentLine.Plain("END", "VCALENDAR");
    }

    private static ContentLine Copy(Line line) => ContentLine.Split(PlainText.SingleLine(line.ToString()));

    private static string Partstat(Answer answer) => answer.ToString().ToUpperInvariant();

    private static string Digest(byte[] octets)
    {
        using var sha = SHA256.Create();
        return string.Concat(sha.ComputeHash(octets).Take(12).Select(static octet => octet.ToString("x2", System.Globalization.CultureInfo.InvariantCulture)));
    }

    private sealed record Wish(string Method, string Word, string? Partstat, (string Name, string Value)[] Parameters, string? Comment)
    {
        public Instant? Start { get; init; }

        public Instant? End { get; init; }
    }
}
