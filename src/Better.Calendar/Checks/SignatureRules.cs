using Better.Calendar.IcsLines;

namespace Better.Calendar.Checks;

/// <summary>What the header of a DKIM signature shows.</summary>
internal static class SignatureRules
{
    public static readonly CheckRule Aligned = new("MAIL-03", Severity.Error, Clients.Gmail, Outcome.Nothing)
    {
        Demand = "A DKIM signature is of the domain of From, and covers From, To, Subject, Date, Message-ID and Content-Type.",
        Why = "Gmail lets invitations that it cannot trace to their sender vanish.",
        Mend = "Sign with the domain of From, those headers, after the letter is finished.",
        Source = "RFC 6376, 5.4; RFC 7489, 3.1.1",
    };

    public static readonly RuleFamily Family = new(Aligned) { Mail = Check };

    private static void Check(LetterReading letter, CalendarReading? calendar, Findings found)
    {
        // Letters are signed on their way: one without a signature is not there yet.
        if (Signature.Of(letter) is not { } signature || letter.From.Count == 0)
        {
            return;
        }

        var from = CalendarAddress.Domain(letter.From[0]);
        if (!IsAligned(from, signature.Domain))
        {
            found.Add(Aligned, new("DKIM-Signature"), $"The signature is of {Shown.Of(signature.Domain)}, From of {Shown.Of(from)}.");
        }

        foreach (var header in (ReadOnlySpan<string>)["from", "to", "subject", "date", "message-id", "content-type"])
        {
            if (!signature.Covers(header))
            {
                found.Add(Aligned, new("DKIM-Signature"), $"The signature does not cover {header}.");
                break;
            }
        }
    }

    /// <summary>Relaxed: one domain is the other, or stands below it (RFC 7489, 3.1.1, without the list of public suffixes).</summary>
    private static bool IsAligned(string one, string two) =>
        one == two || one.EndsWith("." + two, StringComparison.Ordinal) || two.EndsWith("." + one, StringComparison.Ordinal);
}
