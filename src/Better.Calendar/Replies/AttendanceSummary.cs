namespace Better.Calendar;

/// <summary>How many people gave which response to a workshop, as <see cref="Attendance.Summarize"/> counts them.</summary>
public sealed record AttendanceSummary
{
    /// <summary>How many accepted.</summary>
    public required int Accepted { get; init; }

    /// <summary>How many accepted tentatively.</summary>
    public required int Tentative { get; init; }

    /// <summary>How many declined.</summary>
    public required int Declined { get; init; }

    /// <summary>How many delegated to somebody else.</summary>
    public required int Delegated { get; init; }

    /// <summary>How many are invited and have not responded.</summary>
    public required int NoResponse { get; init; }

    /// <summary>How many of those without a response could not be reached: their email bounced permanently.</summary>
    public required int Unreachable { get; init; }

    /// <summary>
    /// How many of the responses were given before the person was asked again (<see cref="AttendanceEntry.IsOutdated"/>).
    /// </summary>
    public required int Outdated { get; init; }

    /// <summary>How many responses and delegations the organizer has yet to confirm.</summary>
    public required int AwaitingConfirmation { get; init; }
}
