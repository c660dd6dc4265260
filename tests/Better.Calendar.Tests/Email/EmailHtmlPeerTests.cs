using Better.Calendar.Tests.Peers;

namespace Better.Calendar.Tests.Email;

/// <summary>Checks the HTML of emails in a browser: accessibility, and only features that mail clients support.</summary>
[Category(PeerRig.Category)]
public sealed class EmailHtmlPeerTests
{
    private static readonly EmailKind[] WithButtons =
        [EmailKind.Invitation, EmailKind.Confirmation, EmailKind.Update, EmailKind.Reminder];

    private static readonly EmailKind[] OfCourse =
        [EmailKind.Invitation, EmailKind.Update, EmailKind.Cancellation, EmailKind.Withdrawal];

    private static readonly EmailTheme Theme = new()
    {
        Color = "#7a1f3d",
        Logo = new()
        {
            Source = new("https://host.example/logo.png"),
            DarkSource = new("https://host.example/logo-dark.png"),
            AlternativeText = "City Hall",
            Width = 120,
        },
        HeaderImage = new() { Source = new("https://host.example/spring.jpg"), AlternativeText = "Spring" },
    };

    private static readonly InvitationOptions WithPage = new()
    {
        RsvpPage = static (_, workshop, participant) => new($"https://rsvp.example/{workshop.Id}/{participant.Email.LocalPart}"),
        Theme = Theme,
    };

    private static readonly InvitationOptions Course = new()
    {
        SchedulingMode = SchedulingMode.CourseEmail,
        CoursePage = static (_, participant) => new($"https://rsvp.example/course/{participant.Email.LocalPart}"),
    };

    [Test]
    public void The_HTML_of_every_kind_is_accessible_and_uses_only_what_the_clients_support()
    {
        var languages = TestScale.Long ? EmailMatrix.Languages : ["hu", "ar"];
        var screenshots = Environment.GetEnvironmentVariable("BETTER_CALENDAR_SHOTS");

        // One browser for each language: however slow the machine is, none of them takes long.
        var findings = languages.SelectMany(language => HtmlPeer.Check(
            EmailMatrix.Kinds.Select(static kind => (Kind: kind, Situation: "", Options: new InvitationOptions()))
                .Concat(WithButtons.Select(static kind => (Kind: kind, Situation: "-page", Options: WithPage)))
                .Concat(OfCourse.Select(static kind => (Kind: kind, Situation: "-course", Options: Course)))
                .ToDictionary(
                    one => $"{language}-{one.Kind}{one.Situation}",
                    one => EmailMatrix.Email(one.Kind, language, one.Options).Html),
            screenshots));

        Assert.That(findings.SelectMany(email => email.Value.Select(finding => $"{email.Key}: {finding}")), Is.Empty);
    }
}
