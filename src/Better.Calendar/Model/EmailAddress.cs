using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Better.Calendar.Model;

namespace Better.Calendar;

/// <summary>A valid email address: one mailbox without a display name, in the spelling that all output uses.</summary>
/// <remarks>
/// Equal without regard to case. International domains become A-labels (<c>xn--…</c>), because headers and ATTENDEE properties must
/// agree. Not accepted: local parts with non-ASCII characters (RFC 6532; many mail systems reject them) and quoted local parts.
/// </remarks>
[JsonConverter(typeof(EmailAddressJsonConverter))]
public sealed record EmailAddress
{
    private const string LocalPartSymbols = "!#$%&'*+-/=?^_`{|}~";

    private EmailAddress(string value) => Value = value;

    /// <summary>The address in lower case, its domain in ASCII: <c>anna@example.test</c>.</summary>
    public string Value { get; }

    /// <summary>The part before the @.</summary>
    public string LocalPart => Value.Substring(0, Value.IndexOf('@'));

    /// <summary>The part after the @, in ASCII.</summary>
    public string Domain => Value.Substring(Value.IndexOf('@') + 1);

    /// <summary>Parses an address; spaces around it are ignored.</summary>
    /// <exception cref="FormatException">The text is not an address that email can be sent to; the message says why.</exception>
    public static EmailAddress Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return ParseOrNull(text, out var problem) ?? throw new FormatException(problem);
    }

    /// <summary>Parses an address; returns false, and null as the address, when the text is not one.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out EmailAddress? address) =>
        (address = text is null ? null : ParseOrNull(text, out _)) is not null;

    /// <inheritdoc/>
    public override string ToString() => Value;

    /// <summary>The address with a tag of lower-case letters and digits after a plus sign.</summary>
    /// <exception cref="FormatException">The address becomes too long.</exception>
    internal EmailAddress WithTag(string tag)
    {
        var at = Value.IndexOf('@');
        var tagged = Value.Insert(at, "+" + tag);
        return at + 1 + tag.Length <= 64 && tagged.Length <= 254 ? new(tagged) : Parse(tagged);
    }

    /// <summary>The address; null when the text is not one, with what is wrong as a sentence.</summary>
    internal static EmailAddress? ParseOrNull(string text, out string? problem)
    {
        var trimmed = text.Trim(' ');
        var at = trimmed.LastIndexOf('@');
        var local = at < 0 ? "" : trimmed.Substring(0, at);
        problem =
            HasControl(trimmed) ? "an email address must not contain line breaks or control characters"
            : at < 1 ? $"\"{TextSanitizer.ToSingleLine(text)}\" is not an email address"
            : HasNonAscii(local)
                ? $"the part before the @ of \"{TextSanitizer.ToSingleLine(text)}\" contains non-ASCII characters, which many mail "
                    + "systems reject"
            : !IsDotAtom(local) ? $"\"{TextSanitizer.ToSingleLine(text)}\" is not an email address"
            : null;
        var domain = problem is null ? HostName.Canonicalize(trimmed.Substring(at + 1), out problem) : null;

        // RFC 5321, 4.5.3.1: 64 octets before the @, 254 in total.
        if (domain is not null && (local.Length > 64 || local.Length + 1 + domain.Length > 254))
        {
            problem = "an email address has at most 64 characters before the @ and 254 in total";
        }

        return problem is null ? new EmailAddress($"{local.ToLowerInvariant()}@{domain}") : null;
    }

    private static bool HasControl(string text)
    {
        foreach (var c in text)
        {
            if (char.IsControl(c))
            {
                return true;
            }
        }

        return false;
    }

    private static bool HasNonAscii(string text)
    {
        foreach (var c in text)
        {
            if (c > 127)
            {
                return true;
            }
        }

        return false;
    }

    // RFC 5322, 3.2.3: each dot is between two characters that are not dots.
    private static bool IsDotAtom(string local)
    {
        var before = '.';
        foreach (var c in local)
        {
            if (c == '.' ? before == '.' : !char.IsLetterOrDigit(c) && LocalPartSymbols.IndexOf(c) < 0)
            {
                return false;
            }

            before = c;
        }

        return before != '.';
    }
}
