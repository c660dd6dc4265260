using System.Security.Cryptography;
using System.Text;
using Better.Calendar.Model;
using Better.Calendar.Replies;
using MimeKit;

namespace Better.Calendar;

/// <summary>
/// Reads the mails that come back to the organizer's mailbox: responses, delegations, proposals, bounces and automatic replies.
/// </summary>
/// <remarks>
/// The content of a mail never makes it throw: a mail that cannot be read, or is not a reply, gives an <see cref="UnrecognizedMail"/>
/// with the reason. It keeps no state: the same mail, series and policy give the same result. <see cref="Attendance"/> decides which
/// response is the latest one.
/// </remarks>
/// <example>
/// <code>
/// var policy = new ReplyPolicy { TrustedAuthenticationServer = "mx.host.example" };
/// var result = ReplyReader.Read(File.ReadAllBytes("reply.eml"), series, policy);
/// if (result is ParticipantReply reply)
/// {
///     Console.WriteLine($"{reply.Sender.Email}: {reply.Responses[0].Status}");
/// }
///
/// attendance = attendance.WithReply(result);
/// </code>
/// </example>
public static class ReplyReader
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Reads a mail from a stream.</summary>
    /// <param name="mail">The mail as it was delivered. The stream is read to its end, or to <see cref="ReplyLimits.MaxBytes"/>, and is not
    /// closed.</param>
    /// <param name="series">The series whose invitations the mail may reply to, as it is now.</param>
    /// <param name="policy">How replies are read; null for the defaults.</param>
    /// <param name="sender">What the host knows about the sender; null to use the Authentication-Results of the server that the policy
    /// trusts.</param>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public static ReplyResult Read(Stream mail, WorkshopSeries series, ReplyPolicy? policy = null, SenderAuthentication? sender = null)
    {
        ArgumentNullException.ThrowIfNull(mail);
        ArgumentNullException.ThrowIfNull(series);
        return Read(BoundedReader.Read(mail, (policy ?? ReplyPolicy.Default).Limits.MaxBytes), series, policy, sender);
    }

    /// <summary>Reads a mail from a stream without synchronous I/O, as a web server asks for.</summary>
    /// <inheritdoc cref="Read(Stream, WorkshopSeries, ReplyPolicy, SenderAuthentication)" path="/exception"/>
    /// <param name="mail">The mail as it was delivered, such as the body of a request; read to its end or to the limit, not closed.</param>
    /// <param name="series">The series whose invitations the mail may reply to, as it is now.</param>
    /// <param name="policy">How replies are read; null for the defaults.</param>
    /// <param name="sender">What the host knows about the sender; null to use the server that the policy trusts.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="OperationCanceledException">The reading was canceled.</exception>
    public static Task<ReplyResult> ReadAsync(
        Stream mail,
        WorkshopSeries series,
        ReplyPolicy? policy = null,
        SenderAuthentication? sender = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(mail);
        ArgumentNullException.ThrowIfNull(series);
        return ReadAllAsync(mail, series, policy, sender, cancellationToken);
    }

    /// <summary>Reads a mail from its bytes.</summary>
    /// <param name="mail">The bytes of the mail as it was delivered.</param>
    /// <param name="series">The series whose invitations the mail may reply to, as it is now.</param>
    /// <param name="policy">How replies are read; null for the defaults.</param>
    /// <param name="sender">What the host knows about the sender; null to use the Authentication-Results of the server that the policy
    /// trusts.</param>
    public static ReplyResult Read(byte[] mail, WorkshopSeries series, ReplyPolicy? policy = null, SenderAuthentication? sender = null)
    {
        ArgumentNullException.ThrowIfNull(mail);
        ArgumentNullException.ThrowIfNull(series);
        var effectivePolicy = policy ?? ReplyPolicy.Default;
        if (mail.Length > effectivePolicy.Limits.MaxBytes)
        {
            return new UnrecognizedMail
            {
                MessageKey = "",
                Reason = UnrecognizedReason.TooLarge,
                Detail = $"The mail has more than {effectivePolicy.Limits.MaxBytes} bytes, the limit of ReplyLimits.MaxBytes."
            };
        }

        MailContent content;
        try
        {
            content = MailContent.Parse(mail, effectivePolicy.Limits);
        }
        catch (FormatException)
        {
            return new UnrecognizedMail
            {
                MessageKey = ComputeDigest(new ArraySegment<byte>(mail)),
                Reason = UnrecognizedReason.Unreadable,
                Detail = "The input is not a mail: it has no readable headers."
            };
        }

        return ReadMail(new IncomingMail(content, SeriesLookup.GetOrCreate(series), effectivePolicy, sender, GetMessageKey(content, mail)));
    }

    /// <summary>Reads a mail that the host has already parsed with MimeKit.</summary>
    /// <param name="message">The mail as it was delivered, with the headers that mail servers added.</param>
    /// <param name="series">The series whose invitations the mail may reply to, as it is now.</param>
    /// <param name="policy">How replies are read; null for the defaults.</param>
    /// <param name="sender">What the host knows about the sender; null to use the Authentication-Results of the server that the policy
    /// trusts.</param>
    /// <remarks>The message is serialized and read again; when you have its bytes, passing them is faster.</remarks>
    public static ReplyResult Read(
        MimeMessage message,
        WorkshopSeries series,
        ReplyPolicy? policy = null,
        SenderAuthentication? sender = null)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(series);
        return Read(MailContent.ToBytes(message), series, policy, sender);
    }

    private static async Task<ReplyResult> ReadAllAsync(
        Stream mail,
        WorkshopSeries series,
        ReplyPolicy? policy,
        SenderAuthentication? sender,
        CancellationToken cancellationToken)
    {
        var limit = (policy ?? ReplyPolicy.Default).Limits.MaxBytes;
        return Read(await BoundedReader.ReadAsync(mail, limit, cancellationToken).ConfigureAwait(false), series, policy, sender);
    }

    private static ReplyResult ReadMail(IncomingMail mail) =>
        ReadContent(mail) with { SentAt = mail.SentAt, ReceivedAt = mail.ReceivedAt };

    private static ReplyResult ReadContent(IncomingMail mail)
    {
        if (mail.Content.ExceededLimit is { } limit)
        {
            return mail.CreateUnrecognized(UnrecognizedReason.TooLarge, $"The mail is beyond the limits of ReplyLimits: {limit}.");
        }

        if (BounceReader.Read(mail) is { } bounce)
        {
            return bounce;
        }

        if (mail.Content.Calendars.Count == 0
            && mail.Content.Tnef is { } tnef
            && TnefReply.Read(tnef, mail.From, mail.Policy.Limits.MaxBytes) is { } response)
        {
            mail.Content.Calendars.Add(response);
        }

        if (mail.Content.Calendars.Count == 0)
        {
            mail.Content.Calendars.AddRange(CalendarPart.FindInTexts(mail.Content.Texts, mail.Policy.Limits));
        }

        // What a mail server returns inside its mail is no reply to us.
        if (mail.Content.Calendars.Exists(part => !part.IsForwarded || !mail.IsFromMailSystem))
        {
            return ReadCalendars(mail);
        }

        return AutoReplyReader.Read(mail) is { } autoReply ? autoReply : ReadText(mail);
    }

    /// <summary>Reads the first calendar that is a reply; when none is, the result is that of the likeliest one.</summary>
    private static ReplyResult ReadCalendars(IncomingMail mail)
    {
        var first = ReadCalendar(mail, mail.Content.Calendars[0]);
        var result = first;
        for (var at = 1; result is UnrecognizedMail { Reason: UnrecognizedReason.NotAReply or UnrecognizedReason.Unreadable }; at++)
        {
            if (at == mail.Content.Calendars.Count)
            {
                // Some vacation programs attach the invitation that they answer.
                return AutoReplyReader.Read(mail) ?? first;
            }

            result = ReadCalendar(mail, mail.Content.Calendars[at]);
        }

        return result;
    }

    private static ReplyResult ReadCalendar(IncomingMail mail, CalendarPart part)
    {
        if (part.GetUtf8Bytes(mail.Policy.Limits) is not { } bytes
            || ReplyCalendar.Parse(bytes, part.Method, mail.Policy.Limits) is not { } calendar)
        {
            return mail.CreateUnrecognized(
                UnrecognizedReason.TooLarge,
                "The calendar in the mail, or a line of it, is longer than ReplyLimits allows, or has too many lines for its length.");
        }

        return calendar.Method switch
        {
            "REPLY" or "COUNTER" or "REFRESH" when calendar.Events.Count == 0 => mail.CreateUnrecognized(
                calendar.HasNonEventComponents ? UnrecognizedReason.NotAReply : UnrecognizedReason.Unreadable,
                calendar.HasNonEventComponents
                    ? "The mail replies to something that is not an event, such as a task."
                    : "The calendar in the mail has no event."),
            "REPLY" or "COUNTER" or "REFRESH" => new ReplyMatcher(mail, calendar).CreateResult(),
            null when calendar.Events.Count == 0 =>
                mail.CreateUnrecognized(
                    UnrecognizedReason.Unreadable,
                    "The mail has a part that is declared as a calendar but is not one."),
            null => mail.CreateUnrecognized(UnrecognizedReason.NotAReply, "The calendar in the mail has no METHOD, so it is not a reply."),

            // RFC 5546, 1.4: only the organizer sends these methods, and the organizer is our host.
            { } method =>
                mail.CreateUnrecognized(
                    UnrecognizedReason.NotAReply,
                    $"The calendar in the mail has the METHOD {TextSanitizer.Truncate(TextSanitizer.ToSingleLine(method), 20)}, which "
                        + "only an organizer sends; it was not acted on."),
        };
    }

    private static UnrecognizedMail ReadText(IncomingMail mail)
    {
        var unrecognized = mail.CreateUnrecognized(
            UnrecognizedReason.NoCalendar,
            mail.Content.Disposition is not null
                ? "The mail reports that somebody opened or deleted an email; that says nothing about attendance."
                : "The mail has no calendar; somebody has to read it.");
        return unrecognized with { Suggestion = TextResponseReader.Read(mail) };
    }

    /// <summary>
    /// The Message-ID, which is unique (RFC 5322, 3.6.4); without one, a digest of From, Date, Subject and body, because other headers
    /// differ with the way of delivery.
    /// </summary>
    private static string GetMessageKey(MailContent content, byte[] mail)
    {
        if (content.Headers.MessageId is { Length: > 0 and <= 500 } id)
        {
            return TextSanitizer.ToSingleLine(id);
        }

        var headers =
            Utf8.GetBytes($"{content.Headers[HeaderId.From]}\n{content.Headers[HeaderId.Date]}\n{content.Headers[HeaderId.Subject]}\n");
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
        var digits = sha.Hash!.Take(16).Select(static @byte => @byte.ToString("x2", System.Globalization.CultureInfo.InvariantCulture));
        return $"sha256:{string.Concat(digits)}";
    }
}
