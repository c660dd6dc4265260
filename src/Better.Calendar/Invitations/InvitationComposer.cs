using Better.Calendar.Revisions;
using Better.Calendar.Workshops;
using NodaTime;

namespace Better.Calendar.Invitations;

/// <summary>Writes letters: the only door from a series to mail.</summary>
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
    private LetterPress? press;

    /// <summary>A composer.</summary>
    /// <param name="options">How letters are written; null: the defaults.</param>
    public InvitationComposer(InvitationOptions? options = null) => this.options = options ?? new();

    /// <summary>The invitation of one participant to one workshop.</summary>
    /// <param name="series">The series.</param>
    /// <param name="workshop">One of its workshops.</param>
    /// <param name="participant">One of its participants, who is invited to that workshop.</param>
    /// <param name="at">The moment of writing: the letter's Date and DTSTAMP, in whole seconds.</param>
    /// <exception cref="InvalidSeriesException">The series has faults.</exception>
    /// <exception cref="ArgumentException">Workshop or participant are not of this series, or do not belong together.</exception>
    public Letter Compose(WorkshopSeries series, Workshop workshop, Participant participant, Instant at)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(workshop);
        ArgumentNullException.ThrowIfNull(participant);
        return Compose(series, new PlannedMessage { Kind = LetterKind.Invitation, Workshop = workshop, Recipient = participant }, at);
    }

    /// <summary>Any letter.</summary>
    /// <param name="series">The series as it is now.</param>
    /// <param name="message">What to write to whom; invitations, updates and reminders only to people who are invited.</param>
    /// <param name="at">The moment of writing: the letter's Date and DTSTAMP, in whole seconds; later than that of the letter before.</param>
    /// <exception cref="InvalidSeriesException">
    /// The series has faults, or is to be one recurring event and its workshops do not follow each other regularly.
    /// </exception>
    /// <exception cref="ArgumentException">Workshop or recipient are not of this series, or the message lacks what its kind needs.</exception>
    public Letter Compose(WorkshopSeries series, PlannedMessage message, Instant at)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(message);
        return Composed(Press(series), message, at);
    }

    /// <summary>Any letter, to a recipient whom the series need not list: for hosts that keep a great many people elsewhere.</summary>
    /// <param name="series">The series as it is now, with those participants whom letters are to name (<see cref="InvitationOptions.Privacy"/>).</param>
    /// <param name="message">What to write to whom.</param>
    /// <param name="at">The moment of writing: the letter's Date and DTSTAMP, in whole seconds; later than that of the letter before.</param>
    /// <inheritdoc cref="Compose(WorkshopSeries, PlannedMessage, Instant)" path="/exception"/>
    public Letter ComposeUnlisted(WorkshopSeries series, PlannedMessage message, Instant at)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(message);
        return Composed(Press(series), message, at, isListed: false);
    }

    /// <summary>
    /// The invitations of all participants in their order: to each of their workshops in the order of the programme, or, where
    /// the series is one recurring event, one letter to each. They are made one by one as they are asked for.
    /// </summary>
    /// <param name="series">The series.</param>
    /// <param name="at">The moment of writing: the letters' Date and DTSTAMP, in whole seconds.</param>
    /// <exception cref="InvalidSeriesException">
    /// The series has faults, or is to be one recurring event and its workshops do not follow each other regularly.
    /// </exception>
    public IEnumerable<Letter> ComposeAll(WorkshopSeries series, Instant at)
    {
        ArgumentNullException.ThrowIfNull(series);
        var set = Press(series);
        return set.Readers.SelectMany(reader => Invitations(set, reader, at));
    }

    /// <summary>The letters of a revision, in its order, which is safe to send. They are made one by one as they are asked for.</summary>
    /// <param name="revision">The revision.</param>
    /// <param name="at">The moment of writing; null: the revision's own.</param>
    /// <exception cref="InvalidSeriesException">
    /// The series has faults, or is to be one recurring event and its workshops do not follow each other regularly.
    /// </exception>
    /// <exception cref="ArgumentException">A message is not of this series, or lacks what its kind needs.</exception>
    public IEnumerable<Letter> ComposeAll(SeriesRevision revision, Instant? at = null)
    {
        ArgumentNullException.ThrowIfNull(revision);
        var set = Press(revision.Series);
        return revision.Messages.Select(message => Composed(set, message, at ?? revision.At));
    }

    private IEnumerable<Letter> Invitations(LetterPress set, KnownReader reader, Instant at)
    {
        if (options.Form == SeriesForm.RecurringEvent)
        {
            yield return Composed(set, Invitation(null), at);
            yield break;
        }

        for (var i = 0; i < set.Series.Workshops.Count; i++)
        {
            // A workshop and a reader out of the series need not be looked up in it.
            if (WorkshopSeries.IsInvited(reader.Participant, set.Series.Workshops[i]))
            {
                yield return set.Letter(Invitation(set.Series.Workshops[i]), at, reader);
            }
        }

        PlannedMessage Invitation(Workshop? workshop) => new() { Kind = LetterKind.Invitation, Workshop = workshop, Recipient = reader.Participant };
    }

    private Letter Composed(LetterPress set, PlannedMessage message, Instant at, bool isListed = true)
    {
        Demand(set, message, isListed);
        return set.Letter(message, at);
    }

    private LetterPress Press(WorkshopSeries series)
    {
        var known = Volatile.Read(ref press);
        if (known is null || !ReferenceEquals(known.Series, series))
        {
            known = new(series, options);
            Volatile.Write(ref press, known);
        }

        return known;
    }

    private void Demand(LetterPress known, PlannedMessage message, bool isListed)
    {
        var series = known.Series;
        var (workshop, recipient) = (message.Workshop, message.Recipient);
        var isOff = message.Kind is LetterKind.Cancellation or LetterKind.Withdrawal;
        var problem = message switch
        {
            { Kind: LetterKind.Overview, Workshop: not null } => "an overview is about the whole series; leave the workshop out",
            { Kind: LetterKind.Reminder, Workshop: null } => "a reminder is about one workshop",
            { Kind: not LetterKind.Overview, Workshop: null } when options.Form == SeriesForm.LetterPerWorkshop => "a letter is about one workshop where the series is not one recurring event",
            { Workshop: not null } when options.Form == SeriesForm.RecurringEvent && message.Kind != LetterKind.Reminder => "a series that is one recurring event has no letters about single workshops",
            { Kind: LetterKind.Update, Before: null, Workshop: not null } => "an update needs the workshop as it was before",
            _ when isOff => null,
            _ when workshop is not null && !known.Has(workshop) => $"workshop \"{workshop.Id}\" is not in the series \"{series.Id}\"",
            _ when isListed && !known.Has(recipient) => $"{recipient.Email} is not in the series \"{series.Id}\"",
            _ when workshop is not null && !WorkshopSeries.IsInvited(recipient, workshop) => $"{recipient.Email} is not invited to workshop \"{workshop.Id}\"",
            _ when workshop is null && message.Kind != LetterKind.Overview && series.WorkshopsOf(recipient).Count() != series.Workshops.Count => $"{recipient.Email} is not invited to all workshops, as one recurring event demands",
            _ => null,
        };
        if (problem is not null)
        {
            throw new ArgumentException(problem, nameof(message));
        }
    }
}
