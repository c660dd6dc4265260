using System.Runtime.CompilerServices;
using NodaTime;
using static System.FormattableString;

namespace Better.Calendar.Delivery.Options;

/// <summary>Checks options when they are set: the exception names the property, the value and the range.</summary>
internal static class OptionCheck
{
    /// <summary>Returns the value if it is within the range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is out of the range.</exception>
    public static int InRange(int value, int min, int max, [CallerMemberName] string property = "") =>
        value >= min && value <= max
            ? value
            : throw new ArgumentOutOfRangeException(property, value, Invariant($"{property} must be from {min} to {max}, and is {value}."));

    /// <summary>Returns the value if it is null or within the range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is out of the range.</exception>
    public static int? InRangeOrNull(int? value, int min, int max, [CallerMemberName] string property = "") =>
        value is null || (value >= min && value <= max)
            ? value
            : throw new ArgumentOutOfRangeException(
                property,
                value,
                Invariant($"{property} must be null or from {min} to {max}, and is {value}."));

    /// <summary>Returns the value if it is within the range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is out of the range.</exception>
    public static Duration InRange(Duration value, Duration min, Duration max, [CallerMemberName] string property = "") =>
        value >= min && value <= max
            ? value
            : throw new ArgumentOutOfRangeException(
                property,
                value,
                $"{property} must be from {Format(min)} to {Format(max)}, and is {Format(value)}.");

    /// <summary>Returns the value if it is null or within the range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is out of the range.</exception>
    public static Duration? InRangeOrNull(Duration? value, Duration min, Duration max, [CallerMemberName] string property = "") =>
        value is not { } given || (given >= min && given <= max)
            ? value
            : throw new ArgumentOutOfRangeException(
                property,
                value,
                $"{property} must be null or from {Format(min)} to {Format(max)}, and is {Format(given)}.");

    /// <summary>Returns the value if it is a named member of its enumeration.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not.</exception>
    public static T Defined<T>(T value, [CallerMemberName] string property = "")
        where T : struct, Enum =>
        Enum.IsDefined(value)
            ? value
            : throw new ArgumentOutOfRangeException(
                property,
                value,
                $"{property} must be one of {string.Join(", ", Enum.GetNames<T>())}, and is {value}.");

    /// <summary>Returns the text if it contains more than white space.</summary>
    /// <exception cref="ArgumentException">It is null (<see cref="ArgumentNullException"/>), empty or blank.</exception>
    public static string Text(string value, [CallerMemberName] string property = "") =>
        !string.IsNullOrWhiteSpace(value) ? value : throw CreateTextException(value, property);

    /// <summary>Returns the value if it is not null.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public static T NotNull<T>(T value, [CallerMemberName] string property = "")
        where T : class => value ?? throw new ArgumentNullException(property, $"{property} must not be null.");

    private static ArgumentException CreateTextException(string? value, string property) =>
        value is null
            ? new ArgumentNullException(property, $"{property} must not be null.")
            : new ArgumentException($"{property} must be a text that is not blank, and is \"{value}\".", property);

    private static string Format(Duration time) =>
        time == Duration.MaxValue || time == Duration.MinValue ? time.ToString()
        : time == Duration.FromDays(time.Days) && time != Duration.Zero ? Invariant($"{time.Days} d")
        : Math.Abs(time.TotalSeconds) is >= 1 or 0 ? Invariant($"{time.TotalSeconds:0.###} s")
        : Invariant($"{time.TotalMilliseconds:0.######} ms");
}
