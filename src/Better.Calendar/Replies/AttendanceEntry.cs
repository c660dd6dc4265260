using Better.Calendar.Workshops;
using NodaTime;

namespace Better.Calendar.Replies;

/// <summary>What one person said about one workshop, by one mail. Entries are never changed or removed; later ones count.</summary>
public sealed record AttendanceEntry
{
    /// <summary>Who: the participant's address as the series has it; of others, the address of the reply.</summary>
    public required EmailAddress Email { get; init => field = ArgumentGuard.NotNull(value, nameof(Email)); }

    /// <summary>The workshop.</summary>
    public required string WorkshopId { get; init => field = ArgumentGuard.NotNull(value, nameof(WorkshopId)); }

    /// <summary>The answer; null: she sends somebody else.</summary>
    public required Answer? Answer { get; init; }

    /// <summary>Whom she sends, where that is known.</summary>
    public EmailAddress? DelegatedTo { get; init; }

    /// <summary>Whom a delegate comes for.</summary>
    public EmailAddress? DelegatedFrom { get; init; }

    /// <summary>The address she answered by, where it is another one.</summary>
    public EmailAddress? Alias { get; init; }

    /// <summary>What she is to the series.</summary>
    public ReplierStanding Standing { get; init; }

    /// <summary>The SEQUENCE of the invitation that she read.</summary>
    public required int Sequence { get; init; }

    /// <summary>When she said so.</summary>
    public required Instant Stamp { get; init; }

    /// <summary>The mail (<see cref="ReplyReading.Key"/>).</summary>
    public required string Key { get; init => field = ArgumentGuard.NotNull(value, nameof(Key)); }

    /// <summary>How sure it is.</summary>
    public required ReplyTrust Trust { get; init; }

    /// <summary>Whether the policy wanted a person to decide.</summary>
    public bool IsAsked { get; init; }

    /// <summary>What she wrote beside it.</summary>
    public string? Comment { get; init; }

    /// <summary>Whether it counts: otherwise a person has to confirm it.</summary>
    public bool IsSettled => Trust != ReplyTrust.Claimed && !IsAsked;

    /// <summary>Whether the workshop's time has been asked about again since: "accepted, but it has moved".</summary>
    /// <param name="workshop">The workshop as it is now.</param>
    public bool IsOutdated(Workshop workshop)
    {
        ArgumentNullException.ThrowIfNull(workshop);
        return Sequence < workshop.Sequence;
    }

    internal static IEnumerable<AttendanceEntry> Of(ReplyReading reading) => reading switch
    {
        ParticipantAnswer answer => answer.Answers.Select(given => Of(answer.By, given.WorkshopId, given.Sequence, given.Stamp, answer) with { Answer = given.Answer, Comment = answer.Comment }),
        Delegation delegation => delegation.WorkshopIds.Select(id => Of(delegation.By, id, delegation.Sequence, delegation.Stamp, delegation) with { DelegatedTo = delegation.To, Comment = delegation.Comment }),
        _ => [],
    };

    private static AttendanceEntry Of(Replier by, string workshopId, int sequence, Instant stamp, ReplyReading reading) => new()
    {
        Email = by.Email,
        WorkshopId = workshopId,
        Answer = null,
        DelegatedFrom = by.DelegatedFrom,
        Alias = by.Alias,
        Standing = by.Standing,
        Sequence = sequence,
        Stamp = stamp,
        Key = reading.Key,
        Trust = by.Trust,
        IsAsked = by.IsAsked,
    };
}
