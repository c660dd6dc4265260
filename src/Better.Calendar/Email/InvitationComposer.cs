using Better.Calendar.Email;
using NodaTime;

namespace Better.Calendar;

/// <summary>Writes emails: the only door from a series to mail.</summary>
/// <remarks>
/// It sends nothing. The same series, message and instant give the same bytes, on any thread. It keeps the last series that it was
/// given, with what the series' emails have in common (up to 512 templates of some 40 kB), so that the next email takes a
/// microsecond: keep one composer for one series, and drop it when you are done.
/// </remarks>
/// <threadsafety>
/// An instance may be used by many threads at once. Threads that compose for one series share its templates; threads that take
/// turns with different series get the same bytes, but make the templates again at each turn: give each series its own composer.
/// </threadsafety>
public sealed class InvitationComposer
{
    private readonly InvitationOptions options;

    // What was found valid stays so, because a series does not change. Volatile: another thread that sees the reference sees a
    // finished object. Two threads may make it at the same time; both are right, and the last one stays.
    private TemplateCache? templateCache;

    /// <summary>A composer.</summary>
    /// <param name="options">How emails are written; null: the defaults.</param>
    public InvitationComposer(InvitationOptions? options = null) => this.options = options ?? new();

    /// <summary>The invitation of one participant to one workshop.</summary>
    /// <param name="series">The series.</param>
    /// <param name="workshop">One of its workshops.</param>
    /// <param name="participant">One of its participants, who is invited to that workshop.</param>
    /// <param name="at">The moment of writing: the email's Date and DTSTAMP, in whole seconds.</param>
    /// <exception cref="InvalidSeriesException">The series has faults.</exception>
    /// <exception cref="ArgumentException">Workshop or participant are not of this series, or do not belong together.</exception>
    public InvitationEmail Compose(WorkshopSeries series, Workshop workshop, Participant participant, Instant at)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(workshop);
        ArgumentNullException.ThrowIfNull(participant);
        return Compose(series, new PlannedEmail { Kind = EmailKind.Invitation, Workshop = workshop, Recipient = participant }, at);
    }

    /// <summary>Any email.</summary>
    /// <param name="series">The series as it is now.</param>
    /// <param name="message">What to write to whom; invitations, updates and reminders only to people who are invited.</param>
    /// <param name="at">The moment of writing: the email's Date and DTSTAMP, in whole seconds; later than that of the email before.</param>
    /// <exception cref="InvalidSeriesException">
    /// The series has faults, or is to be one recurring event and its workshops do not follow each other regularly.
    /// </exception>
    /// <exception cref="ArgumentException">Workshop or recipient are not of this series, or the message lacks what its kind needs.</exception>
    public InvitationEmail Compose(WorkshopSeries series, PlannedEmail message, Instant at)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(message);
        return ComposeChecked(GetTemplateCache(series), message, at);
    }

    /// <summary>Any email, to a recipient whom the series need not list: for hosts that keep a great many people elsewhere.</summary>
    /// <param name="series">The series as it is now, with those participants whom emails are to name (<see cref="InvitationOptions.Privacy"/>).</param>
    /// <param name="message">What to write to whom.</param>
    /// <param name="at">The moment of writing: the email's Date and DTSTAMP, in whole seconds; later than that of the email before.</param>
    /// <inheritdoc cref="Compose(WorkshopSeries, PlannedEmail, Instant)" path="/exception"/>
    public InvitationEmail ComposeForUnlistedRecipient(WorkshopSeries series, PlannedEmail message, Instant at)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(message);
        return ComposeChecked(GetTemplateCache(series), message, at, isListed: false);
    }

    /// <summary>
    /// The invitations of all participants in their order: to each of their workshops in the order of the schedule, or, where
    /// the series is one recurring event, one email to each. They are made one by one as they are asked for.
    /// </summary>
    /// <param name="series">The series.</param>
    /// <param name="at">The moment of writing: the emails' Date and DTSTAMP, in whole seconds.</param>
    /// <exception cref="InvalidSeriesException">
    /// The series has faults, or is to be one recurring event and its workshops do not follow each other regularly.
    /// </exception>
    public IEnumerable<InvitationEmail> ComposeAll(WorkshopSeries series, Instant at)
    {
        ArgumentNullException.ThrowIfNull(series);
        var set = GetTemplateCache(series);
        return set.Recipients.SelectMany(reader => ComposeInvitations(set, reader, at));
    }

    /// <summary>The letters of a revision, in its order, which is safe to send. They are made one by one as they are asked for.</summary>
    /// <param name="revision">The revision.</param>
    /// <param name="at">The moment of writing; null: the revision's own.</param>
    /// <exception cref="InvalidSeriesException">
    /// The series has faults, or is to be one recurring event and its workshops do not follow each other regularly.
    /// </exception>
    /// <exception cref="ArgumentException">A message is not of this series, or lacks what its kind needs.</exception>
    public IEnumerable<InvitationEmail> ComposeAll(SeriesRevision revision, Instant? at = null)
    {
        ArgumentNullException.ThrowIfNull(revision);
        var set = GetTemplateCache(revision.Series);
        return revision.Emails.Select(message => ComposeChecked(set, message, at ?? revision.Timestamp));
    }

    private IEnumerable<InvitationEmail> ComposeInvitations(TemplateCache templateCache, RecipientContext recipient, Instant at)
    {
        if (options.SchedulingMode == SchedulingMode.RecurringEvent)
        {
            yield return ComposeChecked(templateCache, Invitation(null), at);
            yield break;
        }

        for (var i = 0; i < templateCache.Series.Workshops.Count; i++)
        {
            // A workshop and a reader out of the series need not be looked up in it.
            if (WorkshopSeries.IsInvited(recipient.Participant, templateCache.Series.Workshops[i]))
            {
                yield return templateCache.GetEmail(Invitation(templateCache.Series.Workshops[i]), at, recipient);
            }
        }

        PlannedEmail Invitation(Workshop? workshop) => new() { Kind = EmailKind.Invitation, Workshop = workshop, Recipient = recipient.Participant };
    }

    private InvitationEmail ComposeChecked(TemplateCache templateCache, PlannedEmail message, Instant at, bool isListed = true)
    {
        Validate(templateCache, message, isListed);
        return templateCache.GetEmail(message, at);
    }

    private TemplateCache GetTemplateCache(WorkshopSeries series)
    {
        var known = Volatile.Read(ref templateCache);
        if (known is null || !ReferenceEquals(known.Series, series))
        {
            known = new(series, options);
            Volatile.Write(ref templateCache, known);
        }

        return known;
    }

    private void Validate(TemplateCache templateCache, PlannedEmail message, bool isListed)
    {
        var series = templateCache.Series;
        var (workshop, recipient) = (message.Workshop, message.Recipient);
        var isOff = message.Kind is EmailKind.Cancellation or EmailKind.Withdrawal;
        var problem = message switch
        {
            { Kind: EmailKind.Overview, Workshop: not null } => "an overview is about the whole series; leave the workshop out",
            { Kind: EmailKind.Reminder, Workshop: null } => "a reminder is about one workshop",
            { Kind: not EmailKind.Overview, Workshop: null } when options.SchedulingMode == SchedulingMode.EventPerWorkshop => "an email is about one workshop where the series is not one recurring event",
            { Workshop: not null } when options.SchedulingMode == SchedulingMode.RecurringEvent && message.Kind != EmailKind.Reminder => "a series that is one recurring event has no emails about single workshops",
            { Kind: EmailKind.Update, PreviousWorkshop: null, Workshop: not null } => "an update needs the workshop as it was before",
            _ when isOff => null,
            _ when workshop is not null && !templateCache.Contains(workshop) => $"workshop \"{workshop.Id}\" is not in the series \"{series.Id}\"",
            _ when isListed && !templateCache.Contains(recipient) => $"{recipient.Email} is not in the series \"{series.Id}\"",
            _ when workshop is not null && !WorkshopSeries.IsInvited(recipient, workshop) => $"{recipient.Email} is not invited to workshop \"{workshop.Id}\"",
            _ when workshop is null && message.Kind != EmailKind.Overview && series.WorkshopsOf(recipient).Count() != series.Workshops.Count => $"{recipient.Email} is not invited to all workshops, as one recurring event demands",
            _ => null,
        };
        if (problem is not null)
        {
            throw new ArgumentException(problem, nameof(message));
        }
    }
}
