using NodaTime;

namespace Better.Calendar.Scheduling;

/// <summary>Whether a workshop is still to come.</summary>
internal enum WorkshopTime
{
    /// <summary>It has not begun.</summary>
    Future,

    /// <summary>It has begun and has not ended.</summary>
    Running,

    /// <summary>It has ended.</summary>
    Past,
}

/// <summary>
/// One row of the table: an email of the kind does not fit a workshop to which all conditions apply; null in a condition means "any".
/// </summary>
internal sealed record EmailKindRow(EmailKind Kind, string Reason)
{
    /// <summary>Whether the workshop is cancelled.</summary>
    public bool? IsCancelled { get; init; }

    /// <summary>Whether the workshop is still to come.</summary>
    public WorkshopTime? Time { get; init; }

    /// <summary>What the reader has responded.</summary>
    public ParticipationStatus? Response { get; init; }

    /// <summary>Whether the reader follows by their personal feed, and the email puts the workshop into their calendar.</summary>
    public bool? IsSecondEntry { get; init; }

    public bool Matches(EmailKind kind, bool isCancelled, WorkshopTime time, ParticipationStatus? response, bool isSecondEntry) =>
        Kind == kind
        && (IsCancelled is null || IsCancelled == isCancelled)
        && (Time is null || Time == time)
        && (Response is null || Response == response)
        && (IsSecondEntry is null || IsSecondEntry == isSecondEntry);
}

/// <summary>
/// Which kinds of email fit which status and time of a workshop and which response of the reader: every door to an email obeys it. The
/// table is data; DECISIONS.md shows it, and a test keeps both the same.
/// </summary>
internal static class EmailKindTable
{
    private const string Cancelled = "it is cancelled, and the email would say that it takes place";
    private const string Ended = "it has ended";
    private const string SecondEntry = "they follow by their personal feed, and it would be a second entry";

    /// <summary>What does not fit; everything else does.</summary>
    public static ValueList<EmailKindRow> Rows { get; } =
    [
        // RFC 5546, 3.2.2: a REQUEST with STATUS:CANCELLED contradicts itself.
        new(EmailKind.Invitation, Cancelled) { IsCancelled = true },
        new(EmailKind.Invitation, Ended) { Time = WorkshopTime.Past },
        new(EmailKind.Invitation, "they have accepted, and it would ask them again; send a Confirmation")
            { Response = ParticipationStatus.Accepted },
        new(EmailKind.Invitation, SecondEntry) { IsSecondEntry = true },
        new(EmailKind.Confirmation, Cancelled) { IsCancelled = true },
        new(EmailKind.Confirmation, Ended) { Time = WorkshopTime.Past },
        new(EmailKind.Confirmation, "they have accepted tentatively only; send an Invitation")
            { Response = ParticipationStatus.Tentative },
        new(EmailKind.Confirmation, "they have declined") { Response = ParticipationStatus.Declined },
        new(EmailKind.Confirmation, SecondEntry) { IsSecondEntry = true },
        new(EmailKind.Update, Cancelled + "; send a Cancellation") { IsCancelled = true },
        new(EmailKind.Withdrawal, Cancelled + " without them; send a Cancellation") { IsCancelled = true },
        new(EmailKind.Reminder, Cancelled) { IsCancelled = true },
        new(EmailKind.Reminder, Ended) { Time = WorkshopTime.Past },
        new(EmailKind.Reminder, "they have declined, and there is nothing to remind them of") { Response = ParticipationStatus.Declined },
        new(EmailKind.FollowUp, "it is cancelled, and there is nothing to look back on") { IsCancelled = true },
        new(EmailKind.FollowUp, "it has not begun") { Time = WorkshopTime.Future },
        new(EmailKind.FollowUp, "it has not ended") { Time = WorkshopTime.Running },
    ];

    /// <summary>Why an email of the kind does not fit; null if it does.</summary>
    public static string? FindProblem(
        EmailKind kind, bool isCancelled, WorkshopTime time, ParticipationStatus? response, bool isSecondEntry = false)
    {
        for (var at = 0; at < Rows.Count; at++)
        {
            if (Rows[at].Matches(kind, isCancelled, time, response, isSecondEntry))
            {
                return Rows[at].Reason;
            }
        }

        return null;
    }

    /// <summary>Whether a workshop is still to come.</summary>
    public static WorkshopTime GetTime(Instant start, Duration duration, Instant at) =>
        at < start ? WorkshopTime.Future : at < start + duration ? WorkshopTime.Running : WorkshopTime.Past;
}
