namespace Better.Calendar.Checks;

/// <summary>What one client will make of it.</summary>
/// <param name="Client">The client: one of <see cref="Clients"/>.</param>
/// <param name="Outcome">What it shows.</param>
/// <param name="Sentence">The same for people: <c>shows buttons</c>.</param>
/// <param name="Rules">The ids of the rules whose breach brought it to that; empty where it works.</param>
public sealed record ClientVerdict(Clients Client, Outcome Outcome, string Sentence, ValueList<string> Rules)
{
    /// <summary>The same for people: <c>shows buttons</c>.</summary>
    public string Sentence { get; init => field = ArgumentGuard.NotNull(value, nameof(Sentence)); } = ArgumentGuard.NotNull(Sentence, nameof(Sentence));

    /// <summary>The ids of the rules whose breach brought it to that; empty where it works.</summary>
    public ValueList<string> Rules { get; init => field = ArgumentGuard.NotNull(value, nameof(Rules)); } = ArgumentGuard.NotNull(Rules, nameof(Rules));

    /// <summary><c>Outlook: shows buttons</c></summary>
    public override string ToString() => $"{Client}: {Sentence}";
}
