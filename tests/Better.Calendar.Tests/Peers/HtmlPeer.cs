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

    private sealed record Report(string File, IReadOnlyList<string> Findings);
}
