using Better.Calendar.Icalendar.Parsing;

namespace Better.Calendar.Validation;

/// <summary>What the header of a DKIM signature shows.</summary>
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
        // Emails are signed on their way: one without a signature is not there yet.
        if (DkimSignatureHeader.FromMail(email) is not { } signature || email.From.Count == 0)
        {
            return;
        }

        var from = CalendarAddress.GetDomain(email.From[0]);
        if (!IsAligned(from, signature.Domain))
        {
            findings.Add(DomainAlignment, new("DKIM-Signature"), $"The signature is of {Quoted.Format(signature.Domain)}, From of {Quoted.Format(from)}.");
        }

        foreach (var header in (ReadOnlySpan<string>)["from", "to", "subject", "date", "message-id", "content-type"])
        {
            if (!signature.Covers(header))
            {
                findings.Add(DomainAlignment, new("DKIM-Signature"), $"The signature does not cover {header}.");
                break;
            }
        }
    }

    /// <summary>Relaxed: one domain is the other, or stands below it (RFC 7489, 3.1.1, without the list of public suffixes).</summary>
    private static bool IsAligned(string domain, string otherDomain) =>
        domain == otherDomain || domain.EndsWith("." + otherDomain, StringComparison.Ordinal) || otherDomain.EndsWith("." + domain, StringComparison.Ordinal);
}
