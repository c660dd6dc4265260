using System.Collections.Concurrent;
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
    private readonly Dictionary<EmailAddress, Reader> readers;
    private readonly ConcurrentDictionary<LetterKey, LetterMaster?> masters = new();
    private readonly ConcurrentDictionary<string, bool> changingZones = new(StringComparer.Ordinal);

    /// <summary>Sets up the press.</summary>
    /// <exception cref="InvalidSeriesException">The series has faults.</exception>
    public LetterPress(WorkshopSeries series, InvitationOptions options)
    {
        SeriesRules.Demand(series, options.Zones);
        (Series, Options) = (series, options);
        workshops = series.Workshops.ToDictionary(static workshop => workshop.Id, StringComparer.Ordinal);
        readers = series.Participants.ToDictionary(static participant => participant.Email, static participant => new Reader(participant));
    }

    public WorkshopSeries Series { get; }

    public InvitationOptions Options { get; }

    // A reader may hold another sequence than the others, and a letter to her is above hers.
    public bool Has(Workshop workshop) =>
        workshops.TryGetValue(workshop.Id, out var known) && (known == workshop || known with { Sequence = workshop.Sequence } == workshop);

    public bool Has(Participant participant) => readers.TryGetValue(participant.Email, out var known) && known.Participant == participant;

    /// <summary>What an address gives to the Message-IDs of letters. People who are no longer in the series get letters as well.</summary>
    public byte[] DigestOf(EmailAddress email) => readers.TryGetValue(email, out var known) ? known.Digest : MailIdentity.DigestOf(email);

    /// <summary>A letter: printed from its master when it is asked for, or written now where it has none.</summary>
    public Letter Letter(PlannedMessage message, Instant at)
    {
        var key = new LetterKey(message, at, countsWorkshops: message.Workshop is null || ClocksChange(message.Recipient));
        if (!masters.TryGetValue(key, out var master))
        {
            master = LetterMaster.Of(Series, key.Plain(message), at, Options);
            if (masters.Count >= MostMasters)
            {
                masters.Clear();
            }

            masters.TryAdd(key, master);
        }

        return new(this, message, at, master);
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

    /// <summary>A participant, and what is kept of her from letter to letter.</summary>
    private sealed class Reader(Participant participant)
    {
        private byte[]? digest;

        public Participant Participant => participant;

        public byte[] Digest => digest ??= MailIdentity.DigestOf(participant.Email);
    }
}
