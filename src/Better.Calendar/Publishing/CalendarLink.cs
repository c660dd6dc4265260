using Better.Calendar.Model;

namespace Better.Calendar;

/// <summary>A link that adds something to the calendar of a reader.</summary>
/// <param name="Target">The calendar that the link opens.</param>
/// <param name="Text">The text of the link in the language of the reader, such as <c>Google Naptár</c>. Plain text: escape it for
/// HTML.</param>
/// <param name="Url">
/// The URL. Write <c>Uri.AbsoluteUri</c> into the page, HTML-escaped: <c>Uri.ToString</c> removes a part of the
/// encoding.
/// </param>
public sealed record CalendarLink(CalendarTarget Target, string Text, Uri Url)
{
    /// <summary>The text of the link in the language of the reader, such as <c>Google Naptár</c>. Plain text: escape it for HTML.</summary>
    public string Text { get; init => field = ArgumentGuard.NotNull(value, nameof(Text)); } = ArgumentGuard.NotNull(Text, nameof(Text));

    /// <summary>
    /// The URL. Write <c>Uri.AbsoluteUri</c> into the page, HTML-escaped: <c>Uri.ToString</c> removes a part of the encoding.
    /// </summary>
    public Uri Url { get; init => field = LinkFormatter.ToAscii(ArgumentGuard.NotNull(value, nameof(Url))); } =
        LinkFormatter.ToAscii(ArgumentGuard.NotNull(Url, nameof(Url)));
}
