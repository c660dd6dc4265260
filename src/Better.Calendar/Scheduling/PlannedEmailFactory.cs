namespace Better.Calendar.Scheduling;

/// <summary>Turns a decision into a planned email: which SEQUENCE it carries, and why it goes out.</summary>
internal sealed class PlannedEmailFactory(WorkshopSeries? stored, WorkshopSeries edited, RevisionPolicy policy, int revision)
{
    private readonly HashSet<string> storedIds =
        new(stored?.Workshops.Select(static workshop => workshop.Id) ?? [], StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<(WorkshopRevision, MessageReason, bool), string> explanations = [];

    /// <summary>Creates the planned email.</summary>
    /// <param name="recipient">Its recipient.</param>
    /// <param name="workshop">Its workshop.</param>
    /// <param name="kind">Its kind, from the decision table.</param>
    /// <param name="asksForResponse">Whether it asks for a response, from the decision table.</param>
    /// <param name="response">What the recipient has responded; null if nothing is known.</param>
    /// <param name="notified">What the recipient was last notified of about the workshop; null for nothing.</param>
    /// <param name="notifiedAtOtherAddress">What the recipient was last notified of at their old address; null for nothing.</param>
    public PlannedEmail Create(
        RecipientRevision recipient,
        WorkshopRevision workshop,
        EmailKind kind,
        bool asksForResponse,
        ParticipationStatus? response,
        NotifiedWorkshop? notified,
        NotifiedWorkshop? notifiedAtOtherAddress)
    {
        // If the recipient missed an email that asked for a response, this one asks.
        var asksAgain = asksForResponse
            || (kind == EmailKind.Update && (policy.AlwaysRaiseSequence || notified!.Sequence < workshop.Sequence));
        var sequence = kind switch
        {
            EmailKind.Invitation or EmailKind.Confirmation =>
                GetInvitationSequence(workshop, notified, notifiedAtOtherAddress),
            EmailKind.Withdrawal => notified!.Sequence + 1,
            EmailKind.Update when !asksAgain => notified!.Sequence,
            _ => workshop.Sequence,
        };
        var reason = kind == EmailKind.Invitation && response == ParticipationStatus.Tentative
            ? MessageReason.AcceptedTentatively
            : GetReason(recipient, workshop, kind, notified);
        return new()
        {
            Kind = kind,
            Recipient = recipient.Participant,
            Workshop = workshop.GetVersion(kind, sequence),
            PreviousWorkshop = kind == EmailKind.Update ? workshop.LastNotified : null,
            RequestsNewResponse = asksAgain && kind == EmailKind.Update,
            Response = response,
            Revision = revision,
            FirstSequence = notified is null or { Status: InvitationStatus.Asked } ? sequence : notified.FirstSequence,
            Reason = reason,
            Explanation = GetExplanation(workshop, reason, asksAgain),
            Changes = kind == EmailKind.Update ? workshop.Changes : [],
            SeriesId = edited.Id,
        };
    }

    /// <summary>The SEQUENCE of an invitation: higher than any that the recipient's calendar may have.</summary>
    public static int GetInvitationSequence(
        WorkshopRevision workshop, NotifiedWorkshop? notified, NotifiedWorkshop? notifiedAtOtherAddress) =>
        Math.Max(
            workshop.Sequence,
            Math.Max(SequenceAfter(notified) ?? 0, SequenceAfterWithdrawal(notifiedAtOtherAddress) + 1 ?? 0));

    // No calendar has what an email about the course has asked about.
    private static int? SequenceAfter(NotifiedWorkshop? notified) =>
        notified is { Status: InvitationStatus.Asked } ? notified.Sequence : notified?.Sequence + 1;

    // The old and the new address may feed the same calendar, so the invitation needs a higher SEQUENCE than the withdrawal.
    private static int? SequenceAfterWithdrawal(NotifiedWorkshop? notified) =>
        notified is null ? null : notified.Status == InvitationStatus.Invited ? notified.Sequence + 1 : notified.Sequence;

    /// <summary>Why somebody gets an email about the whole series.</summary>
    /// <param name="recipient">Its recipient.</param>
    /// <param name="kind">Its kind.</param>
    /// <param name="notified">What they were last notified of about the series; null for nothing.</param>
    /// <param name="significance">How much has changed since.</param>
    /// <param name="isFirst">Whether the series is sent for the first time.</param>
    public static MessageReason GetSeriesReason(
        RecipientRevision recipient, EmailKind kind, NotifiedSeries? notified, ChangeSignificance significance, bool isFirst) => kind switch
        {
            EmailKind.Cancellation => MessageReason.WorkshopCancelled,
            EmailKind.Withdrawal =>
                recipient.OtherAddress is null ? MessageReason.ParticipantRemoved : MessageReason.AddressChanged,
            EmailKind.Update => GetUpdateReason(notified!.Status, significance),
            EmailKind.Confirmation => MessageReason.AlreadyAccepted,
            _ when isFirst => MessageReason.FirstInvitation,
            _ when notified?.Status == InvitationStatus.Withdrawn => MessageReason.InvitedAgain,
            _ when recipient.OtherAddress is not null => MessageReason.AddressChanged,
            _ when !recipient.WasParticipant => MessageReason.ParticipantAdded,
            _ => MessageReason.NotYetNotified,
        };

    /// <summary>Why somebody gets an update.</summary>
    /// <param name="notified">What they were last notified of.</param>
    /// <param name="significance">How much has changed since.</param>
    public static MessageReason GetUpdateReason(InvitationStatus notified, ChangeSignificance significance) => significance switch
    {
        _ when notified == InvitationStatus.Cancelled => MessageReason.Reinstated,
        ChangeSignificance.Material => MessageReason.MaterialChange,
        ChangeSignificance.Notable => MessageReason.NotableChange,
        _ => MessageReason.EditorialChange,
    };

    private MessageReason GetReason(RecipientRevision recipient, WorkshopRevision workshop, EmailKind kind, NotifiedWorkshop? notified) =>
        kind switch
        {
            EmailKind.Cancellation => workshop.Edited is null ? MessageReason.WorkshopRemoved : MessageReason.WorkshopCancelled,
            EmailKind.Withdrawal =>
                recipient.IsParticipant
                ? MessageReason.WorkshopSelectionChanged
                : recipient.OtherAddress is null
                ? MessageReason.ParticipantRemoved
                : MessageReason.AddressChanged,
            EmailKind.Update => GetUpdateReason(notified!.Status, workshop.Significance),
            EmailKind.Confirmation => MessageReason.AlreadyAccepted,
            _ when stored is null => MessageReason.FirstInvitation,
            _ when notified?.Status == InvitationStatus.Withdrawn => MessageReason.InvitedAgain,
            _ when recipient.OtherAddress is not null => MessageReason.AddressChanged,
            _ when !storedIds.Contains(workshop.Id) => MessageReason.WorkshopAdded,
            _ when !recipient.WasParticipant => MessageReason.ParticipantAdded,
            _ when !WorkshopSeries.IsInvited(recipient.PreviousParticipant!, workshop.Edited!) => MessageReason.WorkshopSelectionChanged,
            _ => MessageReason.NotYetNotified,
        };

    private string GetExplanation(WorkshopRevision workshop, MessageReason reason, bool asksForResponse)
    {
        if (!explanations.TryGetValue((workshop, reason, asksForResponse), out var sentence))
        {
            sentence = ExplanationFormatter.Format(reason, workshop.Changes, asksForResponse);
            explanations.Add((workshop, reason, asksForResponse), sentence);
        }

        return sentence;
    }
}
