using NodaTime;

namespace Better.Calendar;

/// <summary>What one person said about one workshop, by one mail. Entries are never changed or removed; later ones count.</summary>
public sealed record AttendanceEntry
{
    /// <summary>Who: the participant's address as the series has it; of others, the address of the reply.</summary>
    public required EmailAddress Email { get; init => field = ArgumentGuard.NotNull(value, nameof(Email)); }

    /// <summary>The workshop.</summary>
    public required string WorkshopId { get; init => field = ArgumentGuard.NotNull(value, nameof(WorkshopId)); }

    /// <summary>The answer; null: she sends somebody else.</summary>
    public required ParticipationStatus? Status { get; init; }

    /// <summary>Whom she sends, where that is known.</summary>
    public EmailAddress? DelegatedTo { get; init; }

    /// <summary>Whom a delegate comes for.</summary>
    public EmailAddress? DelegatedFrom { get; init; }

    /// <summary>The address she answered by, where it is another one.</summary>
    public EmailAddress? Alias { get; init; }

    /// <summary>What she is to the series.</summary>
    public SenderRole Role { get; init; }

    /// <summary>The SEQUENCE of the invitation that she read.</summary>
    public required int Sequence { get; init; }

    /// <summary>When she said so.</summary>
    public required Instant Timestamp { get; init; }

    /// <summary>The mail (<see cref="ReplyResult.MessageKey"/>).</summary>
    public required string MessageKey { get; init => field = ArgumentGuard.NotNull(value, nameof(MessageKey)); }

    /// <summary>How sure it is.</summary>
    public required SenderTrust Trust { get; init; }

    /// <summary>Whether the policy wanted a person to decide.</summary>
    public bool NeedsConfirmation { get; init; }

    /// <summary>What she wrote beside it.</summary>
    public string? Comment { get; init; }

    /// <summary>Whether it counts: otherwise a person has to confirm it.</summary>
    public bool IsEffective => Trust != SenderTrust.Claimed && !NeedsConfirmation;

    /// <summary>Whether the workshop's time has been asked about again since: "accepted, but it has moved".</summary>
    /// <param name="workshop">The workshop as it is now.</param>
    public bool IsOutdated(Workshop workshop)
    {
        ArgumentNullException.ThrowIfNull(workshop);
        return Sequence < workshop.Sequence;
    }

    internal static IEnumerable<AttendanceEntry> FromReply(ReplyResult reply) => reply switch
    {
        ParticipantReply response => response.Responses.Select(given => FromReply(response.Sender, given.WorkshopId, given.Sequence, given.Timestamp, response) with { Status = given.Status, Comment = response.Comment }),
        Delegation delegation => delegation.WorkshopIds.Select(id => FromReply(delegation.Sender, id, delegation.Sequence, delegation.Timestamp, delegation) with { DelegatedTo = delegation.DelegatedTo, Comment = delegation.Comment }),
        _ => [],
    };

    private static AttendanceEntry FromReply(ReplySender sender, string workshopId, int sequence, Instant timestamp, ReplyResult reply) => new()
    {
        Email = sender.Email,
        WorkshopId = workshopId,
        Status = null,
        DelegatedFrom = sender.DelegatedFrom,
        Alias = sender.Alias,
        Role = sender.Role,
        Sequence = sequence,
        Timestamp = timestamp,
        MessageKey = reply.MessageKey,
        Trust = sender.Trust,
        NeedsConfirmation = sender.NeedsConfirmation,
    };
}
