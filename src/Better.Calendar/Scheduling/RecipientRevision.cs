namespace Better.Calendar.Scheduling;

/// <summary>A person whom a revision may concern: a participant, or somebody who got emails and is no longer a participant.</summary>
/// <param name="Participant">The participant as they are now; if they have left, as they were.</param>
/// <param name="IsParticipant">Whether they are a participant now.</param>
/// <param name="PreviousParticipant">The participant as they were before; null if they were none.</param>
/// <param name="NotifiedRecipient">What they were last notified of; null for nothing.</param>
internal sealed record RecipientRevision(
    Participant Participant,
    bool IsParticipant,
    Participant? PreviousParticipant,
    NotifiedRecipient? NotifiedRecipient)
{
    /// <summary>Whether they were a participant before.</summary>
    public bool WasParticipant => PreviousParticipant is not null;

    /// <summary>
    /// The same person at another address: the old address of a participant, or the new address of somebody who has left; null if there is
    /// none.
    /// </summary>
    public RecipientRevision? OtherAddress { get; private init; }

    /// <summary>Lists the participants in their order, then those who have left.</summary>
    public static List<RecipientRevision> GetAll(WorkshopSeries? stored, WorkshopSeries edited)
    {
        var notified = new Dictionary<EmailAddress, NotifiedRecipient>();
        foreach (var recipient in stored?.State?.Recipients ?? [])
        {
            notified[recipient.Email] = recipient;
        }

        var before = new Dictionary<EmailAddress, Participant>();
        foreach (var participant in stored?.Participants ?? [])
        {
            before[participant.Email] = participant;
        }

        var all = edited.Participants
            .Select(participant => new RecipientRevision(
                participant, true, before.TryGetValue(participant.Email, out var old)
                    ? old
                    : null, notified.TryGetValue(participant.Email, out var notifiedRecipient)
                    ? notifiedRecipient
                    : null))
            .ToList();
        var listed = new HashSet<EmailAddress>(edited.Participants.Select(static participant => participant.Email));
        all.AddRange(notified.Values
            .Where(recipient => !listed.Contains(recipient.Email))
            .Select(recipient => before.TryGetValue(recipient.Email, out var participant)
                ? new RecipientRevision(participant, false, participant, recipient)
                : new RecipientRevision(new() { Name = recipient.Email.Value, Email = recipient.Email }, false, null, recipient)));
        return PairAddressChanges(all);
    }

    // Participants have no ids; when an address changes, the name stays. Two people of the same name cannot be distinguished.
    private static List<RecipientRevision> PairAddressChanges(List<RecipientRevision> all)
    {
        var pairs = all.Where(static person => person.IsParticipant != person.WasParticipant)
            .GroupBy(static person => person.Participant.Name, StringComparer.Ordinal)
            .Where(static group => group.Count() == 2 && group.First().IsParticipant != group.Last().IsParticipant)
            .ToDictionary(static group => group.Key, static group => group.ToList(), StringComparer.Ordinal);
        return pairs.Count == 0
            ? all
            : [.. all.Select(person => person.IsParticipant != person.WasParticipant
                && pairs.TryGetValue(person.Participant.Name, out var pair)
                ? person with { OtherAddress = pair.Single(other => other != person) }
                : person)];
    }
}
