namespace Better.Calendar;

/// <summary>A value in a document that was read differently than it was written; show it to the author of the document.</summary>
/// <param name="Location">The path in the document (<c>workshops[1].zone</c>) or the row and column of a list.</param>
/// <param name="Text">How the value was read, in a sentence.</param>
public sealed record ParseNote(string Location, string Text)
{
    /// <summary>The path in the document (<c>workshops[1].zone</c>) or the row and column of a list.</summary>
    public string Location { get; init => field = ArgumentGuard.NotNull(value, nameof(Location)); } =
        ArgumentGuard.NotNull(Location, nameof(Location));

    /// <summary>How the value was read, in a sentence.</summary>
    public string Text { get; init => field = ArgumentGuard.NotNull(value, nameof(Text)); } = ArgumentGuard.NotNull(Text, nameof(Text));

    /// <summary>A note about a language in which the library has no sentences.</summary>
    internal static ParseNote ForLanguage(string location, string language) => new(
        location,
        $"the library has no sentences in the language \"{language}\"; unless the host adds them, sentences and titles are in the language "
            + "of the series, else in English");

    /// <summary>Returns location and text on one line.</summary>
    public override string ToString() => $"{Location}: {Text}";
}
