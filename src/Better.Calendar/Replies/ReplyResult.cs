using NodaTime;

namespace Better.Calendar;

/// <summary>What a mail to the organizer's mailbox says.</summary>
/// <remarks>
/// Always one of these, to be told apart by pattern matching: <see cref="ParticipantReply"/>, <see cref="Delegation"/>,
/// <see cref="Proposal"/>, <see cref="RefreshRequest"/>, <see cref="Bounce"/>, <see cref="AutoReply"/>, <see cref="UnrecognizedMail"/>.
/// </remarks>
public abstract record ReplyResult
{
    private protected ReplyResult()
    {
    }

    /// <summary>What names the mail: its Message-ID, or where it has none, a digest of what it says. The same mail has the same key whenever it arrives. Of a response on the host's page: <c>page:</c> with whose, to what and when.</summary>
    public required string MessageKey { get; init => field = ArgumentGuard.NotNull(value, nameof(MessageKey)); }
}

/// <summary>A response: she comes, may come, or does not come.</summary>
public sealed record ParticipantReply : ReplyResult
{
    /// <summary>Who answers, and how sure that is.</summary>
    public required ReplySender Sender { get; init => field = ArgumentGuard.NotNull(value, nameof(Sender)); }

    /// <summary>What she says, a workshop once each; more than one where the answer is to the whole series.</summary>
    public required ValueList<WorkshopResponse> Responses { get; init => field = ArgumentGuard.NotNull(value, nameof(Responses)); }

    /// <summary>Whether it answers the series as one recurring event.</summary>
    public bool IsWholeSeries { get; init; }

    /// <summary>What she wrote beside it, at most 2,000 characters; null when nothing.</summary>
    public string? Comment { get; init; }
}

/// <summary>A participant sends somebody else in her place (PARTSTAT=DELEGATED, RFC 5546, 3.2.2.3).</summary>
public sealed record Delegation : ReplyResult
{
    /// <summary>Who delegates.</summary>
    public required ReplySender Sender { get; init => field = ArgumentGuard.NotNull(value, nameof(Sender)); }

    /// <summary>Whom she sends; null where the mail does not say.</summary>
    public required EmailAddress? DelegatedTo { get; init; }

    /// <summary>To which workshops.</summary>
    public required ValueList<string> WorkshopIds { get; init => field = ArgumentGuard.NotNull(value, nameof(WorkshopIds)); }

    /// <summary>The SEQUENCE of the invitation that she read.</summary>
    public required int Sequence { get; init; }

    /// <summary>When she said so (DTSTAMP).</summary>
    public required Instant Timestamp { get; init; }

    /// <summary>What she wrote beside it; null when nothing.</summary>
    public string? Comment { get; init; }
}

/// <summary>Another time is proposed (COUNTER, RFC 5546, 3.2.7). It is for a person to decide; nothing follows from it by itself.</summary>
public sealed record Proposal : ReplyResult
{
    /// <summary>Who proposes.</summary>
    public required ReplySender Sender { get; init => field = ArgumentGuard.NotNull(value, nameof(Sender)); }

    /// <summary>Which workshop should move; null: the whole recurring series.</summary>
    public required string? WorkshopId { get; init; }

    /// <summary>The proposed start.</summary>
    public required Instant Start { get; init; }

    /// <summary>The proposed end.</summary>
    public required Instant End { get; init; }

    /// <summary>The SEQUENCE of the invitation that she read.</summary>
    public required int Sequence { get; init; }

    /// <summary>When she said so (DTSTAMP).</summary>
    public required Instant Timestamp { get; init; }

    /// <summary>What she wrote beside it; null when nothing.</summary>
    public string? Comment { get; init; }
}

/// <summary>The latest invitation is asked for again (REFRESH, RFC 5546, 3.2.6).</summary>
public sealed record RefreshRequest : ReplyResult
{
    /// <summary>Who asks.</summary>
    public required ReplySender Sender { get; init => field = ArgumentGuard.NotNull(value, nameof(Sender)); }

    /// <summary>Which workshop; null: the whole recurring series.</summary>
    public required string? WorkshopId { get; init; }
}

/// <summary>An email did not arrive (RFC 3464).</summary>
public sealed record Bounce : ReplyResult
{
    /// <summary>Who cannot be reached: the participant's address where that could be found, otherwise the address in the report.</summary>
    public required EmailAddress Email { get; init => field = ArgumentGuard.NotNull(value, nameof(Email)); }

    /// <summary>What the email was about; null where the report does not tell, or where it was about the whole series.</summary>
    public required string? WorkshopId { get; init; }

    /// <summary>Whether the mail server has given up; otherwise it still tries.</summary>
    public required bool IsPermanent { get; init; }

    /// <summary>The status code (RFC 3463): <c>5.1.1</c>; empty where there is none.</summary>
    public required string Status { get; init => field = ArgumentGuard.NotNull(value, nameof(Status)); }

    /// <summary>What the other server said, on one line; empty where nothing is told.</summary>
    public required string Diagnostic { get; init => field = ArgumentGuard.NotNull(value, nameof(Diagnostic)); }

    /// <summary>When the report was written; the beginning of 1970 where it does not tell.</summary>
    public required Instant Timestamp { get; init; }

    /// <summary>Whether the report shows that its writer had the email; <see cref="SenderTrust.Claimed"/>: anybody may have written it.</summary>
    public required SenderTrust Trust { get; init; }
}

/// <summary>A machine answered: out of office, a receipt. It says nothing about coming.</summary>
public sealed record AutoReply : ReplyResult
{
    /// <summary>Whose machine; null where From tells no address.</summary>
    public required EmailAddress? Email { get; init; }

    /// <summary>The subject, on one line.</summary>
    public required string Subject { get; init => field = ArgumentGuard.NotNull(value, nameof(Subject)); }
}

/// <summary>None of these, and why.</summary>
public sealed record UnrecognizedMail : ReplyResult
{
    /// <summary>Why.</summary>
    public required UnrecognizedReason Reason { get; init; }

    /// <summary>For people: what was found, in a sentence.</summary>
    public required string Detail { get; init => field = ArgumentGuard.NotNull(value, nameof(Detail)); }
}
