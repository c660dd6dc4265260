using Better.Calendar.Revisions;

namespace Better.Calendar.Delivery;

/// <summary>One letter to be printed and sent: what a row of the outbox says.</summary>
internal sealed record LetterJob
{
    public required long Position { get; init; }

    public required string Recipient { get; init; }

    public required string Domain { get; init; }

    public required LetterKind Kind { get; init; }

    public required int Attempts { get; init; }

    public required int Doubts { get; init; }

    public DateTimeOffset? FirstTried { get; init; }
}
