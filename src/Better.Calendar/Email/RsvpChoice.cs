using Better.Calendar.Model;

namespace Better.Calendar;

/// <summary>
/// The address of an RSVP page with a response preselected: the parameter <c>response</c> with the value <c>accepted</c>,
/// <c>tentative</c> or <c>declined</c>.
/// </summary>
/// <remarks>The page only preselects it and stores nothing until its form is sent: link scanners follow every link of an email.</remarks>
public static class RsvpChoice
{
    /// <summary>The name of the parameter.</summary>
    public const string QueryName = "response";

    /// <summary>The responses, in the order of the buttons.</summary>
    public static ValueList<ParticipationStatus> All { get; } =
        [ParticipationStatus.Accepted, ParticipationStatus.Tentative, ParticipationStatus.Declined];

    /// <summary>Adds a response to the address of a page.</summary>
    /// <param name="page">The address of the page.</param>
    /// <param name="response">The response.</param>
    /// <exception cref="ArgumentOutOfRangeException">The response is not defined.</exception>
    public static Uri AddTo(Uri page, ParticipationStatus response)
    {
        ArgumentNullException.ThrowIfNull(page);
        return new(AddTo(LinkFormatter.Format(page), GetValue(response)));
    }

    /// <summary>The response that a value of the parameter means; null if it means none.</summary>
    /// <param name="value">The value, from a query or a form; null if there is none.</param>
    public static ParticipationStatus? Parse(string? value)
    {
        foreach (var response in All)
        {
            if (string.Equals(GetValue(response), value, StringComparison.OrdinalIgnoreCase))
            {
                return response;
            }
        }

        return null;
    }

    /// <summary>Adds a value to an address as text; a fragment stays at the end (RFC 3986, 3).</summary>
    internal static string AddTo(string page, string value)
    {
        var fragment = page.IndexOf('#');
        var (before, after) = fragment < 0 ? (page, "") : (page.Substring(0, fragment), page.Substring(fragment));
        var separator = before.IndexOf('?') < 0 ? "?" : before[before.Length - 1] is '?' or '&' ? "" : "&";
        return $"{before}{separator}{QueryName}={value}{after}";
    }

    /// <summary>The value of the parameter that means a response, in a query and in the form of the page.</summary>
    /// <param name="response">The response.</param>
    /// <exception cref="ArgumentOutOfRangeException">The response is not defined.</exception>
    public static string GetValue(ParticipationStatus response) => ArgumentGuard.Defined(response, nameof(response)) switch
    {
        ParticipationStatus.Accepted => "accepted",
        ParticipationStatus.Tentative => "tentative",
        _ => "declined",
    };
}
