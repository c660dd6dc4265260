using System.Collections.Concurrent;
using Better.Calendar.Ics;
using Better.Calendar.Revisions;
using Better.Calendar.Workshops;
using NodaTime;

namespace Better.Calendar.Invitations;

/// <summary>A series without faults, who and what is in it, and the masters of its letters.</summary>
internal sealed class LetterPress
{
    // A master has some forty thousand octets. A series rarely needs more at once, and writes the others anew.
    private const int MostMasters = 512;

    private readonly Dictionary<string, Workshop> workshops;
    private readonly Dictionary<EmailAddress, KnownReader> readersByAddress;
    private readonly ConcurrentDictionary<LetterKey, LetterMaster?> masters = new();
    private readonly ConcurrentDictionary<string, GuestList> guestLists = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> changingZones = new(StringComparer.Ordinal);

    /// <summary>Sets up the press.</summary>
    /// <exception cref="InvalidSeriesException">The series has faults.</exception>
    public LetterPress(WorkshopSeries series, InvitationOptions options)
    {
        SeriesRules.Demand(series, options.Zones);
        (Series, Options) = (series, options);
        workshops = series.Workshops.ToDictionary(static workshop => workshop.Id, StringComparer.Ordinal);
        Readers = [.. series.Participants.Select(static participant => new KnownReader(participant))];
        readersByAddress = Readers.ToDictionary(static reader => reader.Participant.Email);
    }

    public WorkshopSeries Series { get; }

    public InvitationOptions Options { get; }

    /// <summary>The participants, in their order.</summary>
    public KnownReader[] Readers { get; }

    // A reader may hold another sequence than the others, and a letter to her is above hers.
    public bool Has(Workshop workshop) =>
        workshops.TryGetValue(workshop.Id, out var known) && (known == workshop || known with { Sequence = workshop.Sequence } == workshop);

    public bool Has(Participant participant) => readersByAddress.TryGetValue(participant.Email, out var known) && known.Participant == participant;

    /// <summary>A letter: printed from its master when it is asked for, or written now where it has none. People who are no longer in the series get letters as well.</summary>
    public Letter Letter(PlannedMessage message, Instant at) =>
        Letter(message, at, readersByAddress.TryGetValue(message.Recipient.Email, out var known) ? known : new(message.Recipient));

    /// <summary>The same, where it is known who reads it.</summary>
    public Letter Letter(PlannedMessage message, Instant at, KnownReader reader)
    {
        var page = FactWriter.PageOf(Series, message, Options);
        var guests = Options.Privacy == AttendeePrivacy.OnlyYou ? null : GuestsOf(message.Workshop);
        var key = new LetterKey(
            message,
            at,
            countsWorkshops: message.Workshop is null || ClocksChange(message.Recipient),
            hasPage: page is not null,
            hasGuests: guests?.HasOthers(message.Recipient.Email) == true);
        if (!masters.TryGetValue(key, out var master))
        {
            master = LetterMaster.Of(Series, key.Plain(message), at, Options, key.HasPage, key.HasGuests);
            if (masters.Count >= MostMasters)
            {
                masters.Clear();
            }

            masters.TryAdd(key, master);
        }

        return new(this, message, at, reader, master, page, guests);
    }

    /// <summary>The people who see each other in the letters about a workshop, or about the series.</summary>
    private GuestList GuestsOf(Workshop? workshop)
    {
        var id = workshop?.Id ?? "";
        return guestLists.TryGetValue(id, out var known) ? known : guestLists.GetOrAdd(id, new GuestList(Series, workshop));
    }

    /// <summary>Whether a reader's clocks change between workshops: only then it matters to a letter about one of them which others she is invited to.</summary>
    private bool ClocksChange(Participant reader) => changingZones.GetOrAdd(
        reader.Zone ?? Series.Zone,
        id =>
        {
            var first = OffsetAt(Series.Workshops[0]);
            return Series.Workshops.Any(workshop => OffsetAt(workshop) != first);

            Offset OffsetAt(Workshop workshop) => Options.Zones[id].GetUtcOffset(Series.StartOf(workshop, Options.Zones).ToInstant());
        });
}
