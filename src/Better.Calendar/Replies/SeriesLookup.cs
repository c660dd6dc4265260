using System.Runtime.CompilerServices;
using NodaTime;

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

    private readonly Lazy<Dictionary<EmailAddress, NotifiedRecipient>> recipients;
    private readonly Lazy<Dictionary<string, Instant?>> regularStarts;

    private SeriesLookup(WorkshopSeries series)
    {
        Series = series;
        recipients = new(CreateRecipients);
        regularStarts = new(CreateRegularStarts);
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

    /// <inheritdoc cref="NotifiedRecipient.GetAskedSequence"/>
    public int GetAskedSequence(Workshop workshop, EmailAddress email) =>
        recipients.Value.TryGetValue(email, out var recipient) ? recipient.GetAskedSequence(workshop) : workshop.Sequence;

    /// <inheritdoc cref="SeriesRecurrence.FindRegularStart"/>
    public Instant? FindRegularStart(Workshop workshop) =>
        Series.Recurrence is not null && regularStarts.Value.TryGetValue(workshop.Id, out var start) ? start : null;

    public Workshop? FindWorkshop(string uid) => workshops.TryGetValue(uid, out var workshop) ? workshop : null;

    public Participant? FindParticipant(EmailAddress? address) =>
        address is not null && participants.TryGetValue(address, out var participant) ? participant : null;

    /// <summary>
    /// Whether a text, such as a header, has the Message-ID of an email of a series in this domain: hexadecimal digits, a dot, the
    /// SEQUENCE, and the domain of the series.
    /// </summary>
    public bool HasOurMessageId(string? text)
    {
        var suffix = $"@{Series.Domain}>";
        for (var at = text?.IndexOf(suffix, StringComparison.OrdinalIgnoreCase) ?? -1;
            at >= 0;
            at = text!.IndexOf(suffix, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            var dot = at - 1;
            while (dot > 0 && text![dot] is >= '0' and <= '9')
            {
                dot--;
            }

            var start = dot;
            while (start > 0 && text![start - 1] is (>= '0' and <= '9') or (>= 'a' and <= 'f') or (>= 'A' and <= 'F'))
            {
                start--;
            }

            if (dot < at - 1 && text![dot] == '.' && dot - start >= 8 && start > 0 && text[start - 1] == '<')
            {
                return true;
            }
        }

        return false;
    }

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

    private Dictionary<string, Instant?> CreateRegularStarts()
    {
        var starts = new Dictionary<string, Instant?>(StringComparer.OrdinalIgnoreCase);
        foreach (var workshop in Series.Workshops)
        {
            starts[workshop.Id] = Series.Recurrence!.FindRegularStart(Series, workshop, DateTimeZoneProviders.Tzdb);
        }

        return starts;
    }

    private Dictionary<EmailAddress, NotifiedRecipient> CreateRecipients()
    {
        var byAddress = new Dictionary<EmailAddress, NotifiedRecipient>();
        foreach (var recipient in Series.State?.Recipients ?? [])
        {
            byAddress[recipient.Email] = recipient;
        }

        return byAddress;
    }
}
