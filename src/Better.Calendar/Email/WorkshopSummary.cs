namespace Better.Calendar;

/// <summary>What a follow-up says of one workshop.</summary>
/// <param name="Heading">The heading of the text, or in an email about the whole series the workshop's title; empty if neither is
/// needed.</param>
/// <param name="Date">The date, in an email about the whole series; otherwise empty.</param>
/// <param name="Text">What was done, possibly of several lines; empty if that is not written.</param>
/// <param name="Materials">The materials, each with its link.</param>
public sealed record WorkshopSummary(string Heading, string Date, string Text, ValueList<ContentLink> Materials)
{
    /// <summary>The heading of the text, or in an email about the whole series the workshop's title; empty if neither is needed.</summary>
    public string Heading { get; init => field = ArgumentGuard.NotNull(value, nameof(Heading)); } =
        ArgumentGuard.NotNull(Heading, nameof(Heading));

    /// <summary>The date, in an email about the whole series; otherwise empty.</summary>
    public string Date { get; init => field = ArgumentGuard.NotNull(value, nameof(Date)); } = ArgumentGuard.NotNull(Date, nameof(Date));

    /// <summary>What was done, possibly of several lines; empty if that is not written.</summary>
    public string Text { get; init => field = ArgumentGuard.NotNull(value, nameof(Text)); } = ArgumentGuard.NotNull(Text, nameof(Text));

    /// <summary>The materials, each with its link.</summary>
    public ValueList<ContentLink> Materials { get; init => field = ArgumentGuard.NotNull(value, nameof(Materials)); } =
        ArgumentGuard.NotNull(Materials, nameof(Materials));
}
