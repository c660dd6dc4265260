using NodaTime;

namespace Better.Calendar.Tests.Scheduling;

/// <summary>What was not delivered is told to the state of the series, and the next revision invites again.</summary>
public sealed class UndeliveredInvitationsTests
{
    private static readonly Instant At = Instant.FromUtc(2027, 1, 11, 8, 0);

    private static readonly WorkshopSeries Series = new()
    {
        Id = "open-data",
        Domain = "host.example",
        Title = "Open data",
        Organizer = new() { Name = "City Hall", Email = EmailAddress.Parse("organizer@host.example") },
        Language = "en",
        Zone = "Europe/Budapest",
        Workshops = [new() { Id = "1", Title = "Maps", Start = new(2027, 4, 1, 10, 0), Duration = Duration.FromHours(1) }],
        Participants =
        [
            new() { Name = "ann", Email = EmailAddress.Parse("ann@guest.example") },
            new() { Name = "bob", Email = EmailAddress.Parse("bob@guest.example") },
        ],
    };

    [Test]
    public void Whoever_never_received_an_invitation_is_invited_by_the_next_revision_instead_of_updated()
    {
        var first = SeriesRevision.First(Series, At);
        var stored = Tell(first.Series, first.Emails.Where(static email => email.Recipient.Name == "ann"));
        var moved = stored with { Workshops = [stored.Workshops[0] with { Start = new(2027, 4, 2, 10, 0) }] };

        var next = SeriesRevision.Between(stored, moved, At + Duration.FromHours(1));

        Assert.That(
            next.Emails.Select(static email => (email.Recipient.Name, email.Kind)),
            Is.EquivalentTo([("ann", EmailKind.Invitation), ("bob", EmailKind.Update)]));
        Assert.That(next.Emails.Select(static email => email.Key).Intersect(first.Emails.Select(static email => email.Key)), Is.Empty);
        Assert.That(next.Series.State!.Undelivered, Is.Empty);
    }

    [Test]
    public void An_invitation_that_was_not_delivered_twice_is_sent_a_third_time()
    {
        var stored = SeriesRevision.First(Series, At);
        for (var again = 1; again <= 2; again++)
        {
            var series = Tell(stored.Series, stored.Emails.Where(static email => email.Recipient.Name == "ann"));
            stored = SeriesRevision.Between(series, series, At + Duration.FromHours(again));

            Assert.That(
                stored.Emails.Select(static email => (email.Recipient.Name, email.Kind)),
                Is.EqualTo([("ann", EmailKind.Invitation)]));
        }
    }

    [Test]
    public void Nothing_is_sent_again_when_it_was_delivered_after_all()
    {
        var first = SeriesRevision.First(Series, At);
        var series = Tell(Tell(first.Series, first.Emails), []);

        Assert.That(SeriesRevision.Between(series, series, At + Duration.FromHours(1)).Emails, Is.Empty);
    }

    [Test]
    public void An_update_that_was_not_delivered_leaves_the_invitation_as_it_is()
    {
        var first = SeriesRevision.First(Series, At).Series;
        var moved = first with { Workshops = [first.Workshops[0] with { Start = new(2027, 4, 2, 10, 0) }] };
        var second = SeriesRevision.Between(first, moved, At + Duration.FromHours(1));
        var series = Tell(second.Series, second.Emails);

        Assert.That(SeriesRevision.Between(series, series, At + Duration.FromHours(2)).Emails, Is.Empty);
    }

    [Test]
    public void The_document_keeps_what_was_not_delivered()
    {
        var first = SeriesRevision.First(Series, At);
        var series = Tell(first.Series, first.Emails);

        Assert.That(SeriesDocument.Read(SeriesDocument.Write(series)), Is.EqualTo(series));
    }

    [Test]
    public void A_person_who_is_forgotten_is_nowhere_in_the_document_and_gets_no_further_email()
    {
        var first = SeriesRevision.First(Series, At);
        var series = Tell(first.Series, first.Emails).Forget(EmailAddress.Parse("ann@guest.example"));

        Assert.That(SeriesDocument.Write(series), Does.Not.Contain("ann@").And.Not.Contain("\"ann\"").And.Contain("bob@"));
        Assert.That(
            SeriesRevision.Between(series, series, At + Duration.FromHours(1)).Emails.Select(static email => email.Recipient.Name),
            Is.EqualTo(["bob"]));
    }

    private static WorkshopSeries Tell(WorkshopSeries series, IEnumerable<PlannedEmail> undelivered) =>
        series with { State = series.State!.WithUndelivered(undelivered.Select(static email => email.Key)) };
}
