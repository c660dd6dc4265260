using Better.Calendar.Icalendar.Parsing;
using MimeKit;
using NodaTime;

namespace Better.Calendar.Validation;

/// <summary>An email as all rules look at it: its headers and parts sorted out once.</summary>
internal sealed class ValidatedMail
{
    /// <summary>No honest email nests deeper; also keeps recursion short.</summary>
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

    /// <summary>Canonical addresses.</summary>
    public List<string> To { get; }

    /// <summary>Canonical addresses.</summary>
    public List<string> From { get; }

    /// <summary>Canonical addresses.</summary>
    public List<string> ReplyTo { get; }

    /// <summary>Canonical addresses of Cc and Bcc.</summary>
    public List<string> CcAndBcc { get; }

    /// <summary>The Date header; null when it is missing or no date.</summary>
    public Instant? Date { get; }

    /// <summary>The leaves of the MIME tree, in their order.</summary>
    public List<ValidatedPart> Parts { get; } = [];

    /// <summary>Whether parts stand so deep that they were not looked at.</summary>
    public bool IsTooDeep { get; private set; }

    /// <summary>The part that a client takes for the invitation; null when there is none.</summary>
    public ValidatedPart? InvitationPart { get; }

    /// <summary>The charset of the invitation, <c>utf-8</c> where it is missing.</summary>
    public string? CalendarCharset => InvitationPart?.Charset;

    /// <summary>How often each header stands there, by its name in lower case.</summary>
    public Dictionary<string, int> HeaderCounts { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether an address stands in To.</summary>
    public bool IsRecipient(string address) => (recipients ??= new(To, StringComparer.Ordinal)).Contains(address);

    /// <summary>The first part of a type that is no attachment; null when there is none.</summary>
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

    /// <summary>The decoded value of a header; null when it is missing.</summary>
    public string? this[string header] => HeaderCounts.ContainsKey(header) ? Message.Headers[header] : null;

    /// <summary>Whether a part is a calendar, by its type or its name.</summary>
    public static bool IsCalendar(ValidatedPart part) =>
        CalendarMediaType.IsCalendar(part.MediaType) || CalendarMediaType.IsCalendarFile(part.Entity.FileName);

    private void CountHeader(Header header) => HeaderCounts[header.Field] = HeaderCounts.TryGetValue(header.Field, out var count) ? count + 1 : 1;

    private void CollectParts(MimeEntity? entity, Multipart? parent, int index, int depth)
    {
        if (depth > MaxDepth)
        {
            IsTooDeep = true;
        }
        else if (entity is Multipart multipart)
        {
            for (var at = 0; at < multipart.Count; at++)
            {
                CollectParts(multipart[at], multipart, at, depth + 1);
            }
        }
        else if (entity is MimePart part)
        {
            Parts.Add(new(part, parent, index));
        }
    }

    /// <summary>text/calendar among the alternatives before one elsewhere, before any other calendar.</summary>
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
