using Better.Calendar.Invitations;
using Better.Calendar.Replies;
using Better.Calendar.Testing;
using Better.Calendar.Tests.Peers;
using Better.Calendar.Workshops;
using NodaTime;

namespace Better.Calendar.Tests.Replies;

/// <summary>Our letter, somebody's answer, our reader.</summary>
[NonParallelizable]
public sealed class ReplyRoundTripTests
{
    private static readonly EmailAddress Attendee = EmailAddress.Parse("attendee@example.test");

    [Test]
    [Category(PeerRig.Category)]
    public void Cyrus_answers_our_letters_and_each_answer_arrives_in_attendance()
    {
        using var cyrus = CyrusPeer.Start();
        var series = Corpus.Series with
        {
            Organizer = new() { Name = "The host", Email = EmailAddress.Parse("host@remote.test") },
            Workshops = Corpus.Series.Workshops.Take(3).ToValueList(),
            Participants = [new() { Name = "Kovács Örs", Email = Attendee }],
        };
        var partstats = new[] { "ACCEPTED", "TENTATIVE", "DECLINED" };
        var composer = new InvitationComposer(new() { ReplyTokens = Corpus.Tokens });
        foreach (var (letter, at) in composer.ComposeAll(series, Samples.Announced).Select((letter, at) => (letter, at)))
        {
            cyrus.Deliver(letter.Octets.ToArray(), from: "host@remote.test");
            cyrus.Answer($"spring.{series.Workshops[at].Id}@host.example", partstats[at]);
        }

        var readings = cyrus.Replies(3).Select(mail => ReplyReader.Read(mail, series, Corpus.Policy)).ToList();
        var attendance = Attendance.Empty.With(readings);

        Assert.That(readings, Has.All.InstanceOf<ParticipantAnswer>());
        Assert.That(readings.Cast<ParticipantAnswer>().Select(answer => answer.By.Trust), Has.All.EqualTo(ReplyTrust.Token));
        Assert.That(
            attendance.Answers.OrderBy(answer => answer.WorkshopId, StringComparer.Ordinal),
            Is.EqualTo(new[] { new GivenAnswer("1", Attendee, Answer.Accepted), new GivenAnswer("2", Attendee, Answer.Tentative), new GivenAnswer("3", Attendee, Answer.Declined) }));
        Assert.That(attendance.Of(Attendee, "2")!.IsOutdated(series.Workshops[1]), Is.False, "the letter had the workshop's own sequence");
    }

    [Test]
    public void What_the_writer_writes_is_read_back()
    {
        var series = Corpus.Series;
        var anna = series.Participants[0];
        var at = Samples.Announced + Duration.FromDays(1);
        using var letter = new InvitationComposer(new() { ReplyTokens = Corpus.Tokens, AllowsProposals = true }).Compose(series, series.Workshops[1], anna, Samples.Announced).ToMimeMessage();
        string Read(MimeKit.MimeMessage mail)
        {
            using (mail)
            {
                using var octets = new MemoryStream();
                mail.WriteTo(octets);
                return Corpus.Label(ReplyReader.Read(octets.ToArray(), series, Corpus.Policy));
            }
        }

        Assert.That(Read(ReplyWriter.Answer(letter, anna.Email, Answer.Declined, at, "Not that day;\nsorry, no.")), Is.EqualTo("answer anna 2=Declined Token Invited seq 1 “Not that day;/sorry, no.”"));
        Assert.That(Read(ReplyWriter.Delegate(letter, anna.Email, EmailAddress.Parse("dora@guest.example"), at)), Is.EqualTo("delegation anna to dora Token"));
        Assert.That(Read(ReplyWriter.Propose(letter, anna.Email, Instant.FromUtc(2027, 4, 15, 12, 0), Instant.FromUtc(2027, 4, 15, 13, 30), at)), Is.EqualTo("proposal anna 2 2027-04-15T12:00Z/13:30Z Token"));
        Assert.That(Read(ReplyWriter.AskAgain(letter, anna.Email, at)), Is.EqualTo("refresh anna 2"));
    }
}
