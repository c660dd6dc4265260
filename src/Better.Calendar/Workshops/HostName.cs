using System.Globalization;

namespace Better.Calendar.Workshops;

/// <summary>The one rule for domains: lower case, international labels as A-labels (RFC 5890), dots between good labels.</summary>
internal static class HostName
{
    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = true };

    /// <summary>The domain as it goes into addresses and UIDs, or null and what is wrong with it.</summary>
    public static string? Canonical(string text, out string? problem)
    {
        problem = null;
        try
        {
            // MimeKit writes A-labels into headers; the ATTENDEE must read the same, or the recipient is not found in it.
            var ascii = Idn.GetAscii(text.Trim().ToLowerInvariant()).ToLowerInvariant();
            if (ascii.Length <= 253 && ascii.Contains('.') && !ascii.EndsWith(".", StringComparison.Ordinal))
            {
                return ascii;
            }
        }
        catch (ArgumentException)
        {
        }

        problem = $"\"{PlainText.SingleLine(text)}\" is not a domain name";
        return null;
    }
}
