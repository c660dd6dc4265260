using Better.Calendar.Icalendar.Parsing;

namespace Better.Calendar.Validation;

/// <summary>Rules for the DKIM-Signature header.</summary>
internal static class DkimRules
{
    public static readonly ValidationRule DomainAlignment = new("MAIL-03", Severity.Error, CalendarClients.Gmail, ClientBehavior.NotShown)
    {
        Requirement = "A DKIM signature is from the domain of From and covers From, To, Subject, Date, Message-ID and Content-Type.",
        Rationale = "Gmail drops invitations that it cannot trace to their sender, without notice.",
        Fix = "Sign those headers with the domain of From, after the email is complete.",
        Reference = "RFC 6376, 5.4; RFC 7489, 3.1.1",
    };

    public static readonly RuleFamily Family = new(DomainAlignment) { Mail = Check };

    private static void Check(ValidatedMail email, ValidatedCalendar? calendar, FindingCollector findings)
    {
        // Emails are signed when they are sent: one without a signature has not been sent yet.
        if (DkimSignatureHeader.FromMail(email) is not { } signature || email.From.Count == 0)
        {
            return;
        }

        var from = CalendarAddress.GetDomain(email.From[0]);
        if (!IsAligned(from, signature.Domain))
        {
            findings.Add(
                DomainAlignment,
                new("DKIM-Signature"),
                $"The DKIM signature is from {Quoted.Format(signature.Domain)}, but From is at {Quoted.Format(from)}.");
        }

        foreach (var header in (ReadOnlySpan<string>)["from", "to", "subject", "date", "message-id", "content-type"])
        {
            if (!signature.Covers(header))
            {
                findings.Add(DomainAlignment, new("DKIM-Signature"), $"The DKIM signature does not cover the header {header}.");
                break;
            }
        }
    }

    /// <summary>
    /// Relaxed alignment: one domain equals the other or is a subdomain of it (RFC 7489, 3.1.1, without the public suffix list).
    /// </summary>
    private static bool IsAligned(string domain, string otherDomain) =>
        domain == otherDomain
            || domain.EndsWith("." + otherDomain, StringComparison.Ordinal)
            || otherDomain.EndsWith("." + domain, StringComparison.Ordinal);
}
