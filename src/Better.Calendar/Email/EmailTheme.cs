using System.Globalization;
using Better.Calendar.Model;

namespace Better.Calendar;

/// <summary>The look of the emails: color, logo, picture, footer, and the HTML itself.</summary>
public sealed record EmailTheme
{
    /// <summary>The least contrast between a text and its background (WCAG 2.1, 1.4.3).</summary>
    private const double MinContrast = 4.5;

    /// <summary>
    /// The accent: the color of buttons, of the date tile and of an invitation's label, under white text: <c>#rrggbb</c>. Default: a dark
    /// blue, <c>#1b4b91</c>.
    /// </summary>
    /// <exception cref="ArgumentException">The value is not a color in this notation, or white text on it has a contrast of less than
    /// 4.5:1.</exception>
    public string Color { get; init => field = Guard.Validate(ColorProblem, value, nameof(Color)).ToLowerInvariant(); } = "#1b4b91";

    /// <summary>
    /// The picture at the top; many mail programs load it from the web only when the reader asks for it. Default: null, no picture.
    /// </summary>
    public EmailLogo? Logo { get; init; }

    /// <summary>
    /// A wide picture above everything, as wide as the email; many mail programs load it from the web only when the reader asks for it.
    /// Default: null, the picture of the series (<see cref="WorkshopSeries.Image"/>), if it has one.
    /// </summary>
    public EmailImage? HeaderImage { get; init; }

    /// <summary>The blocks of HTML that emails are made of. Default: the library's.</summary>
    public EmailFragments Fragments { get; init => field = ArgumentGuard.NotNull(value, nameof(Fragments)); } = EmailFragments.Default;

    /// <summary>A text at the end of the email, such as an address or a legal notice. Default: null, no text.</summary>
    public LocalizedText? Footer { get; init; }

    private static string? ColorProblem(string value)
    {
        if (value.Length != 7
            || value[0] != '#'
            || !int.TryParse(value.Substring(1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var rgb))
        {
            return $"\"{TextSanitizer.ToSingleLine(value)}\" is not a color; write # and six hexadecimal digits, such as #1b4b91.";
        }

        // WCAG 2.1, relative luminance.
        double Channel(int shift)
        {
            var part = ((rgb >> shift) & 0xFF) / 255.0;
            return part <= 0.03928 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4);
        }

        var luminance = (0.2126 * Channel(16)) + (0.7152 * Channel(8)) + (0.0722 * Channel(0));
        var contrast = 1.05 / (luminance + 0.05);
        return contrast < MinContrast
            ? $"White text on {value} has a contrast of {contrast.ToString("0.0", CultureInfo.InvariantCulture)}:1, but at least 4.5:1 "
                + "is needed; choose a darker color."
            : null;
    }
}

/// <summary>A picture as wide as the email, and its alternative text.</summary>
public sealed record EmailImage
{
    /// <summary>The address of the picture, over https; it should be 1,120 pixels wide.</summary>
    /// <exception cref="ArgumentException">The value is not an absolute https address.</exception>
    public required Uri Source { get; init => field = Guard.Validate(Guard.JoinLinkProblem, value, nameof(Source)); }

    /// <summary>The text to show where the picture is not shown.</summary>
    /// <exception cref="ArgumentException">The value is empty.</exception>
    public required string AlternativeText { get; init => field = Guard.ValidateName(value, nameof(AlternativeText)); }
}

/// <summary>A logo for light and dark backgrounds, and its alternative text.</summary>
public sealed record EmailLogo
{
    /// <summary>The address of the picture, over https.</summary>
    /// <exception cref="ArgumentException">The value is not an absolute https address.</exception>
    public required Uri Source { get; init => field = Guard.Validate(Guard.JoinLinkProblem, value, nameof(Source)); }

    /// <summary>
    /// The address of the picture for dark backgrounds, over https; programs without a dark mode never load it. Default: null, the same
    /// picture is on both.
    /// </summary>
    /// <exception cref="ArgumentException">The value is not an absolute https address.</exception>
    public Uri? DarkSource
    {
        get; init =>
        field = value is null ? null : Guard.Validate(Guard.JoinLinkProblem, value, nameof(DarkSource));
    }

    /// <summary>The text to show where the picture is not shown.</summary>
    /// <exception cref="ArgumentException">The value is empty.</exception>
    public required string AlternativeText { get; init => field = Guard.ValidateName(value, nameof(AlternativeText)); }

    /// <summary>The width of the picture in pixels, from 16 to 560.</summary>
    /// <exception cref="ArgumentException">The value is outside this range.</exception>
    public required int Width
    {
        get;
        init =>
            field = Guard.Validate(static width => width is >= 16 and <= 560
                ? null
                : $"A width of {width} pixels is not possible; give a width from 16 to 560 pixels.", value, nameof(Width));
    }
}
