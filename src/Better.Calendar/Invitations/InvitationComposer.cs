using Better.Calendar.Ics;
using Better.Calendar.Revisions;
using Better.Calendar.Workshops;
using NodaTime;

namespace Better.Calendar.Invitations;

/// <summary>Writes letters: the only door from a series to mail.</summary>
/// <remarks>
/// It sends nothing and keeps nothing. The same series, message and instant give the same octets. Instances do not change and
/// may be used by many threads at once.
/// </remarks>
public sealed class InvitationComposer
{
    private readonly InvitationOptions options;

    /// <summary>The last series that was found sound; a series does not change, so it stays so.</summary>
    private SoundSeries? sound;

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
    public Letter Compose(WorkshopSeries series, Workshop workshop, Participant participant, Instant at) =>
        Compose(series, new PlannedMessage { Kind = LetterKind.Invitation, Workshop = workshop, Recipient = participant }, at);

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
        Demand(Demand(series), message);
        var wording = options.Wording(series.LanguageOf(message.Recipient));
        var facts = new FactWriter(series, wording, message.Recipient, options).Write(message);
        var bodies = options.Bodies?.Invoke(facts) ?? new(PlainBody.Write(facts), HtmlBody.Write(facts, options.Theme));
        var identity = new MailIdentity(series, message);
        var sender = options.ReplyTokens is { } tokens ? series.Organizer with { Email = tokens.Address(series, message.Workshop, message.Recipient) } : series.Organizer;
        var parts = new LetterCalendar(series, message.Recipient, wording, options.Zones) { AllowsProposals = options.AllowsProposals, Privacy = options.Privacy, Organizer = sender, Names = options.ZoneNames };
        var calendar = KindWords.Of(message.Kind).Method switch
        {
            { } method when message.Workshop is { } workshop => parts.Workshop(workshop, method, at),
            { } method => parts.Series(method, at),
            null when message.Kind == LetterKind.Overview && options is { CalendarFile: null, Form: SeriesForm.LetterPerWorkshop } =>
                WorkshopCalendar.Publish(series, series.LanguageOf(message.Recipient), at, options.Zones, options.ZoneNames),
            null => null,
        };
        return new(message, facts, bodies, identity, calendar, MailLayout.Octets(sender, message.Recipient, facts, bodies, identity, calendar, at));
    }

    /// <summary>
    /// The invitations of all participants in their order: to each of their workshops in the order of the programme, or, where
    /// the series is one recurring event, one letter to each. They are made one by one as they are asked for.
    /// </summary>
    /// <inheritdoc cref="Compose(WorkshopSeries, PlannedMessage, Instant)"/>
    public IEnumerable<Letter> ComposeAll(WorkshopSeries series, Instant at)
    {
        Demand(series);
        IEnumerable<Workshop?> whole = [null];
        return from participant in series.Participants
               from workshop in options.Form == SeriesForm.RecurringEvent ? whole : series.WorkshopsOf(participant)
               select Compose(series, new PlannedMessage { Kind = LetterKind.Invitation, Workshop = workshop, Recipient = participant }, at);
    }

    private SoundSeries Demand(WorkshopSeries series)
    {
        var known = sound;
        if (known is null || !ReferenceEquals(known.Series, series))
        {
            SeriesRules.Demand(series, options.Zones);
            sound = known = new SoundSeries(series);
        }

        return known;
    }

    private void Demand(SoundSeries known, PlannedMessage message)
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
            _ when !known.Has(recipient) => $"{recipient.Email} is not in the series \"{series.Id}\"",
            _ when workshop is not null && !WorkshopSeries.IsInvited(recipient, workshop) => $"{recipient.Email} is not invited to workshop \"{workshop.Id}\"",
            _ when workshop is null && message.Kind != LetterKind.Overview && series.WorkshopsOf(recipient).Count() != series.Workshops.Count => $"{recipient.Email} is not invited to all workshops, as one recurring event demands",
            _ => null,
        };
        if (problem is not null)
        {
            throw new ArgumentException(problem, nameof(message));
        }
    }

    /// <summary>A series without faults, and who and what is in it; looked up for each letter, and series can have many people.</summary>
    private sealed class SoundSeries(WorkshopSeries series)
    {
        private readonly Dictionary<string, Workshop> workshops = series.Workshops.ToDictionary(workshop => workshop.Id, StringComparer.Ordinal);
        private readonly Dictionary<EmailAddress, Participant> participants = series.Participants.ToDictionary(participant => participant.Email);

        public WorkshopSeries Series { get; } = series;

        // A reader may hold another sequence than the others, and a letter to her is above hers.
        public bool Has(Workshop workshop) =>
            workshops.TryGetValue(workshop.Id, out var known) && (known == workshop || known with { Sequence = workshop.Sequence } == workshop);

        public bool Has(Participant participant) => participants.TryGetValue(participant.Email, out var known) && known == participant;
    }
}
