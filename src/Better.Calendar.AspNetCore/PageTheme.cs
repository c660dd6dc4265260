using System.Globalization;
using System.Text;

namespace Better.Calendar.AspNetCore;

/// <summary>
/// The look of the pages, made from the theme of the emails, so that both look like one thing: a small style sheet with the accent, the
/// logo, the picture above everything, and the hosts that these pictures come from.
/// </summary>
public sealed class PageTheme
{
    // The sheets of page.css in the dark scheme, and the least contrast of text (WCAG 2.1, 1.4.3).
    private const string DarkSheet = "#1a2125";
    private const string DarkPaper = "#12171a";
    private const double MinContrast = 4.5;

    /// <summary>Reads the theme of the emails.</summary>
    /// <param name="theme">The theme.</param>
    public PageTheme(EmailTheme theme)
    {
        Emails = theme ?? throw new ArgumentNullException(nameof(theme));
        Css = $":root {{ --accent: {theme.Color}; --on-accent: #ffffff; }}\n"
            + $"@media (prefers-color-scheme: dark) {{ :root {{ --accent: {Lighten(theme.Color)}; --on-accent: {DarkPaper}; }} }}\n";
        Style = new("theme.css", new(Encoding.UTF8.GetBytes(Css), "text/css; charset=utf-8", modified: null));
    }

    /// <summary>The theme of the emails.</summary>
    public EmailTheme Emails { get; }

    /// <summary>The style sheet with the accent, as text.</summary>
    public string Css { get; }

    /// <summary>The style sheet as <c>MapBetterCalendar</c> serves it; a page links it after <see cref="PageAsset.Style"/>.</summary>
    public PageAsset Style { get; }

    /// <summary>The other hosts whose pictures the pages show, each with a space before it, for the Content-Security-Policy.</summary>
    public string ImageHosts => string.Concat(
        new[] { Emails.Logo?.Source, Emails.Logo?.DarkSource, Emails.HeaderImage?.Source }.OfType<Uri>()
            .Select(static source => " " + source.GetLeftPart(UriPartial.Authority)).Distinct(StringComparer.Ordinal));

    // The accent is dark enough for white text on it; on a dark background it is mixed with white until it can be read.
    private static string Lighten(string color)
    {
        var channels = ReadChannels(color);
        while (GetContrast(channels, ReadChannels(DarkSheet)) < MinContrast)
        {
            channels = Array.ConvertAll(channels, static channel => Math.Min(255, channel + ((255 - channel) / 8) + 1));
        }

        return "#" + string.Concat(channels.Select(static channel => channel.ToString("x2", CultureInfo.InvariantCulture)));
    }

    private static int[] ReadChannels(string color) => [.. Convert.FromHexString(color[1..]).Select(static channel => (int)channel)];

    private static double GetContrast(int[] light, int[] dark) => (GetLuminance(light) + 0.05) / (GetLuminance(dark) + 0.05);

    // WCAG 2.1, relative luminance.
    private static double GetLuminance(int[] channels)
    {
        var linear = channels.Select(static channel => channel / 255.0)
            .Select(static part => part <= 0.03928 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4))
            .ToArray();
        return (0.2126 * linear[0]) + (0.7152 * linear[1]) + (0.0722 * linear[2]);
    }
}
