using System.Runtime.CompilerServices;

namespace Better.Calendar.Replies;

/// <summary>A series as replies ask for it: by UID, by address, by token. Built once for each series, which does not change.</summary>
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

        // Invitations are written from series without faults only; here nothing is written, and of two alike the first counts.
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

    /// <summary>Whose the first valid token in some text is; null when there is none.</summary>
    public TokenOwner? FindTokenOwner(ReplyTokens? replyTokens, string? text)
    {
        if (replyTokens is null || text is null)
        {
            return null;
        }

        var organizer = Series.Organizer.Email;
        var (before, behind) = (organizer.LocalPart + "+", "@" + organizer.Domain);
        IReadOnlyDictionary<string, TokenOwner>? owners = null;
        for (var at = text.IndexOf(before, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf(before, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            var start = at + before.Length;
            var end = text.IndexOf('@', start, Math.Min(65, text.Length - start));
            if (end < 0 || string.Compare(text, end, behind, 0, behind.Length, StringComparison.OrdinalIgnoreCase) != 0)
            {
                continue;
            }

            owners ??= tokenOwners.GetValue(replyTokens, chosen => chosen.GetOwners(Series));
            if (owners.TryGetValue(text.Substring(start, end - start).ToLowerInvariant(), out var owner))
            {
                return owner;
            }
        }

        return null;
    }
}
