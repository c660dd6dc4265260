using Better.Calendar.Model;

namespace Better.Calendar;

/// <summary>
/// A document, a recording or a survey that participants get by a link (ATTACH, RFC 5545, 3.8.1.1). Emails and their calendar entries show
/// it; public feeds never do.
/// </summary>
public sealed record Material
{
    /// <summary>What it is, such as <c>Slides</c>.</summary>
    public required LocalizedText Title { get; init => field = ArgumentGuard.NotNull(value, nameof(Title)); }

    /// <summary>Where it is.</summary>
    /// <exception cref="ArgumentException">The value is not an absolute http or https URL.</exception>
    public required Uri Url { get; init => field = Guard.Validate(Guard.WebAddressProblem, value, nameof(Url)); }
}
