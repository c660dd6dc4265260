using System.Text;
using NodaTime;

namespace Better.Calendar.Tests.Peers;

[Category(PeerRig.Category)]
[NonParallelizable]
public sealed class CyrusPeerTests
{
    private const string Uid = "20200616-1@example.test";

    [Test]
    public void An_invitation_is_received_responded_to_moved_and_cancelled()
    {
        using var cyrus = CyrusPeer.Start();

        cyrus.Deliver(PeerRig.Sample("mail/remote-request.eml"));
        Assert.That(cyrus.Events().Select(static e => e.Uid), Is.EqualTo([Uid]));
        Assert.That(cyrus.Events()[0].Attendees["attendee@example.test"], Is.EqualTo("NEEDS-ACTION"));
        Assert.That(cyrus.Busy(), Is.EqualTo([On16June(8, 30, 10, 0)]), "10:30 to 12:00 in Budapest");
        Assert.That(cyrus.Replies(expected: 0), Is.Empty);

        cyrus.Respond(Uid, "ACCEPTED");
        var replies = cyrus.Replies();
        Assert.That(replies, Has.Count.EqualTo(1));
        Assert.That(Unfolded(MailPeers.CalendarPart(replies[0])),
            Does.Contain("METHOD:REPLY").And.Contain("UID:" + Uid).And.Contain("PARTSTAT=ACCEPTED"));

        cyrus.Deliver(PeerRig.Sample("mail/remote-request-update.eml"));
        Assert.That(cyrus.Busy(), Is.EqualTo([On16June(11, 30, 13, 0)]));

        cyrus.Deliver(PeerRig.Sample("mail/remote-cancel.eml"));
        Assert.That(cyrus.Busy(), Is.Empty);

        cyrus.Clear();
        Assert.That(cyrus.Events(), Is.Empty);
    }

    private static string Unfolded(byte[] calendar) =>
        Encoding.UTF8.GetString(calendar).Replace("\r\n ", string.Empty, StringComparison.Ordinal);

    private static Interval On16June(int startHour, int startMinute, int endHour, int endMinute) =>
        new(Instant.FromUtc(2020, 6, 16, startHour, startMinute), Instant.FromUtc(2020, 6, 16, endHour, endMinute));
}
