namespace Better.Calendar.Tests.Email;

/// <summary>The calendar entry links to the RSVP page, because weeks later it is all that people have.</summary>
public sealed class CalendarRsvpPageTests
{
    private static readonly InvitationOptions WithPage = new()
    {
        RsvpPage = static (_, workshop, participant) =>
            new($"https://better.example/respond/{workshop.Id}?who={participant.Email.LocalPart},a;b"),
    };

    private static IEnumerable<EmailKind> KindsWithCalendar =>
        EmailMatrix.Kinds.Where(static kind => EmailMatrix.Email(kind, "en").Calendar is not null);

    [TestCaseSource(nameof(KindsWithCalendar))]
    public void An_entry_links_to_the_page_if_its_email_does(EmailKind kind)
    {
        foreach (var language in EmailMatrix.Languages)
        {
            var email = EmailMatrix.Email(kind, language, WithPage);
            var label = InvitationTexts.ForLanguage(language)[TextKey.ResponseLabel];

            Assert.That(
                GetDescription(email),
                kind is EmailKind.Cancellation or EmailKind.Withdrawal
                    ? Does.Not.Contain("better.example/respond")
                    : Does.Contain(label).And.Contain("https://better.example/respond/1?who=reader\\,a\\;b\\n"));
            Assert.That(FindWarnings(email), Is.Empty, language);
        }
    }

    [Test]
    public void With_the_option_off_the_page_is_in_the_email_alone()
    {
        var email = EmailMatrix.Email(EmailKind.Invitation, "en", WithPage with { ShowsRsvpPageInCalendar = false });

        Assert.That(email.Text, Does.Contain("https://better.example/respond/1?who=reader"));
        Assert.That(GetDescription(email), Does.Not.Contain("better.example/respond"));
    }

    [Test]
    public void Long_texts_are_cut_off_after_the_page()
    {
        var series = Samples.Small();
        var workshop = series.Workshops[0] with { Description = string.Concat(Enumerable.Repeat("many words ", 400)) };
        var email = new InvitationComposer(WithPage).ComposeAll(series with { Workshops = [workshop] }, Samples.Announced).Single();

        Assert.That(GetDescription(email), Does.Contain("https://better.example/respond/1?who=anna").And.EndsWith("…"));
    }

    private static string GetDescription(InvitationEmail email)
    {
        using var message = email.ToMimeMessage();
        var calendar = message.BodyParts.OfType<MimeKit.TextPart>().Single(static part => part.ContentType.IsMimeType("text", "calendar"));
        return calendar.Text.ReplaceLineEndings("\n").Replace("\n ", "", StringComparison.Ordinal).Split('\n')
            .Single(static line => line.StartsWith("DESCRIPTION:", StringComparison.Ordinal));
    }

    private static IEnumerable<Finding> FindWarnings(InvitationEmail email) =>
        InvitationValidator.ValidateEmail(email.Bytes).Findings.Where(static finding => finding.Severity > Severity.Suggestion);
}
