namespace WebHost.Organizer;

/// <summary>What a button would do.</summary>
/// <param name="Title">What it is about.</param>
/// <param name="Path">Where the form is sent to.</param>
/// <param name="Back">The page on which nothing is done.</param>
/// <param name="Digest">The digest of what the page says.</param>
public sealed record ConfirmView(string Title, string Path, string Back, string Digest)
{
    /// <summary>What would be done.</summary>
    public IReadOnlyList<string> Sentences { get; init; } = [];

    /// <summary>What to look at before.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>The emails that would go out.</summary>
    public IReadOnlyList<EmailRow> Rows { get; init; } = [];

    /// <summary>The words on the button; null if there is nothing to do.</summary>
    public string? Button { get; init; }

    /// <summary>The fields that the form repeats.</summary>
    public IReadOnlyList<(string Name, string Value)> Fields { get; init; } = [];

    /// <summary>Whether something else would be done now than the page before said.</summary>
    public bool HasChanged { get; init; }
}
