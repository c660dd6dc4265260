namespace Better.Calendar;

/// <summary>The two bodies of an email. Lines end with LF; both say everything.</summary>
/// <param name="Text">The plain text, in lines of at most 76 characters where words allow.</param>
/// <param name="Html">A whole HTML page; the host escapes what it puts in (System.Net.WebUtility.HtmlEncode).</param>
public sealed record EmailBodies(string Text, string Html)
{
    /// <summary>The plain text, in lines of at most 76 characters where words allow.</summary>
    public string Text { get; init => field = ArgumentGuard.NotNull(value, nameof(Text)); } = ArgumentGuard.NotNull(Text, nameof(Text));

    /// <summary>A whole HTML page; the host escapes what it puts in (System.Net.WebUtility.HtmlEncode).</summary>
    public string Html { get; init => field = ArgumentGuard.NotNull(value, nameof(Html)); } = ArgumentGuard.NotNull(Html, nameof(Html));
}
