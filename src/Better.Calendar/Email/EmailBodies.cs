namespace Better.Calendar;

/// <summary>The two bodies of an email. Lines end with LF; each body is complete without the other.</summary>
/// <param name="Text">The plain text. Keep lines within 76 characters.</param>
/// <param name="Html">A complete HTML page. Whoever writes it must escape the texts
/// (<see cref="System.Net.WebUtility.HtmlEncode(string)"/>).</param>
public sealed record EmailBodies(string Text, string Html)
{
    /// <summary>The plain text. Keep lines within 76 characters.</summary>
    public string Text { get; init => field = ArgumentGuard.NotNull(value, nameof(Text)); } = ArgumentGuard.NotNull(Text, nameof(Text));

    /// <summary>
    /// A complete HTML page. Whoever writes it must escape the texts (<see cref="System.Net.WebUtility.HtmlEncode(string)"/>).
    /// </summary>
    public string Html { get; init => field = ArgumentGuard.NotNull(value, nameof(Html)); } = ArgumentGuard.NotNull(Html, nameof(Html));
}
