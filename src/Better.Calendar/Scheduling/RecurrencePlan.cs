namespace Better.Calendar.Scheduling;

/// <summary>Collects the decisions about a recurring event: emails in the order to send them, skipped emails by reason.</summary>
internal sealed class RecurrencePlan
{
    private readonly SortedDictionary<int, List<PlannedEmail>> emailsByKind = [];
    private readonly SortedDictionary<SkipReason, List<Participant>> skippedEmails = [];

    /// <summary>Adds an email.</summary>
    public void Add(PlannedEmail message)
    {
        var order = RevisionBuilder.GetOrder(message.Kind);
        if (!emailsByKind.TryGetValue(order, out var list))
        {
            emailsByKind.Add(order, list = []);
        }

        list.Add(message);
    }

    /// <summary>Adds an email that is not sent.</summary>
    public void Add(SkipReason reason, Participant participant)
    {
        if (!skippedEmails.TryGetValue(reason, out var recipients))
        {
            skippedEmails.Add(reason, recipients = []);
        }

        recipients.Add(participant);
    }

    /// <summary>All emails, in the order to send them.</summary>
    public ValueList<PlannedEmail> GetEmails() => emailsByKind.Values.SelectMany(static list => list).ToValueList();

    /// <summary>All skipped emails.</summary>
    public ValueList<SkippedEmail> GetSkipped(RecurrenceChange change) => skippedEmails.Select(group => new SkippedEmail
    {
        WorkshopId = "",
        Reason = group.Key,
        Explanation = ExplanationFormatter.Format(group.Key, change.Changes),
        Recipients = group.Value.ToValueList(),
    }).ToValueList();
}
