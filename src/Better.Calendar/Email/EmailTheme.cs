using System.Globalization;
using Better.Calendar.Model;

namespace Better.Calendar;

/// <summary>What makes an email look like its host's.</summary>
public sealed record EmailTheme
{
    /// <summary>WCAG 2.1, 1.4.3: text and its ground.</summary>
    private const double MinContrast = 4.5;

    /// <summary>The color of the band and of buttons, behind white emails: <c>#rrggbb</c>. Default: a dark blue.</summary>
    /// <exception cref="ArgumentException">It is no such color, or white emails cannot be read on it (contrast under 4.5:1).</exception>
    public string Color { get; init => field = Guard.Validate(ColorProblem, value, nameof(Color)).ToLowerInvariant(); } = "#1b4b91";

    /// <summary>A picture at the top. Mail programs load it from the web only if their reader wants; default: none.</summary>
    public EmailLogo? Logo { get; init; }

    /// <summary>A text at the foot: an address, a legal notice. Default: none.</summary>
    public LocalizedText? Footer { get; init; }

    private static string? ColorProblem(string value)
    {
        if (value.Length != 7 || value[0] != '#' || !int.TryParse(value.Substring(1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var rgb))
        {
            return $"\"{TextSanitizer.ToSingleLine(value)}\" is not a color such as #1b4b91";
        }

        // WCAG 2.1, relative luminance.
        double Channel(int shift)
        {
            var part = ((rgb >> shift) & 0xFF) / 255.0;
            return part <= 0.03928 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4);
        }

        var luminance = (0.2126 * Channel(16)) + (0.7152 * Channel(8)) + (0.0722 * Channel(0));
        var contrast = 1.05 / (luminance + 0.05);
        return contrast < MinContrast ? $"white emails on {value} have a contrast of {contrast.ToString("0.0", CultureInfo.InvariantCulture)}:1; at least 4.5:1 is needed" : null;
    }
}

/// <summary>A picture with the text that stands for it.</summary>
public sealed record EmailLogo
{
    /// <summary>Where the picture is, https.</summary>
    /// <exception cref="ArgumentException">It is not an absolute https link.</exception>
    public required Uri Source { get; init => field = Guard.Validate(Guard.JoinLinkProblem, value, nameof(Source)); }

    /// <summary>What to read where the picture is not shown.</summary>
    /// <exception cref="ArgumentException">It is empty.</exception>
    public required string AlternativeText { get; init => field = Guard.ValidateName(value, nameof(AlternativeText)); }

    /// <summary>Its width in pixels, 16 to 560.</summary>
    /// <exception cref="ArgumentException">It is outside that.</exception>
    public required int Width
    {
        get;
        init => field = Guard.Validate(static width => width is >= 16 and <= 560 ? null : "a width is 16 to 560 pixels", value, nameof(Width));
    }
}
