using NodaTime;

namespace Better.Calendar.Scheduling;

/// <summary>One workshop in a revision: what has changed, how much that matters, and its new SEQUENCE.</summary>
internal sealed class WorkshopRevision
{
    private readonly RevisionPolicy policy;
    private readonly bool isEditMaterial;
    private readonly int storedSequence;
    private readonly Dictionary<int, Workshop> versions = [];

    // As people with links of their own see it; the same for all of them.
    private WorkshopRevision? withNewMeeting;
    private WorkshopRevision? withoutMeeting;

    // The highest SEQUENCE in the calendars of people who are invited, and of people who got a cancellation.
    private int highestInvited = -1;
    private int highestCancelled = -1;

    /// <summary>Compares the workshop before and after the edit.</summary>
    /// <param name="stored">The workshop as it is stored, with its time zone; null if it is new.</param>
    /// <param name="lastNotified">The workshop as participants know it, with its time zone; null if it is new.</param>
    /// <param name="editedWorkshop">The workshop as it was edited; null if it was removed.</param>
    /// <param name="editedSeries">The edited series.</param>
    /// <param name="policy">How much each change matters.</param>
    /// <param name="at">The current time.</param>
    /// <param name="zones">The time zone rules.</param>
    public WorkshopRevision(
        Workshop? stored,
            Workshop? lastNotified,
            Workshop? editedWorkshop,
            WorkshopSeries editedSeries,
            RevisionPolicy policy,
            Instant at,
            IDateTimeZoneProvider zones)
    {
        (Id, LastNotified, Edited, this.policy, storedSequence) =
            ((editedWorkshop ?? stored)!.Id, lastNotified, editedWorkshop, policy, stored?.Sequence ?? 0);
        Changes = lastNotified is null || editedWorkshop is null
            ? []
            : FieldChangeFormatter.GetChanges(new(lastNotified, editedWorkshop), editedSeries, policy, zones);
        HasEnded = editedWorkshop is null || editedSeries.EndOf(editedWorkshop, zones).ToInstant() <= at;
        IsPast = HasEnded && (lastNotified is null || editedSeries.EndOf(lastNotified, zones).ToInstant() <= at);
        isEditMaterial = stored is not null
            && (editedWorkshop is null
                || FieldChangeFormatter.GetChanges(new(stored, editedWorkshop), editedSeries, policy, zones).Any(IsMaterial));
    }

    private WorkshopRevision(WorkshopRevision other)
    {
        (Id, LastNotified, Edited, Changes, HasEnded, IsPast) =
            (other.Id, other.LastNotified, other.Edited, other.Changes, other.HasEnded, other.IsPast);
        (policy, isEditMaterial, storedSequence, versions) = (other.policy, other.isEditMaterial, other.storedSequence, other.versions);
        Sequence = other.Sequence;
    }

    /// <summary>Compares the workshops: those of the edited series in their order, then those that were removed.</summary>
    public static List<WorkshopRevision> CompareAll(
        WorkshopSeries? stored,
        WorkshopSeries edited,
        RevisionPolicy policy,
        Instant at,
        IDateTimeZoneProvider zones)
    {
        var lastNotified = stored is null ? null : new LastNotifiedWorkshops(stored, zones);
        var before = new Dictionary<string, Workshop>(StringComparer.OrdinalIgnoreCase);
        foreach (var workshop in stored?.Workshops ?? [])
        {
            before[workshop.Id] = workshop;
        }

        WorkshopRevision CompareWorkshop(Workshop? old, Workshop? now) =>
            new(old is null
                ? null
                : lastNotified!.GetStored(old), old is null
                ? null
                : lastNotified!.GetLastNotified(old), now, edited, policy, at, zones);

        var revisions = edited.Workshops.Select(now => CompareWorkshop(before.TryGetValue(now.Id, out var old) ? old : null, now)).ToList();
        var editedIds = new HashSet<string>(edited.Workshops.Select(static workshop => workshop.Id), StringComparer.OrdinalIgnoreCase);
        revisions.AddRange(before.Values.Where(old => !editedIds.Contains(old.Id)).Select(old => CompareWorkshop(old, null)));
        return revisions;
    }

    public string Id { get; }

    /// <summary>The workshop as participants know it; null if it is new.</summary>
    public Workshop? LastNotified { get; }

    /// <summary>The workshop as it was edited; null if it was removed.</summary>
    public Workshop? Edited { get; }

    /// <summary>What has changed since participants were last notified.</summary>
    public ValueList<FieldChange> Changes { get; private init; }

    /// <summary>How much the changes matter.</summary>
    public ChangeSignificance Significance =>
        Changes.Count == 0 ? ChangeSignificance.None : Changes.Max(static change => change.Significance);

    /// <summary>Whether it has ended as it was edited.</summary>
    public bool HasEnded { get; }

    /// <summary>Whether it has ended, both as participants know it and as it was edited.</summary>
    public bool IsPast { get; }

    /// <summary>Whether it does not take place.</summary>
    public bool IsCancelled => Edited is null or { Status: WorkshopStatus.Cancelled };

    /// <summary>The SEQUENCE after the revision.</summary>
    public int Sequence { get; private set; }

    /// <summary>Whether it is still in the calendar of somebody who was notified of it before this revision.</summary>
    public bool IsInSomeCalendar { get; set; }

    /// <summary>
    /// The revision as somebody sees it who joins by a link of their own: they are notified of a new link of their own, which asks nobody
    /// again, and not of the link of the others.
    /// </summary>
    /// <param name="recipient">Who it is.</param>
    /// <param name="isNew">Whether their own link or passcode is another one than in their last email.</param>
    public WorkshopRevision SeenBy(RecipientRevision recipient, out bool isNew)
    {
        isNew = false;
        if (recipient.Participant.Meetings.Count == 0 && recipient.PreviousParticipant is null or { Meetings.Count: 0 })
        {
            return this;
        }

        if (LastNotified?.Meeting is null || Edited?.Meeting is null)
        {
            return this;
        }

        var (before, now) = (recipient.PreviousParticipant?.FindMeeting(Id), recipient.Participant.FindMeeting(Id));
        isNew = recipient.WasParticipant && !ParticipantMeeting.AreSame(before, now);
        var hasMeetingChange = Changes.Any(static change => change.Field == WorkshopField.Meeting);
        var isSame = recipient.Participant.GetMeeting(LastNotified) == recipient.Participant.GetMeeting(Edited);
        return isNew && !hasMeetingChange ? withNewMeeting ??= With([.. Changes, CreateMeetingChange()])
            : !isNew && hasMeetingChange && isSame
            ? withoutMeeting ??= With(Changes.Where(static change => change.Field != WorkshopField.Meeting).ToValueList())
            : this;
    }

    /// <summary>Takes into account what one person was last notified of.</summary>
    public void AddNotified(NotifiedWorkshop notified)
    {
        // Who was asked about it responds to that version.
        if (notified.Status is InvitationStatus.Invited or InvitationStatus.Asked)
        {
            highestInvited = Math.Max(highestInvited, notified.Sequence);
        }
        else if (notified.Status == InvitationStatus.Cancelled)
        {
            highestCancelled = Math.Max(highestCancelled, notified.Sequence);
        }
    }

    /// <summary>Determines the SEQUENCE, after <see cref="AddNotified"/> has been called for everybody.</summary>
    public void AssignSequence()
    {
        // RFC 5545, 3.8.7.4, and 5546, 2.1.4. A SEQUENCE that the host has raised itself is kept.
        Sequence = Math.Max(Edited?.Sequence ?? 0, storedSequence + (isEditMaterial ? 1 : 0));

        // RFC 5546, 3.2.5: a CANCEL needs a higher SEQUENCE than its recipients' calendars have, and so does a request for a new response.
        var requestsResponse = Significance == ChangeSignificance.Material
            || (Significance != ChangeSignificance.None && policy.AlwaysRaiseSequence);
        var lowerBound = !IsNotified
            ? -1
            : IsCancelled
            ? highestInvited
            : requestsResponse
            ? Math.Max(highestInvited, highestCancelled)
            : -1;
        Sequence = Math.Max(Sequence, lowerBound + 1);
    }

    /// <summary>The workshop as participants continue to know it, if that differs from the edited series; otherwise null.</summary>
    public Workshop? GetLastNotifiedIfChanged(WorkshopSeries editedSeries, IDateTimeZoneProvider zones)
    {
        if (LastNotified is null || Edited is null || !IsInSomeCalendar || (IsNotified && !IsCancelled))
        {
            return null;
        }

        var lastNotified = IsNotified && IsCancelled ? LastNotified with { Status = WorkshopStatus.Cancelled } : LastNotified;
        return new WorkshopChange(lastNotified, Edited).GetChangedFields(editedSeries, zones).Count == 0 ? null : lastNotified;
    }

    /// <summary>The workshop as it is written into an email.</summary>
    public Workshop GetVersion(EmailKind kind, int sequence)
    {
        // A cancellation or withdrawal describes the workshop as the recipient knows it.
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

    private WorkshopRevision With(ValueList<FieldChange> changes) => new(this) { Changes = changes };

    // The links are not named: a plan is shown to people who need not know them.
    private FieldChange CreateMeetingChange() => new(
        WorkshopField.Meeting,
        policy.OwnMeeting,
        "the recipient's own join details",
        "new ones");

    private bool IsNotified =>
        (!IsPast || policy.NotifyOfPastWorkshops)
        && (IsCancelled
            || Significance == ChangeSignificance.None
            || Significance > ChangeSignificance.Editorial
            || policy.NotifyOfEditorialChanges);

    private static bool IsMaterial(FieldChange change) => change.Significance == ChangeSignificance.Material;
}
