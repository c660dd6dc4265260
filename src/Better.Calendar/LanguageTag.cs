using System.Text.RegularExpressions;

namespace Better.Calendar;

/// <summary>Language tags (BCP 47): their spelling, their parents, and the order in which a language is looked for.</summary>
internal static class LanguageTag
{
    /// <summary>RFC 5646, 2.2: a text whose language is not said is in the language of its series.</summary>
    public const string Undetermined = "und";

    /// <summary>The language that everything is there in.</summary>
    public const string English = "en";

    private const string TagPattern = "^[a-z]{2,3}(-[a-z0-9]{1,8})*$";

    /// <summary>The tag in the customary case (<c>sr-Latn-RS</c>), or null if it is none.</summary>
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

        // RFC 5646, 2.1.1: four emails are a script, two a region.
        var parts = lower.Split('-').Select((part, i) =>
            i == 0 ? part
            : part.Length == 4 && char.IsLetter(part[0]) ? char.ToUpperInvariant(part[0]) + part.Substring(1)
            : part.Length == 2 ? part.ToUpperInvariant()
            : part);
        return string.Join("-", parts);
    }

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

    /// <summary>Whether it is a language alone in the customary case, as most are.</summary>
    private static bool IsCanonicalLanguage(string tag) => tag.Length is 2 or 3 && IsLetter(tag[0]) && IsLetter(tag[1]) && IsLetter(tag[tag.Length - 1]);

    private static bool IsLetter(char c) => c is >= 'a' and <= 'z';
}
