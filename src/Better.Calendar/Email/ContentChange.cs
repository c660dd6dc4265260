namespace Better.Calendar;

/// <summary>One change of a workshop.</summary>
/// <param name="Field">The name of what has changed, in the recipient's language.</param>
/// <param name="OldValue">The old value; null if there was none, or if it is too long to be repeated.</param>
/// <param name="NewValue">The new value; null if there is none, or if it is too long to be repeated.</param>
/// <param name="Summary">The whole change in one sentence.</param>
public sealed record ContentChange(string Field, string? OldValue, string? NewValue, string Summary)
{
    /// <summary>The name of what has changed, in the recipient's language.</summary>
    public string Field { get; init => field = ArgumentGuard.NotNull(value, nameof(Field)); } = ArgumentGuard.NotNull(Field, nameof(Field));

    /// <summary>The whole change in one sentence.</summary>
    public string Summary { get; init => field = ArgumentGuard.NotNull(value, nameof(Summary)); } =
        ArgumentGuard.NotNull(Summary, nameof(Summary));
}
