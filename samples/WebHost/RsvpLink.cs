namespace WebHost;

/// <summary>The RSVP link of a participant for a workshop, or for all workshops if the id is null, as in their email.</summary>
public sealed record RsvpLink(string Name, string Email, string? WorkshopId, Uri Url)
{
    /// <summary>The links of all participants of a series: those that its emails have.</summary>
    public static IEnumerable<RsvpLink> GetAll(PublishedSeries published, Uri host) =>
        published.Series.State is { IsCourse: true }
            ? published.Series.Participants
                .Select(participant => new RsvpLink(
                    participant.Name, participant.Email.Value, null, published.GetCourseUrl(participant, host)))
                .Concat(GetWorkshopLinks(published, host))
            : GetWorkshopLinks(published, host);

    private static IEnumerable<RsvpLink> GetWorkshopLinks(PublishedSeries published, Uri host) =>
        from participant in published.Series.Participants
        from workshop in published.Series.WorkshopsOf(participant)
        select new RsvpLink(participant.Name, participant.Email.Value, workshop.Id, published.GetRsvpUrl(workshop, participant, host));
}
