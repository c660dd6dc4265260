#pragma warning disable CA2263 // netstandard2.0 lacks the generic overloads.
namespace Better.Calendar;

/// <summary>Refuses values that no property may have, by the property's name and its range.</summary>
internal static class ArgumentGuard
{
    /// <summary>The value, if it is not null.</summary>
    /// <exception cref="ArgumentNullException">It is.</exception>
    public static T NotNull<T>(T? value, string parameter)
        where T : class => value ?? throw new ArgumentNullException(parameter);

    /// <summary>The number, if it lies within a range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It does not.</exception>
    public static int InRange(int value, int least, int most, string parameter) =>
        value >= least && value <= most ? value : throw new ArgumentOutOfRangeException(
            parameter, value, $"{parameter} is a number from {least} to {most}");

    /// <summary>The value, if its enumeration has it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It does not.</exception>
    public static T Defined<T>(T value, string parameter)
        where T : struct, Enum => Enum.IsDefined(typeof(T), value) ? value : throw new ArgumentOutOfRangeException(
            parameter, value, $"{parameter} is one of {string.Join(", ", Enum.GetNames(typeof(T)))}");
}
