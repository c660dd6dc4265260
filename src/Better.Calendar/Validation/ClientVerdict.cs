namespace Better.Calendar;

/// <summary>What one client will make of it.</summary>
/// <param name="Client">The client: one of <see cref="CalendarClients"/>.</param>
/// <param name="Behavior">What it shows.</param>
/// <param name="Description">The same for people: <c>shows buttons</c>.</param>
/// <param name="RuleIds">The ids of the rules whose breach brought it to that; empty where it works.</param>
public sealed record ClientVerdict(CalendarClients Client, ClientBehavior Behavior, string Description, ValueList<string> RuleIds)
{
    /// <summary>The same for people: <c>shows buttons</c>.</summary>
    public string Description { get; init => field = ArgumentGuard.NotNull(value, nameof(Description)); } = ArgumentGuard.NotNull(Description, nameof(Description));

    /// <summary>The ids of the rules whose breach brought it to that; empty where it works.</summary>
    public ValueList<string> RuleIds { get; init => field = ArgumentGuard.NotNull(value, nameof(RuleIds)); } = ArgumentGuard.NotNull(RuleIds, nameof(RuleIds));

    /// <summary><c>Outlook: shows buttons</c></summary>
    public override string ToString() => $"{Client}: {Description}";
}
