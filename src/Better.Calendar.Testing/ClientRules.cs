namespace Better.Calendar.Testing;

/// <summary>
/// How one client's calendar changes under the mail that it receives. One engine, <see cref="SimulatedCalendar"/>, obeys the rules of all.
/// The defaults are what most clients do.
/// </summary>
internal sealed record ClientRules
{
    /// <summary>Which mail the client takes in without anybody pressing a button. Default: none.</summary>
    public MailKinds Unasked { get; init; }

    /// <summary>How a REQUEST is compared with what is stored. Default: not at all, the email processed last wins.</summary>
    public RevisionComparison Requests { get; init; }

    /// <summary>How a CANCEL is compared with what is stored. Default: not at all.</summary>
    public RevisionComparison Cancellations { get; init; }

    /// <summary>Whether an email of the stored revision is processed again. Default: false.</summary>
    public bool TakesInSameRevision { get; init; }

    /// <summary>When a response to an email that is not newer goes to the stored event. Default: never.</summary>
    public OldEmailRule OldEmail { get; init; }

    /// <summary>What an update does to the stored response if nobody presses a response button. Default: it is as sent.</summary>
    public ResponseRule Response { get; init; }

    /// <summary>
    /// Whether the email's buttons offer no response if it has the SEQUENCE of the stored event: there is one to take in the update.
    /// Default: false.
    /// </summary>
    public bool AsksOnlyIfSequenceRises { get; init; }

    /// <summary>Whether the event is removed, or not stored, if its reader declines. Default: false.</summary>
    public bool DeclineRemoves { get; init; }

    /// <summary>
    /// Whether an accepted event is stored under a UID of the client's own, and a stored event without a response is taken for somebody
    /// else's. Default: false.
    /// </summary>
    public bool StoresUnderOwnUid { get; init; }

    /// <summary>Whether only the first event of a calendar part is read. Default: false.</summary>
    public bool ReadsFirstEventOnly { get; init; }

    /// <summary>What a new master does to the stored overrides that it does not carry. Default: they are dropped.</summary>
    public OverrideRule StoredOverrides { get; init; }

    /// <summary>What an override that comes without its master does. Default: it is added to the stored master.</summary>
    public LoneOverrideRule LoneOverride { get; init; }

    /// <summary>What a CANCEL of the whole event does. Default: the event is removed.</summary>
    public CancellationRule Cancellation { get; init; }

    /// <summary>What a CANCEL of one occurrence does. Default: the occurrence is excluded (EXDATE).</summary>
    public OccurrenceCancellationRule OccurrenceCancellation { get; init; }

    /// <summary>What importing a PUBLISH does. Default: nothing.</summary>
    public PublishRule Publish { get; init; }

    /// <summary>Whether an update of a cancelled event needs a press, although other updates do not. Default: false.</summary>
    public bool AsksBeforeReinstating { get; init; }

    /// <summary>How a reply is written.</summary>
    public ReplyFormat Reply { get; init; } = new();
}

/// <summary>Which mail a client takes in unasked.</summary>
[Flags]
internal enum MailKinds
{
    None = 0,
    NewEvents = 1,
    Updates = 2,
    Cancellations = 4,
    All = NewEvents | Updates | Cancellations,
}

/// <summary>What decides whether an email is older than what is stored.</summary>
internal enum RevisionComparison
{
    /// <summary>Nothing.</summary>
    Nothing,

    /// <summary>The SEQUENCE.</summary>
    Sequence,

    /// <summary>The SEQUENCE, of equal ones the DTSTAMP (RFC 5546, 2.1.5).</summary>
    SequenceThenStamp,

    /// <summary>The SEQUENCE, of equal ones the LAST-MODIFIED, which every local change sets to the time of the change.</summary>
    SequenceThenLastModified,

    /// <summary>The email is older if either SEQUENCE or DTSTAMP is.</summary>
    SequenceOrStamp,
}

/// <summary>When a response to an email that is not newer than the stored event goes to the stored event.</summary>
internal enum OldEmailRule
{
    Never,

    /// <summary>If the email is of the stored revision, and no response is stored.</summary>
    IfUnanswered,

    /// <summary>If the email is of the stored revision.</summary>
    IfSameRevision,

    Always,
}

/// <summary>What an update does to the stored response.</summary>
internal enum ResponseRule
{
    /// <summary>It is replaced by the one in the email.</summary>
    AsSent,

    /// <summary>It stays if the SEQUENCE is the same.</summary>
    KeptIfSequenceIsSame,
}

/// <summary>What happens to stored overrides that a new master does not carry.</summary>
internal enum OverrideRule
{
    Dropped,
    Kept,

    /// <summary>They are kept and move with the master.</summary>
    Shifted,
}

/// <summary>What an override does that comes without its master.</summary>
internal enum LoneOverrideRule
{
    /// <summary>It is added to the stored master, or replaces the stored override.</summary>
    Added,

    /// <summary>It replaces the whole event: the master and all other overrides are lost.</summary>
    ReplacesEvent,

    /// <summary>It is added if it is about an occurrence of the master; otherwise nothing happens.</summary>
    AddedToOccurrence,
}

/// <summary>What a CANCEL of the whole event does.</summary>
internal enum CancellationRule
{
    /// <summary>The event is removed.</summary>
    Removes,

    /// <summary>All components get STATUS:CANCELLED and the revision of the email.</summary>
    Marks,

    /// <summary>The master alone gets STATUS:CANCELLED.</summary>
    MarksMaster,

    /// <summary>All components that list the owner get STATUS:CANCELLED, and their stored SEQUENCE rises by one.</summary>
    MarksAndCounts,
}

/// <summary>What a CANCEL of one occurrence does.</summary>
internal enum OccurrenceCancellationRule
{
    /// <summary>The occurrence is excluded (EXDATE), and its override removed.</summary>
    Excludes,

    /// <summary>An override gets STATUS:CANCELLED; without one, the email's is added.</summary>
    Marks,

    /// <summary>An override gets STATUS:CANCELLED; without one, the occurrence is excluded.</summary>
    MarksOrExcludes,

    /// <summary>The whole event is treated as cancelled.</summary>
    CancelsAll,
}

/// <summary>What importing a PUBLISH does.</summary>
internal enum PublishRule
{
    Ignored,

    /// <summary>The stored event is replaced, and with it its ATTENDEE lines.</summary>
    Replaces,

    /// <summary>A second entry is stored.</summary>
    AddsEntry,
}
