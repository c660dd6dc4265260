using System.Globalization;

namespace Better.Calendar.Model;

/// <summary>The only rule for domain names: lower case, international labels as A-labels (RFC 5890), at least two valid labels.</summary>
internal static class HostName
{
    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = true };

    /// <summary>The domain as addresses and UIDs have it; null, with what is wrong, when the text is not a domain name.</summary>
    public static string? Canonicalize(string text, out string? problem)
    {
        problem = null;
        if (IsCanonical(text))
        {
            return text;
        }

        try
        {
            // MimeKit writes A-labels into headers; ATTENDEE must have the same spelling, or clients do not recognize the recipient.
            var ascii = Idn.GetAscii(text.Trim().ToLowerInvariant()).ToLowerInvariant();
            if (ascii.Length <= 253 && ascii.Contains('.') && !ascii.EndsWith(".", StringComparison.Ordinal))
            {
                return ascii;
            }
        }
        catch (ArgumentException)
        {
        }

        problem = $"\"{TextSanitizer.ToSingleLine(text)}\" is not a domain name such as example.org";
        return null;
    }

    /// <summary>
    /// A fast check that most domains pass, because IDNA is slow: true only for a domain in its final spelling without A-labels.
    /// </summary>
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
