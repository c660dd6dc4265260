using Microsoft.AspNetCore.Http;

namespace Better.Calendar.AspNetCore;

/// <summary>The language of a visitor, among those that the library writes.</summary>
public static class VisitorLanguage
{
    /// <summary>The language that the browser prefers (RFC 9110, 12.5.4); null if it asks for none that the library writes.</summary>
    /// <param name="request">The request.</param>
    public static string? FindPreferred(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.GetTypedHeaders().AcceptLanguage
            .Where(static range => range.Quality != 0)
            .OrderByDescending(static range => range.Quality ?? 1)
            .Select(static range => Find(range.Value.Value))
            .FirstOrDefault(static language => language is not null);
    }

    /// <summary>
    /// The supported language of a language tag, or of its longest supported prefix (RFC 4647, 3.4); null if there is none.
    /// </summary>
    /// <param name="tag">The language tag (BCP 47); null: none.</param>
    public static string? Find(string? tag)
    {
        for (var rest = tag ?? ""; rest.Length > 0; rest = rest[..Math.Max(rest.LastIndexOf('-'), 0)])
        {
            if (InvitationTexts.Languages.FirstOrDefault(known => known.Equals(rest, StringComparison.OrdinalIgnoreCase)) is { } language)
            {
                return language;
            }
        }

        return null;
    }
}
