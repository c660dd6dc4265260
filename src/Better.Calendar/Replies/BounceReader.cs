using Better.Calendar.Ics;
using Better.Calendar.Workshops;
using MimeKit;

namespace Better.Calendar.Replies;

/// <summary>Delivery reports (RFC 3464): who cannot be reached, and for good or for now.</summary>
internal static class BounceReader
{
    // A letter of ours has one recipient; more are a mailing list's.
    private const int MostRecipients = 200;

    /// <summary>The bounce; null when the mail is no report of a delivery.</summary>
    public static ReplyReading? Read(ReplyMail mail)
    {
        var failed = mail.Parts.Reports.SelectMany(Recipients).Take(MostRecipients).ToList();
        if (mail.Parts.Reports.Count == 0)
        {
            // Exim and Google write this header also into reports of no standard form (RFC 3464 has none such).
            if (mail.Parts.Calendars.Count > 0 || mail.Parts.Headers["X-Failed-Recipients"] is not { } addresses)
            {
                return null;
            }

            failed.AddRange(addresses.Split(',').Select(static text => new Recipient([AttendeeLine.Address(text)], "failed", "", "")));
        }

        var worst = failed.Find(static recipient => recipient.Action == "failed") ?? failed.Find(static recipient => recipient.Action == "delayed");
        if (worst is null)
        {
            return failed.Count == 0
                ? mail.Not(NotAReplyReason.Unreadable, "It is a delivery report that names no recipient.")
                : mail.Not(NotAReplyReason.NoCalendar, "It reports that a letter arrived.");
        }

        var letter = Letter(mail);
        var email = letter.Owner?.Participant.Email
            ?? worst.Addresses.Concat(letter.To).FirstOrDefault(address => mail.Index.Participant(address) is not null)
            ?? (letter.IsOurs ? worst.Addresses.Concat(letter.To).FirstOrDefault(static address => address is not null) : null);
        return email is null
            ? mail.Not(NotAReplyReason.UnknownSender, "It is a delivery report about a letter to somebody who is not invited.")
            : new Bounce
            {
                Key = mail.Key,
                Email = email,
                WorkshopId = letter.WorkshopId,
                IsFinal = worst.Action == "failed",
                Status = worst.Status,
                Diagnostic = worst.Diagnostic,
                Stamp = mail.Date,
                Trust = letter.Owner is not null ? ReplyTrust.Token : ReplyTrust.Claimed,
            };
    }

    /// <summary>What the report shows of the letter that it is about.</summary>
    private static ReturnedLetter Letter(ReplyMail mail)
    {
        var owner = mail.Owner();
        string? workshopId = null;
        var isOurs = owner is not null;
        var to = new List<EmailAddress?>();
        if (Returned(mail) is { } returned)
        {
            to.AddRange(returned.Headers.Addresses(HeaderId.To).Mailboxes.Take(MostRecipients).Select(static mailbox => AttendeeLine.Address(mailbox.Address)));
            owner ??= mail.Index.Owner(mail.Policy.ReplyTokens, returned.Headers[HeaderId.From]);
            foreach (var part in returned.Calendars.Take(2))
            {
                if (part.Octets(mail.Policy.Limits) is not { } octets || ReplyCalendar.Read(octets, null, mail.Policy.Limits) is not { } calendar)
                {
                    continue;
                }

                foreach (var e in calendar.Events)
                {
                    workshopId ??= mail.Index.Workshop(e.Uid)?.Id;
                    isOurs |= workshopId is not null || e.Uid == mail.Index.SeriesUid;
                    owner ??= mail.Index.Owner(mail.Policy.ReplyTokens, e["ORGANIZER"]?.Value);
                }
            }
        }

        return new(owner, workshopId ?? owner?.Workshop?.Id, to, isOurs || owner is not null);
    }

    private static MailParts? Returned(ReplyMail mail)
    {
        try
        {
            return mail.Parts.Returned is { } octets ? MailParts.Read(octets, mail.Policy.Limits) : null;
        }
        catch (FormatException)
        {
            // What a report returns may be cut anywhere.
            return null;
        }
    }

    private static IEnumerable<Recipient> Recipients(MessageDeliveryStatus report) =>
        report.StatusGroups.Select(static group => new Recipient(
            [AttendeeLine.Address(Typed(group["Original-Recipient"])), AttendeeLine.Address(Typed(group["Final-Recipient"]))],
            (group["Action"] ?? "").Trim().Split(' ', '(')[0].ToLowerInvariant(),
            (group["Status"] ?? "").Trim().Split(' ', '(')[0] is { Length: <= 11 } status ? PlainText.SingleLine(status) : "",
            PlainText.Shortened(PlainText.SingleLine(Typed(Short(group["Diagnostic-Code"]))), 500)))
            .Where(static recipient => recipient.Action.Length > 0);

    /// <summary>What stands behind the type (RFC 3464, 2.1.2): <c>rfc822; anna@guest.example</c>.</summary>
    private static string Typed(string? text)
    {
        var semicolon = text?.IndexOf(';') ?? -1;
        return text is null ? "" : semicolon < 0 ? text.Trim() : text.Substring(semicolon + 1).Trim();
    }

    private static string Short(string? text) => text is { Length: > 2000 } ? text.Substring(0, 2000) : text ?? "";

    private sealed record Recipient(EmailAddress?[] Addresses, string Action, string Status, string Diagnostic);

    private sealed record ReturnedLetter(TokenOwner? Owner, string? WorkshopId, List<EmailAddress?> To, bool IsOurs);
}
