namespace Better.Calendar.Email;

/// <summary>
/// Google adds the event of an email to the calendar at once only if it knows the sender: by an earlier "Yes", or from the contacts.
/// Otherwise the calendar stays empty until the recipient presses a button (Google Calendar Help, 37135).
/// </summary>
internal static class GoogleRecipient
{
    /// <summary>Whether an email is the first about its event and goes to a mailbox that Google hosts.</summary>
    public static bool NeedsKnownSender(PlannedEmail message, InvitationOptions options) =>
        message is { Kind: EmailKind.Invitation or EmailKind.Confirmation, IsCourseEmail: false }
        && HasGoogleMailbox(message.Recipient.Email.Value, options);

    private static bool HasGoogleMailbox(string address, InvitationOptions options)
    {
        if (IsAt(address, "gmail.com") || IsAt(address, "googlemail.com"))
        {
            return true;
        }

        for (var at = 0; at < options.GoogleDomains.Count; at++)
        {
            if (IsAt(address, options.GoogleDomains[at]))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsAt(string address, string domain) =>
        address.Length > domain.Length
        && address[address.Length - domain.Length - 1] == '@'
        && address.EndsWith(domain, StringComparison.Ordinal);
}
