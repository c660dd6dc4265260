using MimeKit;

namespace Better.Calendar.Replies;

/// <summary>What a report returns of the email that could not be delivered, and what shows that the email is one of ours.</summary>
internal sealed class ReturnedEmail
{
    // A report returns headers first; what follows them is looked through for a UID.
    private const int MaxHeaderLines = 300;
    private const int MaxCalendars = 2;

    private readonly IncomingMail mail;

    private ReturnedEmail(IncomingMail mail)
    {
        this.mail = mail;
        Owner = mail.FindTokenOwner();
    }

    /// <summary>Whose email it was, by the reply token in it; null when there is none.</summary>
    public TokenOwner? Owner { get; private set; }

    /// <summary>The workshop that the email was about; null when nothing says so.</summary>
    public string? WorkshopId { get; private set; }

    /// <summary>The addresses in To, at most <see cref="InputLimits.MailAddresses"/>.</summary>
    public List<EmailAddress> Recipients { get; } = [];

    /// <summary>Whether the email is one of ours: by its token, its UID, its Message-ID, or by From and To.</summary>
    public bool IsOurs { get; private set; }

    /// <summary>Reads the email in a part of the report, or below the text of the server.</summary>
    public static ReturnedEmail Read(IncomingMail mail, IReadOnlyList<string> lines)
    {
        var returned = new ReturnedEmail(mail);
        var headers = mail.Content.Headers;
        returned.IsOurs = mail.Lookup.HasOurMessageId(headers[HeaderId.InReplyTo])
            || mail.Lookup.HasOurMessageId(headers[HeaderId.References]);
        if (returned.ParseEmbedded() is { } content)
        {
            returned.ReadHeaders(content.Headers);
            content.Calendars.Take(MaxCalendars).ToList().ForEach(returned.ReadCalendar);
        }
        else
        {
            returned.ReadLines(lines);
        }

        returned.WorkshopId ??= returned.Owner?.Workshop?.Id;
        returned.IsOurs |= returned.Owner is not null || returned.WorkshopId is not null;
        return returned;
    }

    private MailContent? ParseEmbedded()
    {
        try
        {
            return mail.Content.EmbeddedMessage is { } bytes ? MailContent.Parse(bytes, mail.Policy.Limits) : null;
        }
        catch (FormatException)
        {
            // A report may cut off the returned email at any byte.
            return null;
        }
    }

    private void ReadHeaders(MailHeaders headers)
    {
        var from = headers[HeaderId.From];
        Recipients.AddRange(headers.GetAddresses(HeaderId.To).Mailboxes.Take(InputLimits.MailAddresses)
            .Select(static mailbox => AttendeeProperty.ParseAddress(mailbox.Address))
            .OfType<EmailAddress>());
        ReadEvidence(from, headers[HeaderId.ReplyTo], headers[HeaderId.MessageId]);
    }

    private void ReadCalendar(CalendarPart part)
    {
        if (part.GetUtf8Bytes(mail.Policy.Limits) is { } bytes && ReplyCalendar.Parse(bytes, null, mail.Policy.Limits) is { } calendar)
        {
            foreach (var e in calendar.Events)
            {
                WorkshopId ??= mail.Lookup.FindWorkshop(e.Uid)?.Id;
                IsOurs |= e.Uid == mail.Lookup.SeriesUid;
                Owner ??= mail.Lookup.FindTokenOwner(mail.Policy.ReplyTokens, e["ORGANIZER"]?.Value);
            }
        }
    }

    /// <summary>Reads the lines below a server's text: headers, and the calendar if it is not encoded.</summary>
    private void ReadLines(IReadOnlyList<string> lines)
    {
        var fields = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        string? field = null;
        for (var at = 0; at < lines.Count; at++)
        {
            var line = lines[at];
            if (line.StartsWith("UID:", StringComparison.OrdinalIgnoreCase))
            {
                var uid = line.Substring("UID:".Length).Trim().ToLowerInvariant();
                WorkshopId ??= mail.Lookup.FindWorkshop(uid)?.Id;
                IsOurs |= uid == mail.Lookup.SeriesUid;
            }

            if (at > MaxHeaderLines)
            {
                continue;
            }

            if (line.Length > 0 && line[0] is ' ' or '\t' && field is not null)
            {
                fields[field] += fields[field].Length < InputLimits.HeaderFieldBytes ? line : "";
                continue;
            }

            var colon = line.IndexOf(':');
            field = colon is > 0 and < 40 && line.IndexOf(' ', 0, colon) < 0 ? line.Substring(0, colon) : null;
            field = field is not null && !fields.ContainsKey(field) ? field : null;
            if (field is not null)
            {
                fields[field] = line.Substring(colon + 1).Trim();
            }
        }

        string? Get(string name) => fields.TryGetValue(name, out var value) ? value : null;
        if (InternetAddressList.TryParse(Get("To") ?? "", out var to))
        {
            Recipients.AddRange(to.Mailboxes.Take(InputLimits.MailAddresses)
                .Select(static mailbox => AttendeeProperty.ParseAddress(mailbox.Address))
                .OfType<EmailAddress>());
        }

        ReadEvidence(Get("From"), Get("Reply-To"), Get("Message-ID"));
    }

    private void ReadEvidence(string? from, string? replyTo, string? messageId)
    {
        Owner ??= mail.Lookup.FindTokenOwner(mail.Policy.ReplyTokens, from) ?? mail.Lookup.FindTokenOwner(mail.Policy.ReplyTokens, replyTo);
        IsOurs |= mail.Lookup.HasOurMessageId(messageId)
            || (from?.IndexOf(mail.Lookup.Series.Organizer.Email.Value, StringComparison.OrdinalIgnoreCase) >= 0
                && Recipients.Exists(address => mail.Lookup.FindParticipant(address) is not null));
    }
}
