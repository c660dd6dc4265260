using NodaTime;

namespace Better.Calendar.Tests.Email;

/// <summary>A word from the organizer is in the email, and with a cancellation in the calendar.</summary>
public sealed class NoteTests
{
    private static readonly LocalizedText Note = new(("en", "The speaker is ill;\nwe are sorry, <all> of us."), ("hu", "Az előadó beteg."));

    private static IEnumerable<EmailKind> Kinds => Enum.GetValues<EmailKind>();

    private static IEnumerable<string> Languages => InvitationTexts.Languages;

    [TestCaseSource(nameof(Kinds))]
    public void Every_kind_of_email_shows_the_note_with_its_label(EmailKind kind)
    {
        var email = Compose(kind, "en", Note);

        Assert.That(email.Text, Does.Contain("\nNote from the organiser: The speaker is ill;\nwe are sorry, <all> of us.\n\n"));
        Assert.That(
            email.Html,
            Does.Contain(
                "<strong>Note from the organiser: </strong><bdi>The speaker is ill;<br>\nwe are sorry, &lt;all&gt; of us.</bdi>"));
        Assert.That(FindWarnings(email), Is.Empty);
    }

    [TestCaseSource(nameof(Languages))]
    public void The_note_is_in_the_reader_s_language_if_it_has_that_one(string language)
    {
        var label = InvitationTexts.ForLanguage(language)[TextKey.NoteLabel];

        Assert.That(
            Compose(EmailKind.Update, language, Note).Text,
            Does.Contain(label).And.Contain(language == "hu" ? "Az előadó beteg." : "The speaker is ill;"));
    }

    [TestCaseSource(nameof(Kinds))]
    public void Only_a_cancellation_carries_the_note_in_its_calendar_part(EmailKind kind)
    {
        var calendar = Compose(kind, "en", Note).Calendar?.ToString() ?? "";

        Assert.That(
            calendar,
            kind is EmailKind.Cancellation or EmailKind.Withdrawal
                ? Does.Contain("\r\nCOMMENT:The speaker is ill\\;\\nwe are sorry\\, <all> of us.\r\n")
                : Does.Not.Contain("COMMENT"));
        Assert.That(Compose(kind, "en", null).Calendar?.ToString() ?? "", Does.Not.Contain("COMMENT"));
    }

    [Test]
    public void A_cancellation_of_the_whole_series_carries_it_as_well()
    {
        var second = Samples.Workshop("2") with { Start = Samples.Workshop("1").Start.PlusWeeks(1) };
        var series = Samples.Small() with { Workshops = [Samples.Workshop("1"), second] };
        var message = new PlannedEmail { Kind = EmailKind.Cancellation, Recipient = series.Participants[0], Note = "Sorry" };

        var email = new InvitationComposer(new() { SchedulingMode = SchedulingMode.RecurringEvent })
            .Compose(series, message, Samples.Announced);

        Assert.That(email.Calendar!.ToString(), Does.Contain("\r\nCOMMENT:Sorry\r\n"));
    }

    [Test]
    public void A_plan_with_a_note_differs_in_nothing_else()
    {
        var plan = SeriesRevision.First(Samples.Better(), Samples.Announced);

        var noted = plan.WithNote(Note);

        Assert.That(noted.Emails.Select(static email => email.Note), Has.All.EqualTo(Note));
        Assert.That(noted with { Emails = plan.Emails }, Is.EqualTo(plan));
        Assert.That(noted.Emails.Select(static email => email with { Note = null }), Is.EqualTo(plan.Emails));
        Assert.That(noted.Emails.Select(static email => email.Key), Is.EqualTo(plan.Emails.Select(static email => email.Key)));
    }

    private static InvitationEmail Compose(EmailKind kind, string language, LocalizedText? note)
    {
        var status = kind == EmailKind.Cancellation ? WorkshopStatus.Cancelled : WorkshopStatus.Confirmed;
        var series = Samples.Small() with
        {
            Workshops = [Samples.Workshop("1") with { Status = status }],
            Participants = [Samples.Small().Participants[0] with { Language = language }],
        };
        var message = new PlannedEmail
        {
            Kind = kind,
            Recipient = series.Participants[0],
            Workshop = kind == EmailKind.Overview ? null : series.Workshops[0],
            PreviousWorkshop = kind == EmailKind.Update ? series.Workshops[0] with { Title = "Before" } : null,
            Revision = 1,
            Note = note,
        };
        var at = kind == EmailKind.FollowUp ? Instant.FromUtc(2027, 6, 1, 8, 0) : Samples.Announced + Duration.FromDays(1);
        return new InvitationComposer().Compose(series, message, at);
    }

    private static IEnumerable<Finding> FindWarnings(InvitationEmail email) =>
        InvitationValidator.ValidateEmail(email.Bytes).Findings.Where(static finding => finding.Severity > Severity.Suggestion);
}
