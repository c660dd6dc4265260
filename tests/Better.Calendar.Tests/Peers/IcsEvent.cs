using NodaTime;
using NodaTime.Text;

namespace Better.Calendar.Tests.Peers;

/// <summary>An event with its times in UTC.</summary>
/// <param name="Uid">The UID; <c>-</c> if there is none.</param>
/// <param name="Start"><c>20200616T083000Z</c>; with a question mark at its end if the parser could not convert it to UTC.</param>
/// <param name="End">The end in the same form; <c>-</c> if there is none.</param>
public sealed record IcsEvent(string Uid, string Start, string End)
{
    private static readonly InstantPattern Utc = InstantPattern.CreateWithInvariantCulture("uuuuMMdd'T'HHmmss'Z'");

    /// <summary>An instant in this form.</summary>
    public static string Format(Instant instant) => Utc.Format(instant);

    /// <summary>When it starts.</summary>
    public Instant StartInstant => Utc.Parse(Start).Value;

    /// <summary>When it ends.</summary>
    public Instant EndInstant => Utc.Parse(End).Value;
}
