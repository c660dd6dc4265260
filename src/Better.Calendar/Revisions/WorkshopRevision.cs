using Better.Calendar.Workshops;
using NodaTime;

namespace Better.Calendar.Revisions;

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
    /// <param name="known">As participants know it, with its zone; null where it is new.</param>
    /// <param name="now">As it was edited; null where it was removed.</param>
    /// <param name="edited">The edited series.</param>
    /// <param name="policy">What matters how much.</param>
    /// <param name="at">Now.</param>
    /// <param name="zones">Where zone rules come from.</param>
    public WorkshopRevision(
        Workshop? stored, Workshop? known, Workshop? now, WorkshopSeries edited, RevisionPolicy policy, Instant at, IDateTimeZoneProvider zones)
    {
        (Id, Known, Now, this.policy, storedSequence) = ((now ?? stored)!.Id, known, now, policy, stored?.Sequence ?? 0);
        Changes = known is null || now is null ? [] : FieldText.Of(new(known, now), edited, policy, zones);
        IsOver = new[] { known, now }.All(one => one is null || edited.EndOf(one, zones).ToInstant() <= at);
        isEditMaterial = stored is not null && (now is null || FieldText.Of(new(stored, now), edited, policy, zones).Any(IsMaterial));
    }

    public string Id { get; }

    /// <summary>As participants know it.</summary>
    public Workshop? Known { get; }

    /// <summary>As it was edited.</summary>
    public Workshop? Now { get; }

    /// <summary>What has changed since participants heard of it.</summary>
    public ValueList<FieldChange> Changes { get; }

    /// <summary>How much that matters.</summary>
    public ChangeClass Class => Changes.Count == 0 ? ChangeClass.None : Changes.Max(static change => change.Class);

    /// <summary>Whether it has ended, by what participants know as well as by the edit.</summary>
    public bool IsOver { get; }

    /// <summary>Whether it does not take place.</summary>
    public bool IsOff => Now is null or { Status: WorkshopStatus.Cancelled };

    /// <summary>The sequence from now on.</summary>
    public int Sequence { get; private set; }

    /// <summary>Whether it stands in the calendar of somebody who had heard of it before, as it was or as it is.</summary>
    public bool IsKnown { get; set; }

    /// <summary>Takes note of somebody who has heard of it.</summary>
    public void Hear(ToldWorkshop told)
    {
        if (told.Standing == Standing.Invited)
        {
            highestInvited = Math.Max(highestInvited, told.Sequence);
        }
        else if (told.Standing == Standing.Cancelled)
        {
            highestCancelled = Math.Max(highestCancelled, told.Sequence);
        }
    }

    /// <summary>Finds the sequence, once everybody was heard.</summary>
    public void Number()
    {
        // RFC 5545, 3.8.7.4, and 5546, 2.1.4. A sequence that the host has raised by itself stays raised.
        Sequence = Math.Max(Now?.Sequence ?? 0, storedSequence + (isEditMaterial ? 1 : 0));

        // RFC 5546, 3.2.5: a CANCEL is above all that its readers hold, and so is what asks them again.
        var asks = Class == ChangeClass.Material || (Class != ChangeClass.None && policy.AlwaysRaise);
        var held = !IsTold ? -1 : IsOff ? highestInvited : asks ? Math.Max(highestInvited, highestCancelled) : -1;
        Sequence = Math.Max(Sequence, held + 1);
    }

    /// <summary>What people go on knowing, where that is not what the series says now; null where it is.</summary>
    public Workshop? StillKnown(WorkshopSeries edited, IDateTimeZoneProvider zones)
    {
        if (Known is null || Now is null || !IsKnown || (IsTold && !IsOff))
        {
            return null;
        }

        var known = IsTold && IsOff ? Known with { Status = WorkshopStatus.Cancelled } : Known;
        return new WorkshopChange(known, Now).Fields(edited, zones).Count == 0 ? null : known;
    }

    /// <summary>As it goes into a letter.</summary>
    public Workshop Version(LetterKind kind, int sequence)
    {
        // What is taken back is named as the reader knows it.
        var key = kind is LetterKind.Cancellation or LetterKind.Withdrawal ? ~sequence : sequence;
        if (!versions.TryGetValue(key, out var version))
        {
            version = key < 0
                ? (Known ?? Now)! with { Status = WorkshopStatus.Cancelled, Sequence = sequence }
                : Now!.Sequence == sequence ? Now : Now with { Sequence = sequence };
            versions.Add(key, version);
        }

        return version;
    }

    private bool IsTold =>
        (!IsOver || policy.TellPast)
        && (IsOff || Class == ChangeClass.None || Class > ChangeClass.Editorial || policy.TellEditorial);

    private static bool IsMaterial(FieldChange change) => change.Class == ChangeClass.Material;
}
