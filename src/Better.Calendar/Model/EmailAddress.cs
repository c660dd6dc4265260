using System.Diagnostics.CodeAnalysis;
using Better.Calendar.Model;
using System;

namespace Better.Calendar;

/// <summary>A checked e-mail address: one mailbox, without a name, in the one spelling that all output uses.</summary>
/// <remarks>
/// Equal without regard to case. International domains become A-labels (<c>xn--…</c>), because headers and ATTENDEE lines must
/// agree. Refused: local parts beyond ASCII (RFC 6532; many mail systems lose them) and quoted local parts.
/// </remarks>
public sealed record EmailAddress
{
    private const string LocalPartSymbols = "!#$%&'*+-/=?^_`{|}~";

    private EmailAddress(string value) => Value = value;

    /// <summary>The address in lower case, its domain in ASCII: <c>anna@example.test</c>.</summary>
    public string Value { get; }

    /// <summary>What stands before the @.</summary>
    public string LocalPart => Value.Substring(0, Value.IndexOf('@'));

    /// <summary>What stands behind the @, in ASCII.</summary>
    public string Domain => Value.Substring(Value.IndexOf('@') + 1);

    /// <summary>Reads an address.</summary>
    /// <exception cref="FormatException">It is no address that mail can be sent to; the message says why.</exception>
    public static EmailAddress Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return ParseOrNull(text, out var problem) ?? throw new FormatException(problem);
    }

    /// <summary>Reads an address, if it is one.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out EmailAddress? address) =>
        (address = text is null ? null : ParseOrNull(text, out _)) is not null;

    /// <inheritdoc/>
    public override string ToString() => Value;

    /// <summary>The address with a tag of lower-case letters and digits behind a plus sign.</summary>
    /// <exception cref="FormatException">It is too long then.</exception>
    internal EmailAddress WithTag(string tag)
    {
        var at = Value.IndexOf('@');
        var tagged = Value.Insert(at, "+" + tag);
        return at + 1 + tag.Length <= 64 && tagged.Length <= 254 ? new(tagged) : Parse(tagged);
    }

    /// <summary>The address, or null and what is wrong, in a sentence.</summary>
    internal static EmailAddress? ParseOrNull(string text, out string? problem)
    {
        var trimmed = text.Trim(' ');
        var at = trimmed.LastIndexOf('@');
        var local = at < 0 ? "" : trimmed.Substring(0, at);
        problem =
            HasControl(trimmed) ? "an address must not hold line breaks or control characters"
            : at < 1 ? $"\"{TextSanitizer.ToSingleLine(text)}\" is not an e-mail address"
            : HasNonAscii(local) ? $"the part before the @ of \"{TextSanitizer.ToSingleLine(text)}\" holds letters beyond ASCII, which many mail systems refuse"
            : !IsDotAtom(local) ? $"\"{TextSanitizer.ToSingleLine(text)}\" is not an e-mail address"
            : null;
        var domain = problem is null ? HostName.Canonicalize(trimmed.Substring(at + 1), out problem) : null;

        // RFC 5321, 4.5.3.1: 64 bytes before the @, 254 in all.
        if (domain is not null && (local.Length > 64 || local.Length + 1 + domain.Length > 254))
        {
            problem = "an address has at most 64 characters before the @ and 254 in all";
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

    // RFC 5322, 3.2.3: a dot stands between two others that are none.
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
