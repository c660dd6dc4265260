namespace Better.Calendar.Checks;

/// <summary>What mail servers and mail programs put around a letter, so that clients do not find the invitation in it.</summary>
internal static class WrapperRules
{
    public static readonly CheckRule Wrapped = new("MIME-11", Severity.Warning, Clients.All, Outcome.Nothing)
    {
        Demand = "The letter is not wrapped (S/MIME application/pkcs7-mime) and carries no winmail.dat.",
        Why = "Clients look for the invitation on the outside.",
        Mend = "Send it unsigned, or as multipart/signed; switch TNEF off.",
        Source = "RFC 8551, 3.5; [MS-OXTNEF]",
    };

    public static readonly CheckRule Exchanged = new("MIME-12", Severity.Warning, Clients.Gmail | Clients.Outlook, Outcome.NoButtons)
    {
        Demand = "The letter was not submitted through a mailbox of Exchange Online.",
        Why = "Exchange turns it into a meeting of its own, which others see blank or as a draft.",
        Mend = "Send it through another mail server.",
        Source = "seen with smtp.office365.com",
    };

    public static readonly RuleFamily Family = new(Wrapped, Exchanged) { Mail = Check };

    private static void Check(LetterReading letter, CalendarReading? calendar, Findings found)
    {
        foreach (var part in letter.Parts)
        {
            if (part.Type is "application/pkcs7-mime" or "application/x-pkcs7-mime" or "application/ms-tnef" or "application/vnd.ms-tnef"
                || string.Equals(part.Entity.FileName, "winmail.dat", StringComparison.OrdinalIgnoreCase))
            {
                found.Add(Wrapped, part.Place, $"The letter holds a part {part.Type}{Named(part.Entity.FileName)}.");
            }
        }

        foreach (var header in (ReadOnlySpan<string>)["X-MS-Has-Attach", "X-MS-TNEF-Correlator"])
        {
            if (letter.HeaderCounts.ContainsKey(header))
            {
                found.Add(Exchanged, new(header), $"The header {header} is there, which Exchange adds to what users submit.");
                break;
            }
        }
    }

    private static string Named(string? fileName) => fileName is null ? "" : $" named {Shown.Of(fileName)}";
}
