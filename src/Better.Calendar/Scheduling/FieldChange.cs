namespace Better.Calendar;

/// <summary>One field of a workshop before and after a revision, in English for the organizer.</summary>
/// <param name="Field">The field.</param>
/// <param name="Significance">How much the change matters by the policy.</param>
/// <param name="Before">The value as participants know it; empty if there was none.</param>
/// <param name="After">The value as it is now; empty if there is none.</param>
public sealed record FieldChange(WorkshopField Field, ChangeSignificance Significance, string Before, string After)
{
    /// <summary>The value as participants know it; empty if there was none.</summary>
    public string Before { get; init => field = ArgumentGuard.NotNull(value, nameof(Before)); } =
        ArgumentGuard.NotNull(Before, nameof(Before));

    /// <summary>The value as it is now; empty if there is none.</summary>
    public string After { get; init => field = ArgumentGuard.NotNull(value, nameof(After)); } = ArgumentGuard.NotNull(After, nameof(After));
}
