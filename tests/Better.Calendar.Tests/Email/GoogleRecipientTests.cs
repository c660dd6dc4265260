using System.Text.RegularExpressions;
using NodaTime;

namespace Better.Calendar.Tests.Email;

/// <summary>Who reads their mail at Google is told how an event gets into their calendar.</summary>
public sealed class GoogleRecipientTests
{
    private static IEnumerable<string> Languages => InvitationTexts.Languages;

    [TestCase("anna@gmail.com", true)]
    [TestCase("Anna@GoogleMail.com", true)]
    [TestCase("anna@bücher.example", true)]
    [TestCase("anna@school.example", true)]
    [TestCase("anna@pupils.school.example", false)]
    [TestCase("anna@notgmail.com", false)]
    [TestCase("gmail.com@guest.example", false)]
    public void The_invitation_has_the_sentence_if_Google_hosts_the_mailbox(string address, bool isTold)
    {
        var email = Compose(EmailKind.Invitation, "en", address);

        Assert.That(IsTold(email), Is.EqualTo(isTold));
    }

    [TestCaseSource(nameof(Languages))]
    public void The_sentence_is_in_the_text_and_in_the_HTML(string language)
    {
        var email = Compose(EmailKind.Invitation, language, "anna@gmail.com");
        var texts = InvitationTexts.ForLanguage(language);
        var organizer = texts.IsRightToLeft ? "\u2068The host\u2069" : "The host";
        var sentence = texts.Format(TextKey.KnownSenderHint, [("organizer", organizer)]);

        Assert.That(email.Text.Replace(" \n", " ", StringComparison.Ordinal), Does.Contain(sentence));
        Assert.That(System.Net.WebUtility.HtmlDecode(Regex.Replace(email.Html, "</?bdi>", "")), Does.Contain(sentence));
        Assert.That(FindWarnings(email), Is.Empty);
    }

    [TestCase(EmailKind.Confirmation, true)]
    [TestCase(EmailKind.Reminder, false)]
    [TestCase(EmailKind.Cancellation, false)]
    [TestCase(EmailKind.Overview, false)]
    public void Only_the_first_email_about_an_event_has_the_sentence(EmailKind kind, bool isTold) =>
        Assert.That(IsTold(Compose(kind, "en", "anna@gmail.com")), Is.EqualTo(isTold));

    [Test]
    public void What_is_no_domain_is_refused() =>
        Assert.That(
            () => new InvitationOptions { GoogleDomains = ["anna@school.example"] },
            Throws.ArgumentException.With.Message.Contain("not a domain name"));

    private static bool IsTold(InvitationEmail email) =>
        email.Text.Replace(" \n", " ", StringComparison.Ordinal).Contains("choose “Yes” in Gmail", StringComparison.Ordinal);

    private static InvitationEmail Compose(EmailKind kind, string language, string address)
    {
        var status = kind == EmailKind.Cancellation ? WorkshopStatus.Cancelled : WorkshopStatus.Confirmed;
        var series = Samples.Small() with
        {
            Workshops = [Samples.Workshop("1") with { Status = status }],
            Participants = [new() { Name = "Anna", Email = EmailAddress.Parse(address), Language = language }],
        };
        var message = new PlannedEmail
        {
            Kind = kind,
            Recipient = series.Participants[0],
            Workshop = kind == EmailKind.Overview ? null : series.Workshops[0],
        };
        return new InvitationComposer(new() { GoogleDomains = ["BÜCHER.example", "school.example"] })
            .Compose(series, message, Samples.Announced + Duration.FromDays(1));
    }

    private static IEnumerable<Finding> FindWarnings(InvitationEmail email) =>
        InvitationValidator.ValidateEmail(email.Bytes).Findings.Where(static finding => finding.Severity > Severity.Suggestion);
}
