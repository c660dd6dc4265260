using NodaTime;

namespace Better.Calendar.Scheduling;

/// <summary>The participants' responses, by address and workshop.</summary>
internal sealed class ResponseLookup
{
    private readonly Dictionary<(EmailAddress, int), ParticipantResponse> responses = [];
    private readonly HashSet<EmailAddress> followers = [];

    /// <summary>Collects the responses.</summary>
    /// <param name="all">The responses; null if none are known. Of several responses by one person to one workshop, the last
    /// counts.</param>
    /// <param name="indexes">The workshops' indexes by their ids.</param>
    public ResponseLookup(IEnumerable<ParticipantResponse>? all, Dictionary<string, int> indexes)
    {
        AreKnown = all is not null;
        foreach (var response in all ?? [])
        {
            if (indexes.TryGetValue(response.WorkshopId, out var index))
            {
                responses[(response.Email, index)] = response;
            }

            if (response.FollowsFeed)
            {
                followers.Add(response.Email);
            }
        }
    }

    /// <summary>Whether responses were given at all; an empty list says that nobody has responded.</summary>
    public bool AreKnown { get; }

    /// <summary>Whether a person follows by their personal feed.</summary>
    public bool FollowsFeed(EmailAddress email) => followers.Count > 0 && followers.Contains(email);

    /// <summary>
    /// What a person has responded to the version that they were last asked about; null if nothing is known, or if they were asked again
    /// since.
    /// </summary>
    /// <param name="email">The person's address.</param>
    /// <param name="index">The index of the workshop.</param>
    /// <param name="asked">The SEQUENCE of the last email that asked them; if there was none, of the version that they are to be asked
    /// about.</param>
    /// <param name="current">The SEQUENCE of the version that they must have seen to come to it: only who comes to a workshop as it is now
    /// gets it into their calendar. A refusal of an earlier version counts.</param>
    /// <param name="regularStart">Of a recurring event, see <see cref="WorkshopVersion.IsOutdated"/>; otherwise null.</param>
    public ParticipationStatus? Find(EmailAddress email, int index, int asked, int current = 0, Instant? regularStart = null) =>
        responses.Count > 0
            && responses.TryGetValue((email, index), out var response)
            && !WorkshopVersion.IsOutdated(response.Sequence ?? asked, response.Start, asked, regularStart)
            && (response.Sequence is null || response.Sequence >= current || response.Status == ParticipationStatus.Declined)
            ? response.Status
            : null;
}
