using Better.Calendar.Testing;
using Better.Calendar.Tests.Peers;
using NodaTime;

namespace Better.Calendar.Tests.Replies;

/// <summary>Emails of the library, the replies of a calendar client to them, and the reader.</summary>
[NonParallelizable]
public sealed class ReplyRoundTripTests
{
    private static readonly EmailAddress Attendee = EmailAddress.Parse("attendee@example.test");

    [Test]
    [Category(PeerRig.Category)]
    public void Cyrus_replies_to_the_emails_and_each_response_is_in_the_attendance()
    {
        using var cyrus = CyrusPeer.Start();
        var series = Corpus.Series with
        {
            Organizer = new() { Name = "The host", Email = EmailAddress.Parse("host@remote.test") },
            Workshops = Corpus.Series.Workshops.Take(3).ToValueList(),
            Participants = [new() { Name = "Kovács Örs", Email = Attendee }],
        };
        var partStats = new[] { "ACCEPTED", "TENTATIVE", "DECLINED" };
        var composer = new InvitationComposer(new() { ReplyTokens = Corpus.Tokens });
        foreach (var (email, at) in composer.ComposeAll(series, Samples.Announced).Select((email, at) => (email, at)))
        {
            cyrus.Deliver(email.Bytes.ToArray(), from: "host@remote.test");
            cyrus.Respond($"spring.{series.Workshops[at].Id}@host.example", partStats[at]);
        }

        var results = cyrus.Replies(3).Select(mail => ReplyReader.Read(mail, series, Corpus.Policy)).ToList();
        var attendance = Attendance.Empty.WithReplies(results);

        Assert.That(results, Has.All.InstanceOf<ParticipantReply>());
        Assert.That(results.Cast<ParticipantReply>().Select(reply => reply.Sender.Trust), Has.All.EqualTo(SenderTrust.Token));
        Assert.That(
            attendance.Responses.OrderBy(response => response.WorkshopId, StringComparer.Ordinal),
            Is.EqualTo(
                series.Workshops.Zip(
                    [ParticipationStatus.Accepted, ParticipationStatus.Tentative, ParticipationStatus.Declined],
                    (workshop, status) => new ParticipantResponse(workshop.Id, Attendee, status, workshop.Sequence)
                    {
                        Start = series.StartOf(workshop, DateTimeZoneProviders.Tzdb).ToInstant(),
                    })));
        Assert.That(
            attendance.Find(Attendee, "2")!.IsOutdated(series, series.Workshops[1]),
            Is.False,
            "the email has the SEQUENCE of the workshop");
    }

    [Test]
    public void The_simulated_replies_are_read_back()
    {
        var series = Corpus.Series;
        var anna = series.Participants[0];
        var at = Samples.Announced + Duration.FromDays(1);
        using var email =
            new InvitationComposer(
                new() { ReplyTokens = Corpus.Tokens, AllowsProposals = true }).Compose(
                series,
                series.Workshops[1],
                anna,
                Samples.Announced)
            .ToMimeMessage();
        string Read(MimeKit.MimeMessage mail)
        {
            using var bytes = new MemoryStream();
            mail.WriteTo(bytes);
            return Corpus.Describe(ReplyReader.Read(bytes.ToArray(), series, Corpus.Policy));
        }

        using var response =
            SimulatedReply.CreateResponse(email, anna.Email, ParticipationStatus.Declined, at, "Not that day;\nsorry, no.");
        using var delegation = SimulatedReply.CreateDelegation(email, anna.Email, EmailAddress.Parse("dora@guest.example"), at);
        using var proposal =
            SimulatedReply.CreateProposal(email, anna.Email, Instant.FromUtc(2027, 4, 15, 12, 0), Instant.FromUtc(2027, 4, 15, 13, 30), at);
        using var refresh = SimulatedReply.CreateRefreshRequest(email, anna.Email, at);
        Assert.That(Read(response), Is.EqualTo("response anna 2=Declined Token Invited seq 1 “Not that day;/sorry, no.”"));
        Assert.That(Read(delegation), Is.EqualTo("delegation anna to dora Token"));
        Assert.That(Read(proposal), Is.EqualTo("proposal anna 2 2027-04-15T12:00Z/13:30Z Token"));
        Assert.That(Read(refresh), Is.EqualTo("refresh anna 2"));
    }
}
