namespace Better.Calendar;

/// <summary>How many said what about a workshop.</summary>
public sealed record AttendanceSummary
{
    /// <summary>They come.</summary>
    public required int Accepted { get; init; }

    /// <summary>They may come.</summary>
    public required int Tentative { get; init; }

    /// <summary>They do not come.</summary>
    public required int Declined { get; init; }

    /// <summary>They send somebody else.</summary>
    public required int Delegated { get; init; }

    /// <summary>They are invited and have not answered.</summary>
    public required int NoResponse { get; init; }

    /// <summary>Of those who have not answered: the email did not reach them.</summary>
    public required int Unreachable { get; init; }

    /// <summary>Of those who have: they answered before the workshop was changed.</summary>
    public required int Outdated { get; init; }

    /// <summary>Answers that a person has yet to confirm.</summary>
    public required int AwaitingConfirmation { get; init; }
}
