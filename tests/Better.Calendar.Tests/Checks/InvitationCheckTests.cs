using Better.Calendar.Checks;
using Better.Calendar.Ics;
using Better.Calendar.Invitations;
using Better.Calendar.Workshops;
using CsCheck;

namespace Better.Calendar.Tests.Checks;

public sealed class InvitationCheckTests
{
    private static readonly byte[] Good = WorkshopCalendar.Request(Samples.Better(), Samples.Better().Workshops[0], Samples.Better().Participants[0], Samples.Announced).Octets.ToArray();

    private static IEnumerable<string> GoodSamples => Names("good*.ics");

    private static IEnumerable<string> BadSamples => Names("bad-*.ics");

    [TestCaseSource(nameof(GoodSamples))]
    public void A_good_file_of_the_peers_has_nothing_above_advice(string name) =>
        Assert.That(Sample(name).Findings.Where(finding => finding.Severity > Severity.Advice), Is.Empty);

    [TestCase("bad-alarm-no-trigger.ics", "ALM-02")]
    [TestCase("bad-attendee-no-mailto.ics", "ADDR-02")]
    [TestCase("bad-control-char.ics", "CAL-05")]
    [TestCase("bad-date-value.ics", "CAL-09")]
    [TestCase("bad-dtend-and-duration.ics", "MULTI-06")]
    [TestCase("bad-dup-dtstart.ics", "CAL-10")]
    [TestCase("bad-dup-uid.ics", "FEED-01")]
    [TestCase("bad-empty.ics", "CAL-01")]
    [TestCase("bad-end-before-start.ics", "MULTI-06")]
    [TestCase("bad-fold-utf8.ics", "CAL-04")]
    [TestCase("bad-latin1.ics", "CAL-04")]
    [TestCase("bad-lf-only.ics", "CAL-03")]
    [TestCase("bad-long-line.ics", "CAL-04")]
    [TestCase("bad-no-dtstamp.ics", "CAL-08")]
    [TestCase("bad-no-prodid.ics", "CAL-01")]
    [TestCase("bad-no-uid.ics", "FEED-01")]
    [TestCase("bad-no-version.ics", "CAL-01")]
    [TestCase("bad-no-vtimezone-unknown-id.ics", "TZ-01")]
    [TestCase("bad-no-vtimezone.ics", "TZ-01")]
    [TestCase("bad-not-ical.ics", "CAL-01")]
    [TestCase("bad-raw-comma-semicolon.ics", "TXT-01")]
    [TestCase("bad-request-no-attendee.ics", "CAL-08")]
    [TestCase("bad-request-no-organizer.ics", "CAL-08")]
    [TestCase("bad-unclosed.ics", "CAL-01")]
    [TestCase("bad-unescaped-newline.ics", "TXT-01")]
    [TestCase("bad-valarm-display-no-description.ics", "ALM-02")]
    [TestCase("lying-vtimezone.ics", "TZ-06")]
    public void A_bad_file_of_the_peers_gets_its_finding(string name, string rule) =>
        Assert.That(Sample(name).Findings.Where(finding => finding.Severity == Severity.Error).Select(finding => finding.Rule), Does.Contain(rule));

    [Test]
    public void All_bad_files_of_the_peers_are_tried()
    {
        var tried = typeof(InvitationCheckTests).GetMethod(nameof(A_bad_file_of_the_peers_gets_its_finding))!.GetCustomAttributes(typeof(TestCaseAttribute), false).Cast<TestCaseAttribute>().Select(test => (string)test.Arguments[0]!);

        Assert.That(BadSamples, Is.SubsetOf(tried));
        Assert.That(BadSamples.Count(), Is.EqualTo(26));
    }

    [Test]
    public void Our_own_files_and_letters_have_nothing_above_advice()
    {
        var better = Samples.Better();
        Assert.That(InvitationCheck.Ics(Good).Findings, Is.Empty);
        Assert.That(InvitationCheck.Ics(WorkshopCalendar.Publish(better, "hu", Samples.Announced).Octets).Findings, Is.Empty);
        Assert.That(new InvitationComposer().ComposeAll(better, Samples.Announced).SelectMany(letter => InvitationCheck.Mail(letter.Octets).Findings), Is.Empty);
    }

    [Test]
    public void No_text_that_a_host_writes_brings_an_error_into_our_letters_and_files() =>
        Gen.OneOf(Gen.String[Gen.Char, 1, 60], Gen.String[Gen.Char["a\r\n\t\0\"'<>&;:,\\=?_^😀ő\u202E\u2028%@/"], 1, 400], Gen.Const(@"C:\new, C:\\n; ""x"":y"))
            .Where(text => PlainText.SingleLine(text).Length > 0)
            .SamplePortion(
                text =>
                {
                    var small = Samples.Small();
                    var series = small with
                    {
                        Title = text,
                        Description = text,
                        Organizer = small.Organizer with { Name = text },
                        Workshops = [small.Workshops[0] with { Title = text, Description = text, LeadExpert = new() { Name = text, City = text }, Venue = new() { Name = text } }],
                        Participants = [small.Participants[0] with { Name = text }],
                    };
                    var letter = new InvitationComposer().Compose(series, series.Workshops[0], series.Participants[0], Samples.Announced);
                    var findings = InvitationCheck.Mail(letter.Octets).Findings.Concat(InvitationCheck.Ics(WorkshopCalendar.Publish(series, "en", Samples.Announced).Octets).Findings).ToList();
                    Assert.That(findings.Where(finding => finding.Severity == Severity.Error), Is.Empty);
                },
                slice: 500, whole: 20_000);

    private static CheckReport Sample(string name) => InvitationCheck.Ics(File.ReadAllBytes(Repository.File("tests/peers/ics/" + name)));

    private static IEnumerable<string> Names(string pattern) =>
        Directory.GetFiles(Repository.File("tests/peers/ics"), pattern).Select(Path.GetFileName).OfType<string>().Order(StringComparer.Ordinal);
}
