using System.Text;
using System.Text.Json;

namespace Better.Calendar.Tests.Peers;

/// <summary>Shows emails to a browser (phone, desktop, light, dark; overflow, WCAG A/AA), to html-validate and to caniemail.</summary>
/// <remarks>Needs the part <c>html</c>. One Chromium for all pages: two seconds, and half a second for each page.</remarks>
public static class HtmlPeer
{
    /// <summary>What is wrong with one page; empty if nothing is.</summary>
    public static IReadOnlyList<string> Check(string html) =>
        Check(new Dictionary<string, string>(StringComparer.Ordinal) { ["letter"] = html })["letter"];

    /// <summary>What is wrong with each page, by its name; an empty list where nothing is.</summary>
    /// <param name="pages">By a name that can be a file's.</param>
    /// <param name="screenshots">A folder for NAME-phone-light.png and its three siblings, if wanted.</param>
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
