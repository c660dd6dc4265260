namespace Better.Calendar;

/// <summary>A text of the host and its language.</summary>
/// <param name="Text">The text.</param>
/// <param name="Language">The language (BCP 47).</param>
public sealed record TextLanguage(string Text, string Language)
{
    /// <summary>The text.</summary>
    public string Text { get; init => field = ArgumentGuard.NotNull(value, nameof(Text)); } = ArgumentGuard.NotNull(Text, nameof(Text));

    /// <summary>The language (BCP 47).</summary>
    public string Language { get; init => field = ArgumentGuard.NotNull(value, nameof(Language)); } =
        ArgumentGuard.NotNull(Language, nameof(Language));
}
