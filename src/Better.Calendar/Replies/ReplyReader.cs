using System.Security.Cryptography;
using System.Text;
using Better.Calendar.IcsLines;
using Better.Calendar.Workshops;
using MimeKit;

namespace Better.Calendar.Replies;

/// <summary>Reads what comes back to the organiser's mailbox: the only door from mail to answers.</summary>
/// <remarks>
/// Nothing that a stranger sent makes it throw; what cannot be read is a <see cref="NotAReply"/> with a reason. It keeps no
/// state: the same mail, series and policy give the same reading. Whether it is the latest word is for <see cref="Attendance"/> to say.
/// </remarks>
public static class ReplyReader
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Reads a mail.</summary>
    /// <param name="mail">The mail as it was delivered; read to its end or to the limit, not closed.</param>
    /// <param name="series">The series that letters went out for.</param>
    /// <param name="policy">How replies are read; null: the defaults.</param>
    /// <param name="sender">What the host knows about the sender; null: what a server says that the policy trusts.</param>
    /// <exception cref="IOException">The stream itself fails.</exception>
    public static ReplyReading Read(Stream mail, WorkshopSeries series, ReplyPolicy? policy = null, SenderAuthentication? sender = null)
    {
        ArgumentNullException.ThrowIfNull(mail);
        ArgumentNullException.ThrowIfNull(series);
        return Read(BoundedReader.Read(mail, (policy ?? ReplyPolicy.Default).Limits.MostOctets), series, policy, sender);
    }

    /// <summary>Reads a mail.</summary>
    /// <param name="mail">The octets of the mail as it was delivered.</param>
    /// <param name="series">The series that letters went out for.</param>
    /// <param name="policy">How replies are read; null: the defaults.</param>
    /// <param name="sender">What the host knows about the sender; null: what a server says that the policy trusts.</param>
    public static ReplyReading Read(byte[] mail, WorkshopSeries series, ReplyPolicy? policy = null, SenderAuthentication? sender = null)
    {
        ArgumentNullException.ThrowIfNull(mail);
        ArgumentNullException.ThrowIfNull(series);
        var chosen = policy ?? ReplyPolicy.Default;
        if (mail.Length > chosen.Limits.MostOctets)
        {
            return new NotAReply { Key = "", Reason = NotAReplyReason.TooLarge, Detail = "The mail has more octets than are read." };
        }

        MailParts parts;
        try
        {
            parts = MailParts.Read(mail, chosen.Limits);
        }
        catch (FormatException)
        {
            return new NotAReply { Key = Digest(new ArraySegment<byte>(mail)), Reason = NotAReplyReason.Unreadable, Detail = "It is no mail: it has no headers that could be read." };
        }

        return Read(new ReplyMail(parts, ReplyIndex.Of(series), chosen, sender, KeyOf(parts, mail)));
    }

    /// <summary>Reads a mail.</summary>
    /// <param name="message">The mail as it was delivered, with the headers that servers put on it.</param>
    /// <param name="series">The series that letters went out for.</param>
    /// <param name="policy">How replies are read; null: the defaults.</param>
    /// <param name="sender">What the host knows about the sender; null: what a server says that the policy trusts.</param>
    /// <remarks>It is written out and read as octets are: where you have these, they are the faster way.</remarks>
    public static ReplyReading Read(MimeMessage message, WorkshopSeries series, ReplyPolicy? policy = null, SenderAuthentication? sender = null)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(series);
        return Read(MailParts.Octets(message), series, policy, sender);
    }

    private static ReplyReading Read(ReplyMail mail)
    {
        if (mail.Parts.Excess is { } excess)
        {
            return mail.Not(NotAReplyReason.TooLarge, $"It is more than is read: {excess}.");
        }

        if (BounceReader.Read(mail) is { } bounce)
        {
            return bounce;
        }

        return mail.Parts.Calendars.Count > 0 ? Calendar(mail) : WithoutCalendar(mail);
    }

    /// <summary>The first calendar that is a reply; where none is, what the likeliest one is instead.</summary>
    private static ReplyReading Calendar(ReplyMail mail)
    {
        var first = Calendar(mail, mail.Parts.Calendars[0]);
        var reading = first;
        for (var at = 1; reading is NotAReply { Reason: NotAReplyReason.NotOurs or NotAReplyReason.Unreadable }; at++)
        {
            if (at == mail.Parts.Calendars.Count)
            {
                return first;
            }

            reading = Calendar(mail, mail.Parts.Calendars[at]);
        }

        return reading;
    }

    private static ReplyReading Calendar(ReplyMail mail, CalendarPart part)
    {
        if (part.Octets(mail.Policy.Limits) is not { } octets || ReplyCalendar.Read(octets, part.Method, mail.Policy.Limits) is not { } calendar)
        {
            return mail.Not(NotAReplyReason.TooLarge, "Its calendar, or a line of it, is longer than is read.");
        }

        return calendar.Method switch
        {
            "REPLY" or "COUNTER" or "REFRESH" when calendar.Events.Count == 0 => mail.Not(
                calendar.IsOfOtherKind ? NotAReplyReason.NotOurs : NotAReplyReason.Unreadable,
                calendar.IsOfOtherKind ? "It replies to something that is no event." : "Its calendar holds no event."),
            "REPLY" or "COUNTER" or "REFRESH" => new ReplyMatch(mail, calendar).Read(),
            null when calendar.Events.Count == 0 => mail.Not(NotAReplyReason.Unreadable, "What says to be a calendar is none."),
            null => mail.Not(NotAReplyReason.NotOurs, "Its calendar does not say that it is a reply (METHOD)."),

            // RFC 5546, 1.4: these are the organiser's to send, and we are the organiser.
            { } method => mail.Not(NotAReplyReason.NotOurs, $"It is a {PlainText.Shortened(PlainText.SingleLine(method), 20)}, which is the organiser's to send; it was not acted on."),
        };
    }

    private static ReplyReading WithoutCalendar(ReplyMail mail) =>
        mail.IsAutomatic
            ? new AutoReply { Key = mail.Key, Email = mail.From, Subject = PlainText.Shortened(PlainText.SingleLine(mail.Parts.Headers[HeaderId.Subject] ?? ""), 200) }
            : mail.Not(NotAReplyReason.NoCalendar, "There is no calendar in it: it is for a person to read.");

    /// <summary>RFC 5322, 3.6.4: as good as unique. A mail without one is known by what it says, not by the headers of its way here.</summary>
    private static string KeyOf(MailParts parts, byte[] mail)
    {
        if (parts.Headers.MessageId is { Length: > 0 and <= 500 } id)
        {
            return PlainText.SingleLine(id);
        }

        var headers = Utf8.GetBytes($"{parts.Headers[HeaderId.From]}\n{parts.Headers[HeaderId.Date]}\n{parts.Headers[HeaderId.Subject]}\n");
        return Digest(new(headers), new(mail, parts.BodyStart, mail.Length - parts.BodyStart));
    }

    private static string Digest(params ArraySegment<byte>[] texts)
    {
        using var sha = SHA256.Create();
        foreach (var text in texts)
        {
            sha.TransformBlock(text.Array!, text.Offset, text.Count, null, 0);
        }

        sha.TransformFinalBlock([], 0, 0);
        return $"sha256:{string.Concat(sha.Hash!.Take(16).Select(static octet => octet.ToString("x2", System.Globalization.CultureInfo.InvariantCulture)))}";
    }
}
