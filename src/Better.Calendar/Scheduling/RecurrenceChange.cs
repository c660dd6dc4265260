namespace Better.Calendar.Scheduling;

/// <summary>What an edit changed about the workshops of a recurring event, as far as participants are notified of it.</summary>
internal sealed class RecurrenceChange
{
    private readonly List<WorkshopRevision> changed;

    public RecurrenceChange(IReadOnlyList<WorkshopRevision> workshops, RevisionPolicy policy)
    {
        changed = [.. workshops.Where(workshop => (!workshop.IsPast || policy.NotifyOfPastWorkshops) && GetSignificance(workshop) > 0)];
        Significance = changed.Count == 0 ? ChangeSignificance.None : changed.Max(GetSignificance);

        IsDue = Significance > ChangeSignificance.Editorial
            || (Significance == ChangeSignificance.Editorial && policy.NotifyOfEditorialChanges);

        // A workshop that is off needs no response, and that it is off says nothing about the others.
        var raised = changed
            .Where(workshop => policy.AlwaysRaiseSequence || GetSignificance(workshop) == ChangeSignificance.Material)
            .ToList();
        Raised = new(raised.Select(static workshop => workshop.Id), StringComparer.OrdinalIgnoreCase);
        AskedAgain = new(
            raised.Where(static workshop => !workshop.IsCancelled).Select(static workshop => workshop.Id),
            StringComparer.OrdinalIgnoreCase);
        Previous = workshops.Select(static workshop => workshop.LastNotified).OfType<Workshop>().ToValueList();
        Changes = changed.SelectMany(static workshop => workshop.Changes).ToValueList();
    }

    /// <summary>How much it matters.</summary>
    public ChangeSignificance Significance { get; }

    /// <summary>Whether everybody is notified.</summary>
    public bool IsDue { get; }

    /// <summary>The ids of the workshops to which earlier responses no longer count.</summary>
    public HashSet<string> AskedAgain { get; }

    /// <summary>The ids of the workshops whose SEQUENCE rises: those that are asked about again, and those that are cancelled.</summary>
    public HashSet<string> Raised { get; }

    /// <summary>The workshops as the last emails described them.</summary>
    public ValueList<Workshop> Previous { get; }

    /// <summary>What has changed, field by field.</summary>
    public ValueList<FieldChange> Changes { get; }

    /// <summary>What has happened, workshop by workshop, in an English sentence for the organizer.</summary>
    public string Explain()
    {
        var text = string.Join("; ", changed.Select(ExplanationFormatter.Describe));
        var end = AskedAgain.Count > 0 ? "they must respond to that again" : "their response remains valid";
        return text.Length == 0
            ? $"An earlier change is reported now: {end}."
            : $"{char.ToUpperInvariant(text[0])}{text.Substring(1)}: {end}.";
    }

    private static ChangeSignificance GetSignificance(WorkshopRevision workshop) => workshop switch
    {
        // New, or known to be off and removed: nobody has to know of it when it does not take place.
        { LastNotified: null } => workshop.IsCancelled ? ChangeSignificance.None : ChangeSignificance.Material,
        { LastNotified.Status: WorkshopStatus.Cancelled, IsCancelled: true } => ChangeSignificance.None,
        { Edited: null } => ChangeSignificance.Material,
        _ => workshop.Significance,
    };
}
