namespace Better.Calendar;

/// <summary>Validates values of properties; the exceptions name the property and the allowed values.</summary>
internal static class ArgumentGuard
{
    /// <summary>Gives the value back if it is not null.</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public static T NotNull<T>(T? value, string parameter)
        where T : class => value ?? throw new ArgumentNullException(parameter);

    /// <summary>Gives the number back if it is within the range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is outside the range.</exception>
    public static int InRange(int value, int min, int max, string parameter) =>
        value >= min && value <= max ? value : throw new ArgumentOutOfRangeException(
            parameter, value, $"{parameter} is outside its range; give a number from {min} to {max}.");

    /// <summary>Gives the value back if its enumeration defines it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not defined.</exception>
    public static T Defined<T>(T value, string parameter)
        where T : struct, Enum => Enum.IsDefined(typeof(T), value) ? value : throw new ArgumentOutOfRangeException(
            parameter, value, $"{parameter} is not a defined value; give one of {string.Join(", ", Enum.GetNames(typeof(T)))}.");
}
