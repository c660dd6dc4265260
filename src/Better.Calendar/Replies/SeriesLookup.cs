using System.Runtime.CompilerServices;

namespace Better.Calendar.Replies;

/// <summary>
/// Finds the workshops and participants of a series by UID, address and reply token. Created once for each series, because a series is
/// immutable.
/// </summary>
internal sealed class SeriesLookup
{
    private static readonly ConditionalWeakTable<WorkshopSeries, SeriesLookup> Cache = new();

    private readonly ConditionalWeakTable<ReplyTokens, IReadOnlyDictionary<string, TokenOwner>> tokenOwners = new();
    private readonly Dictionary<string, Workshop> workshops = new(StringComparer.Ordinal);
    private readonly Dictionary<EmailAddress, Participant> participants = [];

    private SeriesLookup(WorkshopSeries series)
    {
        Series = series;
        SeriesUid = WorkshopUid.Create(series);

        // Here the series is not validated, as it is before invitations are written: of two workshops or participants with the same key,
        // the first counts.
        foreach (var workshop in series.Workshops.Reverse())
        {
            workshops[WorkshopUid.Create(series, workshop)] = workshop;
        }

        foreach (var participant in series.Participants.Reverse())
        {
            participants[participant.Email] = participant;
        }
    }

    public WorkshopSeries Series { get; }

    /// <summary>The UID of the series as one recurring event.</summary>
    public string SeriesUid { get; }

    public static SeriesLookup GetOrCreate(WorkshopSeries series) => Cache.GetValue(series, static key => new(key));

    public Workshop? FindWorkshop(string uid) => workshops.TryGetValue(uid, out var workshop) ? workshop : null;

    public Participant? FindParticipant(EmailAddress? address) =>
        address is not null && participants.TryGetValue(address, out var participant) ? participant : null;

    /// <summary>Finds the owner of the first valid reply token in a text, such as a header; null when there is none.</summary>
    public TokenOwner? FindTokenOwner(ReplyTokens? replyTokens, string? text)
    {
        if (replyTokens is null || text is null)
        {
            return null;
        }

        var organizer = Series.Organizer.Email;
        var (prefix, suffix) = (organizer.LocalPart + "+", "@" + organizer.Domain);
        IReadOnlyDictionary<string, TokenOwner>? owners = null;
        for (var at =
            text.IndexOf(prefix, StringComparison.OrdinalIgnoreCase); at >= 0; at =
                text.IndexOf(prefix, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            var start = at + prefix.Length;
            var end = text.IndexOf('@', start, Math.Min(65, text.Length - start));
            if (end < 0 || string.Compare(text, end, suffix, 0, suffix.Length, StringComparison.OrdinalIgnoreCase) != 0)
            {
                continue;
            }

            owners ??= tokenOwners.GetValue(replyTokens, tokens => tokens.GetOwners(Series));
            if (owners.TryGetValue(text.Substring(start, end - start).ToLowerInvariant(), out var owner))
            {
                return owner;
            }
        }

        return null;
    }
}
