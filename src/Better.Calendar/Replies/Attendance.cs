using Better.Calendar.Replies;
using NodaTime;
using NodaTime.Text;

namespace Better.Calendar;

/// <summary>Who comes to which workshop, by all that was read so far.</summary>
/// <remarks>
/// An unchanging set of facts, which compares by value. Replies arrive late, twice and in any order: the same set of readings gives
/// the same attendance. The latest word counts, by SEQUENCE, then DTSTAMP, then mail. Keep it with
/// <see cref="AttendanceDocument"/>.
/// </remarks>
public sealed record Attendance
{
    private readonly Lazy<ValueList<AttendanceEntry>> current;

    private Attendance(ValueList<AttendanceEntry> entries, ValueList<Bounce> bounces, ValueList<Proposal> proposals)
    {
        (Entries, Bounces, Proposals) = (entries, bounces, proposals);
        current = new(() => SelectLatest(Entries.Where(static entry => entry.IsEffective)));
    }

    /// <summary>Nobody has said anything yet.</summary>
    public static Attendance Empty { get; } = new([], [], []);

    /// <summary>All that was ever said, in order: the history.</summary>
    public ValueList<AttendanceEntry> Entries { get; }

    /// <summary>All delivery reports, in order.</summary>
    public ValueList<Bounce> Bounces { get; }

    /// <summary>All proposals of other times, in order; for a person to decide.</summary>
    public ValueList<Proposal> Proposals { get; }

    /// <summary>What counts: the latest settled entry of each person for each workshop.</summary>
    public ValueList<AttendanceEntry> Current => current.Value;

    /// <summary>The answers that count, as revisions of the series want them.</summary>
    public ValueList<ParticipantResponse> Responses =>
        Current.Where(static entry => entry.Status is not null).Select(static entry => new ParticipantResponse(entry.WorkshopId, entry.Email, entry.Status!.Value)).ToValueList();

    /// <summary>What a person has to look at: the latest entry of each person for each workshop that is only claimed, or that the policy asks about, where nothing settled is later.</summary>
    public ValueList<AttendanceEntry> AwaitingConfirmation
    {
        get
        {
            var settled = Current.ToDictionary(static entry => (entry.Email, entry.WorkshopId));
            return SelectLatest(Entries.Where(entry => !entry.IsEffective
                && (!settled.TryGetValue((entry.Email, entry.WorkshopId), out var known) || Compare(entry, known) > 0)));
        }
    }

    /// <summary>Who cannot be reached: the latest final bounce of each address that has said nothing since.</summary>
    public ValueList<Bounce> Unreachable =>
        Bounces.Where(static bounce => bounce.IsPermanent)
            .GroupBy(static bounce => bounce.Email)
            .Select(static group => group.Last())
            .Where(bounce => !Current.Any(entry => entry.Email == bounce.Email && entry.Timestamp > bounce.Timestamp))
            .ToValueList();

    /// <summary>This and what one more mail says. Readings that say nothing about attendance change nothing.</summary>
    public Attendance WithReply(ReplyResult reply)
    {
        ArgumentNullException.ThrowIfNull(reply);
        return WithReply([reply]);
    }

    /// <summary>This and what more mails say.</summary>
    public Attendance WithReply(IEnumerable<ReplyResult> replies)
    {
        ArgumentNullException.ThrowIfNull(replies);
        var more = replies.ToList();
        return new(
            AttendanceComparers.MergeSorted(Entries, more.SelectMany(AttendanceEntry.FromReply), AttendanceComparers.Entries),
            AttendanceComparers.MergeSorted(Bounces, more.OfType<Bounce>(), AttendanceComparers.Bounces),
            AttendanceComparers.MergeSorted(Proposals, more.OfType<Proposal>(), AttendanceComparers.Proposals));
    }

    /// <summary>This and a response that a participant gave on the host's own page, behind a link that only the reader of her email knows.</summary>
    /// <param name="series">The series.</param>
    /// <param name="workshop">One of its workshops, as it is now: that is what she sees and answers to.</param>
    /// <param name="participant">Who answers; she is invited to the workshop.</param>
    /// <param name="status">What she says.</param>
    /// <param name="at">When she says so.</param>
    /// <remarks>
    /// It counts at once (<see cref="SenderTrust.Token"/>), also where a mail that came before it was written by a clock that runs
    /// ahead: she has just seen what counted. The same answer once more changes nothing.
    /// </remarks>
    /// <exception cref="ArgumentException">The workshop is not one of the series', or she is not invited to it.</exception>
    public Attendance WithRsvpPageResponse(WorkshopSeries series, Workshop workshop, Participant participant, ParticipationStatus status, Instant at)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(workshop);
        ArgumentNullException.ThrowIfNull(participant);
        if (!series.Workshops.Contains(workshop))
        {
            throw new ArgumentException($"the series \"{series.Id}\" has no such workshop \"{workshop.Id}\"", nameof(workshop));
        }

        if (!WorkshopSeries.IsInvited(participant, workshop))
        {
            throw new ArgumentException($"{participant.Email} is not invited to workshop \"{workshop.Id}\"", nameof(participant));
        }

        var known = Find(participant.Email, workshop.Id);
        if (known is not null && known.Status == status && !known.IsOutdated(workshop))
        {
            return this;
        }

        var sequence = Math.Max(workshop.Sequence, known?.Sequence ?? 0);
        var stamp = known is not null && known.Sequence == sequence && known.Timestamp >= at ? known.Timestamp + Duration.Epsilon : at;
        return WithReply(new ParticipantReply
        {
            MessageKey = $"page:{WorkshopUid.Create(series, workshop)}:{participant.Email}:{InstantPattern.ExtendedIso.Format(stamp)}",
            Sender = new() { Email = participant.Email, Trust = SenderTrust.Token },
            Responses = [new(workshop.Id, status, sequence, stamp)],
        });
    }

    /// <summary>All that this and another attendance know.</summary>
    public Attendance Merge(Attendance other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Find(other.Entries.Concat(Entries), other.Bounces.Concat(Bounces), other.Proposals.Concat(Proposals));
    }

    /// <summary>A person has decided that this entry is true.</summary>
    public Attendance Confirm(AttendanceEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return new(AttendanceComparers.MergeSorted(Entries, [entry with { Trust = SenderTrust.Confirmed, NeedsConfirmation = false }], AttendanceComparers.Entries), Bounces, Proposals);
    }

    /// <summary>What counts of one person for one workshop; null when there is nothing.</summary>
    public AttendanceEntry? Find(EmailAddress email, string workshopId)
    {
        ArgumentNullException.ThrowIfNull(email);
        ArgumentNullException.ThrowIfNull(workshopId);
        return Current.FirstOrDefault(entry => entry.Email == email && entry.WorkshopId == workshopId);
    }

    /// <summary>All that one person ever said about one workshop, in order.</summary>
    public ValueList<AttendanceEntry> History(EmailAddress email, string workshopId)
    {
        ArgumentNullException.ThrowIfNull(email);
        ArgumentNullException.ThrowIfNull(workshopId);
        return Entries.Where(entry => entry.Email == email && entry.WorkshopId == workshopId).ToValueList();
    }

    /// <summary>Whether a mail tells nothing new: every word of it is known, or something later is, of the same person and workshop.</summary>
    public bool IsSuperseded(ReplyResult reply)
    {
        ArgumentNullException.ThrowIfNull(reply);
        var said = AttendanceEntry.FromReply(reply).ToList();
        return said.Count > 0 && said.TrueForAll(entry => History(entry.Email, entry.WorkshopId).Any(known => known.IsEffective == entry.IsEffective && Compare(entry, known) <= 0));
    }

    /// <summary>Who is invited to a workshop and has not answered.</summary>
    public ValueList<Participant> GetParticipantsWithoutResponse(WorkshopSeries series, Workshop workshop)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(workshop);
        var answered = new HashSet<EmailAddress>(Current.Where(entry => entry.WorkshopId == workshop.Id).Select(static entry => entry.Email));
        return series.Participants.Where(participant => WorkshopSeries.IsInvited(participant, workshop) && !answered.Contains(participant.Email)).ToValueList();
    }

    /// <summary>How many come to a workshop.</summary>
    public AttendanceSummary Summarize(WorkshopSeries series, Workshop workshop)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(workshop);
        var entries = Current.Where(entry => entry.WorkshopId == workshop.Id).ToList();
        var silent = GetParticipantsWithoutResponse(series, workshop);
        var unreachable = new HashSet<EmailAddress>(Unreachable.Where(bounce => bounce.WorkshopId is null || bounce.WorkshopId == workshop.Id).Select(static bounce => bounce.Email));
        return new()
        {
            Accepted = entries.Count(static entry => entry.Status == ParticipationStatus.Accepted),
            Tentative = entries.Count(static entry => entry.Status == ParticipationStatus.Tentative),
            Declined = entries.Count(static entry => entry.Status == ParticipationStatus.Declined),
            Delegated = entries.Count(static entry => entry.Status is null),
            NoResponse = silent.Count,
            Unreachable = silent.Count(participant => unreachable.Contains(participant.Email)),
            Outdated = entries.Count(entry => entry.IsOutdated(workshop)),
            AwaitingConfirmation = AwaitingConfirmation.Count(entry => entry.WorkshopId == workshop.Id),
        };
    }

    /// <summary>Whether both know the same facts.</summary>
    public bool Equals(Attendance? other) => other is not null && Entries.Equals(other.Entries) && Bounces.Equals(other.Bounces) && Proposals.Equals(other.Proposals);

    /// <inheritdoc/>
    public override int GetHashCode() => unchecked((Entries.GetHashCode() * 31) + Bounces.GetHashCode());

    internal static Attendance Find(IEnumerable<AttendanceEntry> entries, IEnumerable<Bounce> bounces, IEnumerable<Proposal> proposals) => new(
        AttendanceComparers.MergeSorted([], entries, AttendanceComparers.Entries),
        AttendanceComparers.MergeSorted([], bounces, AttendanceComparers.Bounces),
        AttendanceComparers.MergeSorted([], proposals, AttendanceComparers.Proposals));

    private static int Compare(AttendanceEntry one, AttendanceEntry two) => AttendanceComparers.Entries.Compare(one, two);

    /// <summary>The last of each person and workshop, of entries in order.</summary>
    private static ValueList<AttendanceEntry> SelectLatest(IEnumerable<AttendanceEntry> entries)
    {
        var latest = new Dictionary<(EmailAddress, string), AttendanceEntry>();
        foreach (var entry in entries)
        {
            latest[(entry.Email, entry.WorkshopId)] = entry;
        }

        return latest.Values.OrderBy(static entry => entry, AttendanceComparers.Entries).ToValueList();
    }
}
