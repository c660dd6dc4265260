using Better.Calendar.Model;

namespace Better.Calendar;

/// <summary>A label and its value.</summary>
/// <param name="Label">The label alone.</param>
/// <param name="LabelWithSeparator">The label with the punctuation that the language puts before a value: <c>Lead expert: </c>, in French
/// <c>Intervenant : </c>.</param>
/// <param name="Value">The value.</param>
/// <param name="Link">The address that the value links to; null if it is not a link.</param>
public sealed record LabelledValue(string Label, string LabelWithSeparator, string Value, Uri? Link = null)
{
    /// <summary>The label alone.</summary>
    public string Label { get; init => field = ArgumentGuard.NotNull(value, nameof(Label)); } = ArgumentGuard.NotNull(Label, nameof(Label));

    /// <summary>
    /// The label with the punctuation that the language puts before a value: <c>Lead expert: </c>, in French <c>Intervenant : </c>.
    /// </summary>
    public string LabelWithSeparator { get; init => field = ArgumentGuard.NotNull(value, nameof(LabelWithSeparator)); } =
        ArgumentGuard.NotNull(LabelWithSeparator, nameof(LabelWithSeparator));

    /// <summary>The value.</summary>
    public string Value { get; init => field = ArgumentGuard.NotNull(value, nameof(Value)); } = ArgumentGuard.NotNull(Value, nameof(Value));

    /// <summary>The address that the value links to; null if it is not a link.</summary>
    public Uri? Link { get; init => field = value is null ? null : LinkFormatter.ToAscii(value); } =
        Link is null ? null : LinkFormatter.ToAscii(Link);

    /// <summary>Label and value on one line.</summary>
    public string Line => LabelWithSeparator + Value;
}

/// <summary>A link with its text.</summary>
/// <param name="Text">The text of the link or its button.</param>
/// <param name="Url">The address.</param>
public sealed record ContentLink(string Text, Uri Url)
{
    /// <summary>The text of the link or its button.</summary>
    public string Text { get; init => field = ArgumentGuard.NotNull(value, nameof(Text)); } = ArgumentGuard.NotNull(Text, nameof(Text));

    /// <summary>The address.</summary>
    public Uri Url { get; init => field = LinkFormatter.ToAscii(ArgumentGuard.NotNull(value, nameof(Url))); } =
        LinkFormatter.ToAscii(ArgumentGuard.NotNull(Url, nameof(Url)));
}
