using Better.Calendar.Model;
using CsCheck;

namespace Better.Calendar.Tests.Validation;

public sealed class InvitationValidatorTests
{
    private static readonly byte[] Good =
        WorkshopCalendar.Request(
            Samples.Better(),
            Samples.Better().Workshops[0],
            Samples.Better().Participants[0],
            Samples.Announced).Bytes.ToArray();

    private static IEnumerable<string> GoodSamples => Names("good*.ics");

    private static IEnumerable<string> BadSamples => Names("bad-*.ics");

    [TestCaseSource(nameof(GoodSamples))]
    public void A_valid_peer_file_has_only_suggestions(string name) =>
        Assert.That(Sample(name).Findings.Where(finding => finding.Severity > Severity.Suggestion), Is.Empty);

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
    [TestCase("bad-no-dtstamp.ics", "CAL-08")]
    [TestCase("bad-no-uid.ics", "FEED-01")]
    [TestCase("bad-no-version.ics", "CAL-01")]
    [TestCase("bad-no-vtimezone-unknown-id.ics", "TZ-01")]
    [TestCase("bad-no-vtimezone.ics", "TZ-01")]
    [TestCase("bad-not-ical.ics", "CAL-01")]
    [TestCase("bad-request-no-attendee.ics", "CAL-08")]
    [TestCase("bad-request-no-organizer.ics", "CAL-08")]
    [TestCase("bad-unclosed.ics", "CAL-01")]
    [TestCase("bad-unescaped-newline.ics", "TXT-01")]
    [TestCase("bad-valarm-display-no-description.ics", "ALM-02")]
    [TestCase("lying-vtimezone.ics", "TZ-06")]
    public void An_invalid_peer_file_has_the_expected_finding(string name, string rule) =>
        Assert.That(Sample(name).Findings.Where(finding => finding.Severity == Severity.Error)
            .Select(finding => finding.RuleId), Does.Contain(rule));

    // The large clients read these; Google, Outlook and Apple write some of them.
    [TestCase("bad-lf-only.ics", "CAL-03")]
    [TestCase("bad-long-line.ics", "CAL-04")]
    [TestCase("bad-no-prodid.ics", "CAL-01")]
    [TestCase("bad-raw-comma-semicolon.ics", "TXT-01")]
    public void What_clients_tolerate_is_a_warning(string name, string rule)
    {
        Assert.That(
            Sample(name).Findings.Where(finding => finding.Severity == Severity.Warning).Select(finding => finding.RuleId),
            Does.Contain(rule));
        Assert.That(Sample(name).HighestSeverity, Is.EqualTo(Severity.Warning));
    }

    [Test]
    public void All_invalid_peer_files_are_tested()
    {
        var tested = new[] { nameof(An_invalid_peer_file_has_the_expected_finding), nameof(What_clients_tolerate_is_a_warning) }
            .SelectMany(test => typeof(InvitationValidatorTests).GetMethod(test)!.GetCustomAttributes(typeof(TestCaseAttribute), false))
            .Cast<TestCaseAttribute>()
            .Select(test => (string)test.Arguments[0]!);

        Assert.That(BadSamples, Is.SubsetOf(tested));
        Assert.That(BadSamples.Count(), Is.EqualTo(26));
    }

    [Test]
    public void Our_own_files_and_emails_have_no_findings()
    {
        var better = Samples.Better();
        Assert.That(InvitationValidator.ValidateCalendar(Good).Findings, Is.Empty);
        Assert.That(
            InvitationValidator.ValidateCalendar(WorkshopCalendar.Publish(better, "hu", Samples.Announced).Bytes).Findings,
            Is.Empty);
        Assert.That(new InvitationComposer().ComposeAll(better, Samples.Announced)
            .SelectMany(email => InvitationValidator.ValidateEmail(email.Bytes).Findings), Is.Empty);
    }

    [Test]
    public void No_text_of_a_host_causes_an_error_in_our_emails_and_files() =>
        Gen.OneOf(
            Gen.String[Gen.Char, 1, 60],
            Gen.String[Gen.Char["a\r\n\t\0\"'<>&;:,\\=?_^😀ő\u202E\u2028%@/"], 1, 400],
            Gen.Const(@"C:\new, C:\\n; ""x"":y"))
            .Where(text => TextSanitizer.ToSingleLine(text).Length > 0)
            .SamplePortion(
                text =>
                {
                    var small = Samples.Small();
                    var series = small with
                    {
                        Title = text,
                        Description = text,
                        Organizer = small.Organizer with { Name = text },
                        Workshops =
                            [small.Workshops[0] with { Title = text,
                                Description = text,
                                LeadExpert = new() { Name = text, City = text },
                                Venue = new() { Name = text } }],
                        Participants = [small.Participants[0] with { Name = text }],
                    };
                    var email = new InvitationComposer().Compose(series, series.Workshops[0], series.Participants[0], Samples.Announced);
                    var findings =
                        InvitationValidator.ValidateEmail(
                            email.Bytes).Findings.Concat(
                            InvitationValidator.ValidateCalendar(WorkshopCalendar.Publish(series, "en", Samples.Announced).Bytes).Findings)
                        .ToList();
                    Assert.That(findings.Where(finding => finding.Severity == Severity.Error), Is.Empty);
                },
                slice: 500, whole: 20_000);

    private static ValidationReport Sample(string name) =>
        InvitationValidator.ValidateCalendar(File.ReadAllBytes(Repository.File("tests/peers/ics/" + name)));

    private static IEnumerable<string> Names(string pattern) =>
        Directory.GetFiles(Repository.File("tests/peers/ics"), pattern)
            .Select(Path.GetFileName)
            .OfType<string>()
            .Order(StringComparer.Ordinal);
}
