using Better.Calendar.Workshops;

namespace Better.Calendar.Revisions;

/// <summary>From a decision to the planned message: which sequence it carries, and why it goes out.</summary>
internal sealed class MessageWriter(WorkshopSeries? stored, WorkshopSeries edited, RevisionPolicy policy, int revision)
{
    private readonly HashSet<string> storedIds = new(stored?.Workshops.Select(static workshop => workshop.Id) ?? [], StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<(WorkshopRevision, MessageReason, bool), string> sentences = [];

    /// <summary>The message.</summary>
    /// <param name="person">Whom it goes to.</param>
    /// <param name="workshop">What it is about.</param>
    /// <param name="kind">What the decision table says.</param>
    /// <param name="asks">Whether it asks, by the decision table.</param>
    /// <param name="told">What she has heard of the workshop.</param>
    /// <param name="elsewhere">What she has heard of it at her old address.</param>
    public PlannedMessage Write(PersonRevision person, WorkshopRevision workshop, LetterKind kind, bool asks, ToldWorkshop? told, ToldWorkshop? elsewhere)
    {
        // Whoever has missed an earlier question is asked it now.
        var asksAgain = asks || (kind == LetterKind.Update && (policy.AlwaysRaise || told!.Sequence < workshop.Sequence));
        var sequence = kind switch
        {
            LetterKind.Invitation => Math.Max(workshop.Sequence, Math.Max(told?.Sequence + 1 ?? 0, Withdrawn(elsewhere) + 1 ?? 0)),
            LetterKind.Withdrawal => told!.Sequence + 1,
            LetterKind.Update when !asksAgain => told!.Sequence,
            _ => workshop.Sequence,
        };
        var reason = Reason(person, workshop, kind, told);
        return new()
        {
            Kind = kind,
            Recipient = person.Participant,
            Workshop = workshop.Version(kind, sequence),
            Before = kind == LetterKind.Update ? workshop.Known : null,
            AsksAgain = asksAgain && kind == LetterKind.Update,
            Revision = revision,
            FirstSequence = told?.FirstSequence ?? sequence,
            Reason = reason,
            Because = Sentence(workshop, reason, asksAgain),
            Changes = kind == LetterKind.Update ? workshop.Changes : [],
            SeriesId = edited.Id,
        };
    }

    // An old and a new address may lead into one calendar: its invitation must be above the withdrawal.
    private static int? Withdrawn(ToldWorkshop? told) => told is null ? null : told.Standing == Standing.Invited ? told.Sequence + 1 : told.Sequence;

    private MessageReason Reason(PersonRevision person, WorkshopRevision workshop, LetterKind kind, ToldWorkshop? told) => kind switch
    {
        LetterKind.Cancellation => workshop.Now is null ? MessageReason.WorkshopRemoved : MessageReason.WorkshopCancelled,
        LetterKind.Withdrawal => person.IsListed ? MessageReason.ChoiceChanged : person.OtherAddress is null ? MessageReason.ParticipantRemoved : MessageReason.AddressChanged,
        LetterKind.Update => workshop.Class switch
        {
            _ when told!.Standing == Standing.Cancelled => MessageReason.Reinstated,
            ChangeClass.Material => MessageReason.MaterialChange,
            ChangeClass.Notable => MessageReason.NotableChange,
            _ => MessageReason.EditorialChange,
        },
        _ when stored is null => MessageReason.FirstInvitation,
        _ when told?.Standing == Standing.Withdrawn => MessageReason.InvitedAgain,
        _ when person.OtherAddress is not null => MessageReason.AddressChanged,
        _ when !storedIds.Contains(workshop.Id) => MessageReason.WorkshopAdded,
        _ when !person.WasListed => MessageReason.ParticipantAdded,
        _ when !WorkshopSeries.IsInvited(person.Before!, workshop.Now!) => MessageReason.ChoiceChanged,
        _ => MessageReason.NotYetTold,
    };

    private string Sentence(WorkshopRevision workshop, MessageReason reason, bool asks)
    {
        if (!sentences.TryGetValue((workshop, reason, asks), out var sentence))
        {
            sentence = ReasonText.Of(reason, workshop.Changes, asks);
            sentences.Add((workshop, reason, asks), sentence);
        }

        return sentence;
    }
}
