using System.Security.Cryptography;
using System.Text;
using Better.Calendar.Icalendar.Parsing;
using Better.Calendar.Model;
using Better.Calendar.Replies;
using MimeKit;

namespace Better.Calendar;

/// <summary>Reads what comes back to the organizer's mailbox: the only door from mail to answers.</summary>
/// <remarks>
/// Nothing that a stranger sent makes it throw; what cannot be read is a <see cref="UnrecognizedMail"/> with a reason. It keeps no
/// state: the same mail, series and policy give the same reading. Whether it is the latest word is for <see cref="Attendance"/> to say.
/// </remarks>
public static class ReplyReader
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Reads a mail.</summary>
    /// <param name="mail">The mail as it was delivered; read to its end or to the limit, not closed.</param>
    /// <param name="series">The series that emails went out for.</param>
    /// <param name="policy">How replies are read; null: the defaults.</param>
    /// <param name="sender">What the host knows about the sender; null: what a server says that the policy trusts.</param>
    /// <exception cref="IOException">The stream itself fails.</exception>
    public static ReplyResult Read(Stream mail, WorkshopSeries series, ReplyPolicy? policy = null, SenderAuthentication? sender = null)
    {
        ArgumentNullException.ThrowIfNull(mail);
        ArgumentNullException.ThrowIfNull(series);
        return Read(BoundedReader.Read(mail, (policy ?? ReplyPolicy.Default).Limits.MaxBytes), series, policy, sender);
    }

    /// <summary>Reads a mail.</summary>
    /// <param name="mail">The bytes of the mail as it was delivered.</param>
    /// <param name="series">The series that emails went out for.</param>
    /// <param name="policy">How replies are read; null: the defaults.</param>
    /// <param name="sender">What the host knows about the sender; null: what a server says that the policy trusts.</param>
    public static ReplyResult Read(byte[] mail, WorkshopSeries series, ReplyPolicy? policy = null, SenderAuthentication? sender = null)
    {
        ArgumentNullException.ThrowIfNull(mail);
        ArgumentNullException.ThrowIfNull(series);
        var chosen = policy ?? ReplyPolicy.Default;
        if (mail.Length > chosen.Limits.MaxBytes)
        {
            return new UnrecognizedMail { MessageKey = "", Reason = UnrecognizedReason.TooLarge, Detail = "The mail has more bytes than are read." };
        }

        MailContent parts;
        try
        {
            parts = MailContent.Parse(mail, chosen.Limits);
        }
        catch (FormatException)
        {
            return new UnrecognizedMail { MessageKey = ComputeDigest(new ArraySegment<byte>(mail)), Reason = UnrecognizedReason.Unreadable, Detail = "It is no mail: it has no headers that could be read." };
        }

        return Read(new IncomingMail(parts, SeriesLookup.GetOrCreate(series), chosen, sender, GetMessageKey(parts, mail)));
    }

    /// <summary>Reads a mail.</summary>
    /// <param name="message">The mail as it was delivered, with the headers that servers put on it.</param>
    /// <param name="series">The series that emails went out for.</param>
    /// <param name="policy">How replies are read; null: the defaults.</param>
    /// <param name="sender">What the host knows about the sender; null: what a server says that the policy trusts.</param>
    /// <remarks>It is written out and read as bytes are: where you have these, they are the faster way.</remarks>
    public static ReplyResult Read(MimeMessage message, WorkshopSeries series, ReplyPolicy? policy = null, SenderAuthentication? sender = null)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(series);
        return Read(MailContent.ToBytes(message), series, policy, sender);
    }

    private static ReplyResult Read(IncomingMail mail)
    {
        if (mail.Content.ExceededLimit is { } excess)
        {
            return mail.CreateUnrecognized(UnrecognizedReason.TooLarge, $"It is more than is read: {excess}.");
        }

        if (BounceReader.Read(mail) is { } bounce)
        {
            return bounce;
        }

        return mail.Content.Calendars.Count > 0 ? ReadCalendar(mail) : ReadWithoutCalendar(mail);
    }

    /// <summary>The first calendar that is a reply; where none is, what the likeliest one is instead.</summary>
    private static ReplyResult ReadCalendar(IncomingMail mail)
    {
        var first = ReadCalendar(mail, mail.Content.Calendars[0]);
        var reading = first;
        for (var at = 1; reading is UnrecognizedMail { Reason: UnrecognizedReason.NotAReply or UnrecognizedReason.Unreadable }; at++)
        {
            if (at == mail.Content.Calendars.Count)
            {
                return first;
            }

            reading = ReadCalendar(mail, mail.Content.Calendars[at]);
        }

        return reading;
    }

    private static ReplyResult ReadCalendar(IncomingMail mail, CalendarPart part)
    {
        if (part.GetUtf8Bytes(mail.Policy.Limits) is not { } bytes || ReplyCalendar.Parse(bytes, part.Method, mail.Policy.Limits) is not { } calendar)
        {
            return mail.CreateUnrecognized(UnrecognizedReason.TooLarge, "Its calendar, or a line of it, is longer than is read.");
        }

        return calendar.Method switch
        {
            "REPLY" or "COUNTER" or "REFRESH" when calendar.Events.Count == 0 => mail.CreateUnrecognized(
                calendar.HasNonEventComponents ? UnrecognizedReason.NotAReply : UnrecognizedReason.Unreadable,
                calendar.HasNonEventComponents ? "It replies to something that is no event." : "Its calendar holds no event."),
            "REPLY" or "COUNTER" or "REFRESH" => new ReplyMatcher(mail, calendar).CreateResult(),
            null when calendar.Events.Count == 0 => mail.CreateUnrecognized(UnrecognizedReason.Unreadable, "What says to be a calendar is none."),
            null => mail.CreateUnrecognized(UnrecognizedReason.NotAReply, "Its calendar does not say that it is a reply (METHOD)."),

            // RFC 5546, 1.4: these are the organizer's to send, and we are the organizer.
            { } method => mail.CreateUnrecognized(UnrecognizedReason.NotAReply, $"It is a {TextSanitizer.Truncate(TextSanitizer.ToSingleLine(method), 20)}, which is the organizer's to send; it was not acted on."),
        };
    }

    private static ReplyResult ReadWithoutCalendar(IncomingMail mail) =>
        mail.IsAutomatic
            ? new AutoReply { MessageKey = mail.MessageKey, Email = mail.From, Subject = TextSanitizer.Truncate(TextSanitizer.ToSingleLine(mail.Content.Headers[HeaderId.Subject] ?? ""), 200) }
            : mail.CreateUnrecognized(UnrecognizedReason.NoCalendar, "There is no calendar in it: it is for a person to read.");

    /// <summary>RFC 5322, 3.6.4: as good as unique. A mail without one is known by what it says, not by the headers of its way here.</summary>
    private static string GetMessageKey(MailContent content, byte[] mail)
    {
        if (content.Headers.MessageId is { Length: > 0 and <= 500 } id)
        {
            return TextSanitizer.ToSingleLine(id);
        }

        var headers = Utf8.GetBytes($"{content.Headers[HeaderId.From]}\n{content.Headers[HeaderId.Date]}\n{content.Headers[HeaderId.Subject]}\n");
        return ComputeDigest(new(headers), new(mail, content.BodyStart, mail.Length - content.BodyStart));
    }

    private static string ComputeDigest(params ArraySegment<byte>[] texts)
    {
        using var sha = SHA256.Create();
        foreach (var text in texts)
        {
            sha.TransformBlock(text.Array!, text.Offset, text.Count, null, 0);
        }

        sha.TransformFinalBlock([], 0, 0);
        return $"sha256:{string.Concat(sha.Hash!.Take(16).Select(static @byte => @byte.ToString("x2", System.Globalization.CultureInfo.InvariantCulture)))}";
    }
}
