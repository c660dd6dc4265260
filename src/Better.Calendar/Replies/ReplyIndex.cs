using System.Runtime.CompilerServices;
using Better.Calendar.Ics;
using Better.Calendar.Workshops;

namespace Better.Calendar.Replies;

/// <summary>A series as replies ask for it: by UID, by address, by token. Built once for each series, which does not change.</summary>
internal sealed class ReplyIndex
{
    private static readonly ConditionalWeakTable<WorkshopSeries, ReplyIndex> Known = new();

    private readonly ConditionalWeakTable<ReplyTokens, IReadOnlyDictionary<string, TokenOwner>> tokens = new();
    private readonly Dictionary<string, Workshop> workshops = new(StringComparer.Ordinal);
    private readonly Dictionary<EmailAddress, Participant> participants = [];

    private ReplyIndex(WorkshopSeries series)
    {
        Series = series;
        SeriesUid = WorkshopUid.Of(series);

        // Invitations are written from series without faults only; here nothing is written, and of two alike the first counts.
        foreach (var workshop in series.Workshops.Reverse())
        {
            workshops[WorkshopUid.Of(series, workshop)] = workshop;
        }

        foreach (var participant in series.Participants.Reverse())
        {
            participants[participant.Email] = participant;
        }
    }

    public WorkshopSeries Series { get; }

    /// <summary>The UID of the series as one recurring event.</summary>
    public string SeriesUid { get; }

    public static ReplyIndex Of(WorkshopSeries series) => Known.GetValue(series, static key => new(key));

    public Workshop? Workshop(string uid) => workshops.TryGetValue(uid, out var workshop) ? workshop : null;

    public Participant? Participant(EmailAddress? address) =>
        address is not null && participants.TryGetValue(address, out var participant) ? participant : null;

    /// <summary>Whose the first valid token in some text is; null when there is none.</summary>
    public TokenOwner? Owner(ReplyTokens? key, string? text)
    {
        if (key is null || text is null)
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

            owners ??= tokens.GetValue(key, chosen => chosen.Owners(Series));
            if (owners.TryGetValue(text.Substring(start, end - start).ToLowerInvariant(), out var owner))
            {
                return owner;
            }
        }

        return null;
    }
}
