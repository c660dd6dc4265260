namespace WebHost.Organizer;

/// <summary>A short form.</summary>
/// <param name="Title">What it is about.</param>
/// <param name="Path">Where it is sent to.</param>
/// <param name="Intro">What it is for.</param>
public sealed record QuestionView(string Title, string Path, string Intro)
{
    /// <summary>What is wrong; null if nothing is.</summary>
    public string? Alert { get; init; }

    /// <summary>The words on the button; null if there is nothing to ask.</summary>
    public string? Button { get; init; }

    public IReadOnlyList<QuestionField> Fields { get; init; } = [];
}

/// <summary>A field of the form: a choice, a long text, or an address.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Label">Its label.</param>
public sealed record QuestionField(string Name, string Label)
{
    public string Value { get; init; } = "";

    /// <summary>The choices, with their texts; null for a text.</summary>
    public IReadOnlyList<(string Value, string Text)>? Choices { get; init; }

    public bool IsLong { get; init; }

    /// <summary>The language in which the text is to be written; null if that does not matter.</summary>
    public string? Language { get; init; }

    /// <summary>Addresses that may be meant.</summary>
    public IReadOnlyList<string> Suggestions { get; init; } = [];
}
