using Better.Calendar.Model;
using MimeKit;

namespace Better.Calendar.Replies;

/// <summary>Reads delivery reports (RFC 3464): who could not be reached, and whether the server has given up or still tries.</summary>
internal static class BounceReader
{
    // Our emails have one recipient each; a report with more comes from a mailing list.
    private const int MaxRecipients = 200;

    /// <summary>The bounce in a mail; null when the mail is not a delivery report.</summary>
    public static ReplyResult? Read(IncomingMail mail)
    {
        var failed = mail.Content.DeliveryReports.SelectMany(ReadRecipients).Take(MaxRecipients).ToList();
        if (mail.Content.DeliveryReports.Count == 0)
        {
            // Exim and Google also write this non-standard header into reports that have no message/delivery-status part.
            if (mail.Content.Calendars.Count > 0 || mail.Content.Headers["X-Failed-Recipients"] is not { } addresses)
            {
                return null;
            }

            failed.AddRange(addresses.Split(',')
                .Select(static text => new FailedRecipient([AttendeeProperty.ParseAddress(text)], "failed", "", "")));
        }

        var worst = failed.Find(static recipient => recipient.Action == "failed")
            ?? failed.Find(static recipient => recipient.Action == "delayed");
        if (worst is null)
        {
            return failed.Count == 0
                ? mail.CreateUnrecognized(UnrecognizedReason.Unreadable, "The mail is a delivery report that names no recipient.")
                : mail.CreateUnrecognized(
                    UnrecognizedReason.NoCalendar,
                    "The mail reports that an email was delivered; there is nothing to do.");
        }

        var returned = ReadReturnedMessage(mail);
        var email = returned.Owner?.Participant.Email
            ?? worst.Addresses.Concat(returned.Recipients).FirstOrDefault(address => mail.Lookup.FindParticipant(address) is not null)
            ?? (returned.IsFromSeries
                ? worst.Addresses.Concat(returned.Recipients).FirstOrDefault(static address => address is not null)
                : null);
        return email is null
            ? mail.CreateUnrecognized(
                UnrecognizedReason.UnknownSender,
                "The mail is a delivery report about an email to somebody who is not invited.")
            : new Bounce
            {
                MessageKey = mail.MessageKey,
                Email = email,
                WorkshopId = returned.WorkshopId,
                IsPermanent = worst.Action == "failed",
                Status = worst.Status,
                Diagnostic = worst.Diagnostic,
                Timestamp = mail.Date,
                Trust = returned.Owner is not null ? SenderTrust.Token : SenderTrust.Claimed,
            };
    }

    /// <summary>Reads what the report returns of the email that could not be delivered.</summary>
    private static ReturnedMessage ReadReturnedMessage(IncomingMail mail)
    {
        var owner = mail.FindTokenOwner();
        string? workshopId = null;
        var isFromSeries = owner is not null;
        var recipients = new List<EmailAddress?>();
        if (ParseReturnedContent(mail) is { } returned)
        {
            recipients.AddRange(returned.Headers.GetAddresses(HeaderId.To).Mailboxes.Take(MaxRecipients)
                .Select(static mailbox => AttendeeProperty.ParseAddress(mailbox.Address)));
            owner ??= mail.Lookup.FindTokenOwner(mail.Policy.ReplyTokens, returned.Headers[HeaderId.From]);
            foreach (var part in returned.Calendars.Take(2))
            {
                if (part.GetUtf8Bytes(mail.Policy.Limits) is not { } bytes
                    || ReplyCalendar.Parse(bytes, null, mail.Policy.Limits) is not { } calendar)
                {
                    continue;
                }

                foreach (var e in calendar.Events)
                {
                    workshopId ??= mail.Lookup.FindWorkshop(e.Uid)?.Id;
                    isFromSeries |= workshopId is not null || e.Uid == mail.Lookup.SeriesUid;
                    owner ??= mail.Lookup.FindTokenOwner(mail.Policy.ReplyTokens, e["ORGANIZER"]?.Value);
                }
            }
        }

        return new(owner, workshopId ?? owner?.Workshop?.Id, recipients, isFromSeries || owner is not null);
    }

    private static MailContent? ParseReturnedContent(IncomingMail mail)
    {
        try
        {
            return mail.Content.ReturnedMessage is { } bytes ? MailContent.Parse(bytes, mail.Policy.Limits) : null;
        }
        catch (FormatException)
        {
            // A report may cut off the returned email at any byte.
            return null;
        }
    }

    private static IEnumerable<FailedRecipient> ReadRecipients(MessageDeliveryStatus report) =>
        report.StatusGroups.Select(static group => new FailedRecipient(
            [AttendeeProperty.ParseAddress(StripAddressType(group["Original-Recipient"])),
                AttendeeProperty.ParseAddress(StripAddressType(group["Final-Recipient"]))],
            (group["Action"] ?? "").Trim().Split(' ', '(')[0].ToLowerInvariant(),
            (group["Status"] ?? "").Trim().Split(' ', '(')[0] is { Length: <= 11 } status ? TextSanitizer.ToSingleLine(status) : "",
            TextSanitizer.Truncate(TextSanitizer.ToSingleLine(StripAddressType(Truncate(group["Diagnostic-Code"]))), 500)))
            .Where(static recipient => recipient.Action.Length > 0);

    /// <summary>
    /// The text after the type and the semicolon (RFC 3464, 2.1.2): <c>anna@guest.example</c> of <c>rfc822; anna@guest.example</c>.
    /// </summary>
    private static string StripAddressType(string? text)
    {
        var semicolon = text?.IndexOf(';') ?? -1;
        return text is null ? "" : semicolon < 0 ? text.Trim() : text.Substring(semicolon + 1).Trim();
    }

    private static string Truncate(string? text) => text is { Length: > 2000 } ? text.Substring(0, 2000) : text ?? "";

    private sealed record FailedRecipient(EmailAddress?[] Addresses, string Action, string Status, string Diagnostic);

    private sealed record ReturnedMessage(TokenOwner? Owner, string? WorkshopId, List<EmailAddress?> Recipients, bool IsFromSeries);
}
