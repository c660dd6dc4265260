namespace Better.Calendar;

/// <summary>What one calendar client will show for the checked file or email.</summary>
/// <param name="Client">The client: a single value of <see cref="CalendarClients"/>.</param>
/// <param name="Behavior">What the client does.</param>
/// <param name="Description">The behavior in English words: <c>shows buttons</c>.</param>
/// <param name="RuleIds">The ids of the violated rules that cause the behavior; empty if it works as intended.</param>
public sealed record ClientVerdict(CalendarClients Client, ClientBehavior Behavior, string Description, ValueList<string> RuleIds)
{
    /// <summary>The behavior in English words: <c>shows buttons</c>.</summary>
    public string Description { get; init => field = ArgumentGuard.NotNull(value, nameof(Description)); } =
        ArgumentGuard.NotNull(Description, nameof(Description));

    /// <summary>The ids of the violated rules that cause the behavior; empty if it works as intended.</summary>
    public ValueList<string> RuleIds { get; init => field = ArgumentGuard.NotNull(value, nameof(RuleIds)); } =
        ArgumentGuard.NotNull(RuleIds, nameof(RuleIds));

    /// <summary>The client and its behavior: <c>Outlook: shows buttons</c>.</summary>
    public override string ToString() => $"{Client}: {Description}";
}
