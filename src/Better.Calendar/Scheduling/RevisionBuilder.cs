
namespace Better.Calendar.Scheduling;

/// <summary>What was decided: messages in the order to send them, silences by workshop and reason.</summary>
internal sealed class RevisionBuilder(List<WorkshopRevision> workshops)
{
    /// <summary>What is taken back first: two addresses may lead into one calendar, and the other order would empty it.</summary>
    private static readonly EmailKind[] KindOrder = [EmailKind.Withdrawal, EmailKind.Cancellation, EmailKind.Update, EmailKind.Invitation];

    // By kind, then by place; and by place, then by reason.
    private readonly List<PlannedEmail>[] emailsByKind = [.. Enumerable.Range(0, KindOrder.Length * workshops.Count).Select(static _ => new List<PlannedEmail>())];
    private readonly SortedDictionary<(int Place, SkipReason Reason), List<Participant>> skippedEmails = [];
    private readonly NotifiedWorkshop?[] latestByWorkshop = new NotifiedWorkshop?[workshops.Count];

    /// <summary>Takes a message.</summary>
    /// <returns>What its recipient has heard thereby.</returns>
    public NotifiedWorkshop Add(int workshopIndex, PlannedEmail message)
    {
        emailsByKind[(Array.IndexOf(KindOrder, message.Kind) * workshops.Count) + workshopIndex].Add(message);
        var told = new NotifiedWorkshop
        {
            Id = workshops[workshopIndex].Id,
            FirstSequence = message.FirstSequence,
            Sequence = message.Workshop!.Sequence,
            Status = message.Kind switch
            {
                EmailKind.Cancellation => InvitationStatus.Cancelled,
                EmailKind.Withdrawal => InvitationStatus.Withdrawn,
                _ => InvitationStatus.Invited,
            },
        };

        // Thousands hear the same.
        return told == latestByWorkshop[workshopIndex] ? latestByWorkshop[workshopIndex]! : latestByWorkshop[workshopIndex] = told;
    }

    /// <summary>Takes a silence.</summary>
    public void Add(int workshopIndex, SkipReason reason, Participant participant)
    {
        if (!skippedEmails.TryGetValue((workshopIndex, reason), out var spared))
        {
            skippedEmails.Add((workshopIndex, reason), spared = []);
        }

        spared.Add(participant);
    }

    /// <summary>All messages.</summary>
    public ValueList<PlannedEmail> GetEmails() => emailsByKind.SelectMany(static list => list).ToValueList();

    /// <summary>All silences.</summary>
    public ValueList<SkippedEmail> GetSkipped() => skippedEmails.Select(silence => new SkippedEmail
    {
        WorkshopId = workshops[silence.Key.Place].Id,
        Reason = silence.Key.Reason,
        Explanation = ExplanationFormatter.Format(silence.Key.Reason, workshops[silence.Key.Place].Changes),
        Recipients = silence.Value.ToValueList(),
    }).ToValueList();
}
