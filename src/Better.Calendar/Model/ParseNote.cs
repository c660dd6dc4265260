namespace Better.Calendar;

/// <summary>Something in a document that was understood in another way than it was written; worth showing to whoever wrote it.</summary>
/// <param name="Location">The path in the document (<c>workshops[1].zone</c>) or the row and column of a list.</param>
/// <param name="Text">How it was understood, in a sentence.</param>
public sealed record ParseNote(string Location, string Text)
{
    /// <summary>The path in the document (<c>workshops[1].zone</c>) or the row and column of a list.</summary>
    public string Location { get; init => field = ArgumentGuard.NotNull(value, nameof(Location)); } = ArgumentGuard.NotNull(Location, nameof(Location));

    /// <summary>How it was understood, in a sentence.</summary>
    public string Text { get; init => field = ArgumentGuard.NotNull(value, nameof(Text)); } = ArgumentGuard.NotNull(Text, nameof(Text));

    /// <summary>Place and text on one line.</summary>
    public override string ToString() => $"{Location}: {Text}";
}
