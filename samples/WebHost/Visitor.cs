using Better.Calendar.Wordings;
using Better.Calendar.Workshops;
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
    public required InvitationWording Wording { get; init; }

    /// <summary>The zone that times are told in.</summary>
    public required DateTimeZone Zone { get; init; }

    /// <summary>Whether she chose the zone.</summary>
    public required bool HasChosenZone { get; init; }

    /// <summary>The zone as her browser told it, known to us or not; null: it did not.</summary>
    public required string? Detected { get; init; }

    /// <summary>Her language.</summary>
    public string Language => Wording.Language;

    /// <summary>Reads a request, and where it makes a choice, keeps that in a cookie.</summary>
    public static Visitor Of(HttpContext context, WorkshopSeries series)
    {
        var request = context.Request;
        if (Known(request.Query[LanguageName]) is { } language)
        {
            Keep(context, LanguageName, language);
        }

        if (ZoneOf(request.Query[ZoneName]) is { } zone)
        {
            Keep(context, ZoneName, zone.Id);
        }

        var chosen = ZoneOf(request.Query[ZoneName]) ?? ZoneOf(request.Cookies[ZoneName]);
        var detected = request.Cookies[DetectedName];
        return new()
        {
            Wording = InvitationWording.For(Known(request.Query[LanguageName]) ?? Known(request.Cookies[LanguageName]) ?? Preferred(request) ?? series.Language),
            Zone = chosen ?? ZoneOf(detected) ?? DateTimeZoneProviders.Tzdb[series.Zone],
            HasChosenZone = chosen is not null,
            Detected = detected,
        };
    }

    /// <summary>The language that we have of a tag, or of its parent (RFC 4647, 3.4); null: none.</summary>
    public static string? Known(string? tag)
    {
        for (var rest = tag ?? ""; rest.Length > 0; rest = rest[..Math.Max(rest.LastIndexOf('-'), 0)])
        {
            if (InvitationWording.Languages.FirstOrDefault(known => known.Equals(rest, StringComparison.OrdinalIgnoreCase)) is { } language)
            {
                return language;
            }
        }

        return null;
    }

    // RFC 9110, 12.5.4.
    private static string? Preferred(HttpRequest request) =>
        request.GetTypedHeaders().AcceptLanguage
            .Where(static range => range.Quality != 0)
            .OrderByDescending(static range => range.Quality ?? 1)
            .Select(static range => Known(range.Value.Value))
            .FirstOrDefault(static language => language is not null);

    private static DateTimeZone? ZoneOf(string? id) => string.IsNullOrEmpty(id) ? null : DateTimeZoneProviders.Tzdb.GetZoneOrNull(id);

    private static void Keep(HttpContext context, string name, string value) => context.Response.Cookies.Append(name, value, new()
    {
        MaxAge = TimeSpan.FromDays(365),
        SameSite = SameSiteMode.Lax,
        HttpOnly = true,
        Secure = context.Request.IsHttps,
    });
}
