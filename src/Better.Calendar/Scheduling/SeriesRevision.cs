using Better.Calendar.Model;
using Better.Calendar.Scheduling;
using NodaTime;

namespace Better.Calendar;

/// <summary>The result of an edit of a series: the series to store, and who must be notified of what, and why.</summary>
/// <remarks>
/// It depends only on the arguments that it is created from. Store <see cref="Series"/>, then compose and send <see cref="Emails"/> in
/// their order, all emails of one revision before those of the next. DECISIONS.md in the source folder shows who gets which email.
/// </remarks>
/// <example>
/// <code>
/// var stored = SeriesDocument.Read(File.ReadAllText("series.json"));
/// var edited = stored with { Workshops = [stored.Workshops[0] with { Start = new(2027, 4, 15, 14, 0) }, .. stored.Workshops.Skip(1)] };
/// var revision = SeriesRevision.Between(stored, edited, Instant.FromUtc(2027, 3, 8, 8, 0));
/// File.WriteAllText("series.json", SeriesDocument.Write(revision.Series));
/// var emails = new InvitationComposer().ComposeAll(revision);
/// </code>
/// </example>
public sealed record SeriesRevision
{
    /// <summary>
    /// The series to store, with the new sequences, the record of who was notified of what, and the times that the emails state by the
    /// current time zone rules.
    /// </summary>
    public required WorkshopSeries Series { get; init => field = ArgumentGuard.NotNull(value, nameof(Series)); }

    /// <summary>
    /// The time of writing for the emails, in whole seconds: the one that was passed in, or one second after the last emails if it is not
    /// later than those. Of two emails about one event with the same SEQUENCE, clients take the one with the later DTSTAMP (RFC 5546,
    /// 2.1.5).
    /// </summary>
    public required Instant Timestamp { get; init; }

    /// <summary>
    /// The emails, in an order that is safe to send: withdrawals, cancellations, updates, confirmations, invitations, and within each kind
    /// by workshops and participants. So the withdrawal at an old address does not arrive after the invitation at the new one.
    /// </summary>
    public required ValueList<PlannedEmail> Emails { get; init => field = ArgumentGuard.NotNull(value, nameof(Emails)); }

    /// <summary>Who gets no email, and why, in the order of the workshops.</summary>
    public required ValueList<SkippedEmail> Skipped { get; init => field = ArgumentGuard.NotNull(value, nameof(Skipped)); }

    /// <summary>What the organizer should look at before the emails go out; empty if there is nothing.</summary>
    public ValueList<PlanWarning> Warnings { get; init => field = ArgumentGuard.NotNull(value, nameof(Warnings)); } = [];

    /// <summary>
    /// Plans the first emails of a series: everybody is invited to the workshops still to come. Who has accepted already gets a
    /// confirmation instead, and who has declined gets no email.
    /// </summary>
    /// <param name="series">A series of which no email has gone out yet.</param>
    /// <param name="at">The current time.</param>
    /// <param name="policy">Which changes cause an email; null means the defaults.</param>
    /// <param name="responses">The responses of people who have registered elsewhere, for example
    /// <c>Attendance.Responses</c>; null if there are none.</param>
    /// <param name="zones">The time zone rules; null means NodaTime's TZDB.</param>
    /// <exception cref="InvalidSeriesException">The series has errors; the exception lists all of them. Or the mode is
    /// <see cref="SchedulingMode.RecurringEvent"/> and its dates are not regular.</exception>
    /// <exception cref="ArgumentException">Emails of the series have gone out already: its <see cref="WorkshopSeries.State"/> is not
    /// null.</exception>
    public static SeriesRevision First(
        WorkshopSeries series,
        Instant at,
        RevisionPolicy? policy = null,
        IEnumerable<ParticipantResponse>? responses = null,
        IDateTimeZoneProvider? zones = null)
    {
        ArgumentNullException.ThrowIfNull(series);
        ThrowIfSent(series);
        return Between(series, series, at, policy, responses, zones);
    }

    /// <summary>Plans the emails that an edit requires.</summary>
    /// <param name="stored">The series as it was stored last. If its <see cref="WorkshopSeries.State"/> is null, it counts as never sent,
    /// and everybody is invited.</param>
    /// <param name="edited">The edited copy of the stored series. What the library remembers is taken from the stored series alone, so the
    /// copy needs no <see cref="WorkshopSeries.State"/>: an editor in a browser never sees it. If it has one, it must be of the stored
    /// revision; if it has none, the host detects concurrent edits itself, by the version that it stored.</param>
    /// <param name="at">The current time.</param>
    /// <param name="policy">Which changes cause an email; null means the defaults.</param>
    /// <param name="responses">The participants' responses so far (<c>Attendance.Responses</c>); null if none are known. Of several
    /// responses by one person to one workshop, the last counts. Updates carry them, so that no calendar forgets a response.</param>
    /// <param name="zones">The time zone rules; null means NodaTime's TZDB.</param>
    /// <remarks>
    /// Participants are identified by their addresses. If a name has disappeared at one address and appeared at another, and nobody else
    /// has that name, it counts as a changed address. If new time zone rules have moved an instant that emails have stated, the time has
    /// changed, although nobody has edited it. Participants whose own clocks alone will show another time are found by
    /// <see cref="TimeZoneChangeDetector"/>: call it before planning, because the plan records the new times as published.
    /// </remarks>
    /// <exception cref="RevisionConflictException">The edit has a state of another revision than the stored one.</exception>
    /// <exception cref="InvalidSeriesException">
    /// The edited series has errors, or it changes its id, its domain or the organizer's address although emails have gone out, or a
    /// workshop that was added is not on a date of the recurring event.
    /// </exception>
    /// <exception cref="ArgumentException">The policy asks for another mode than the one in which the series was sent.</exception>
    public static SeriesRevision Between(
        WorkshopSeries stored,
        WorkshopSeries edited,
        Instant at,
        RevisionPolicy? policy = null,
        IEnumerable<ParticipantResponse>? responses = null,
        IDateTimeZoneProvider? zones = null)
    {
        ArgumentNullException.ThrowIfNull(stored);
        ArgumentNullException.ThrowIfNull(edited);
        zones ??= DateTimeZoneProviders.Tzdb;
        policy ??= new();
        Validate(stored, edited, zones);
        edited = WithStateOf(stored, edited);
        var before = stored.State is null ? null : stored;
        var mode = GetMode(before, policy);
        return mode == SchedulingMode.RecurringEvent
            ? new RecurrencePlanner(before, edited, at, policy, zones).CreateRevision(responses)
            : new RevisionPlanner(before, edited, at, policy, zones, mode == SchedulingMode.CourseEmail).CreateRevision(responses);
    }

    /// <summary>
    /// The same plan with a word from the organizer in each of its emails (<see cref="PlannedEmail.Note"/>). To say something to some of
    /// the recipients only, change <see cref="Emails"/> instead.
    /// </summary>
    /// <param name="note">The note.</param>
    public SeriesRevision WithNote(LocalizedText note)
    {
        ArgumentNullException.ThrowIfNull(note);
        return this with { Emails = Emails.Select(email => email with { Note = note }).ToValueList() };
    }

    private static WorkshopSeries WithStateOf(WorkshopSeries stored, WorkshopSeries edited) =>
        ReferenceEquals(stored.State, edited.State)
            && ReferenceEquals(stored.Published, edited.Published)
            && ReferenceEquals(stored.Recurrence, edited.Recurrence)
            ? edited
            : edited with { State = stored.State, Published = stored.Published, Recurrence = stored.Recurrence };

    /// <summary>How the series is in the calendars; before the first emails, how the policy wants it.</summary>
    private static SchedulingMode GetMode(WorkshopSeries? stored, RevisionPolicy policy)
    {
        SchedulingMode? sent = stored?.Recurrence is not null ? SchedulingMode.RecurringEvent
            : stored?.State is { IsCourse: true } ? SchedulingMode.CourseEmail
            : stored?.State!.Recipients.Any(static recipient => recipient.Workshops.Count > 0) == true ? SchedulingMode.EventPerWorkshop
            : null;
        return sent is null || policy.SchedulingMode is null || policy.SchedulingMode == sent
            ? sent ?? policy.SchedulingMode ?? SchedulingMode.EventPerWorkshop
            : throw new ArgumentException(
                $"The series was sent in SchedulingMode.{sent}, which cannot change; leave RevisionPolicy.SchedulingMode "
                    + "out, or cancel this series and plan a new one.",
                nameof(policy));
    }

    /// <summary>Throws if emails of the series have gone out: an old invitation must never follow newer emails.</summary>
    internal static void ThrowIfSent(WorkshopSeries series)
    {
        if (series.State is { } state)
        {
            throw new ArgumentException(
                $"Emails of the series \"{series.Id}\" have already gone out (revision {state.Revision}); use "
                    + "SeriesRevision.Between with the stored series.",
                nameof(series));
        }
    }

    private static void Validate(WorkshopSeries stored, WorkshopSeries edited, IDateTimeZoneProvider zones)
    {
        var (before, after) = (stored.State?.Revision ?? 0, edited.State?.Revision ?? 0);
        if (edited.State is not null && before != after)
        {
            throw new RevisionConflictException(before, after);
        }

        var errors = SeriesValidator.GetErrors(edited, zones).ToList();
        if (before > 0)
        {
            const string Advice =
                "emails with it have gone out, so it cannot change; undo the edit, or cancel this series and plan a new one";
            (string Location, bool HasChanged, object Old)[] fixedFields =
            [
                ("id", !string.Equals(stored.Id, edited.Id, StringComparison.OrdinalIgnoreCase), stored.Id),
                ("domain", stored.Domain != edited.Domain, stored.Domain),

                // RFC 5546, 3.2.5: a CANCEL must come from the organizer of the REQUEST; calendars reject it otherwise.
                ("organizer.email", stored.Organizer.Email != edited.Organizer.Email, stored.Organizer.Email),
            ];
            errors.AddRange(fixedFields.Where(static value => value.HasChanged)
                .Select(static value => new ValidationError(value.Location, $"was {value.Old}; {Advice}")));
        }

        if (errors.Count > 0)
        {
            throw new InvalidSeriesException(errors);
        }
    }
}
