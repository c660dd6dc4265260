using System.Collections.Concurrent;
using Better.Calendar.Model;
using NodaTime;

namespace Better.Calendar.Email;

/// <summary>A series without faults, who and what is in it, and the masters of its emails.</summary>
internal sealed class TemplateCache
{
    // A master has some forty thousand bytes. A series rarely needs more at once, and writes the others anew.
    private const int MaxTemplates = 512;

    private readonly Dictionary<string, Workshop> workshops;
    private readonly Dictionary<EmailAddress, RecipientContext> recipientsByAddress;
    private readonly ConcurrentDictionary<TemplateKey, EmailTemplate?> templates = new();
    private readonly ConcurrentDictionary<string, GuestList> guestLists = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> zonesWithOffsetChanges = new(StringComparer.Ordinal);

    /// <summary>Sets up the press.</summary>
    /// <exception cref="InvalidSeriesException">The series has faults.</exception>
    public TemplateCache(WorkshopSeries series, InvitationOptions options)
    {
        SeriesValidator.ThrowIfInvalid(series, options.Zones);
        (Series, Options) = (series, options);
        workshops = series.Workshops.ToDictionary(static workshop => workshop.Id, StringComparer.Ordinal);
        Recipients = [.. series.Participants.Select(static participant => new RecipientContext(participant))];
        recipientsByAddress = Recipients.ToDictionary(static reader => reader.Participant.Email);
    }

    public WorkshopSeries Series { get; }

    public InvitationOptions Options { get; }

    /// <summary>The participants, in their order.</summary>
    public RecipientContext[] Recipients { get; }

    // A reader may hold another sequence than the others, and an email to her is above hers.
    public bool Contains(Workshop workshop) =>
        workshops.TryGetValue(workshop.Id, out var known) && (known == workshop || known with { Sequence = workshop.Sequence } == workshop);

    public bool Contains(Participant participant) => recipientsByAddress.TryGetValue(participant.Email, out var known) && known.Participant == participant;

    /// <summary>An email: printed from its master when it is asked for, or written now where it has none. People who are no longer in the series get emails as well.</summary>
    public InvitationEmail GetEmail(PlannedEmail message, Instant at) =>
        GetEmail(message, at, recipientsByAddress.TryGetValue(message.Recipient.Email, out var known) ? known : new(message.Recipient));

    /// <summary>The same, where it is known who reads it.</summary>
    public InvitationEmail GetEmail(PlannedEmail message, Instant at, RecipientContext recipient)
    {
        var page = EmailContentBuilder.PageOf(Series, message, Options);
        var guests = Options.Privacy == AttendeePrivacy.RecipientOnly ? null : GuestsOf(message.Workshop);
        var key = new TemplateKey(
            message,
            at,
            dependsOnWorkshops: message.Workshop is null || HasOffsetChanges(message.Recipient),
            hasPage: page is not null,
            hasGuests: guests?.HasOthers(message.Recipient.Email) == true);
        if (!templates.TryGetValue(key, out var template))
        {
            template = EmailTemplate.Create(Series, key.Normalize(message), at, Options, key.HasPage, key.HasGuests);
            if (templates.Count >= MaxTemplates)
            {
                templates.Clear();
            }

            templates.TryAdd(key, template);
        }

        return new(this, message, at, recipient, template, page, guests);
    }

    /// <summary>The people who see each other in the emails about a workshop, or about the series.</summary>
    private GuestList GuestsOf(Workshop? workshop)
    {
        var id = workshop?.Id ?? "";
        return guestLists.TryGetValue(id, out var known) ? known : guestLists.GetOrAdd(id, new GuestList(Series, workshop));
    }

    /// <summary>Whether a reader's clocks change between workshops: only then it matters to an email about one of them which others she is invited to.</summary>
    private bool HasOffsetChanges(Participant recipient) => zonesWithOffsetChanges.GetOrAdd(
        recipient.Zone ?? Series.Zone,
        id =>
        {
            var first = OffsetAt(Series.Workshops[0]);
            return Series.Workshops.Any(workshop => OffsetAt(workshop) != first);

            Offset OffsetAt(Workshop workshop) => Options.Zones[id].GetUtcOffset(Series.StartOf(workshop, Options.Zones).ToInstant());
        });
}
