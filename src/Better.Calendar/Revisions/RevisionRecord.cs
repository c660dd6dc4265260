using Better.Calendar.Workshops;

namespace Better.Calendar.Revisions;

/// <summary>What was decided: messages in the order to send them, silences by workshop and reason.</summary>
internal sealed class RevisionRecord(List<WorkshopRevision> workshops)
{
    /// <summary>What is taken back first: two addresses may lead into one calendar, and the other order would empty it.</summary>
    private static readonly LetterKind[] Order = [LetterKind.Withdrawal, LetterKind.Cancellation, LetterKind.Update, LetterKind.Invitation];

    // By kind, then by place; and by place, then by reason.
    private readonly List<PlannedMessage>[] messages = [.. Enumerable.Range(0, Order.Length * workshops.Count).Select(static _ => new List<PlannedMessage>())];
    private readonly SortedDictionary<(int Place, SilenceReason Reason), List<Participant>> silences = [];
    private readonly ToldWorkshop?[] latest = new ToldWorkshop?[workshops.Count];

    /// <summary>Takes a message.</summary>
    /// <returns>What its recipient has heard thereby.</returns>
    public ToldWorkshop Add(int place, PlannedMessage message)
    {
        messages[(Array.IndexOf(Order, message.Kind) * workshops.Count) + place].Add(message);
        var told = new ToldWorkshop
        {
            Id = workshops[place].Id,
            FirstSequence = message.FirstSequence,
            Sequence = message.Workshop!.Sequence,
            Standing = message.Kind switch
            {
                LetterKind.Cancellation => Standing.Cancelled,
                LetterKind.Withdrawal => Standing.Withdrawn,
                _ => Standing.Invited,
            },
        };

        // Thousands hear the same.
        return told == latest[place] ? latest[place]! : latest[place] = told;
    }

    /// <summary>Takes a silence.</summary>
    public void Add(int place, SilenceReason reason, Participant participant)
    {
        if (!silences.TryGetValue((place, reason), out var spared))
        {
            silences.Add((place, reason), spared = []);
        }

        spared.Add(participant);
    }

    /// <summary>All messages.</summary>
    public ValueList<PlannedMessage> Messages() => messages.SelectMany(static list => list).ToValueList();

    /// <summary>All silences.</summary>
    public ValueList<Silence> Silences() => silences.Select(silence => new Silence
    {
        WorkshopId = workshops[silence.Key.Place].Id,
        Reason = silence.Key.Reason,
        Because = ReasonText.Of(silence.Key.Reason, workshops[silence.Key.Place].Changes),
        Recipients = silence.Value.ToValueList(),
    }).ToValueList();
}
