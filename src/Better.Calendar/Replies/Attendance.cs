using System.Text.Json.Serialization;
using Better.Calendar.Model;
using Better.Calendar.Replies;
using NodaTime;

namespace Better.Calendar;

/// <summary>Who attends which workshop, according to all responses that have been read so far.</summary>
/// <remarks>
/// An immutable set of facts that compares by value. Replies arrive late, twice and in any order: the same set of replies always gives
/// the same attendance. For each person and workshop the latest response counts: the one with the highest SEQUENCE, then the latest
/// DTSTAMP, LAST-MODIFIED, Date of the mail, and arrival. Of a recurring event, a response to one workshop counts until the person is asked
/// about it again or declines the whole series. Store it with <see cref="AttendanceDocument"/>.
/// </remarks>
/// <example>
/// <code>
/// var attendance = AttendanceDocument.Read(File.ReadAllText("attendance.json"));
/// attendance = attendance.WithReply(ReplyReader.Read(mail, series, policy));
/// var summary = attendance.Summarize(series, series.Workshops[0]); // summary.Accepted, summary.NoResponse, …
/// File.WriteAllText("attendance.json", AttendanceDocument.Write(attendance));
/// </code>
/// </example>
[JsonConverter(typeof(AttendanceJsonConverter))]
public sealed partial record Attendance
{
    private readonly Lazy<HashSet<(EmailAddress, EmailAddress)>> confirmedAliases;
    private readonly Lazy<ValueList<AttendanceEntry>> current;
    private readonly Lazy<Dictionary<(EmailAddress, string), AttendanceEntry>> currentByWorkshop;

    private Attendance(
        ValueList<AttendanceEntry> entries, ValueList<Bounce> bounces, ValueList<Proposal> proposals, ValueList<FeedChoice> feedChoices)
    {
        (Entries, Bounces, Proposals, FeedChoices) = (entries, bounces, proposals, feedChoices);
        feedFollowers = new(() => FindFeedFollowers(feedChoices));
        confirmedAliases = new(() => new(Entries
            .Where(static entry => entry.Trust == SenderTrust.Confirmed && entry.Alias is not null)
            .Select(static entry => (entry.Email, entry.Alias!))));
        current = new(() => SelectLatest(Entries.Where(Counts)));
        currentByWorkshop = new(() => Current.ToDictionary(static entry => (entry.Email, entry.WorkshopId)));
    }

    /// <summary>An attendance in which nobody has responded yet.</summary>
    public static Attendance Empty { get; } = new([], [], [], []);

    /// <summary>
    /// All responses and delegations that were ever received, in order: the history. Ordered by SEQUENCE, then by timestamp.
    /// </summary>
    public ValueList<AttendanceEntry> Entries { get; }

    /// <summary>All delivery reports (bounces), in order of their timestamps.</summary>
    public ValueList<Bounce> Bounces { get; }

    /// <summary>All proposals of other times, in order. The library acts on none of them: the organizer decides.</summary>
    public ValueList<Proposal> Proposals { get; }

    /// <summary>
    /// The entries that count: the latest effective entry (<see cref="AttendanceEntry.IsEffective"/>) of each person for each workshop. An
    /// entry that waits because it came from another address counts once the organizer has confirmed one from that address.
    /// </summary>
    public ValueList<AttendanceEntry> Current => current.Value;

    /// <summary>The responses that count, in the form that <see cref="SeriesRevision"/> takes. Delegations are left out.</summary>
    public ValueList<ParticipantResponse> Responses =>
        Current.Where(static entry => entry.Status is not null)
            .Select(entry => new ParticipantResponse(entry.WorkshopId, entry.Email, entry.Status!.Value, entry.Sequence)
            {
                Start = entry.Start,
                FollowsFeed = FollowsFeed(entry.Email),
            })
            .ToValueList();

    /// <summary>
    /// The entries that somebody has to confirm: for each person and workshop, the latest entry that is not effective, unless an effective
    /// entry is later.
    /// </summary>
    public ValueList<AttendanceEntry> AwaitingConfirmation
    {
        get
        {
            return SelectLatest(Entries.Where(entry => !Counts(entry)
                && (Find(entry.Email, entry.WorkshopId) is not { } known || Compare(entry, known) > 0)));
        }
    }

    /// <summary>
    /// Who cannot be reached: the latest permanent bounce of each address from which no response has come since. A bounce that may be about
    /// anybody's email (<see cref="Bounce.NeedsConfirmation"/>) makes nobody unreachable.
    /// </summary>
    public ValueList<Bounce> Unreachable =>
        Bounces.Where(static bounce => bounce.IsPermanent && !bounce.NeedsConfirmation)
            .GroupBy(static bounce => bounce.Email)
            .Select(static group => group.Last())
            .Where(bounce => !Current.Any(entry => entry.Email == bounce.Email && entry.Timestamp > bounce.Timestamp))
            .ToValueList();

    /// <summary>
    /// Returns this attendance with one more reply added. A result that says nothing about attendance, or that is already known, changes
    /// nothing.
    /// </summary>
    /// <param name="reply">What <see cref="ReplyReader"/> read from a mail.</param>
    public Attendance WithReply(ReplyResult reply)
    {
        ArgumentNullException.ThrowIfNull(reply);
        return WithReplies([reply]);
    }

    /// <summary>Returns this attendance with several replies added, in whatever order they come.</summary>
    /// <param name="replies">What <see cref="ReplyReader"/> read from several mails.</param>
    public Attendance WithReplies(IEnumerable<ReplyResult> replies)
    {
        ArgumentNullException.ThrowIfNull(replies);
        var added = replies.ToList();
        return new(
            AttendanceComparers.MergeSorted(Entries, added.SelectMany(AttendanceEntry.FromReply), AttendanceComparers.Entries),
            AttendanceComparers.MergeSorted(Bounces, added.OfType<Bounce>().SelectMany(Separate), AttendanceComparers.Bounces),
            AttendanceComparers.MergeSorted(Proposals, added.OfType<Proposal>(), AttendanceComparers.Proposals),
            FeedChoices);
    }

    /// <summary>
    /// Returns this attendance with a response that a participant gave on the host's own RSVP page, which they reached by the secret link
    /// in their email.
    /// </summary>
    /// <param name="series">The series.</param>
    /// <param name="workshop">One of its workshops as it is now: the page shows this version, so the response is to this version.</param>
    /// <param name="participant">Who responds. They must be invited to the workshop.</param>
    /// <param name="status">Whether they attend.</param>
    /// <param name="at">When they responded.</param>
    /// <param name="zones">The time zone rules; null means NodaTime's TZDB.</param>
    /// <remarks>
    /// The response counts at once (<see cref="SenderTrust.Token"/>). It also counts over an earlier mail whose timestamp or SEQUENCE is
    /// too high, because the page showed the participant what had counted until then. Giving the same response again changes nothing.
    /// </remarks>
    /// <exception cref="ArgumentException">The workshop is not one of the series, or the participant is not invited to it.</exception>
    public Attendance WithRsvpPageResponse(
        WorkshopSeries series,
        Workshop workshop,
        Participant participant,
        ParticipationStatus status,
        Instant at,
        IDateTimeZoneProvider? zones = null)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(workshop);
        ArgumentNullException.ThrowIfNull(participant);
        return RsvpPageReply.Create(this, series, workshop, participant, status, comment: null, at, zones) is { } reply
            ? WithReply(reply)
            : this;
    }

    /// <summary>
    /// Returns this attendance with the responses that a participant gave at once on the host's RSVP page for all workshops
    /// (<see cref="InvitationOptions.CoursePage"/>).
    /// </summary>
    /// <param name="series">The series.</param>
    /// <param name="participant">Who responds. They must be invited to the workshops.</param>
    /// <param name="responses">Whether they attend, by the id of the workshop. The page has shown the workshops as they are in the series;
    /// leave out what has changed since, and ask again.</param>
    /// <param name="comment">Their comment, which is kept with each response; cut after 2,000 characters. Null if there is none.</param>
    /// <param name="at">When they responded.</param>
    /// <param name="zones">The time zone rules; null means NodaTime's TZDB.</param>
    /// <remarks>
    /// Each counts as that of <see cref="WithRsvpPageResponse"/>. Responses that were given before are not stored again, unless there is a
    /// new comment.
    /// </remarks>
    /// <exception cref="ArgumentException">The series has no such workshop, or the participant is not invited to it.</exception>
    public Attendance WithRsvpPageResponses(
        WorkshopSeries series,
        Participant participant,
        IReadOnlyDictionary<string, ParticipationStatus> responses,
        string? comment,
        Instant at,
        IDateTimeZoneProvider? zones = null)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(participant);
        ArgumentNullException.ThrowIfNull(responses);
        var text = TextSanitizer.Truncate(TextSanitizer.ToMultiLine(comment ?? ""), InputLimits.Comment).Trim();
        var replies = responses
            .Select(response => RsvpPageReply.Create(
                this,
                series,
                series.Workshops.FirstOrDefault(workshop => workshop.Id == response.Key)
                    ?? throw new ArgumentException(
                        $"The series \"{series.Id}\" has no workshop \"{TextSanitizer.ToSingleLine(response.Key)}\". Pass the id of one of "
                            + "its Workshops.",
                        nameof(responses)),
                participant,
                response.Value,
                text.Length == 0 ? null : text,
                at,
                zones))
            .OfType<ParticipantReply>()
            .ToList();
        return replies.Count == 0 ? this : WithReplies(replies);
    }

    /// <summary>Returns an attendance with the facts of this one and of another one.</summary>
    public Attendance Merge(Attendance other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Create(
            other.Entries.Concat(Entries),
            other.Bounces.Concat(Bounces),
            other.Proposals.Concat(Proposals),
            other.FeedChoices.Concat(FeedChoices));
    }

    /// <summary>
    /// Returns this attendance with a confirmed copy of an entry, which counts from then on. Call it when the organizer has decided that
    /// the entry is true.
    /// </summary>
    /// <param name="entry">The entry to confirm, for example one of <see cref="AwaitingConfirmation"/>.</param>
    public Attendance Confirm(AttendanceEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return new(
            AttendanceComparers.MergeSorted(
                Entries,
                [entry with { Trust = SenderTrust.Confirmed, NeedsConfirmation = false }],
                AttendanceComparers.Entries),
            Bounces,
            Proposals,
            FeedChoices);
    }

    /// <summary>
    /// Returns this attendance with a confirmed copy of a bounce that nothing but its sender's word connects with the series. Call it when
    /// the organizer has decided that the bounce is true.
    /// </summary>
    /// <param name="bounce">The bounce to confirm, one of <see cref="Bounces"/> that <see cref="Bounce.NeedsConfirmation"/>.</param>
    public Attendance Confirm(Bounce bounce)
    {
        ArgumentNullException.ThrowIfNull(bounce);
        return new(
            Entries,
            AttendanceComparers.MergeSorted(
                Bounces,
                Separate(bounce).Select(static one => one with { Trust = SenderTrust.Confirmed, NeedsConfirmation = false }),
                AttendanceComparers.Bounces),
            Proposals,
            FeedChoices);
    }

    /// <summary>Finds the entry that counts of one person for one workshop; null when there is none.</summary>
    public AttendanceEntry? Find(EmailAddress email, string workshopId)
    {
        ArgumentNullException.ThrowIfNull(email);
        ArgumentNullException.ThrowIfNull(workshopId);
        return currentByWorkshop.Value.TryGetValue((email, workshopId), out var entry) ? entry : null;
    }

    /// <summary>All entries of one person for one workshop, in order, effective or not.</summary>
    public ValueList<AttendanceEntry> History(EmailAddress email, string workshopId)
    {
        ArgumentNullException.ThrowIfNull(email);
        ArgumentNullException.ThrowIfNull(workshopId);
        return Entries.Where(entry => entry.Email == email && entry.WorkshopId == workshopId).ToValueList();
    }

    /// <summary>
    /// Whether a reply adds nothing new: for each response in it, the same or a later one of the same person and workshop is already known.
    /// False for a result without responses.
    /// </summary>
    public bool IsSuperseded(ReplyResult reply)
    {
        ArgumentNullException.ThrowIfNull(reply);
        var entries = AttendanceEntry.FromReply(reply).ToList();
        return entries.Count > 0
            && entries.TrueForAll(entry => History(entry.Email, entry.WorkshopId)
                .Any(known => known.IsEffective == entry.IsEffective && Compare(entry, known) <= 0));
    }

    /// <summary>
    /// Returns the participants who were asked to a workshop and have not responded to it as it is now: those whom a reminder asks. Nobody
    /// if it is cancelled or has ended.
    /// </summary>
    /// <param name="series">The series as it is stored.</param>
    /// <param name="workshop">One of its workshops.</param>
    /// <param name="at">The current time.</param>
    /// <param name="zones">The time zone rules; null means NodaTime's TZDB.</param>
    public ValueList<Participant> GetParticipantsWithoutResponse(
        WorkshopSeries series,
        Workshop workshop,
        Instant at,
        IDateTimeZoneProvider? zones = null) =>
        PlanReminders(series, workshop, at, zones)
            .Where(static reminder => reminder.AsksForResponse)
            .Select(static reminder => reminder.Recipient)
            .ToValueList();

    /// <summary>
    /// Plans the reminders of a workshop as <see cref="ReminderPlanner.Plan"/> does: who has not responded to it as it is now is asked, who
    /// comes gets the practical details, and who has declined or sends somebody else gets none.
    /// </summary>
    /// <param name="series">The series as it is stored.</param>
    /// <param name="workshop">One of its workshops.</param>
    /// <param name="at">The current time.</param>
    /// <param name="zones">The time zone rules; null means NodaTime's TZDB.</param>
    public ValueList<PlannedEmail> PlanReminders(
        WorkshopSeries series,
        Workshop workshop,
        Instant at,
        IDateTimeZoneProvider? zones = null)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(workshop);
        var delegators = new HashSet<EmailAddress>(
            Current.Where(entry => entry.WorkshopId == workshop.Id && entry.Status is null && !entry.IsOutdated(series, workshop))
                .Select(static entry => entry.Email));
        return ReminderPlanner.Plan(series, workshop, at, Responses, zones)
            .Where(reminder => !delegators.Contains(reminder.Recipient.Email))
            .ToValueList();
    }

    private static ValueList<Participant> GetParticipantsWithout(
        WorkshopSeries series,
        Workshop workshop,
        IEnumerable<AttendanceEntry> entries)
    {
        var responded =
            new HashSet<EmailAddress>(entries.Where(entry => entry.WorkshopId == workshop.Id).Select(static entry => entry.Email));
        return series.Participants.Where(participant => WorkshopSeries.IsInvited(participant, workshop)
            && !responded.Contains(participant.Email))
            .ToValueList();
    }

    /// <summary>Counts the responses to a workshop.</summary>
    public AttendanceSummary Summarize(WorkshopSeries series, Workshop workshop)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(workshop);
        var entries = Current.Where(entry => entry.WorkshopId == workshop.Id).ToList();
        var withoutResponse = GetParticipantsWithout(series, workshop, entries);
        var unreachable =
            new HashSet<EmailAddress>(Unreachable.Where(bounce => bounce.WorkshopId is null || bounce.WorkshopId == workshop.Id)
                .Select(static bounce => bounce.Email));
        return new()
        {
            Accepted = entries.Count(static entry => entry.Status == ParticipationStatus.Accepted),
            Tentative = entries.Count(static entry => entry.Status == ParticipationStatus.Tentative),
            Declined = entries.Count(static entry => entry.Status == ParticipationStatus.Declined),
            Delegated = entries.Count(static entry => entry.Status is null),
            NoResponse = withoutResponse.Count,
            Unreachable = withoutResponse.Count(participant => unreachable.Contains(participant.Email)),
            Outdated = entries.Count(entry => entry.IsOutdated(series, workshop)),
            AwaitingConfirmation = AwaitingConfirmation.Count(entry => entry.WorkshopId == workshop.Id),
        };
    }

    /// <summary>Returns this attendance without anything about a person, as they may ask.</summary>
    /// <param name="email">The address of the person; what others delegated to it stays, without the address.</param>
    public Attendance Forget(EmailAddress email)
    {
        ArgumentNullException.ThrowIfNull(email);
        return Create(
            Entries.Where(entry => entry.Email != email && entry.Alias != email)
                .Select(entry => entry with
                {
                    DelegatedTo = entry.DelegatedTo == email ? null : entry.DelegatedTo,
                    DelegatedFrom = entry.DelegatedFrom == email ? null : entry.DelegatedFrom,
                }),
            Bounces.Where(bounce => bounce.Email != email),
            Proposals.Where(proposal => proposal.Sender.Email != email && proposal.Sender.Alias != email),
            FeedChoices.Where(choice => choice.Email != email));
    }

    /// <summary>Whether both attendances hold the same facts.</summary>
    public bool Equals(Attendance? other) =>
        other is not null
        && Entries.Equals(other.Entries)
        && Bounces.Equals(other.Bounces)
        && Proposals.Equals(other.Proposals)
        && FeedChoices.Equals(other.FeedChoices);

    /// <inheritdoc/>
    public override int GetHashCode() => unchecked((Entries.GetHashCode() * 31) + Bounces.GetHashCode());

    internal static Attendance Create(
        IEnumerable<AttendanceEntry> entries,
        IEnumerable<Bounce> bounces,
        IEnumerable<Proposal> proposals,
        IEnumerable<FeedChoice> feedChoices) =>
        new(
        AttendanceComparers.MergeSorted([], entries, AttendanceComparers.Entries),
        AttendanceComparers.MergeSorted([], bounces, AttendanceComparers.Bounces),
        AttendanceComparers.MergeSorted([], proposals, AttendanceComparers.Proposals),
        AttendanceComparers.MergeSorted([], feedChoices, AttendanceComparers.FeedChoices));

    /// <summary>
    /// Whether an entry counts: by itself, or because the organizer has confirmed the address from which the participant replied.
    /// </summary>
    private bool Counts(AttendanceEntry entry) =>
        entry.IsEffective
        || (entry.Alias is { } alias
            && entry.Role == SenderRole.Invited
            && (entry.Trust != SenderTrust.Claimed || entry.IsAcceptedAsClaimed)
            && confirmedAliases.Value.Contains((entry.Email, alias)));

    /// <summary>A bounce for each recipient of a report.</summary>
    private static IEnumerable<Bounce> Separate(Bounce bounce) => [bounce with { Others = [] }, .. bounce.Others];

    private static int Compare(AttendanceEntry one, AttendanceEntry two) => AttendanceComparers.Entries.Compare(one, two);

    /// <summary>Selects the last entry of each person and workshop.</summary>
    /// <remarks>
    /// Who accepts a series does not take back what they have said to one of its workshops: calendars keep that response. Who declines the
    /// series comes to none of them.
    /// </remarks>
    /// <param name="entries">Sorted entries.</param>
    private static ValueList<AttendanceEntry> SelectLatest(IEnumerable<AttendanceEntry> entries)
    {
        var order = 0;
        var latest = new Dictionary<(EmailAddress, string), (int Order, AttendanceEntry Entry)>();
        foreach (var entry in entries)
        {
            var key = (entry.Email, entry.WorkshopId);
            var isKept = entry is { IsWholeSeries: true, Status: not ParticipationStatus.Declined }
                && latest.TryGetValue(key, out var known)
                && !known.Entry.IsWholeSeries
                && known.Entry.Sequence == entry.Sequence;
            if (!isKept)
            {
                latest[key] = (order, entry);
            }

            order++;
        }

        return latest.Values.OrderBy(static one => one.Order).Select(static one => one.Entry).ToValueList();
    }
}
