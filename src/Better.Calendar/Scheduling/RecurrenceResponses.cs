using NodaTime;

namespace Better.Calendar.Scheduling;

/// <summary>The participants' responses to the workshops of a recurring event.</summary>
internal sealed class RecurrenceResponses
{
    private readonly List<WorkshopRevision> workshops;
    private readonly HashSet<string> askedAgain;
    private readonly List<Instant?> regularStarts;
    private readonly Dictionary<string, int> indexes = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<EmailAddress, ParticipantResponse?[]> responses = [];
    private readonly Dictionary<string, ValueList<OccurrenceResponse>> shared = new(StringComparer.Ordinal);

    /// <summary>Collects the responses that count.</summary>
    /// <param name="all">The responses; null if none are known. Of several by one person to one workshop, the last counts.</param>
    /// <param name="workshops">The workshops of the revision.</param>
    /// <param name="askedAgain">The ids of the workshops to which a response before this revision no longer counts.</param>
    /// <param name="findRegularStart">See <see cref="WorkshopVersion.IsOutdated"/>.</param>
    public RecurrenceResponses(
        IEnumerable<ParticipantResponse>? all,
        List<WorkshopRevision> workshops,
        HashSet<string> askedAgain,
        Func<Workshop, Instant?> findRegularStart)
    {
        (this.workshops, this.askedAgain) = (workshops, askedAgain);
        regularStarts = [.. workshops.Select(one => one.LastNotified is { } known ? findRegularStart(known) : null)];
        for (var index = 0; index < workshops.Count; index++)
        {
            indexes[workshops[index].Id] = index;
        }

        foreach (var response in all ?? [])
        {
            if (!indexes.TryGetValue(response.WorkshopId, out var index))
            {
                continue;
            }

            if (!responses.TryGetValue(response.Email, out var own))
            {
                responses.Add(response.Email, own = new ParticipantResponse?[workshops.Count]);
            }

            own[index] = response;
        }
    }

    /// <summary>The response of a person who has given the same to all workshops that they were asked about; otherwise null.</summary>
    public ParticipationStatus? FindCommon(EmailAddress email, NotifiedSeries? notified)
    {
        if (notified?.Status == InvitationStatus.Withdrawn || !responses.TryGetValue(email, out var own))
        {
            return null;
        }

        var known = Enumerable.Range(0, workshops.Count)
            .Where(index => !workshops[index].IsCancelled && (notified is null || workshops[index].LastNotified is not null))
            .Select(index => notified is null && askedAgain.Contains(workshops[index].Id) ? null : GetStatus(own, index, notified))
            .Distinct()
            .ToList();
        return known.Count == 1 ? known[0] : null;
    }

    /// <summary>
    /// What the email to a person carries: their response to most workshops, which the master states, and those to the workshops where it
    /// is another one.
    /// </summary>
    /// <param name="email">The address of the person.</param>
    /// <param name="notified">What they were last notified of.</param>
    public (ParticipationStatus? Response, ValueList<OccurrenceResponse> Occurrences) Find(EmailAddress email, NotifiedSeries notified)
    {
        if (!responses.TryGetValue(email, out var own))
        {
            return (null, []);
        }

        var taking = Enumerable.Range(0, workshops.Count)
            .Where(index => !workshops[index].IsCancelled)
            .Select(index => (
                workshops[index].Id,
                Status: askedAgain.Contains(workshops[index].Id) ? null : GetStatus(own, index, notified)))
            .ToList();
        var most = taking.GroupBy(static item => item.Status)
            .OrderByDescending(static group => group.Count())
            .ThenByDescending(static group => group.Key is not null)
            .FirstOrDefault()?.Key;
        var others = taking.Where(item => item.Status != most)
            .Select(static item => new OccurrenceResponse { WorkshopId = item.Id, Response = item.Status })
            .ToValueList();

        // Thousands of people have responded alike; they share one list, so that they share a template.
        var key = string.Join(",", others.Select(static other => $"{other.WorkshopId}={other.Response}"));
        if (!shared.TryGetValue(key, out var same))
        {
            shared.Add(key, same = others);
        }

        return (most, same);
    }

    // A workshop's SEQUENCE is that of the last email that asked everybody about it.
    private ParticipationStatus? GetStatus(ParticipantResponse?[] own, int index, NotifiedSeries? notified)
    {
        var workshop = workshops[index].LastNotified ?? workshops[index].Edited;
        var asked = Math.Max(workshop?.Sequence ?? 0, notified?.InvitedSequence ?? 0);
        return own[index] is { } response
            && !WorkshopVersion.IsOutdated(response.Sequence ?? asked, response.Start, asked, regularStarts[index])
            ? response.Status
            : null;
    }
}
