
namespace Better.Calendar.Scheduling;

/// <summary>Somebody whom a revision may concern: a participant, or somebody who has had emails and is none any more.</summary>
/// <param name="Participant">As she is now; where she is gone, as she was.</param>
/// <param name="IsParticipant">Whether she is a participant.</param>
/// <param name="PreviousParticipant">As she was when she was one; null where she was none.</param>
/// <param name="NotifiedRecipient">What she has heard.</param>
internal sealed record RecipientRevision(Participant Participant, bool IsParticipant, Participant? PreviousParticipant, NotifiedRecipient? NotifiedRecipient)
{
    /// <summary>Whether she was a participant.</summary>
    public bool WasParticipant => PreviousParticipant is not null;

    /// <summary>The same person at another address: the old one of somebody listed, the new one of somebody gone.</summary>
    public RecipientRevision? OtherAddress { get; private init; }

    /// <summary>Everybody: participants in their order, then those who are gone.</summary>
    public static List<RecipientRevision> GetAll(WorkshopSeries? stored, WorkshopSeries edited)
    {
        var told = new Dictionary<EmailAddress, NotifiedRecipient>();
        foreach (var recipient in stored?.State?.Recipients ?? [])
        {
            told[recipient.Email] = recipient;
        }

        var before = new Dictionary<EmailAddress, Participant>();
        foreach (var participant in stored?.Participants ?? [])
        {
            before[participant.Email] = participant;
        }

        var all = edited.Participants
            .Select(participant => new RecipientRevision(
                participant, true, before.TryGetValue(participant.Email, out var old) ? old : null, told.TryGetValue(participant.Email, out var heard) ? heard : null))
            .ToList();
        var listed = new HashSet<EmailAddress>(edited.Participants.Select(static participant => participant.Email));
        all.AddRange(told.Values
            .Where(recipient => !listed.Contains(recipient.Email))
            .Select(recipient => before.TryGetValue(recipient.Email, out var participant)
                ? new RecipientRevision(participant, false, participant, recipient)
                : new RecipientRevision(new() { Name = recipient.Email.Value, Email = recipient.Email }, false, null, recipient)));
        return PairAddressChanges(all);
    }

    // Participants have no ids; the name is what stays when an address changes. Two of a name are told apart by nothing.
    private static List<RecipientRevision> PairAddressChanges(List<RecipientRevision> all)
    {
        var pairs = all.Where(static person => person.IsParticipant != person.WasParticipant)
            .GroupBy(static person => person.Participant.Name, StringComparer.Ordinal)
            .Where(static group => group.Count() == 2 && group.First().IsParticipant != group.Last().IsParticipant)
            .ToDictionary(static group => group.Key, static group => group.ToList(), StringComparer.Ordinal);
        return pairs.Count == 0
            ? all
            : [.. all.Select(person => person.IsParticipant != person.WasParticipant && pairs.TryGetValue(person.Participant.Name, out var pair)
                ? person with { OtherAddress = pair.Single(other => other != person) }
                : person)];
    }
}
