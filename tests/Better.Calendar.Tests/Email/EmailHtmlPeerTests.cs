using Better.Calendar.Tests.Peers;

namespace Better.Calendar.Tests.Email;

/// <summary>Checks the HTML of emails in a browser: accessibility, and only features that mail clients support.</summary>
[Category(PeerRig.Category)]
public sealed class EmailHtmlPeerTests
{
    [Test]
    public void The_HTML_of_every_kind_is_accessible_and_uses_only_what_the_clients_support()
    {
        var languages = TestScale.Long ? EmailMatrix.Languages : ["hu", "ar"];
        var screenshots = Environment.GetEnvironmentVariable("BETTER_CALENDAR_SHOTS");

        // One browser for each language: however slow the machine is, none of them takes long.
        var findings = languages.SelectMany(language => HtmlPeer.Check(
            EmailMatrix.Kinds.Select(kind => EmailMatrix.Email(kind, language))
                .ToDictionary(static email => $"{email.Language}-{email.Kind}", static email => email.Html),
            screenshots));

        Assert.That(findings.SelectMany(email => email.Value.Select(finding => $"{email.Key}: {finding}")), Is.Empty);
    }
}
