using NodaTime;

namespace Better.Calendar;

/// <summary>What <see cref="ReplyReader"/> read from a mail to the organizer's mailbox.</summary>
/// <remarks>
/// Always one of these types; use pattern matching to distinguish them: <see cref="ParticipantReply"/>, <see cref="Delegation"/>,
/// <see cref="Proposal"/>, <see cref="RefreshRequest"/>, <see cref="Bounce"/>, <see cref="AutoReply"/>, <see cref="UnrecognizedMail"/>.
/// </remarks>
public abstract record ReplyResult
{
    private protected ReplyResult()
    {
    }

    /// <summary>
    /// Identifies the mail: its Message-ID, or when it has none, a digest of its content. The same mail always has the same key. Empty when
    /// the mail was too large to be read. For a response on the host's RSVP page: <c>page:</c> with the UID of the workshop, the
    /// participant and the time.
    /// </summary>
    public required string MessageKey { get; init => field = ArgumentGuard.NotNull(value, nameof(MessageKey)); }

    /// <summary>The Date of the mail; null when it has none, or when its year is not plausible.</summary>
    public Instant? SentAt { get; init; }

    /// <summary>When the host's own mail server received the mail, by the first Received header; null when it has none.</summary>
    public Instant? ReceivedAt { get; init; }
}

/// <summary>A response (METHOD:REPLY, RFC 5546, 3.2.3): the sender accepts, accepts tentatively or declines.</summary>
public sealed record ParticipantReply : ReplyResult
{
    /// <summary>Who responds, and how certain it is that they sent the mail.</summary>
    public required ReplySender Sender { get; init => field = ArgumentGuard.NotNull(value, nameof(Sender)); }

    /// <summary>The responses, at most one for each workshop; several when the reply is to the whole series.</summary>
    public required ValueList<WorkshopResponse> Responses { get; init => field = ArgumentGuard.NotNull(value, nameof(Responses)); }

    /// <summary>Whether the reply is to the whole series, which was sent as one recurring event. Default: false.</summary>
    public bool IsWholeSeries { get; init; }

    /// <summary>
    /// How many people the sender brings along (X-NUM-GUESTS, which Google and others write); null when the reply does not say.
    /// </summary>
    public int? Guests { get; init; }

    /// <summary>The comment of the sender, at most 2,000 characters; null when there is none.</summary>
    public string? Comment { get; init; }
}

/// <summary>A participant delegates to somebody else, who attends in their place (PARTSTAT=DELEGATED, RFC 5546, 3.2.2.3).</summary>
public sealed record Delegation : ReplyResult
{
    /// <summary>Who delegates, and how certain it is that they sent the mail.</summary>
    public required ReplySender Sender { get; init => field = ArgumentGuard.NotNull(value, nameof(Sender)); }

    /// <summary>The delegate (DELEGATED-TO); null when the mail does not name one.</summary>
    public required EmailAddress? DelegatedTo { get; init; }

    /// <summary>The ids of the workshops that are delegated.</summary>
    public required ValueList<string> WorkshopIds { get; init => field = ArgumentGuard.NotNull(value, nameof(WorkshopIds)); }

    /// <summary>The SEQUENCE of the invitation that was replied to; 0 when the mail does not say.</summary>
    public required int Sequence { get; init; }

    /// <summary>When the reply was written: DTSTAMP, or the Date of the mail when there is no DTSTAMP.</summary>
    public required Instant Timestamp { get; init; }

    /// <summary>
    /// LAST-MODIFIED of the reply (RFC 5545, 3.8.7.3), which orders replies with the same timestamp; null when it has none.
    /// </summary>
    public Instant? LastModified { get; init; }

    /// <summary>The comment of the sender, at most 2,000 characters; null when there is none.</summary>
    public string? Comment { get; init; }
}

/// <summary>
/// Somebody proposes another time (METHOD:COUNTER, RFC 5546, 3.2.7). The library changes nothing because of it: the organizer decides.
/// </summary>
public sealed record Proposal : ReplyResult
{
    /// <summary>Who proposes, and how certain it is that they sent the mail.</summary>
    public required ReplySender Sender { get; init => field = ArgumentGuard.NotNull(value, nameof(Sender)); }

    /// <summary>The id of the workshop that should move; null for the whole series.</summary>
    public required string? WorkshopId { get; init; }

    /// <summary>The proposed start; null when nothing defines its time zone (then see <see cref="LocalStart"/>).</summary>
    public required Instant? Start { get; init; }

    /// <summary>The proposed end; null when nothing defines its time zone (then see <see cref="LocalEnd"/>).</summary>
    public required Instant? End { get; init; }

    /// <summary>
    /// The proposed start as it is written, when its time zone is unknown: neither a VTIMEZONE of the reply nor a known name defines it.
    /// Otherwise null.
    /// </summary>
    public LocalDateTime? LocalStart { get; init; }

    /// <summary>The proposed end as it is written, when its time zone is unknown. Otherwise null.</summary>
    public LocalDateTime? LocalEnd { get; init; }

    /// <summary>
    /// The response to the workshop as it is, if the proposal has one (PARTSTAT); it counts like that of a reply. Null when there is none,
    /// or when the proposal is about the whole series.
    /// </summary>
    public ParticipationStatus? Status { get; init; }

    /// <summary>The SEQUENCE of the invitation that was replied to; 0 when the mail does not say.</summary>
    public required int Sequence { get; init; }

    /// <summary>When the reply was written: DTSTAMP, or the Date of the mail when there is no DTSTAMP.</summary>
    public required Instant Timestamp { get; init; }

    /// <summary>
    /// LAST-MODIFIED of the reply (RFC 5545, 3.8.7.3), which orders replies with the same timestamp; null when it has none.
    /// </summary>
    public Instant? LastModified { get; init; }

    /// <summary>
    /// How many people the sender brings along (X-NUM-GUESTS, which Google and others write); null when the reply does not say.
    /// </summary>
    public int? Guests { get; init; }

    /// <summary>The comment of the sender, at most 2,000 characters; null when there is none.</summary>
    public string? Comment { get; init; }
}

/// <summary>Somebody asks for the latest version of the invitation (METHOD:REFRESH, RFC 5546, 3.2.6).</summary>
public sealed record RefreshRequest : ReplyResult
{
    /// <summary>Who asks, and how certain it is that they sent the mail.</summary>
    public required ReplySender Sender { get; init => field = ArgumentGuard.NotNull(value, nameof(Sender)); }

    /// <summary>The id of the workshop; null for the whole series.</summary>
    public required string? WorkshopId { get; init; }
}

/// <summary>An email could not be delivered, or not yet (a delivery report, RFC 3464).</summary>
public sealed record Bounce : ReplyResult
{
    /// <summary>
    /// Who could not be reached: the participant's address if the report allows to find it, otherwise the address in the report.
    /// </summary>
    public required EmailAddress Email { get; init => field = ArgumentGuard.NotNull(value, nameof(Email)); }

    /// <summary>
    /// The id of the workshop that the email was about; null when the report does not say, or when the email was about the whole series.
    /// </summary>
    public required string? WorkshopId { get; init; }

    /// <summary>True when the mail server has given up; false when delivery is delayed and the server still tries.</summary>
    public required bool IsPermanent { get; init; }

    /// <summary>The enhanced status code (RFC 3463), such as <c>5.1.1</c>; empty when there is none.</summary>
    public required string Status { get; init => field = ArgumentGuard.NotNull(value, nameof(Status)); }

    /// <summary>The diagnostic message of the receiving server, on one line of at most 500 characters; empty when there is none.</summary>
    public required string Diagnostic { get; init => field = ArgumentGuard.NotNull(value, nameof(Diagnostic)); }

    /// <summary>When the report was written: the Date of the mail; the beginning of 1970 when there is none.</summary>
    public required Instant Timestamp { get; init; }

    /// <summary>
    /// <see cref="SenderTrust.Token"/> when the report contains a valid reply token, so that its writer had the email; otherwise
    /// <see cref="SenderTrust.Claimed"/>, because anybody can write such a report.
    /// </summary>
    public required SenderTrust Trust { get; init; }

    /// <summary>
    /// Whether nothing in the report shows that it is about an email of the series: no token, no UID, no Message-ID, and no headers of such
    /// an email. Anybody can write such a report, so it makes nobody unreachable (<see cref="Attendance.Unreachable"/>) until the organizer
    /// has confirmed it (<see cref="Attendance.Confirm(Bounce)"/>). Default: false.
    /// </summary>
    public bool NeedsConfirmation { get; init; }

    /// <summary>
    /// What the same report says about other recipients, each as a bounce of its own that has no others; empty for most reports.
    /// <see cref="Attendance.WithReply"/> adds them all.
    /// </summary>
    public ValueList<Bounce> Others { get; init => field = ArgumentGuard.NotNull(value, nameof(Others)); } = [];
}

/// <summary>An automatic reply of somebody's mailbox, such as an out-of-office message. It says nothing about attendance.</summary>
public sealed record AutoReply : ReplyResult
{
    /// <summary>The address in From; null when there is none.</summary>
    public required EmailAddress? Email { get; init; }

    /// <summary>The subject, on one line of at most 200 characters.</summary>
    public required string Subject { get; init => field = ArgumentGuard.NotNull(value, nameof(Subject)); }
}

/// <summary>A mail that is not a reply to an invitation of the series, or cannot be read.</summary>
public sealed record UnrecognizedMail : ReplyResult
{
    /// <summary>Why the mail is not recognized.</summary>
    public required UnrecognizedReason Reason { get; init; }

    /// <summary>What was found, in an English sentence for logs and organizers. Its text may change between versions.</summary>
    public required string Detail { get; init => field = ArgumentGuard.NotNull(value, nameof(Detail)); }

    /// <summary>
    /// What the mail seems to say about attendance, when it answers one of our emails in a line such as "yes, I'll come", in one of the ten
    /// languages; otherwise null. It never counts by itself.
    /// </summary>
    public SuggestedResponse? Suggestion { get; init; }
}
