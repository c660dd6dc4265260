using System.Globalization;
using Better.Calendar.Model;

namespace Better.Calendar;

/// <summary>One email that is to be composed: its recipient, its subject matter and its reason.</summary>
public sealed record PlannedEmail
{
    /// <summary>What stands in a key for the id of the workshop if the email is about the whole series.</summary>
    internal const string WholeSeries = "all";

    /// <summary>What the email is for.</summary>
    public required EmailKind Kind { get; init; }

    /// <summary>The recipient, with name and language; for a withdrawal, as they were in the series before.</summary>
    public required Participant Recipient { get; init => field = ArgumentGuard.NotNull(value, nameof(Recipient)); }

    /// <summary>The workshop, with the SEQUENCE that the email carries; null if the email is about the whole series.</summary>
    public Workshop? Workshop { get; init; }

    /// <summary>For an update: the workshop as the recipient's last email described it; otherwise null.</summary>
    public Workshop? PreviousWorkshop { get; init; }

    /// <summary>
    /// Whether the email is about the whole course and has no calendar part (<see cref="SchedulingMode.CourseEmail"/>): it asks on the
    /// host's RSVP page for all workshops. <see cref="Workshop"/> is null then. Default: false.
    /// </summary>
    public bool IsCourseEmail { get; init; }

    /// <summary>
    /// For an email about the whole course: whether its recipient follows by their personal feed (<see cref="FeedChoice"/>), so that no
    /// entry of what they accept is sent; the email says so. Default: false.
    /// </summary>
    public bool FollowsFeed { get; init; }

    /// <summary>
    /// For an email about the whole series: its SEQUENCE; null means that of the series. Otherwise it is that of <see cref="Workshop"/>.
    /// </summary>
    /// <exception cref="ArgumentException">The value is negative.</exception>
    public int? SeriesSequence
    {
        get; init => field = value is { } sequence ? Guard.Validate(Guard.SequenceProblem, sequence, nameof(SeriesSequence)) : null;
    }

    /// <summary>
    /// For an update of the whole series: the workshops as the recipient's last email described them; otherwise empty.
    /// </summary>
    public ValueList<Workshop> PreviousWorkshops { get; init => field = ArgumentGuard.NotNull(value, nameof(PreviousWorkshops)); } = [];

    /// <summary>
    /// For an update of one recurring event: the workshops to which the recipient's response is another one than <see cref="Response"/>,
    /// for example because they have moved and the response no longer counts; otherwise empty.
    /// </summary>
    public ValueList<OccurrenceResponse> OccurrenceResponses
    {
        get; init => field = ArgumentGuard.NotNull(value, nameof(OccurrenceResponses));
    } = [];

    /// <summary>
    /// For an update: whether the join link or the passcode that is the recipient's own (<see cref="Participant.Meetings"/>) has changed
    /// since their last email. The email says so, and shows the new one. Default: false.
    /// </summary>
    public bool HasNewMeeting { get; init; }

    /// <summary>For an update: whether an earlier response no longer counts, so that a new one is requested. Default: false.</summary>
    public bool RequestsNewResponse { get; init; }

    /// <summary>
    /// The recipient's response as the plan knows it, to the version that they were last asked about; null if it knows of none. An update
    /// that does not ask again carries it (PARTSTAT, RFC 5545, 3.2.12), because many calendars take over what the email says. A follow-up
    /// thanks whoever has accepted for coming.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not defined.</exception>
    public ParticipationStatus? Response
    {
        get; init => field = value is { } response ? ArgumentGuard.Defined(response, nameof(Response)) : null;
    }

    /// <summary>
    /// Whether the email asks for a response: its text asks, and its calendar part, if it has one, says RSVP=TRUE (RFC 5545, 3.2.17).
    /// </summary>
    /// <remarks>
    /// An update that does not ask again still asks people of whom no response is known, because the invitation did; its text says that a
    /// response which they have given stands.
    /// </remarks>
    public bool AsksForResponse => Kind switch
    {
        EmailKind.Invitation => Response != ParticipationStatus.Tentative,
        EmailKind.Update when IsCourseEmail => RequestsNewResponse,
        EmailKind.Update => RequestsNewResponse || Response is null || OccurrenceResponses.Any(static one => one.Response is null),
        EmailKind.Reminder => Response is null,
        _ => false,
    };

    /// <summary>The response that the calendar part carries (PARTSTAT); null for NEEDS-ACTION.</summary>
    internal ParticipationStatus? CarriedResponse =>
        Kind == EmailKind.Confirmation ? ParticipationStatus.Accepted

        // Of a recurring event, it is the response to the workshops to which an earlier response still counts.
        : Workshop is null && Kind == EmailKind.Update ? Response
        : AsksForResponse ? null
        : Response;

    /// <summary>
    /// The SEQUENCE of the email, which is about a workshop of the series or about all of it. A follow-up has none: it goes out once,
    /// whatever happens to the event.
    /// </summary>
    internal int GetSequence(WorkshopSeries series) => Kind == EmailKind.FollowUp ? 0 : Workshop?.Sequence ?? SeriesSequence
        ?? (Kind == EmailKind.Overview
            ? series.Workshops[0].Sequence
            : series.Recurrence?.Sequence ?? series.Workshops.Max(static workshop => workshop.Sequence));

    /// <summary>The revision of the series that planned the email; it distinguishes updates with the same SEQUENCE. Default: 0.</summary>
    public int Revision { get; init; }

    /// <summary>
    /// The SEQUENCE of the recipient's first invitation, which later emails refer to, so that mail programs show one thread. Default: 0.
    /// </summary>
    public int FirstSequence { get; init; }

    /// <summary>
    /// A word from the organizer to the recipients, such as why a workshop moves; null if there is none. The email shows it below its first
    /// sentence, and a cancellation carries it in its calendar part as well (COMMENT, RFC 5546, 3.2.5). Like every text of the series it is
    /// in the recipient's language, if it has that one.
    /// </summary>
    public LocalizedText? Note { get; init; }

    /// <summary>Why the email is sent.</summary>
    public MessageReason Reason { get; init; }

    /// <summary>Why the email is sent, in an English sentence for the organizer; empty if no revision planned it.</summary>
    public string Explanation { get; init => field = ArgumentGuard.NotNull(value, nameof(Explanation)); } = "";

    /// <summary>For an update: what has changed, field by field, in English for the organizer; otherwise empty.</summary>
    public ValueList<FieldChange> Changes { get; init => field = ArgumentGuard.NotNull(value, nameof(Changes)); } = [];

    /// <summary>The id of the series; empty if no revision planned the email.</summary>
    public string SeriesId { get; init => field = ArgumentGuard.NotNull(value, nameof(SeriesId)); } = "";

    /// <summary>
    /// Identifies the email: a host that has sent an email with this key must not send it again. It is made of the ids of series and
    /// workshop, the SEQUENCE, the kind, the recipient's address, and the revision for kinds of which several may be sent with one
    /// SEQUENCE. The key of a follow-up always has 0 for the SEQUENCE.
    /// </summary>
    public string Key =>
        JoinKey(
            SeriesId,
            Workshop?.Id ?? WholeSeries,
            Kind == EmailKind.FollowUp ? 0 : Workshop?.Sequence ?? SeriesSequence ?? 0,
            KindName,
            IsSentOnce ? null : Revision,
            Recipient.Email);

    /// <summary>
    /// The kind in the key and the Message-ID. The reminder of somebody who comes is another email than the one that asked them.
    /// </summary>
    internal string KindName =>
        Kind == EmailKind.Reminder && Response is { } response ? $"{nameof(EmailKind.Reminder)}-{response}-" : Kind.ToString();

    private bool IsSentOnce => Kind is EmailKind.Invitation or EmailKind.Confirmation or EmailKind.Cancellation or EmailKind.Withdrawal
        or EmailKind.FollowUp;

    internal static string JoinKey(string seriesId, string workshopId, int sequence, string kind, int? revision, EmailAddress recipient) =>
        string.Join(
            "/",
            seriesId.ToLowerInvariant(),
            workshopId.ToLowerInvariant(),
            sequence.ToString(CultureInfo.InvariantCulture),
            kind.ToLowerInvariant() + revision?.ToString(CultureInfo.InvariantCulture),
            recipient.Value);

    /// <summary>The key without the revision, as <see cref="JoinKey"/> makes it; anything else comes back unchanged.</summary>
    internal static string RemoveRevision(string key)
    {
        var parts = key.Split(['/'], 5);
        if (parts.Length == 5)
        {
            parts[3] = parts[3].TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9');
        }

        return string.Join("/", parts);
    }
}
