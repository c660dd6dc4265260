using System.Runtime.CompilerServices;
using NodaTime;
using static System.FormattableString;

namespace Better.Calendar.Delivery.Options;

/// <summary>Options are checked where they are given: the error names the property, the value and the range.</summary>
internal static class OptionCheck
{
    /// <summary>The value, where it is within the range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not.</exception>
    public static int InRange(int value, int min, int max, [CallerMemberName] string property = "") =>
        value >= min && value <= max
            ? value
            : throw new ArgumentOutOfRangeException(property, value, Invariant($"{property} must be from {min} to {max}, and is {value}."));

    /// <summary>The value, where it is null or within the range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is neither.</exception>
    public static int? InRangeOrNull(int? value, int min, int max, [CallerMemberName] string property = "") =>
        value is null || (value >= min && value <= max)
            ? value
            : throw new ArgumentOutOfRangeException(property, value, Invariant($"{property} must be null or from {min} to {max}, and is {value}."));

    /// <summary>The value, where it is within the range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not.</exception>
    public static Duration InRange(Duration value, Duration min, Duration max, [CallerMemberName] string property = "") =>
        value >= min && value <= max
            ? value
            : throw new ArgumentOutOfRangeException(property, value, $"{property} must be from {Shown(min)} to {Shown(max)}, and is {Shown(value)}.");

    /// <summary>The value, where it is null or within the range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is neither.</exception>
    public static Duration? InRangeOrNull(Duration? value, Duration min, Duration max, [CallerMemberName] string property = "") =>
        value is not { } given || (given >= min && given <= max)
            ? value
            : throw new ArgumentOutOfRangeException(property, value, $"{property} must be null or from {Shown(min)} to {Shown(max)}, and is {Shown(given)}.");

    /// <summary>The value, where the enumeration has it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It has not.</exception>
    public static T Defined<T>(T value, [CallerMemberName] string property = "")
        where T : struct, Enum =>
        Enum.IsDefined(value)
            ? value
            : throw new ArgumentOutOfRangeException(property, value, $"{property} must be one of {string.Join(", ", Enum.GetNames<T>())}, and is {value}.");

    /// <summary>The text, where it has characters other than spaces.</summary>
    /// <exception cref="ArgumentException">It is null (<see cref="ArgumentNullException"/>), empty or blank.</exception>
    public static string Text(string value, [CallerMemberName] string property = "") =>
        !string.IsNullOrWhiteSpace(value) ? value : throw Missing(value, property);

    /// <summary>The value, where it is not null.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public static T NotNull<T>(T value, [CallerMemberName] string property = "")
        where T : class => value ?? throw new ArgumentNullException(property, $"{property} must not be null.");

    private static ArgumentException Missing(string? value, string property) =>
        value is null
            ? new ArgumentNullException(property, $"{property} must not be null.")
            : new ArgumentException($"{property} must be a text that is not blank, and is \"{value}\".", property);

    private static string Shown(Duration time) =>
        time == Duration.MaxValue || time == Duration.MinValue ? time.ToString()
        : time == Duration.FromDays(time.Days) && time != Duration.Zero ? Invariant($"{time.Days} d")
        : Math.Abs(time.TotalSeconds) is >= 1 or 0 ? Invariant($"{time.TotalSeconds:0.###} s")
        : Invariant($"{time.TotalMilliseconds:0.######} ms");
}
