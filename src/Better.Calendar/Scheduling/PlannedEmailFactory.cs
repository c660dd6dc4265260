
namespace Better.Calendar.Scheduling;

/// <summary>From a decision to the planned message: which sequence it carries, and why it goes out.</summary>
internal sealed class PlannedEmailFactory(WorkshopSeries? stored, WorkshopSeries edited, RevisionPolicy policy, int revision)
{
    private readonly HashSet<string> storedIds = new(stored?.Workshops.Select(static workshop => workshop.Id) ?? [], StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<(WorkshopRevision, MessageReason, bool), string> explanations = [];

    /// <summary>The message.</summary>
    /// <param name="recipient">Whom it goes to.</param>
    /// <param name="workshop">What it is about.</param>
    /// <param name="kind">What the decision table says.</param>
    /// <param name="asksForResponse">Whether it asks, by the decision table.</param>
    /// <param name="notified">What she has heard of the workshop.</param>
    /// <param name="notifiedAtOtherAddress">What she has heard of it at her old address.</param>
    public PlannedEmail Create(RecipientRevision recipient, WorkshopRevision workshop, EmailKind kind, bool asksForResponse, NotifiedWorkshop? notified, NotifiedWorkshop? notifiedAtOtherAddress)
    {
        // Whoever has missed an earlier question is asked it now.
        var asksAgain = asksForResponse || (kind == EmailKind.Update && (policy.AlwaysRaiseSequence || notified!.Sequence < workshop.Sequence));
        var sequence = kind switch
        {
            EmailKind.Invitation => Math.Max(workshop.Sequence, Math.Max(notified?.Sequence + 1 ?? 0, SequenceAfterWithdrawal(notifiedAtOtherAddress) + 1 ?? 0)),
            EmailKind.Withdrawal => notified!.Sequence + 1,
            EmailKind.Update when !asksAgain => notified!.Sequence,
            _ => workshop.Sequence,
        };
        var reason = GetReason(recipient, workshop, kind, notified);
        return new()
        {
            Kind = kind,
            Recipient = recipient.Participant,
            Workshop = workshop.GetVersion(kind, sequence),
            PreviousWorkshop = kind == EmailKind.Update ? workshop.LastNotified : null,
            RequestsNewResponse = asksAgain && kind == EmailKind.Update,
            Revision = revision,
            FirstSequence = notified?.FirstSequence ?? sequence,
            Reason = reason,
            Explanation = GetExplanation(workshop, reason, asksAgain),
            Changes = kind == EmailKind.Update ? workshop.Changes : [],
            SeriesId = edited.Id,
        };
    }

    // An old and a new address may lead into one calendar: its invitation must be above the withdrawal.
    private static int? SequenceAfterWithdrawal(NotifiedWorkshop? notified) => notified is null ? null : notified.Status == InvitationStatus.Invited ? notified.Sequence + 1 : notified.Sequence;

    private MessageReason GetReason(RecipientRevision recipient, WorkshopRevision workshop, EmailKind kind, NotifiedWorkshop? notified) => kind switch
    {
        EmailKind.Cancellation => workshop.Edited is null ? MessageReason.WorkshopRemoved : MessageReason.WorkshopCancelled,
        EmailKind.Withdrawal => recipient.IsParticipant ? MessageReason.WorkshopSelectionChanged : recipient.OtherAddress is null ? MessageReason.ParticipantRemoved : MessageReason.AddressChanged,
        EmailKind.Update => workshop.Significance switch
        {
            _ when notified!.Status == InvitationStatus.Cancelled => MessageReason.Reinstated,
            ChangeSignificance.Material => MessageReason.MaterialChange,
            ChangeSignificance.Notable => MessageReason.NotableChange,
            _ => MessageReason.EditorialChange,
        },
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
