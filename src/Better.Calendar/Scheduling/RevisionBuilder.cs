namespace Better.Calendar.Scheduling;

/// <summary>Collects the decisions: emails in the order to send them, skipped emails by workshop and reason.</summary>
internal sealed class RevisionBuilder(List<WorkshopRevision> workshops)
{
    /// <summary>
    /// Withdrawals and cancellations come first: if two addresses feed the same calendar, the other order would remove the new event from
    /// it.
    /// </summary>
    private static readonly EmailKind[] KindOrder =
        [EmailKind.Withdrawal, EmailKind.Cancellation, EmailKind.Update, EmailKind.Confirmation, EmailKind.Invitation];

    /// <summary>When emails of a kind are sent: those with a lower number first.</summary>
    public static int GetOrder(EmailKind kind) => Array.IndexOf(KindOrder, kind);

    // Emails by kind, then by workshop, and after those the emails about the course; skipped emails by workshop, then by reason.
    private readonly int columns = workshops.Count + 1;
    private readonly List<PlannedEmail>[] emailsByKind =
        [.. Enumerable.Range(0, KindOrder.Length * (workshops.Count + 1)).Select(static _ => new List<PlannedEmail>())];
    private readonly SortedDictionary<(int WorkshopIndex, SkipReason Reason), List<Participant>> skippedEmails = [];
    private readonly NotifiedWorkshop?[] latestByWorkshop = new NotifiedWorkshop?[workshops.Count];
    private readonly int[] unknownResponses = new int[workshops.Count];

    /// <summary>Adds an email.</summary>
    /// <returns>What the recipient is notified of by this email.</returns>
    public NotifiedWorkshop Add(int workshopIndex, PlannedEmail message)
    {
        emailsByKind[(GetOrder(message.Kind) * columns) + workshopIndex].Add(message);
        if (message is { Kind: EmailKind.Update, RequestsNewResponse: false, Response: null })
        {
            unknownResponses[workshopIndex]++;
        }

        return Share(workshopIndex, new()
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
        });
    }

    /// <summary>Adds an email about the whole course.</summary>
    public void Add(PlannedEmail message) => emailsByKind[(GetOrder(message.Kind) * columns) + workshops.Count].Add(message);

    /// <summary>Many recipients are notified of the same, so they share one instance.</summary>
    public NotifiedWorkshop Share(int workshopIndex, NotifiedWorkshop notified) =>
        notified == latestByWorkshop[workshopIndex] ? latestByWorkshop[workshopIndex]! : latestByWorkshop[workshopIndex] = notified;

    /// <summary>How many updates of a workshop do not ask again and go to people of whom no response is known.</summary>
    public int CountUnknownResponses(int workshopIndex) => unknownResponses[workshopIndex];

    /// <summary>Whether an email puts the workshop into somebody's calendar, or changes it there.</summary>
    public bool HasRequests(int workshopIndex) =>
        Enumerable.Range(Array.IndexOf(KindOrder, EmailKind.Update), 3)
            .Any(kind => emailsByKind[(kind * columns) + workshopIndex].Count > 0);

    /// <summary>Adds an email that is not sent.</summary>
    public void Add(int workshopIndex, SkipReason reason, Participant participant)
    {
        if (!skippedEmails.TryGetValue((workshopIndex, reason), out var recipients))
        {
            skippedEmails.Add((workshopIndex, reason), recipients = []);
        }

        recipients.Add(participant);
    }

    /// <summary>All emails, in the order to send them.</summary>
    public ValueList<PlannedEmail> GetEmails() => emailsByKind.SelectMany(static list => list).ToValueList();

    /// <summary>All skipped emails.</summary>
    public ValueList<SkippedEmail> GetSkipped() => skippedEmails.Select(group => new SkippedEmail
    {
        WorkshopId = workshops[group.Key.WorkshopIndex].Id,
        Reason = group.Key.Reason,
        Explanation = ExplanationFormatter.Format(group.Key.Reason, workshops[group.Key.WorkshopIndex].Changes),
        Recipients = group.Value.ToValueList(),
    }).ToValueList();
}
