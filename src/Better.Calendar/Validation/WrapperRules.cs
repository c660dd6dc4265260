namespace Better.Calendar.Validation;

/// <summary>Rules for wrappers that mail servers and clients add to an email, so that clients do not find the invitation in it.</summary>
internal static class WrapperRules
{
    public static readonly ValidationRule Wrapped = new("MIME-11", Severity.Warning, CalendarClients.All, ClientBehavior.NotShown)
    {
        Requirement = "The email is not wrapped in S/MIME (application/pkcs7-mime) and contains no winmail.dat.",
        Rationale = "Clients look for the invitation in the outer parts only.",
        Fix = "Send the email unsigned or as multipart/signed, and turn TNEF off.",
        Reference = "RFC 8551, 3.5; [MS-OXTNEF]",
    };

    public static readonly ValidationRule Exchanged =
        new("MIME-12", Severity.Warning, CalendarClients.Gmail | CalendarClients.Outlook, ClientBehavior.NoButtons)
        {
            Requirement = "The email was not submitted through an Exchange Online mailbox.",
            Rationale = "Exchange turns it into a meeting of its own, which other clients show blank or as a draft.",
            Fix = "Send it through another mail server.",
            Reference = "observed with smtp.office365.com",
        };

    public static readonly RuleFamily Family = new(Wrapped, Exchanged) { Mail = Check };

    private static void Check(ValidatedMail email, ValidatedCalendar? calendar, FindingCollector findings)
    {
        foreach (var part in email.Parts)
        {
            if (part.MediaType is "application/pkcs7-mime"
                or "application/x-pkcs7-mime"
                or "application/ms-tnef"
                or "application/vnd.ms-tnef"
                || string.Equals(part.Entity.FileName, "winmail.dat", StringComparison.OrdinalIgnoreCase))
            {
                findings.Add(
                    Wrapped,
                    part.Location,
                    $"The email contains a part of type {part.MediaType}{FormatFileName(part.Entity.FileName)}.");
            }
        }

        foreach (var header in (ReadOnlySpan<string>)["X-MS-Has-Attach", "X-MS-TNEF-Correlator"])
        {
            if (email.HeaderCounts.ContainsKey(header))
            {
                findings.Add(
                    Exchanged,
                    new(header),
                    $"The email has the header {header}, which Exchange adds to emails that users submit.");
                break;
            }
        }
    }

    private static string FormatFileName(string? fileName) => fileName is null ? "" : $" named {Quoted.Format(fileName)}";
}
