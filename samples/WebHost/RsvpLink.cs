using Better.Calendar;
using Better.Calendar.AspNetCore;

namespace WebHost;

/// <summary>The RSVP link of a participant for a workshop, or for all workshops if the id is null, as in their email.</summary>
public sealed record RsvpLink(string Name, string Email, string? WorkshopId, Uri Url)
{
    /// <summary>The links of all participants of a series: those that its emails have.</summary>
    public static IEnumerable<RsvpLink> GetAll(PublishedSeries published, Uri publicUrl) =>
        published.Series.State is { IsCourse: true }
            ? published.Series.Participants
                .Select(participant => new RsvpLink(
                    participant.Name, participant.Email.Value, null, published.GetCourseUrl(participant, publicUrl)))
                .Concat(GetWorkshopLinks(published, publicUrl))
            : GetWorkshopLinks(published, publicUrl);

    private static IEnumerable<RsvpLink> GetWorkshopLinks(PublishedSeries published, Uri publicUrl)
    {
        var links = published.GetLinks(publicUrl);
        return from participant in published.Series.Participants
               from workshop in published.Series.WorkshopsOf(participant)
               select new RsvpLink(
                   participant.Name,
                   participant.Email.Value,
                   workshop.Id,
                   links.GetPage(published.Series, workshop, participant));
    }
}

/// <summary>The emails of the series, with the addresses of RSVP pages.</summary>
public static class InvitationExtensions
{
    /// <summary>The email that invites a participant to a workshop.</summary>
    public static InvitationEmail ComposeInvitation(
        this PublishedSeries published,
        Workshop workshop,
        Participant participant,
        Uri publicUrl) =>
        new InvitationComposer(new() { RsvpPage = published.GetLinks(publicUrl).GetPage }).Compose(
            published.Series,
            workshop,
            participant,
            published.Changed);

    /// <summary>The address of the RSVP page of a participant for all workshops.</summary>
    public static Uri GetCourseUrl(this PublishedSeries published, Participant participant, Uri publicUrl) =>
        new(publicUrl, $"course/{published.GetToken(null, participant)}");

    /// <summary>The email that asks a participant about the whole course, with the address of their RSVP page.</summary>
    public static InvitationEmail ComposeCourseEmail(this PublishedSeries published, Participant participant, Uri publicUrl) =>
        new InvitationComposer(new() { CoursePage = (_, recipient) => published.GetCourseUrl(recipient, publicUrl) }).Compose(
            published.Series,
            new PlannedEmail { Kind = EmailKind.Invitation, IsCourseEmail = true, Recipient = participant },
            published.Changed);
}
