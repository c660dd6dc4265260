using NodaTime;

namespace Better.Calendar.Scheduling;

/// <summary>One workshop on its way from one revision to the next: what changed, how much that matters, and its new sequence.</summary>
internal sealed class WorkshopRevision
{
    private readonly RevisionPolicy policy;
    private readonly bool isEditMaterial;
    private readonly int storedSequence;
    private readonly Dictionary<int, Workshop> versions = [];

    // The highest sequences that people hold by now: those who are invited, and those who know that it is off.
    private int highestInvited = -1;
    private int highestCancelled = -1;

    /// <summary>Compares.</summary>
    /// <param name="stored">As it is stored, with its zone; null where it is new.</param>
    /// <param name="lastNotified">As participants know it, with its zone; null where it is new.</param>
    /// <param name="editedWorkshop">As it was edited; null where it was removed.</param>
    /// <param name="editedSeries">The edited series.</param>
    /// <param name="policy">What matters how much.</param>
    /// <param name="at">Now.</param>
    /// <param name="zones">Where zone rules come from.</param>
    public WorkshopRevision(
        Workshop? stored, Workshop? lastNotified, Workshop? editedWorkshop, WorkshopSeries editedSeries, RevisionPolicy policy, Instant at, IDateTimeZoneProvider zones)
    {
        (Id, LastNotified, Edited, this.policy, storedSequence) = ((editedWorkshop ?? stored)!.Id, lastNotified, editedWorkshop, policy, stored?.Sequence ?? 0);
        Changes = lastNotified is null || editedWorkshop is null ? [] : FieldChangeFormatter.GetChanges(new(lastNotified, editedWorkshop), editedSeries, policy, zones);
        IsPast = new[] { lastNotified, editedWorkshop }.All(one => one is null || editedSeries.EndOf(one, zones).ToInstant() <= at);
        isEditMaterial = stored is not null && (editedWorkshop is null || FieldChangeFormatter.GetChanges(new(stored, editedWorkshop), editedSeries, policy, zones).Any(IsMaterial));
    }

    public string Id { get; }

    /// <summary>As participants know it.</summary>
    public Workshop? LastNotified { get; }

    /// <summary>As it was edited.</summary>
    public Workshop? Edited { get; }

    /// <summary>What has changed since participants heard of it.</summary>
    public ValueList<FieldChange> Changes { get; }

    /// <summary>How much that matters.</summary>
    public ChangeSignificance Significance => Changes.Count == 0 ? ChangeSignificance.None : Changes.Max(static change => change.Significance);

    /// <summary>Whether it has ended, by what participants know as well as by the edit.</summary>
    public bool IsPast { get; }

    /// <summary>Whether it does not take place.</summary>
    public bool IsCancelled => Edited is null or { Status: WorkshopStatus.Cancelled };

    /// <summary>The sequence from now on.</summary>
    public int Sequence { get; private set; }

    /// <summary>Whether it stands in the calendar of somebody who had heard of it before, as it was or as it is.</summary>
    public bool IsInSomeCalendar { get; set; }

    /// <summary>Takes note of somebody who has heard of it.</summary>
    public void AddNotified(NotifiedWorkshop notified)
    {
        if (notified.Status == InvitationStatus.Invited)
        {
            highestInvited = Math.Max(highestInvited, notified.Sequence);
        }
        else if (notified.Status == InvitationStatus.Cancelled)
        {
            highestCancelled = Math.Max(highestCancelled, notified.Sequence);
        }
    }

    /// <summary>Finds the sequence, once everybody was heard.</summary>
    public void AssignSequence()
    {
        // RFC 5545, 3.8.7.4, and 5546, 2.1.4. A sequence that the host has raised by itself stays raised.
        Sequence = Math.Max(Edited?.Sequence ?? 0, storedSequence + (isEditMaterial ? 1 : 0));

        // RFC 5546, 3.2.5: a CANCEL is above all that its readers hold, and so is what asks them again.
        var asks = Significance == ChangeSignificance.Material || (Significance != ChangeSignificance.None && policy.AlwaysRaiseSequence);
        var held = !IsNotified ? -1 : IsCancelled ? highestInvited : asks ? Math.Max(highestInvited, highestCancelled) : -1;
        Sequence = Math.Max(Sequence, held + 1);
    }

    /// <summary>What people go on knowing, where that is not what the series says now; null where it is.</summary>
    public Workshop? GetLastNotifiedIfChanged(WorkshopSeries editedSeries, IDateTimeZoneProvider zones)
    {
        if (LastNotified is null || Edited is null || !IsInSomeCalendar || (IsNotified && !IsCancelled))
        {
            return null;
        }

        var known = IsNotified && IsCancelled ? LastNotified with { Status = WorkshopStatus.Cancelled } : LastNotified;
        return new WorkshopChange(known, Edited).GetChangedFields(editedSeries, zones).Count == 0 ? null : known;
    }

    /// <summary>As it goes into an email.</summary>
    public Workshop GetVersion(EmailKind kind, int sequence)
    {
        // What is taken back is named as the reader knows it.
        var key = kind is EmailKind.Cancellation or EmailKind.Withdrawal ? ~sequence : sequence;
        if (!versions.TryGetValue(key, out var version))
        {
            version = key < 0
                ? (LastNotified ?? Edited)! with { Status = WorkshopStatus.Cancelled, Sequence = sequence }
                : Edited!.Sequence == sequence ? Edited : Edited with { Sequence = sequence };
            versions.Add(key, version);
        }

        return version;
    }

    private bool IsNotified =>
        (!IsPast || policy.NotifyOfPastWorkshops)
        && (IsCancelled || Significance == ChangeSignificance.None || Significance > ChangeSignificance.Editorial || policy.NotifyOfEditorialChanges);

    private static bool IsMaterial(FieldChange change) => change.Significance == ChangeSignificance.Material;
}
