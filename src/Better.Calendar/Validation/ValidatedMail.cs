using Better.Calendar.Icalendar.Parsing;
using MimeKit;
using NodaTime;

namespace Better.Calendar.Validation;

/// <summary>An email in the form in which all rules check it: its headers and parts are collected once.</summary>
internal sealed class ValidatedMail
{
    /// <summary>The maximum nesting of MIME parts. No real email is nested more deeply, and the limit bounds the recursion.</summary>
    public const int MaxDepth = 24;

    private HashSet<string>? recipients;

    public ValidatedMail(MimeMessage message, ValidationOptions options)
    {
        (Message, Options) = (message, options);
        foreach (var header in message.Headers)
        {
            CountHeader(header);
        }

        To = NormalizeAddresses(message.To);
        From = NormalizeAddresses(message.From);
        ReplyTo = NormalizeAddresses(message.ReplyTo);
        CcAndBcc = [.. NormalizeAddresses(message.Cc), .. NormalizeAddresses(message.Bcc)];
        Date = message.Date.Year > 1 ? Instant.FromDateTimeOffset(message.Date) : null;
        CollectParts(message.Body, null, 0, 0);
        InvitationPart = FindInvitationPart();
    }

    public MimeMessage Message { get; }

    public ValidationOptions Options { get; }

    /// <summary>The normalized addresses.</summary>
    public List<string> To { get; }

    /// <summary>The normalized addresses.</summary>
    public List<string> From { get; }

    /// <summary>The normalized addresses.</summary>
    public List<string> ReplyTo { get; }

    /// <summary>The normalized addresses of Cc and Bcc.</summary>
    public List<string> CcAndBcc { get; }

    /// <summary>The Date header; null if it is missing or invalid.</summary>
    public Instant? Date { get; }

    /// <summary>The leaves of the MIME tree, in their order.</summary>
    public List<ValidatedPart> Parts { get; } = [];

    /// <summary>The multiparts and attached emails that have a transfer encoding, with its name (RFC 2045, 6.4 allows none).</summary>
    public List<(string MediaType, string Encoding)> EncodedContainers { get; } = [];

    /// <summary>Whether parts are nested so deeply that they were not read.</summary>
    public bool IsTooDeep { get; private set; }

    /// <summary>The part that a client treats as the invitation; null if there is none.</summary>
    public ValidatedPart? InvitationPart { get; }

    /// <summary>The charset parameter of the invitation in lower case; null if it is missing.</summary>
    public string? CalendarCharset => InvitationPart?.Charset;

    /// <summary>How often each header appears, by its name in any case.</summary>
    public Dictionary<string, int> HeaderCounts { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a normalized address is in To.</summary>
    public bool IsRecipient(string address) => (recipients ??= new(To, StringComparer.Ordinal)).Contains(address);

    /// <summary>The first part of a media type that is not an attachment; null if there is none.</summary>
    public ValidatedPart? FindBody(string mediaType)
    {
        foreach (var part in Parts)
        {
            if (part.MediaType == mediaType && !part.IsAttachment)
            {
                return part;
            }
        }

        return null;
    }

    /// <summary>The decoded value of a header; null if it is missing.</summary>
    public string? this[string header] => HeaderCounts.ContainsKey(header) ? Message.Headers[header] : null;

    /// <summary>Whether a part is a calendar, by its media type or file name.</summary>
    public static bool IsCalendar(ValidatedPart part) =>
        CalendarMediaType.IsCalendar(part.MediaType) || CalendarMediaType.IsCalendarFile(part.Entity.FileName);

    private void CountHeader(Header header) =>
        HeaderCounts[header.Field] = HeaderCounts.TryGetValue(header.Field, out var count) ? count + 1 : 1;

    private void CollectParts(MimeEntity? entity, Multipart? parent, int index, int depth)
    {
        if (depth > MaxDepth)
        {
            IsTooDeep = true;
        }
        else if (entity is Multipart multipart)
        {
            NoteEncoding(multipart);
            for (var at = 0; at < multipart.Count; at++)
            {
                CollectParts(multipart[at], multipart, at, depth + 1);
            }
        }
        else if (entity is MessagePart)
        {
            NoteEncoding(entity);
        }
        else if (entity is MimePart part)
        {
            if (part.ContentType.IsMimeType("message", "rfc822") || part.ContentType.IsMimeType("multipart", "*"))
            {
                NoteEncoding(part);
            }

            Parts.Add(new(part, parent, index));
        }
    }

    private void NoteEncoding(MimeEntity entity)
    {
        var encoding = entity.Headers[HeaderId.ContentTransferEncoding]?.Trim();
        if (encoding is not null && encoding.ToLowerInvariant() is not ("7bit" or "8bit" or "binary" or ""))
        {
            EncodedContainers.Add((entity.ContentType.MimeType.ToLowerInvariant(), encoding));
        }
    }

    /// <summary>Prefers text/calendar in multipart/alternative, then text/calendar elsewhere, then any other calendar.</summary>
    private ValidatedPart? FindInvitationPart()
    {
        ValidatedPart? best = null;
        var bestRank = 0;
        foreach (var part in Parts)
        {
            var rank = !IsCalendar(part) ? 0 : part.MediaType != "text/calendar" ? 1 : part.IsAlternative ? 4 : part.IsAttachment ? 2 : 3;
            if (rank > bestRank)
            {
                (best, bestRank) = (part, rank);
            }
        }

        return best;
    }

    private static List<string> NormalizeAddresses(InternetAddressList list)
    {
        var addresses = new List<string>(list.Count);
        foreach (var mailbox in list.Mailboxes)
        {
            addresses.Add(CalendarAddress.Normalize(mailbox.Address ?? ""));
        }

        return addresses;
    }
}
