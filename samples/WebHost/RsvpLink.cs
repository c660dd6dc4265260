namespace WebHost;

/// <summary>The RSVP link of a participant for a workshop, as in their email.</summary>
public sealed record RsvpLink(string Name, string Email, string WorkshopId, Uri Url)
{
    /// <summary>The links of all participants of a series.</summary>
    public static IEnumerable<RsvpLink> GetAll(PublishedSeries published, Uri host) =>
        from participant in published.Series.Participants
        from workshop in published.Series.WorkshopsOf(participant)
        select new RsvpLink(participant.Name, participant.Email.Value, workshop.Id, published.GetRsvpUrl(workshop, participant, host));
}
