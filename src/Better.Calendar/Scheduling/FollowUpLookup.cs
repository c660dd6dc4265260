using NodaTime;

namespace Better.Calendar.Scheduling;

/// <summary>What a follow-up must know of a person.</summary>
/// <param name="HasAttended">Whether they came, to at least one of the workshops.</param>
/// <param name="IsInterested">Whether they were invited, and have not declined all of the workshops that they were invited to.</param>
/// <param name="FirstSequence">The SEQUENCE of their first invitation.</param>
internal readonly record struct FollowUpStatus(bool HasAttended, bool IsInterested, int FirstSequence);

/// <summary>Who came to workshops, and who was invited to them.</summary>
internal sealed class FollowUpLookup
{
    private readonly WorkshopSeries series;
    private readonly List<Workshop> workshops;
    private readonly List<Instant?> regularStarts;
    private readonly ResponseLookup responses;
    private readonly HashSet<EmailAddress>? attended;
    private readonly Dictionary<EmailAddress, NotifiedRecipient> notified = [];

    /// <summary>Collects what is known.</summary>
    /// <param name="series">The series.</param>
    /// <param name="workshops">The workshops that the follow-up is about.</param>
    /// <param name="responses">The participants' responses.</param>
    /// <param name="attended">Who came; null if those who had accepted did.</param>
    /// <param name="zones">The time zone rules.</param>
    public FollowUpLookup(
        WorkshopSeries series,
        List<Workshop> workshops,
        IEnumerable<ParticipantResponse> responses,
        IEnumerable<EmailAddress>? attended,
        IDateTimeZoneProvider zones)
    {
        regularStarts = [.. workshops.Select(one => series.Recurrence?.FindRegularStart(series, one, zones))];
        (this.series, this.workshops) = (series, workshops);
        this.attended = attended is null ? null : [.. attended];
        var indexes = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        foreach (var workshop in workshops)
        {
            indexes[workshop.Id] = indexes.Count;
        }

        this.responses = new(responses, indexes);
        foreach (var recipient in series.State?.Recipients ?? [])
        {
            notified[recipient.Email] = recipient;
        }
    }

    /// <summary>What is known of a participant.</summary>
    public FollowUpStatus Find(Participant participant)
    {
        var recipient = notified.TryGetValue(participant.Email, out var found) ? found : null;
        var (isInvited, hasAccepted, hasDeclinedAll) = (false, false, true);
        for (var index = 0; index < workshops.Count; index++)
        {
            if (WorkshopSeries.IsInvited(participant, workshops[index])
                && (series.State is null || recipient?.FindInvitation(workshops[index]) is not null))
            {
                var asked = recipient?.GetAskedSequence(workshops[index]) ?? workshops[index].Sequence;
                var response = responses.Find(participant.Email, index, asked, regularStart: regularStarts[index]);
                isInvited = true;
                hasAccepted |= response == ParticipationStatus.Accepted;
                hasDeclinedAll &= response == ParticipationStatus.Declined;
            }
        }

        // An email about several events continues the thread of none, but that of an email about all of them.
        var first = workshops.Count == 1 ? recipient?.FindInvitation(workshops[0])?.First
            : recipient?.Series is { Status: InvitationStatus.Invited } whole ? whole.FirstSequence
            : null;
        return new(attended?.Contains(participant.Email) ?? hasAccepted, isInvited && !hasDeclinedAll, first ?? 0);
    }
}
