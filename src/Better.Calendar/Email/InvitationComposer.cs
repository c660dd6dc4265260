using Better.Calendar.Email.Templates;
using Better.Calendar.Scheduling;
using NodaTime;

namespace Better.Calendar;

/// <summary>
/// Composes the emails of a series: invitations, confirmations, updates, cancellations, withdrawals, reminders, overviews and follow-ups.
/// </summary>
/// <remarks>
/// It sends nothing. The same series, email and instant give the same bytes, on any thread. The composer keeps the last series that it
/// was given and up to 512 templates of its emails, of some 40 kB each, so that composing the next email takes a few microseconds. Keep
/// one composer for each series, and release it when you are done.
/// </remarks>
/// <example>
/// <code>
/// var composer = new InvitationComposer();
/// foreach (var email in composer.ComposeAll(series, Instant.FromUtc(2027, 3, 1, 8, 0)))
/// {
///     using var message = email.ToMimeMessage();
///     await smtpClient.SendAsync(message); // MailKit
/// }
/// </code>
/// </example>
/// <threadsafety>
/// Many threads may use an instance at the same time. Threads that compose for the same series share its templates. Threads that
/// alternate between several series get correct emails, but the templates are made again each time: use one composer per series.
/// </threadsafety>
public sealed class InvitationComposer
{
    private readonly InvitationOptions options;

    // A series is immutable, so it needs to be validated only once. The field is read and written as volatile, so that a thread that
    // sees the reference sees a finished object. If two threads create a cache at the same time, both are correct and one remains.
    private TemplateCache? templateCache;

    /// <summary>Creates a composer.</summary>
    /// <param name="options">How emails are written; null means the defaults.</param>
    public InvitationComposer(InvitationOptions? options = null) => this.options = options ?? new();

    /// <summary>Composes the invitation of one participant to one workshop.</summary>
    /// <param name="series">The series.</param>
    /// <param name="workshop">One of its workshops.</param>
    /// <param name="participant">One of its participants, who is invited to that workshop.</param>
    /// <param name="at">The time of writing, which becomes the email's Date and DTSTAMP, in whole seconds.</param>
    /// <exception cref="InvalidSeriesException">The series has errors.</exception>
    /// <exception cref="ArgumentException">The workshop or the participant is not in the series, the participant is not invited to the
    /// workshop, or it is cancelled or has ended.</exception>
    public InvitationEmail Compose(WorkshopSeries series, Workshop workshop, Participant participant, Instant at)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(workshop);
        ArgumentNullException.ThrowIfNull(participant);
        return Compose(series, new PlannedEmail { Kind = EmailKind.Invitation, Workshop = workshop, Recipient = participant }, at);
    }

    /// <summary>Composes one email of any kind.</summary>
    /// <param name="series">The series as it is now.</param>
    /// <param name="message">The email to compose. Invitations, updates and reminders can only go to people who are invited.</param>
    /// <param name="at">The time of writing, which becomes the email's Date and DTSTAMP, in whole seconds. It must be later than that of
    /// the recipient's previous email.</param>
    /// <exception cref="InvalidSeriesException">
    /// The series has errors, or the mode is <see cref="SchedulingMode.RecurringEvent"/> and the workshops do not follow each other
    /// regularly.
    /// </exception>
    /// <exception cref="ArgumentException">The workshop or the recipient is not in the series, the planned email lacks what its kind
    /// needs, or its kind does not fit the workshop's status and time or the recipient's response (DECISIONS.md lists what fits).
    /// </exception>
    public InvitationEmail Compose(WorkshopSeries series, PlannedEmail message, Instant at)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(message);
        return ComposeChecked(GetTemplateCache(series), message, at);
    }

    /// <summary>
    /// Composes one email to a recipient who need not be in the series, for hosts that store very many participants elsewhere.
    /// </summary>
    /// <param name="series">The series as it is now, with those participants whom emails shall name
    /// (<see cref="InvitationOptions.Privacy"/>).</param>
    /// <param name="message">The email to compose.</param>
    /// <param name="at">The time of writing, which becomes the email's Date and DTSTAMP, in whole seconds. It must be later than that of
    /// the recipient's previous email.</param>
    /// <inheritdoc cref="Compose(WorkshopSeries, PlannedEmail, Instant)" path="/exception"/>
    public InvitationEmail ComposeForUnlistedRecipient(WorkshopSeries series, PlannedEmail message, Instant at)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(message);
        return ComposeChecked(GetTemplateCache(series), message, at, isListed: false);
    }

    /// <summary>
    /// Composes what <see cref="SeriesRevision.First"/> plans, in its order: the invitations of all participants, except to workshops that
    /// are cancelled or have ended; one for each participant if the mode is <see cref="SchedulingMode.RecurringEvent"/> or
    /// <see cref="SchedulingMode.CourseEmail"/>. Emails are composed one by one while you enumerate.
    /// </summary>
    /// <param name="series">A series of which no email has gone out yet.</param>
    /// <param name="at">The time of writing, which becomes the emails' Date and DTSTAMP, in whole seconds.</param>
    /// <exception cref="InvalidSeriesException">
    /// The series has errors, or the mode is <see cref="SchedulingMode.RecurringEvent"/> and the workshops do not follow each other
    /// regularly.
    /// </exception>
    /// <exception cref="ArgumentException">Emails of the series have gone out already: its <see cref="WorkshopSeries.State"/> is not
    /// null.</exception>
    public IEnumerable<InvitationEmail> ComposeAll(WorkshopSeries series, Instant at)
    {
        ArgumentNullException.ThrowIfNull(series);
        SeriesRevision.ThrowIfSent(series);
        var cache = GetTemplateCache(series);

        // What the planner plans fits the series, so it needs no validation.
        return options.SchedulingMode switch
        {
            SchedulingMode.RecurringEvent => PlanRecurring(series, at).Select(message => cache.GetEmail(message, at)),
            SchedulingMode.CourseEmail =>
                InvitationPlanner.PlanCourse(series, at, options.Zones).Select(message => cache.GetEmail(message, at)),
            _ => InvitationPlanner.Plan(series, at, options.Zones).Select(message => cache.GetEmail(message, at)),
        };
    }

    /// <summary>
    /// Composes the emails of a revision, in its order, which is safe to send. Emails are composed one by one while you enumerate.
    /// </summary>
    /// <param name="revision">The revision.</param>
    /// <param name="at">The time of writing; null means the revision's <see cref="SeriesRevision.Timestamp"/>.</param>
    /// <exception cref="InvalidSeriesException">
    /// The series has errors, or the mode is <see cref="SchedulingMode.RecurringEvent"/> and the workshops do not follow each other
    /// regularly.
    /// </exception>
    /// <exception cref="ArgumentException">A planned email does not fit the series, or lacks what its kind needs.</exception>
    public IEnumerable<InvitationEmail> ComposeAll(SeriesRevision revision, Instant? at = null)
    {
        ArgumentNullException.ThrowIfNull(revision);
        var cache = GetTemplateCache(revision.Series);
        return revision.Emails.Select(message => ComposeChecked(cache, message, at ?? revision.Timestamp));
    }

    private ValueList<PlannedEmail> PlanRecurring(WorkshopSeries series, Instant at) =>
        series.Participants.Select(recipient => FindSelectionProblem(series, recipient)).FirstOrDefault(static text => text is not null)
            is { } problem
            ? throw new ArgumentException(problem, nameof(series))
            : SeriesRevision.First(series, at, new() { SchedulingMode = SchedulingMode.RecurringEvent }, zones: options.Zones).Emails;

    private InvitationEmail ComposeChecked(TemplateCache templateCache, PlannedEmail message, Instant at, bool isListed = true)
    {
        Validate(templateCache, message, at, isListed);
        return templateCache.GetEmail(message, at);
    }

    private TemplateCache GetTemplateCache(WorkshopSeries series)
    {
        var cached = Volatile.Read(ref templateCache);
        if (cached is null || !ReferenceEquals(cached.Series, series))
        {
            cached = new(series, options);
            Volatile.Write(ref templateCache, cached);
        }

        return cached;
    }

    private void Validate(TemplateCache templateCache, PlannedEmail message, Instant at, bool isListed)
    {
        var series = templateCache.Series;
        var (workshop, recipient) = (message.Workshop, message.Recipient);
        var isRecurring = options.SchedulingMode == SchedulingMode.RecurringEvent || series.Recurrence is not null;
        var isCancellation = message.Kind is EmailKind.Cancellation or EmailKind.Withdrawal;
        var problem = message switch
        {
            { IsCourseEmail: true } when workshop is not null => "An email about the whole course has no workshop; set Workshop to null.",
            { IsCourseEmail: true, Kind: not (EmailKind.Invitation or EmailKind.Update) } when !isCancellation =>
                $"An email of kind {message.Kind} cannot ask about the whole course; leave IsCourseEmail out.",
            { Kind: EmailKind.Overview, Workshop: not null } => "An overview is about the whole series; set Workshop to null.",
            { Kind: EmailKind.Reminder, Workshop: null } => "A reminder is about one workshop; set Workshop.",
            { Kind: not (EmailKind.Overview or EmailKind.FollowUp), Workshop: null, IsCourseEmail: false } when !isRecurring =>
                $"In SchedulingMode.EventPerWorkshop, an email of kind {message.Kind} is about one workshop; set Workshop.",
            { Workshop: not null } when isRecurring && message.Kind is not (EmailKind.Reminder or EmailKind.FollowUp) =>
                $"In SchedulingMode.RecurringEvent, an email of kind {message.Kind} is about the whole series; set Workshop to null.",
            { Kind: EmailKind.Update, PreviousWorkshop: null, Workshop: not null } =>
                "An update lists what has changed; set PreviousWorkshop to the workshop as it was before.",
            _ when isCancellation => FindKindProblem(templateCache, message, at),
            _ when workshop is not null && !templateCache.Contains(workshop) =>
                $"Workshop \"{workshop.Id}\" is not in the series \"{series.Id}\" or differs from the one in it; pass a workshop of "
                    + "the series.",
            _ when isListed && !templateCache.Contains(recipient) =>
                $"{recipient.Email} is not in the series \"{series.Id}\" or differs from the participant in it; pass a participant of "
                    + "the series, or call ComposeForUnlistedRecipient.",

            // What was done may interest people who were not invited, if the host wants to tell them.
            { Kind: EmailKind.FollowUp } => FindKindProblem(templateCache, message, at),
            _ when workshop is not null && !WorkshopSeries.IsInvited(recipient, workshop) =>
                $"{recipient.Email} is not invited to workshop \"{workshop.Id}\"; add the workshop to the participant's Workshops.",
            _ when workshop is null
                && message is { Kind: not EmailKind.Overview, IsCourseEmail: false }
                && FindSelectionProblem(series, recipient) is { } selection => selection,
            _ => FindKindProblem(templateCache, message, at),
        };
        if (problem is not null)
        {
            throw new ArgumentException(problem, nameof(message));
        }
    }

    private static string? FindSelectionProblem(WorkshopSeries series, Participant recipient) =>
        series.Workshops.All(workshop => WorkshopSeries.IsInvited(recipient, workshop))
            ? null
            : $"{recipient.Email} is not invited to all workshops, which SchedulingMode.RecurringEvent requires; set the participant's "
                + "Workshops to null, or use SchedulingMode.EventPerWorkshop.";

    // An email about the course has no calendar part.
    private static bool IsSecondEntry(PlannedEmail message) => message is { FollowsFeed: true, IsCourseEmail: false };

    private static string? FindKindProblem(TemplateCache templateCache, PlannedEmail message, Instant at)
    {
        if (message.Workshop is not { } workshop)
        {
            var (isCancelled, seriesTime) = templateCache.GetState(at);
            var problem = message.Kind == EmailKind.Overview
                ? null
                : EmailKindTable.FindProblem(message.Kind, isCancelled, seriesTime, message.Response, IsSecondEntry(message));
            return problem is null
                ? null
                : $"An email of kind {message.Kind} about the series \"{templateCache.Series.Id}\" does not fit {message.Recipient.Email}: "
                    + $"{problem}.";
        }

        // A cancellation or withdrawal describes the workshop as the recipient knows it, and always with the status "cancelled".
        var (status, time) = templateCache.GetState(workshop, at);
        var reason = EmailKindTable.FindProblem(
            message.Kind, status == WorkshopStatus.Cancelled, time, message.Response, IsSecondEntry(message));
        return reason is null
            ? null
            : $"An email of kind {message.Kind} about workshop \"{workshop.Id}\" does not fit {message.Recipient.Email}: {reason}.";
    }
}
