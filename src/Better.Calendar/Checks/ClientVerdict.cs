namespace Better.Calendar.Checks;

/// <summary>What one client will make of it.</summary>
/// <param name="Client">The client: one of <see cref="Clients"/>.</param>
/// <param name="Outcome">What it shows.</param>
/// <param name="Sentence">The same for people: <c>shows buttons</c>.</param>
/// <param name="Rules">The ids of the rules whose breach brought it to that; empty where it works.</param>
public sealed record ClientVerdict(Clients Client, Outcome Outcome, string Sentence, ValueList<string> Rules)
{
    /// <summary><c>Outlook: shows buttons</c></summary>
    public override string ToString() => $"{Client}: {Sentence}";
}
