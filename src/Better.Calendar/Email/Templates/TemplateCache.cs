using System.Collections.Concurrent;
using Better.Calendar.Model;
using Better.Calendar.Scheduling;
using NodaTime;

namespace Better.Calendar.Email.Templates;

/// <summary>A valid series, its workshops and participants by their keys, and the templates of its emails.</summary>
internal sealed class TemplateCache
{
    // A template takes some 40 kB. A series rarely needs more than this at once; if it does, the templates are made again.
    private const int MaxTemplates = 512;

    private readonly Dictionary<string, (Workshop Workshop, Instant Start)> workshops;
    private readonly Dictionary<EmailAddress, RecipientContext> recipientsByAddress;
    private readonly ConcurrentDictionary<TemplateKey, EmailTemplate?> templates = new();
    private readonly ConcurrentDictionary<string, GuestList> guestLists = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> zonesWithOffsetChanges = new(StringComparer.Ordinal);

    private SeriesState? seriesState;
    private HashSet<string>? sharedLinks;

    /// <summary>Validates the series and creates an empty cache for it.</summary>
    /// <exception cref="InvalidSeriesException">The series has errors.</exception>
    public TemplateCache(WorkshopSeries series, InvitationOptions options)
    {
        SeriesValidator.ThrowIfInvalid(series, options.Zones);
        (Series, Options) = (series, options);
        workshops = series.Workshops.ToDictionary(
            static workshop => workshop.Id,
            workshop => (workshop, series.StartOf(workshop, options.Zones).ToInstant()),
            StringComparer.Ordinal);
        Recipients = [.. series.Participants.Select(static participant => new RecipientContext(participant))];
        recipientsByAddress = Recipients.ToDictionary(static recipient => recipient.Participant.Email);
    }

    public WorkshopSeries Series { get; }

    public InvitationOptions Options { get; }

    /// <summary>The participants, in the order of the series.</summary>
    public RecipientContext[] Recipients { get; }

    // One recipient's calendar may hold another SEQUENCE than the others', so a planned email may carry a workshop with a different one.
    public bool Contains(Workshop workshop) =>
        workshops.TryGetValue(workshop.Id, out var cached)
            && (cached.Workshop == workshop || cached.Workshop with { Sequence = workshop.Sequence } == workshop);

    /// <summary>The status of a workshop in the series, and whether it is still to come; one that was removed is neither.</summary>
    public (WorkshopStatus? Status, WorkshopTime Time) GetState(Workshop workshop, Instant at) =>
        !workshops.TryGetValue(workshop.Id, out var cached) ? (null, WorkshopTime.Future)
        : (cached.Workshop.Status, EmailKindTable.GetTime(cached.Start, cached.Workshop.Duration, at));

    /// <summary>
    /// Whether all workshops are cancelled, and whether those that take place are still to come: they are running from the begin of the
    /// first to the end of the last. Computed once for all emails.
    /// </summary>
    public (bool IsCancelled, WorkshopTime Time) GetState(Instant at)
    {
        if (Volatile.Read(ref seriesState) is { } known && known.At == at)
        {
            return (known.IsCancelled, known.Time);
        }

        var taking = workshops.Values.Where(static one => one.Workshop.Status != WorkshopStatus.Cancelled).ToList();
        var times = taking.Select(one => EmailKindTable.GetTime(one.Start, one.Workshop.Duration, at)).Distinct().ToList();
        var time = times.Count switch { 0 => WorkshopTime.Future, 1 => times[0], _ => WorkshopTime.Running };
        var state = new SeriesState(at, taking.Count == 0, time);
        Volatile.Write(ref seriesState, state);
        return (state.IsCancelled, state.Time);
    }

    public bool Contains(Participant participant) =>
        recipientsByAddress.TryGetValue(participant.Email, out var cached) && cached.Participant == participant;

    /// <summary>
    /// Creates an email: it is rendered from its template when its bytes are asked for, or written now if it has no template. The recipient
    /// need not be in the series any longer.
    /// </summary>
    public InvitationEmail GetEmail(PlannedEmail message, Instant at) =>
        GetEmail(message, at, recipientsByAddress.TryGetValue(message.Recipient.Email, out var cached) ? cached : new(message.Recipient));

    /// <summary>Creates an email to a recipient whose context is at hand.</summary>
    public InvitationEmail GetEmail(PlannedEmail message, Instant at, RecipientContext recipient)
    {
        var page = RsvpPageLink.Find(Series, message, Options);
        var guests = Options.Privacy == AttendeePrivacy.RecipientOnly ? null : GetGuests(message.Workshop);
        var meetings = FindMeetings(message, out var isPossible);
        var key = new TemplateKey(
            message,
            at,
            meetings?.Placeholders ?? [],
            dependsOnWorkshops: message.Workshop is null || HasOffsetChanges(message.Recipient),
            hasPage: page is not null,
            hasGuests: guests?.HasOthers(message.Recipient.Email) == true,
            needsKnownSender: GoogleRecipient.NeedsKnownSender(message, Options));
        EmailTemplate? template = null;
        if (isPossible && !templates.TryGetValue(key, out template))
        {
            template = EmailTemplate.Create(Series, key.Normalize(message), at, Options, key);
            if (templates.Count >= MaxTemplates)
            {
                templates.Clear();
            }

            templates.TryAdd(key, template);
        }

        return new(this, message, at, recipient, template, page, meetings, guests);
    }

    /// <summary>The join links of the recipient's own in an email; null if there are none.</summary>
    private RecipientMeetings? FindMeetings(PlannedEmail message, out bool isPossible)
    {
        if (message.Recipient.Meetings.Count == 0)
        {
            isPossible = true;
            return null;
        }

        sharedLinks ??= new(
            Series.Workshops.Select(static workshop => workshop.Meeting?.Url).OfType<Uri>().Select(LinkFormatter.Format),
            StringComparer.Ordinal);
        return RecipientMeetings.Find(
            message.Workshop is { } about ? [about] : Series.Workshops, message, sharedLinks, out isPossible);
    }

    /// <summary>The people who see each other in the emails about a workshop, or about the whole series if it is null.</summary>
    private GuestList GetGuests(Workshop? workshop)
    {
        var id = workshop?.Id ?? "";
        return guestLists.TryGetValue(id, out var cached) ? cached : guestLists.GetOrAdd(id, new GuestList(Series, workshop));
    }

    /// <summary>
    /// Whether the clocks of a recipient's zone change between workshops. Only then does an email about one workshop depend on which other
    /// workshops the recipient is invited to.
    /// </summary>
    private bool HasOffsetChanges(Participant recipient) => zonesWithOffsetChanges.GetOrAdd(
        recipient.Zone ?? Series.Zone,
        id =>
        {
            var first = OffsetAt(Series.Workshops[0]);
            return Series.Workshops.Any(workshop => OffsetAt(workshop) != first);

            Offset OffsetAt(Workshop workshop) => Options.Zones[id].GetUtcOffset(Series.StartOf(workshop, Options.Zones).ToInstant());
        });

    private sealed record SeriesState(Instant At, bool IsCancelled, WorkshopTime Time);
}

/// <summary>
/// What all emails of one template have in common: everything but the recipient's name, address, RSVP page, own join links and place in the
/// list of guests.
/// </summary>
internal readonly record struct TemplateKey
{
    public EmailKind Kind { get; }
    public Workshop? Workshop { get; }
    public Workshop? PreviousWorkshop { get; }
    public bool IsCourseEmail { get; }
    public bool FollowsFeed { get; }
    public bool RequestsNewResponse { get; }
    public ParticipationStatus? Response { get; }
    public int? SeriesSequence { get; }
    public ValueList<Workshop> PreviousWorkshops { get; }
    public ValueList<OccurrenceResponse> OccurrenceResponses { get; }
    public bool HasNewMeeting { get; }
    public LocalizedText? Note { get; }
    public int Revision { get; }
    public int FirstSequence { get; }
    public string? Language { get; }
    public string? Zone { get; }
    public LocalizedText? City { get; }
    public ValueList<string>? Workshops { get; }
    public Instant Timestamp { get; }
    public bool HasPage { get; }
    public bool HasGuests { get; }
    public bool NeedsKnownSender { get; }
    public ValueList<ParticipantMeeting> Meetings { get; }

    /// <summary>Creates the key of an email.</summary>
    /// <param name="message">The email.</param>
    /// <param name="at">The email's Date and DTSTAMP.</param>
    /// <param name="meetings">The placeholders for the recipient's own meetings in the email.</param>
    /// <param name="dependsOnWorkshops">Whether the email depends on which other workshops the recipient is invited to.</param>
    /// <param name="hasPage">Whether the recipient has an RSVP page.</param>
    /// <param name="hasGuests">Whether the email shows other guests.</param>
    /// <param name="needsKnownSender">Whether the email says how Google Calendar shows its event.</param>
    public TemplateKey(
        PlannedEmail message,
        Instant at,
        ValueList<ParticipantMeeting> meetings,
        bool dependsOnWorkshops,
        bool hasPage,
        bool hasGuests,
        bool needsKnownSender)
    {
        (Meetings, HasPage, HasGuests, NeedsKnownSender) = (meetings, hasPage, hasGuests, needsKnownSender);
        (Kind, Workshop, PreviousWorkshop, RequestsNewResponse, Revision, FirstSequence) =
            (message.Kind,
                message.Workshop,
                message.PreviousWorkshop,
                message.RequestsNewResponse,
                message.Revision,
                message.FirstSequence);

        (SeriesSequence, PreviousWorkshops, OccurrenceResponses, HasNewMeeting, Note, IsCourseEmail, FollowsFeed) = (
            message.SeriesSequence,
            message.PreviousWorkshops,
            message.OccurrenceResponses,
            message.HasNewMeeting,
            message.Note,
            message.IsCourseEmail,
            message.FollowsFeed);

        // Only these emails say what the recipient has responded.
        Response = message is { Kind: EmailKind.Reminder or EmailKind.Update or EmailKind.FollowUp }
                or { Kind: EmailKind.Invitation, AsksForResponse: false }
            ? message.Response
            : null;
        var recipient = message.Recipient;
        (Language, Zone, City, Timestamp) = (recipient.Language, recipient.Zone, recipient.City, at);
        Workshops = dependsOnWorkshops ? recipient.Workshops : null;
    }

    /// <summary>
    /// The email without the recipient's choice of workshops, if the email does not depend on it, and with placeholders for their meetings.
    /// </summary>
    public PlannedEmail Normalize(PlannedEmail message) => message with
    {
        Response = Response,
        Recipient = message.Recipient with { Workshops = Workshops, Meetings = Meetings },
    };

    // Only the parts that differ most: hashing a whole workshop for each email would be expensive.
    public override int GetHashCode()
    {
        var hash = (int)Kind;
        foreach (var part in (ReadOnlySpan<int>)[Hash(Workshop?.Id), Workshop?.Sequence
            ?? 0, Hash(Language), Hash(Zone), Timestamp.GetHashCode()])
        {
            hash = unchecked((hash * 31) + part);
        }

        return hash;
    }

    private static int Hash(string? text) => text is null ? 0 : StringComparer.Ordinal.GetHashCode(text);
}

/// <summary>A participant, with what is computed once for all emails to them.</summary>
internal sealed class RecipientContext(Participant participant)
{
    private byte[]? addressDigest;

    public Participant Participant => participant;

    /// <summary>The digest of the participant's address, which the Message-IDs of their emails are made from.</summary>
    public byte[] AddressDigest => addressDigest ??= MessageIdGenerator.ComputeDigest(participant.Email);
}
