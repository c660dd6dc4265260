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
        var emails = (from language in languages from kind in EmailMatrix.Kinds select EmailMatrix.Email(kind, language))
            .ToDictionary(email => $"{email.Language}-{email.Kind}", email => email.Html);

        var findings = HtmlPeer.Check(emails, Environment.GetEnvironmentVariable("BETTER_CALENDAR_SHOTS"));

        Assert.That(findings.SelectMany(email => email.Value.Select(finding => $"{email.Key}: {finding}")), Is.Empty);
    }
}
