using Better.Calendar;
using NodaTime;

namespace WebHost;

/// <summary>The language and the zone that somebody reads in: as she chose, as her browser says, else as the series has it.</summary>
public sealed record Visitor
{
    private const string LanguageName = "lang";
    private const string ZoneName = "zone";

    /// <summary>Written by zone.js.</summary>
    private const string DetectedName = "detected-zone";

    /// <summary>The sentences of her language.</summary>
    public required InvitationTexts Texts { get; init; }

    /// <summary>The zone that times are told in.</summary>
    public required DateTimeZone Zone { get; init; }

    /// <summary>Whether she chose the zone.</summary>
    public required bool HasChosenZone { get; init; }

    /// <summary>The zone as her browser told it, known to us or not; null: it did not.</summary>
    public required string? DetectedZone { get; init; }

    /// <summary>Her language.</summary>
    public string Language => Texts.Language;

    /// <summary>Reads a request, and where it makes a choice, keeps that in a cookie.</summary>
    public static Visitor FromRequest(HttpContext context, WorkshopSeries series)
    {
        var request = context.Request;
        if (FindLanguage(request.Query[LanguageName]) is { } language)
        {
            SetCookie(context, LanguageName, language);
        }

        if (FindZone(request.Query[ZoneName]) is { } zone)
        {
            SetCookie(context, ZoneName, zone.Id);
        }

        var chosen = FindZone(request.Query[ZoneName]) ?? FindZone(request.Cookies[ZoneName]);
        var detected = request.Cookies[DetectedName];
        return new()
        {
            Texts = InvitationTexts.ForLanguage(FindLanguage(request.Query[LanguageName]) ?? FindLanguage(request.Cookies[LanguageName]) ?? GetPreferredLanguage(request) ?? series.Language),
            Zone = chosen ?? FindZone(detected) ?? DateTimeZoneProviders.Tzdb[series.Zone],
            HasChosenZone = chosen is not null,
            DetectedZone = detected,
        };
    }

    /// <summary>The language that we have of a tag, or of its parent (RFC 4647, 3.4); null: none.</summary>
    public static string? FindLanguage(string? tag)
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

    // RFC 9110, 12.5.4.
    private static string? GetPreferredLanguage(HttpRequest request) =>
        request.GetTypedHeaders().AcceptLanguage
            .Where(static range => range.Quality != 0)
            .OrderByDescending(static range => range.Quality ?? 1)
            .Select(static range => FindLanguage(range.Value.Value))
            .FirstOrDefault(static language => language is not null);

    private static DateTimeZone? FindZone(string? id) => string.IsNullOrEmpty(id) ? null : DateTimeZoneProviders.Tzdb.GetZoneOrNull(id);

    private static void SetCookie(HttpContext context, string name, string value) => context.Response.Cookies.Append(name, value, new()
    {
        MaxAge = TimeSpan.FromDays(365),
        SameSite = SameSiteMode.Lax,
        HttpOnly = true,
        Secure = context.Request.IsHttps,
    });
}
