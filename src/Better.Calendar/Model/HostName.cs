using System.Globalization;

namespace Better.Calendar.Model;

/// <summary>The one rule for domains: lower case, international labels as A-labels (RFC 5890), dots between good labels.</summary>
internal static class HostName
{
    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = true };

    /// <summary>The domain as it goes into addresses and UIDs, or null and what is wrong with it.</summary>
    public static string? Canonicalize(string text, out string? problem)
    {
        problem = null;
        if (IsCanonical(text))
        {
            return text;
        }

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

        problem = $"\"{TextSanitizer.ToSingleLine(text)}\" is not a domain name";
        return null;
    }

    /// <summary>Whether it plainly is as it should be, as most are: IDNA is slow. A-labels are for IDNA to judge.</summary>
    private static bool IsCanonical(string text)
    {
        var (label, dots) = (0, 0);
        for (var at = 0; at < text.Length; at++)
        {
            switch (text[at])
            {
                case (>= 'a' and <= 'z') or (>= '0' and <= '9'):
                    break;
                case '-' when at > label && at + 1 < text.Length && text[at + 1] is not ('.' or '-'):
                    break;
                case '.' when at > label:
                    (label, dots) = (at + 1, dots + 1);
                    continue;
                default:
                    return false;
            }

            if (at - label >= 63)
            {
                return false;
            }
        }

        return dots > 0 && label < text.Length && text.Length <= 253;
    }
}
