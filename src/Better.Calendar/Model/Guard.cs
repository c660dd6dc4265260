using System.Globalization;
using NodaTime;

namespace Better.Calendar.Model;

/// <summary>
/// The rules for single values, each in one place: the model throws when one is broken, the document reader reports an error.
/// </summary>
internal static class Guard
{
    /// <summary>Returns what is wrong with a value; null when it is valid.</summary>
    public delegate string? Rule<in T>(T value);

    /// <summary>Returns the value when the rule finds nothing wrong with it.</summary>
    /// <exception cref="ArgumentException">The rule found a problem.</exception>
    public static T Validate<T>(Rule<T> rule, T value, string paramName) =>
        value is null ? throw new ArgumentNullException(paramName)
        : rule(value) is { } problem ? throw new ArgumentException(problem, paramName)
        : value;

    /// <summary>Returns a name on one line; it must not be empty.</summary>
    public static string ValidateName(string value, string paramName) =>
        Validate(NameProblem, TextSanitizer.ToSingleLine(ArgumentGuard.NotNull(value, paramName)), paramName);

    /// <summary>Refuses a document before it is parsed.</summary>
    /// <exception cref="InvalidSeriesException">The document is longer.</exception>
    /// <param name="length">Its bytes or characters.</param>
    /// <param name="maxLength">The longest that is read.</param>
    /// <param name="advice">What to do about it.</param>
    public static void ThrowIfTooLong(int length, int maxLength, string advice)
    {
        if (length > maxLength)
        {
            throw new InvalidSeriesException([new(
                "document",
                $"the document is longer than {maxLength.ToString(CultureInfo.InvariantCulture)} bytes; {advice}")]);
        }
    }

    /// <summary>What is wrong with the length of a text; null when it is within a limit of <see cref="InputLimits"/>.</summary>
    public static string? LengthProblem(string value, int maxLength) =>
        value.Length > maxLength ? $"this text has {value.Length} characters; use at most {maxLength}" : null;

    public static string? NameProblem(string value) => TextSanitizer.ToSingleLine(value).Length == 0 ? "is empty" : null;

    // Ids go into UIDs, file names and Message-IDs: RFC 7986, 5.3 asks for UIDs that reveal nothing and are valid everywhere.
    // The dot is reserved: it separates the series id from the workshop id.
    public static string? IdProblem(string value) =>
        value.Length is > 0 and <= 64
            && value.All(c => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '-' or '_')
            ? null
            : $"\"{TextSanitizer.ToSingleLine(value)}\" is not an id: use 1 to 64 characters: the letters a-z and A-Z, digits, - and _";

    public static string? LanguageProblem(string value) =>
        LengthProblem(value, InputLimits.LanguageTag) is { } problem ? problem
        : LanguageTag.Canonicalize(value) is null
            ? $"\"{TextSanitizer.ToSingleLine(value)}\" is not a language tag such as \"hu\" or \"en-GB\""
            : null;

    // With two ids of 64 and 70 for the domain, a UID stays within the 200 bytes that Outlook compares.
    public static string? DomainProblem(string value) =>
        HostName.Canonicalize(value, out var problem) is not { } domain
            ? problem
            : domain.Length > 70
            ? "a domain has at most 70 characters, because it becomes part of every UID"
            : null;

    public static string? WebAddressProblem(Uri value) =>
        value.IsAbsoluteUri && value.Scheme is "https" or "http" && value.UserInfo.Length == 0
            ? null
            : $"\"{value}\" is not a web address; write one that starts with https://";

    // A join link over http can be changed on its way to the participant.
    public static string? JoinLinkProblem(Uri value) =>
        value.IsAbsoluteUri && value.Scheme is "https" && value.UserInfo.Length == 0
            ? null
            : $"\"{value}\" is not a link; write one that starts with https://";

    public static string? DurationProblem(Duration value) =>
        value <= Duration.Zero ? "a duration must be more than zero"
        : value > Duration.FromDays(31) ? "a duration must be at most 31 days"
        : value.SubsecondNanoseconds != 0 ? "a duration must be in whole seconds"
        : null;

    public static string? StartProblem(LocalDateTime value) =>
        value.Calendar != CalendarSystem.Iso ? "a start must be a date of the ISO calendar"
        : value.Year is < 1970 or > 2999 ? $"the year {value.Year} is outside the range 1970 to 2999"
        : value.NanosecondOfSecond != 0 ? "a start must be in whole seconds"
        : null;

    public static string? LatitudeProblem(double value) => value is >= -90 and <= 90 ? null : "a latitude is from -90 to 90 degrees";

    public static string? LongitudeProblem(double value) => value is >= -180 and <= 180 ? null : "a longitude is from -180 to 180 degrees";

    public static string? SequenceProblem(int value) => value < 0 ? "a sequence must be 0 or more" : null;
}
