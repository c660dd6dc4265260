namespace Better.Calendar;

/// <summary>One field before and after a revision, in words for the organizer.</summary>
/// <param name="Field">Which.</param>
/// <param name="Significance">How much it matters by the policy.</param>
/// <param name="Before">As participants know it; empty where there was nothing.</param>
/// <param name="After">As it is now; empty where there is nothing.</param>
public sealed record FieldChange(WorkshopField Field, ChangeSignificance Significance, string Before, string After)
{
    /// <summary>As participants know it; empty where there was nothing.</summary>
    public string Before { get; init => field = ArgumentGuard.NotNull(value, nameof(Before)); } = ArgumentGuard.NotNull(Before, nameof(Before));

    /// <summary>As it is now; empty where there is nothing.</summary>
    public string After { get; init => field = ArgumentGuard.NotNull(value, nameof(After)); } = ArgumentGuard.NotNull(After, nameof(After));
}
