using System.Text;
using System.Text.Json;

namespace Better.Calendar.Tests.Peers;

/// <summary>
/// Checks the HTML of emails with a browser (phone, desktop, light, dark; overflow, WCAG A/AA), with html-validate and with caniemail.
/// </summary>
/// <remarks>
/// Needs the part <c>html</c>. All pages are checked in one Chromium, which takes two seconds, and half a second for each page.
/// </remarks>
public static class HtmlPeer
{
    /// <summary>The problems of one page; empty if there are none.</summary>
    public static IReadOnlyList<string> Check(string html) =>
        Check(new Dictionary<string, string>(StringComparer.Ordinal) { ["email"] = html })["email"];

    /// <summary>The problems of each page, by its name; an empty list if there are none.</summary>
    /// <param name="pages">The HTML by name; a name must be valid as a file name.</param>
    /// <param name="screenshots">The folder for NAME-phone-light.png, NAME-phone-dark.png and the same for desktop; null: no
    /// screenshots.</param>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Check(
        IReadOnlyDictionary<string, string> pages, string? screenshots = null)
    {
        PeerRig.Need("html");
        using var folder = new PeerFolder();
        var files = pages.Select(page => folder.Write($"{page.Key}.html", Encoding.UTF8.GetBytes(page.Value))).ToList();
        string[] arguments = screenshots is null ? ["--json"] : ["--json", "--shots", Path.GetFullPath(screenshots)];

        var reports = JsonSerializer.Deserialize<List<Report>>(
            PeerProcess.Run("node html/check.mjs", arguments, files), JsonSerializerOptions.Web)!;
        return reports.ToDictionary(
            static report => Path.GetFileNameWithoutExtension(report.File),
            static report => report.Findings,
            StringComparer.Ordinal);
    }

    /// <summary>Measures pages as Chromium lays them out.</summary>
    /// <param name="pages">What to measure, by the name of the page; a name must be valid as a file name.</param>
    public static IReadOnlyDictionary<string, PageLayout> Measure(IReadOnlyDictionary<string, LayoutQuestion> pages)
    {
        PeerRig.Need("html");
        using var folder = new PeerFolder();
        var jobs = pages.Select(page => JsonSerializer.Serialize(
            new
            {
                file = folder.Write($"{page.Key}.html", Encoding.UTF8.GetBytes(page.Value.Html)),
                page.Value.Width,
                page.Value.Texts,
                page.Value.Links,
                page.Value.Hours,
                page.Value.Widths,
            },
            JsonSerializerOptions.Web));
        return JsonSerializer.Deserialize<List<PageLayout>>(
            PeerProcess.Run("node html/measure.mjs", [], jobs.ToList()), JsonSerializerOptions.Web)!.ToDictionary(
                static layout => Path.GetFileNameWithoutExtension(layout.File), StringComparer.Ordinal);
    }

    private sealed record Report(string File, IReadOnlyList<string> Findings);
}

/// <summary>What to measure on a page.</summary>
public sealed record LayoutQuestion
{
    /// <summary>The page.</summary>
    public required string Html { get; init; }

    /// <summary>The width in pixels at which places and the height are measured.</summary>
    public int Width { get; init; } = 390;

    /// <summary>Texts to find, by a name; the first place counts.</summary>
    public IReadOnlyDictionary<string, string> Texts { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Links to find by a part of their address, by a name.</summary>
    public IReadOnlyDictionary<string, string> Links { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Ranges of hours, each of which must be on one line wherever it stands.</summary>
    public IReadOnlyList<string> Hours { get; init; } = [];

    /// <summary>The widths in pixels at which the hours are looked at.</summary>
    public IReadOnlyList<int> Widths { get; init; } = [];
}

/// <summary>How Chromium lays out a page.</summary>
/// <param name="File">The file.</param>
/// <param name="Height">The height in pixels.</param>
/// <param name="Bottoms">Where texts and links end, in pixels from the top, by their names; null if they are not shown.</param>
/// <param name="Broken">The hours that are on more than one line, with the width.</param>
public sealed record PageLayout(string File, int Height, IReadOnlyDictionary<string, int?> Bottoms, IReadOnlyList<string> Broken);
