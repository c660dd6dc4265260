using NodaTime;

namespace Better.Calendar.Model;

/// <summary>The rules for single values, each in one place: the model throws by them, the document's reader tells faults by them.</summary>
internal static class Guard
{
    /// <summary>What is wrong with a value, or null.</summary>
    public delegate string? Rule<in T>(T value);

    /// <summary>The value, if the rule finds nothing.</summary>
    /// <exception cref="ArgumentException">The rule found something.</exception>
    public static T Validate<T>(Rule<T> rule, T value, string paramName) =>
        value is null ? throw new ArgumentNullException(paramName)
        : rule(value) is { } problem ? throw new ArgumentException(problem, paramName)
        : value;

    /// <summary>A name on one line that is not empty.</summary>
    public static string ValidateName(string value, string paramName) => Validate(NameProblem, TextSanitizer.ToSingleLine(ArgumentGuard.NotNull(value, paramName)), paramName);

    public static string? NameProblem(string value) => TextSanitizer.ToSingleLine(value).Length == 0 ? "is empty" : null;

    // Ids go into UIDs, file names and Message-IDs: RFC 7986, 5.3 wants UIDs that tell nothing and survive everywhere;
    // the dot is kept for our own use between series and workshop.
    public static string? IdProblem(string value) =>
        value.Length is > 0 and <= 64 && value.All(c => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '-' or '_')
            ? null
            : $"\"{TextSanitizer.ToSingleLine(value)}\" is not an id: use 1 to 64 of the letters a-z, digits, - and _";

    public static string? LanguageProblem(string value) =>
        LanguageTag.Canonicalize(value) is null ? $"\"{TextSanitizer.ToSingleLine(value)}\" is not a language tag such as \"hu\" or \"en-GB\"" : null;

    // With two ids of 64 and 70 for the domain, a UID stays within the 200 bytes that Outlook's stores tell apart.
    public static string? DomainProblem(string value) =>
        HostName.Canonicalize(value, out var problem) is not { } domain ? problem : domain.Length > 70 ? "a domain has at most 70 characters here" : null;

    public static string? WebAddressProblem(Uri value) =>
        value.IsAbsoluteUri && value.Scheme is "https" or "http" && value.UserInfo.Length == 0 ? null : $"\"{value}\" is not a web address that starts with https://";

    // A join link over http can be changed on its way to the reader.
    public static string? JoinLinkProblem(Uri value) =>
        value.IsAbsoluteUri && value.Scheme is "https" && value.UserInfo.Length == 0 ? null : $"\"{value}\" is not a link that starts with https://";

    public static string? DurationProblem(Duration value) =>
        value <= Duration.Zero ? "a workshop lasts longer than nothing"
        : value > Duration.FromDays(31) ? "a workshop lasts at most 31 days"
        : value.SubsecondNanoseconds != 0 ? "a duration has whole seconds"
        : null;

    public static string? StartProblem(LocalDateTime value) =>
        value.Calendar != CalendarSystem.Iso ? "a start is a date of the ISO calendar"
        : value.Year is < 1970 or > 2999 ? $"the year {value.Year} is outside 1970 to 2999"
        : value.NanosecondOfSecond != 0 ? "a start has whole seconds"
        : null;

    public static string? SequenceProblem(int value) => value < 0 ? "a sequence is 0 or more" : null;
}
