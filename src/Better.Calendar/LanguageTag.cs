using System.Text.RegularExpressions;

namespace Better.Calendar;

/// <summary>Language tags (BCP 47): their canonical case, their parents, and the order in which texts are looked up.</summary>
internal static class LanguageTag
{
    /// <summary>The tag of a text without a stated language, which is in the language of its series (RFC 5646, 2.2.1).</summary>
    public const string Undetermined = "und";

    /// <summary>English, the only language that all texts exist in.</summary>
    public const string English = "en";

    /// <summary>The languages in which the library has sentences.</summary>
    public static readonly string[] Shipped = ["ar", "de", "en", "es", "et", "fr", "hu", "it", "nl", "pl", "pt", "sv", "uk"];

    private const string TagPattern = "^[a-z]{2,3}(-[a-z0-9]{1,8})*$";

    /// <summary>The tag in canonical case (<c>sr-Latn-RS</c>; RFC 5646, 2.1.1); null if it is not a language tag.</summary>
    public static string? Canonicalize(string tag)
    {
        if (IsCanonicalLanguage(tag))
        {
            return tag;
        }

        var lower = tag.Trim().ToLowerInvariant();
        if (!Regex.IsMatch(lower, TagPattern, RegexOptions.CultureInvariant))
        {
            return null;
        }

        // RFC 5646, 2.1.1: four letters are a script, two letters a region.
        var parts = lower.Split('-').Select((part, i) =>
            i == 0 ? part
            : part.Length == 4 && char.IsLetter(part[0]) ? char.ToUpperInvariant(part[0]) + part.Substring(1)
            : part.Length == 2 ? part.ToUpperInvariant()
            : part);
        return string.Join("-", parts);
    }

    /// <summary>Whether the library has sentences in exactly this language, a tag in lower case without a region.</summary>
    public static bool IsShipped(string tag) => Array.IndexOf(Shipped, tag) >= 0;

    /// <summary>Whether the library has sentences in a language or one of its parents.</summary>
    public static bool HasSentences(string tag) => IsShipped(GetPrimary(tag));

    /// <summary>The language without script and region, in lower case: <c>de</c> of <c>de-AT</c>.</summary>
    public static string GetPrimary(string tag) => tag.Trim().Split('-')[0].ToLowerInvariant();

    /// <summary>The tag, then its parents: <c>zh-Hant-TW</c>, <c>zh-Hant</c>, <c>zh</c> (RFC 4647, 3.4).</summary>
    public static IEnumerable<string> WithParents(string tag)
    {
        for (var cut = tag.Length; cut > 0; cut = tag.LastIndexOf('-', cut - 1))
        {
            tag = tag.Substring(0, cut);
            if (tag.Length < 2 || tag[tag.Length - 2] != '-')
            {
                yield return tag;
            }

            if (tag.IndexOf('-') < 0)
            {
                yield break;
            }
        }
    }

    /// <summary>The tag, its parents, and English last.</summary>
    public static IEnumerable<string> GetFallbackChain(string tag) => WithParents(tag.Trim()).Append(English);

    /// <summary>Whether the tag is a language without script and region, in canonical case, as most tags are.</summary>
    private static bool IsCanonicalLanguage(string tag) =>
        tag.Length is 2 or 3 && IsLetter(tag[0]) && IsLetter(tag[1]) && IsLetter(tag[tag.Length - 1]);

    private static bool IsLetter(char c) => c is >= 'a' and <= 'z';
}
