using Better.Calendar.Tests.Peers;

namespace Better.Calendar.Tests.Invitations;

/// <summary>Our letters before a browser, by the rules of accessibility and by what the clients support.</summary>
[Category(PeerRig.Category)]
public sealed class LetterHtmlPeerTests
{
    [Test]
    public void The_HTML_of_every_kind_is_accessible_and_within_what_the_clients_support()
    {
        var languages = TestScale.Long ? LetterMatrix.Languages : ["hu", "ar"];
        var letters = (from language in languages from kind in LetterMatrix.Kinds select LetterMatrix.Letter(kind, language))
            .ToDictionary(letter => $"{letter.Language}-{letter.Kind}", letter => letter.Html);

        var findings = HtmlPeer.Check(letters, Environment.GetEnvironmentVariable("BETTER_CALENDAR_SHOTS"));

        Assert.That(findings.SelectMany(letter => letter.Value.Select(finding => $"{letter.Key}: {finding}")), Is.Empty);
    }
}
