using Better.Calendar.AspNetCore;

namespace WebHost;

/// <summary>The static files of the pages of this host, besides those of the package.</summary>
internal static class SiteAssets
{
    public static PageAsset Style { get; } = new(typeof(SiteAssets).Assembly, "schedule.css", "text/css; charset=utf-8");

    public static PageAsset TimeZoneScript { get; } = new(typeof(SiteAssets).Assembly, "zone.js", "text/javascript; charset=utf-8");

    public static PageAsset OrganizerStyle { get; } = new(typeof(SiteAssets).Assembly, "organizer.css", "text/css; charset=utf-8");

    public static PageAsset OrganizerScript { get; } =
        new(typeof(SiteAssets).Assembly, "organizer.js", "text/javascript; charset=utf-8");

    public static IReadOnlyList<PageAsset> All { get; } = [Style, TimeZoneScript, OrganizerStyle, OrganizerScript];
}
