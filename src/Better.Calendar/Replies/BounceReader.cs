using MimeKit;

namespace Better.Calendar.Replies;

/// <summary>
/// Reads what mail servers report about our emails, as a delivery report (RFC 3464) or in words: who could not be reached, and whether the
/// server has given up or still tries.
/// </summary>
internal sealed class BounceReader
{
    private readonly IncomingMail mail;
    private readonly IReadOnlyList<PartContent> texts;
    private readonly BounceText text;
    private readonly ReturnedEmail returned;

    private BounceReader(IncomingMail mail)
    {
        this.mail = mail;
        var content = mail.Content;

        // Some servers write a boundary that their parts do not have.
        texts = content.Texts.Count > 0 || content.DeliveryReports.Count > 0
            ? content.Texts
            : [new(new ContentType("text", "plain"), new([]), content.Body)];
        text = BounceText.Read(content.Headers[HeaderId.Subject] ?? "", texts);
        returned = ReturnedEmail.Read(mail, text.ReturnedLines);
    }

    /// <summary>The bounce in a mail; null when the mail is not one.</summary>
    public static ReplyResult? Read(IncomingMail mail)
    {
        var content = mail.Content;
        var isReport = content.DeliveryReports.Count > 0 || content.IsDeliveryReport || IsRejection(content);

        // A person's response counts, whatever marks of a machine the mail has: Cyrus and Stalwart send them automatically.
        var isReply = content.Calendars.Exists(static part => part.IsDeclaredReply && !part.IsForwarded);
        return !isReport && (isReply || !mail.MayComeFromMailSystem)
            ? null
            : new BounceReader(mail).Read(isReport);
    }

    /// <summary>Whether the mail has a phrase that only mail servers use, so that it is no vacation answer.</summary>
    public static bool HasPhrase(IncomingMail mail) =>
        BounceText.Read(mail.Content.Headers[HeaderId.Subject] ?? "", mail.Content.Texts).HasPhrase;

    private ReplyResult? Read(bool isReport)
    {
        var recipients = ReadRecipients();
        var isBounce = isReport || mail.IsFromMailSystem || text.HasPhrase;
        if (isBounce && recipients.Count == 0 && text.IsDelivered)
        {
            return CreateDelivered();
        }

        if (!isBounce || (recipients.Count == 0 && !isReport && returned.Recipients.Count == 0))
        {
            return null;
        }

        var bounced = FindBounced(recipients);
        var failed = bounced.Where(static one => one.Status?.Outcome != BounceOutcome.Delivered)
            .OrderByDescending(static one => one.Status?.Outcome)
            .Select(CreateBounce)
            .ToList();
        if (failed.Count > 0)
        {
            ReplyResult report = failed[0] with { Others = failed.Skip(1).ToValueList() };
            return report;
        }

        return bounced.Count > 0 || GetWorst(recipients)?.Outcome == BounceOutcome.Delivered ? CreateDelivered()
            : !isReport ? null
            : recipients.Count == 0 && returned.Recipients.Count == 0
            ? mail.CreateUnrecognized(UnrecognizedReason.Unreadable, "The mail is a delivery report that names no recipient.")
            : mail.CreateUnrecognized(
                UnrecognizedReason.UnknownSender,
                "The mail is a delivery report about an email to somebody who is not invited.");
    }

    private UnrecognizedMail CreateDelivered() =>
        mail.CreateUnrecognized(
            UnrecognizedReason.NoCalendar,
            "The mail reports that an email was delivered; there is nothing to do.");

    private Bounce CreateBounce((EmailAddress Email, RecipientStatus? Status) one) => new()
    {
        MessageKey = mail.MessageKey,
        SentAt = mail.SentAt,
        ReceivedAt = mail.ReceivedAt,
        Email = one.Email,
        WorkshopId = returned.WorkshopId,
        IsPermanent = one.Status is null ? !text.IsDelayed : one.Status.Outcome == BounceOutcome.Failed,
        Status = one.Status?.Status ?? "",
        Diagnostic = one.Status?.Diagnostic ?? "",
        Timestamp = mail.Date,
        Trust = returned.Owner is not null ? SenderTrust.Token : SenderTrust.Claimed,
        NeedsConfirmation = !returned.IsOurs,
    };

    /// <summary>
    /// The invited addresses and what became of the email to each. A report with several recipients names them one by one. What it says
    /// about others, to whom the email was forwarded, is about the one to whom it went.
    /// </summary>
    private List<(EmailAddress Email, RecipientStatus? Status)> FindBounced(List<RecipientStatus> recipients)
    {
        var named = recipients
            .Select(recipient => (Email: recipient.Addresses.FirstOrDefault(IsParticipant), Status: recipient))
            .Where(static one => one.Email is not null)
            .GroupBy(static one => one.Email!, static one => one.Status)
            .Select(static group => (Email: group.Key, Status: GetWorst(group)))
            .ToList();
        var single = FindSingleRecipient();
        if (named.Count > 0 && (single is null || named.Exists(one => one.Email == single)))
        {
            return named;
        }

        var worst = GetWorst(named.Select(static one => one.Status!)) ?? GetWorst(recipients);
        return (single ?? FindEmail(worst)) is { } email ? [(email, worst)] : [];
    }

    /// <summary>To whom alone the email was, by its token, or by To of an email that is surely ours; null when nothing shows it.</summary>
    private EmailAddress? FindSingleRecipient() =>
        returned.Owner?.Participant.Email
        ?? (returned.IsOurs && returned.Recipients.Count == 1 && IsParticipant(returned.Recipients[0]) ? returned.Recipients[0] : null);

    /// <summary>
    /// The address when the report names nobody who is invited: To of the returned email, by which the report may be about somebody who
    /// is. An address that is not invited counts only when the email is ours: it was to somebody who has left the series.
    /// </summary>
    private EmailAddress? FindEmail(RecipientStatus? status)
    {
        EmailAddress[] ours = returned.IsOurs && returned.Recipients.Count == 1 ? [.. returned.Recipients] : [];
        return returned.Recipients.Find(IsParticipant)
            ?? (returned.IsOurs ? ours.Concat(status?.Addresses ?? []).Concat(returned.Recipients).FirstOrDefault() : null);
    }

    private List<RecipientStatus> ReadRecipients()
    {
        var content = mail.Content;
        var reports = content.DeliveryReports.Count == 0 && content.Disposition is { } disposition
            ? [disposition]
            : content.DeliveryReports;
        var recipients = reports.SelectMany(static report =>
            DeliveryStatusReader.Read(report.GetText(InputLimits.HeaderBytes))).ToList();
        if (recipients.Count == 0)
        {
            recipients = BounceText.ReadFields(texts);
        }

        return recipients.Exists(static recipient => recipient.Addresses.Count > 0) ? recipients : ReadText(recipients.FirstOrDefault());
    }

    /// <summary>The recipients that X-Failed-Recipients (Exim, Google) or the text of the server names.</summary>
    /// <param name="report">What a report says without naming an address; null when it says nothing.</param>
    private List<RecipientStatus> ReadText(RecipientStatus? report)
    {
        var named = mail.Content.Headers
            .Where(static header => header.Field.Equals("X-Failed-Recipients", StringComparison.OrdinalIgnoreCase))
            .SelectMany(static header => header.Value.Split(','))
            .Take(InputLimits.MailAddresses)
            .Select(AttendeeProperty.ParseAddress)
            .OfType<EmailAddress>()
            .ToList();
        var inText = text.FindAddresses();
        var ours = mail.Content.Headers.GetAddresses(HeaderId.To).Mailboxes.Take(InputLimits.MailAddresses)
            .Select(static mailbox => AttendeeProperty.ParseAddress(mailbox.Address))
            .ToList();
        var first = named.Select(address => inText.Find(other => other.Address == address) ?? new(address, -1, -1))
            .Concat(inText)
            .Where(one => IsParticipant(one.Address))
            .OrderBy(one => ours.Contains(one.Address)) // a transcript names the sender, to whom the report goes, too
            .FirstOrDefault();
        if (first is null)
        {
            return [];
        }

        var found = (first.Start < 0 ? [first] : text.FindListed(first))
            .Concat(named.Select(address => inText.Find(other => other.Address == address) ?? new(address, -1, -1)))
            .Where(one => IsParticipant(one.Address) && (one.Address == first.Address || !ours.Contains(one.Address)))
            .GroupBy(static one => one.Address)
            .Select(static group => group.First())
            .ToList();
        return found.ConvertAll(one => CreateStatus(one.Address, GetDiagnostic(one, found), report));
    }

    /// <summary>What the text says about one address, up to the next one of which it speaks.</summary>
    private string GetDiagnostic(TextAddress one, List<TextAddress> all) =>
        one.End < 0 ? "" : text.GetDiagnostic(one.End, all.Find(other => other.Start > one.End)?.Start);

    private RecipientStatus CreateStatus(EmailAddress address, string diagnostic, RecipientStatus? report) => new(
        [address],
        report?.Outcome ?? (text.IsDelivered ? BounceOutcome.Delivered : text.IsDelayed ? BounceOutcome.Delayed : BounceOutcome.Failed),
        report?.Status ?? DeliveryStatusReader.FindStatus(diagnostic),
        report?.Diagnostic ?? diagnostic);

    /// <summary>
    /// Whether a disposition notification says that a mailbox refused the email unread (Sieve's reject, RFC 5429, 2.2; Dovecot's quota).
    /// Other notifications are read receipts.
    /// </summary>
    private static bool IsRejection(MailContent content)
    {
        var text = content.Disposition?.GetText(InputLimits.MailTextBytes) ?? "";
        return text.IndexOf("automatic-action", StringComparison.OrdinalIgnoreCase) >= 0
            && text.IndexOf("deleted", StringComparison.OrdinalIgnoreCase) >= 0
            && (content.Headers[HeaderId.Subject]?.IndexOf("reject", StringComparison.OrdinalIgnoreCase) >= 0
                || BounceText.Read("", content.Texts).HasPhrase);
    }

    private bool IsParticipant(EmailAddress address) => mail.Lookup.FindParticipant(address) is not null;

    private static RecipientStatus? GetWorst(IEnumerable<RecipientStatus> recipients) =>
        recipients.OrderByDescending(static recipient => recipient.Outcome).FirstOrDefault();
}
