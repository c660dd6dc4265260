namespace WebHost;

/// <summary>Where a participant answers for a workshop: what goes into her email.</summary>
public sealed record RsvpLink(string Name, string Email, string WorkshopId, Uri Url)
{
    /// <summary>All links of a series.</summary>
    public static IEnumerable<RsvpLink> GetAll(PublishedSeries edition, Uri host) =>
        from participant in edition.Series.Participants
        from workshop in edition.Series.WorkshopsOf(participant)
        select new RsvpLink(participant.Name, participant.Email.Value, workshop.Id, edition.GetRsvpUrl(workshop, participant, host));
}
