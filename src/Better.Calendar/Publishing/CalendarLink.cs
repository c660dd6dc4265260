namespace Better.Calendar;

/// <summary>A link that puts something into a reader's calendar.</summary>
/// <param name="Target">Where it leads.</param>
/// <param name="Text">What the link is called, in the reader's language: <c>Google Naptár</c>. Plain text: escape it.</param>
/// <param name="Url">
/// Where it leads. Write <see cref="Uri.AbsoluteUri"/> into the page, HTML-escaped: <see cref="Uri.ToString"/> takes a part of the
/// encoding away.
/// </param>
public sealed record CalendarLink(CalendarTarget Target, string Text, Uri Url)
{
    /// <summary>What the link is called, in the reader's language: <c>Google Naptár</c>. Plain text: escape it.</summary>
    public string Text { get; init => field = ArgumentGuard.NotNull(value, nameof(Text)); } = ArgumentGuard.NotNull(Text, nameof(Text));

    /// <summary> Where it leads. Write <see cref="Uri.AbsoluteUri"/> into the page, HTML-escaped: <see cref="Uri.ToString"/> takes a part of the encoding away. </summary>
    public Uri Url { get; init => field = ArgumentGuard.NotNull(value, nameof(Url)); } = ArgumentGuard.NotNull(Url, nameof(Url));
}
