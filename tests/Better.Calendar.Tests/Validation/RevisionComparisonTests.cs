using System.Text;

namespace Better.Calendar.Tests.Validation;

/// <summary>Files and feeds are compared with their previous version, event by event.</summary>
public sealed class RevisionComparisonTests
{
    private const string First = "UID:a\r\nDTSTAMP:20270301T080000Z\r\nSEQUENCE:1\r\n"
        + "DTSTART:20270414T070000Z\r\nDTEND:20270414T080000Z\r\nSUMMARY:Maps\r\n";

    private const string Second = "UID:b\r\nDTSTAMP:20270301T080000Z\r\nSEQUENCE:0\r\n"
        + "DTSTART:20270415T070000Z\r\nDTEND:20270415T080000Z\r\nSUMMARY:Data\r\n";

    [Test]
    public void The_same_feed_has_no_findings() => Assert.That(Compare(Feed(First, Second), Feed(First, Second)), Is.Empty);

    [TestCase("SEQUENCE:1", "SEQUENCE:0", "REV-03", "SEQUENCE of \"a\" decreased from 1 to 0.", "Write SEQUENCE:2.")]
    [TestCase("UID:a", "UID:c", "REV-02", "UID is \"c\", but the same event had the UID \"a\" before.", "Write UID:a.")]
    [TestCase("T070000Z", "T073000Z", "FEED-04", "DTSTART of \"a\" changed, but DTSTAMP is not newer.", "Write the time of the change")]
    public void A_change_of_one_event_in_a_feed_is_found(string before, string after, string rule, string problem, string fix)
    {
        var findings = Compare(Feed(First, Second), Feed(Second, First.Replace(before, after, StringComparison.Ordinal)));

        Assert.That(findings.Select(static finding => finding.RuleId), Is.EqualTo(new[] { rule }));
        Assert.That(findings[0].Problem, Is.EqualTo(problem));
        Assert.That(findings[0].Fix, Does.StartWith(fix));
    }

    [Test]
    public void Each_event_of_an_invitation_is_compared_with_its_own_previous_version()
    {
        var master = $"{First}RRULE:FREQ=DAILY;COUNT=3\r\n{People("NEEDS-ACTION")}";
        var moved = master.Replace("RRULE:FREQ=DAILY;COUNT=3", "RECURRENCE-ID:20270415T070000Z", StringComparison.Ordinal)
            .Replace("20270414", "20270415", StringComparison.Ordinal);
        string Later(string text) => text.Replace("DTSTAMP:20270301", "DTSTAMP:20270302", StringComparison.Ordinal);

        var findings = Compare(
            Request(master, moved),
            Request(Later(master), Later(moved).Replace("DTSTART:20270415T07", "DTSTART:20270415T06", StringComparison.Ordinal)));

        Assert.That(findings.Select(static finding => finding.Problem), Is.EqualTo(new[] { "DTSTART changed, but SEQUENCE is still 1." }));
    }

    [Test]
    public void Responses_that_would_be_lost_are_named()
    {
        var accepted = Request(First + People("ACCEPTED"));
        var later = First.Replace("DTSTAMP:20270301", "DTSTAMP:20270302", StringComparison.Ordinal);

        Assert.That(
            Compare(
                accepted,
                Request(later.Replace("Maps", "Atlases", StringComparison.Ordinal) + People("NEEDS-ACTION"))).Single().Problem,
            Does.StartWith("The response ACCEPTED of \"anna@guest.example\" would be lost"));
        Assert.That(
            Compare(accepted, Request(later.Replace("UID:a", "UID:c", StringComparison.Ordinal) + People("NEEDS-ACTION"))).Single().Problem,
            Is.EqualTo("UID is \"c\", but in the previous message it was \"a\", and 1 response is lost with it."));
        Assert.That(
            Compare(
                accepted,
                Request(later.Replace("SEQUENCE:1", "SEQUENCE:2", StringComparison.Ordinal).Replace("T07", "T09", StringComparison.Ordinal)
                    .Replace("T08", "T10", StringComparison.Ordinal).Replace(
                        "DTSTAMP:20270302T10",
                        "DTSTAMP:20270302T08",
                        StringComparison.Ordinal)
                    + People("NEEDS-ACTION"))),
            Is.Empty,
            "a moved event asks again");
    }

    private static string People(string status) =>
        $"ORGANIZER;CN=Kadri:mailto:kadri@host.example\r\nATTENDEE;CN=Anna;PARTSTAT={status}:mailto:anna@guest.example\r\n";

    private static byte[] Feed(params string[] events) => Calendar("METHOD:PUBLISH\r\n", events);

    private static byte[] Request(params string[] events) => Calendar("METHOD:REQUEST\r\n", events);

    private static byte[] Calendar(string method, string[] events) => Encoding.UTF8.GetBytes(
        $"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//host//EN\r\n{method}"
        + string.Concat(events.Select(static lines => $"BEGIN:VEVENT\r\n{lines}END:VEVENT\r\n")) + "END:VCALENDAR\r\n");

    /// <summary>What the comparison finds besides what the new file alone has.</summary>
    private static List<Finding> Compare(byte[] previous, byte[] current) =>
        [
            .. InvitationValidator.ValidateRevision(previous, current).Findings.Except(
                InvitationValidator.ValidateCalendar(current).Findings)
        ];
}
