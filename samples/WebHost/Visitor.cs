using Better.Calendar;
using Better.Calendar.AspNetCore;
using NodaTime;

namespace WebHost;

/// <summary>The language and the time zone of a visitor: as chosen, otherwise as the browser says, otherwise those of the series.</summary>
public sealed record Visitor
{
    private const string LanguageName = "lang";
    private const string ZoneName = "zone";

    /// <summary>The name of the cookie that zone.js writes.</summary>
    private const string DetectedName = "detected-zone";

    /// <summary>The library's texts in the visitor's language.</summary>
    public required InvitationTexts Texts { get; init; }

    /// <summary>The time zone in which times are shown.</summary>
    public required DateTimeZone Zone { get; init; }

    /// <summary>Whether the visitor chose the time zone.</summary>
    public required bool HasChosenZone { get; init; }

    /// <summary>The time zone id that the browser sent, known or not; null if it sent none.</summary>
    public required string? DetectedZone { get; init; }

    /// <summary>The visitor's language.</summary>
    public string Language => Texts.Language;

    /// <summary>Reads a request. If it chooses a language or a time zone, the choice is stored in a cookie.</summary>
    public static Visitor FromRequest(HttpContext context, WorkshopSeries series)
    {
        var request = context.Request;
        if (VisitorLanguage.Find(request.Query[LanguageName]) is { } language)
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
            Texts = InvitationTexts.ForLanguage(VisitorLanguage.Find(request.Query[LanguageName])
                ?? VisitorLanguage.Find(request.Cookies[LanguageName])
                ?? VisitorLanguage.FindPreferred(request)
                ?? series.Language),
            Zone = chosen ?? FindZone(detected) ?? DateTimeZoneProviders.Tzdb[series.Zone],
            HasChosenZone = chosen is not null,
            DetectedZone = detected,
        };
    }

    private static DateTimeZone? FindZone(string? id) => string.IsNullOrEmpty(id) ? null : DateTimeZoneProviders.Tzdb.GetZoneOrNull(id);

    private static void SetCookie(HttpContext context, string name, string value) => context.Response.Cookies.Append(name, value, new()
    {
        MaxAge = TimeSpan.FromDays(365),
        SameSite = SameSiteMode.Lax,
        HttpOnly = true,
        Secure = context.Request.IsHttps,
    });
}
