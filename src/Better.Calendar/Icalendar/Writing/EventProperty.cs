using Better.Calendar.Model;

namespace Better.Calendar;

/// <summary>A property of a host's own in the calendar event of an email (RFC 5545, 3.8.8.2), such as the id of a room.</summary>
public sealed record EventProperty
{
    // What the library writes itself, and must not stand there twice.
    private static readonly string[] Taken =
        ["X-MICROSOFT-DISALLOW-COUNTER", "X-MICROSOFT-ONLINEMEETINGEXTERNALLINK", "X-MICROSOFT-SKYPETEAMSMEETINGURL"];

    /// <summary>
    /// The name: <c>X-</c>, and letters a-z and A-Z, digits and <c>-</c>; at most 60 characters. It is written in capitals.
    /// </summary>
    /// <exception cref="ArgumentException">The value is not such a name, or the library writes that property itself.</exception>
    public required string Name { get; init => field = Guard.Validate(NameProblem, value, nameof(Name)).ToUpperInvariant(); }

    /// <summary>The value, as text: the library escapes it (RFC 5545, 3.3.11), folds the line, and removes control characters.</summary>
    public required string Value
    {
        get; init => field = TextSanitizer.ToMultiLine(ArgumentGuard.NotNull(value, nameof(Value)));
    }

    private static string? NameProblem(string value) =>
        value.Length is < 3 or > 60
            || !value.StartsWith("X-", StringComparison.OrdinalIgnoreCase)
            || !value.All(static c => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '-')
            ? $"\"{TextSanitizer.ToSingleLine(value)}\" is not the name of a property of your own: use X- and at most 58 letters a-z, "
                + "digits and -"
            : Taken.Contains(value, StringComparer.OrdinalIgnoreCase)
            ? $"the library writes {value.ToUpperInvariant()} itself; use another name"
            : null;
}
