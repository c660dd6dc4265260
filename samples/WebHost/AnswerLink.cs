namespace WebHost;

/// <summary>Where a participant answers for a workshop: what goes into her letter.</summary>
public sealed record AnswerLink(string Name, string Email, string WorkshopId, Uri Url)
{
    /// <summary>All links of a series.</summary>
    public static IEnumerable<AnswerLink> All(Edition edition, Uri host) =>
        from participant in edition.Series.Participants
        from workshop in edition.Series.WorkshopsOf(participant)
        select new AnswerLink(participant.Name, participant.Email.Value, workshop.Id, edition.AnswerPage(workshop, participant, host));
}
