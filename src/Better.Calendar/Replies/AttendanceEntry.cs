using Better.Calendar.Replies;
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

    /// <summary>Whether they responded to the whole series at once, and not to this workshop. Default: false.</summary>
    public bool IsWholeSeries { get; init; }

    /// <summary>The SEQUENCE (RFC 5545, 3.8.7.4) of the invitation that they responded to; 0 when the mail does not say.</summary>
    public required int Sequence { get; init; }

    /// <summary>When the workshop was to start in that invitation; null when the reply does not say.</summary>
    public Instant? Start { get; init; }

    /// <summary>When the workshop was to end in that invitation; null when the reply does not say.</summary>
    public Instant? End { get; init; }

    /// <summary>
    /// The version of the workshop that they responded to. Show it with the response: the workshop may have moved since.
    /// </summary>
    public WorkshopVersion Version => new(Sequence, Start, End);

    /// <summary>When they responded: the DTSTAMP of the reply, or the Date of the mail when there is no DTSTAMP.</summary>
    public required Instant Timestamp { get; init; }

    /// <summary>
    /// LAST-MODIFIED of the reply (RFC 5545, 3.8.7.3), which orders replies with the same timestamp; null when it has none.
    /// </summary>
    public Instant? LastModified { get; init; }

    /// <summary>The Date of the mail; null when it has none, or when its year is not plausible.</summary>
    public Instant? SentAt { get; init; }

    /// <summary>When the host's own mail server received the mail, by the first Received header; null when it has none.</summary>
    public Instant? ReceivedAt { get; init; }

    /// <summary>Identifies the mail (<see cref="ReplyResult.MessageKey"/>).</summary>
    public required string MessageKey { get; init => field = ArgumentGuard.NotNull(value, nameof(MessageKey)); }

    /// <summary>How certain it is that the person sent the mail.</summary>
    public required SenderTrust Trust { get; init; }

    /// <summary>
    /// Whether the <see cref="ReplyPolicy"/> counts a reply although only the mail itself names its sender
    /// (<see cref="SenderTrust.Claimed"/>). Default: false.
    /// </summary>
    public bool IsAcceptedAsClaimed { get; init; }

    /// <summary>Whether the <see cref="ReplyPolicy"/> requires confirmation by the organizer. Default: false.</summary>
    public bool NeedsConfirmation { get; init; }

    /// <summary>The comment in the reply, at most 2,000 characters; null when there is none.</summary>
    public string? Comment { get; init; }

    /// <summary>
    /// How many people the sender brings along (X-NUM-GUESTS, which Google and others write); null when the reply does not say.
    /// </summary>
    public int? Guests { get; init; }

    /// <summary>
    /// Whether the entry counts. Otherwise the organizer has to confirm it first (<see cref="Attendance.Confirm(AttendanceEntry)"/>).
    /// </summary>
    public bool IsEffective => (Trust != SenderTrust.Claimed || IsAcceptedAsClaimed) && !NeedsConfirmation;

    /// <summary>
    /// Whether the response no longer counts: the person was asked again since, because the workshop has moved, for example, or because
    /// they were removed and invited again; or they responded in a calendar that shows a workshop of a recurring event at the time of the
    /// rule, although it takes place at another.
    /// </summary>
    /// <param name="series">The series as it is stored.</param>
    /// <param name="workshop">One of its workshops.</param>
    public bool IsOutdated(WorkshopSeries series, Workshop workshop)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(workshop);
        var lookup = SeriesLookup.GetOrCreate(series);
        return WorkshopVersion.IsOutdated(
            Sequence, Start, lookup.GetAskedSequence(workshop, Email), lookup.FindRegularStart(workshop));
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
                        Start = response.Start,
                        End = response.End,
                        LastModified = response.LastModified,
                        IsWholeSeries = response.IsWholeSeries,
                        Guests = participantReply.Guests,
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
                    LastModified = delegation.LastModified,
                    Comment = delegation.Comment
                }),

        // Who proposes another time says with PARTSTAT whether they attend at the old one.
        Proposal { Status: { } status, WorkshopId: { } id } proposal =>
            [
                CreateEntry(proposal.Sender, id, proposal.Sequence, proposal.Timestamp, proposal) with
                {
                    Status = status,
                    LastModified = proposal.LastModified,
                    Guests = proposal.Guests,
                    Comment = proposal.Comment
                }
            ],
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
            IsAcceptedAsClaimed = sender.IsAcceptedAsClaimed,
            NeedsConfirmation = sender.NeedsConfirmation,
            SentAt = reply.SentAt,
            ReceivedAt = reply.ReceivedAt,
        };
}
