using NodaTime;

namespace Better.Calendar;

/// <summary>
/// What one person responded about one workshop in one mail. Entries are never changed or removed; later ones count instead of earlier
/// ones.
/// </summary>
public sealed record AttendanceEntry
{
    /// <summary>
    /// Who responded: the participant's address as it is in the series; of a delegate or an uninvited sender, the address in the reply.
    /// </summary>
    public required EmailAddress Email { get; init => field = ArgumentGuard.NotNull(value, nameof(Email)); }

    /// <summary>The id of the workshop.</summary>
    public required string WorkshopId { get; init => field = ArgumentGuard.NotNull(value, nameof(WorkshopId)); }

    /// <summary>The response; null when the person delegates to somebody else.</summary>
    public required ParticipationStatus? Status { get; init; }

    /// <summary>
    /// To whom the person delegates (DELEGATED-TO); null when they do not delegate, or when the mail does not name the delegate.
    /// </summary>
    public EmailAddress? DelegatedTo { get; init; }

    /// <summary>In whose place a delegate attends (DELEGATED-FROM); null for everybody else.</summary>
    public EmailAddress? DelegatedFrom { get; init; }

    /// <summary>The address from which the participant replied, if it is not <see cref="Email"/>; otherwise null.</summary>
    public EmailAddress? Alias { get; init; }

    /// <summary>Whether the person is invited, is a delegate, or is not invited. Default: invited.</summary>
    public SenderRole Role { get; init; }

    /// <summary>The SEQUENCE (RFC 5545, 3.8.7.4) of the invitation that they responded to; 0 when the mail does not say.</summary>
    public required int Sequence { get; init; }

    /// <summary>When they responded: the DTSTAMP of the reply, or the Date of the mail when there is no DTSTAMP.</summary>
    public required Instant Timestamp { get; init; }

    /// <summary>Identifies the mail (<see cref="ReplyResult.MessageKey"/>).</summary>
    public required string MessageKey { get; init => field = ArgumentGuard.NotNull(value, nameof(MessageKey)); }

    /// <summary>How certain it is that the person sent the mail.</summary>
    public required SenderTrust Trust { get; init; }

    /// <summary>Whether the <see cref="ReplyPolicy"/> requires confirmation by the organizer. Default: false.</summary>
    public bool NeedsConfirmation { get; init; }

    /// <summary>The comment in the reply, at most 2,000 characters; null when there is none.</summary>
    public string? Comment { get; init; }

    /// <summary>Whether the entry counts. Otherwise the organizer has to confirm it first (<see cref="Attendance.Confirm"/>).</summary>
    public bool IsEffective => Trust != SenderTrust.Claimed && !NeedsConfirmation;

    /// <summary>
    /// Whether the response is to an older version of the workshop: its SEQUENCE was raised since, for example because it moved.
    /// </summary>
    /// <param name="workshop">The workshop as it is now.</param>
    public bool IsOutdated(Workshop workshop)
    {
        ArgumentNullException.ThrowIfNull(workshop);
        return Sequence < workshop.Sequence;
    }

    /// <summary>The entries of a reply, one for each workshop; none for a result that says nothing about attendance.</summary>
    internal static IEnumerable<AttendanceEntry> FromReply(ReplyResult reply) => reply switch
    {
        ParticipantReply participantReply =>
            participantReply.Responses.Select(
                response =>
                    CreateEntry(
                        participantReply.Sender,
                        response.WorkshopId,
                        response.Sequence,
                        response.Timestamp,
                        participantReply) with
                    {
                        Status = response.Status,
                        Comment = participantReply.Comment
                    }),
        Delegation delegation =>
            delegation.WorkshopIds.Select(
                id => CreateEntry(
                    delegation.Sender,
                    id,
                    delegation.Sequence,
                    delegation.Timestamp,
                    delegation) with
                {
                    DelegatedTo = delegation.DelegatedTo,
                    Comment = delegation.Comment
                }),
        _ => [],
    };

    private static AttendanceEntry CreateEntry(ReplySender sender, string workshopId, int sequence, Instant timestamp, ReplyResult reply) =>
        new()
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
