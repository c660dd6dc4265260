using Better.Calendar.Delivery.Options;

namespace Better.Calendar.Delivery;

/// <summary>What became of a letter that was handed to a sink.</summary>
/// <param name="Kind">What.</param>
/// <param name="Answer">What the sink said, or why it said nothing; on one line.</param>
public sealed record Handover(HandoverKind Kind, string Answer)
{
    /// <summary>What the sink said, or why it said nothing; on one line.</summary>
    public string Answer { get; init => field = OptionCheck.NotNull(value); } = Answer ?? throw new ArgumentNullException(nameof(Answer));
}

/// <summary>What becomes of letters.</summary>
public enum HandoverKind
{
    /// <summary>Taken.</summary>
    Taken,

    /// <summary>Refused, and another try would be too (5xx).</summary>
    Refused,

    /// <summary>Refused for now (4xx).</summary>
    Later,

    /// <summary>The line broke before the end of the letter was out: surely not taken.</summary>
    NotTaken,

    /// <summary>The line broke after the end of the letter was out, and before an answer came.</summary>
    Unknown,

    /// <summary>Another courier has it by now; its end was not sent.</summary>
    InOtherHands,
}
