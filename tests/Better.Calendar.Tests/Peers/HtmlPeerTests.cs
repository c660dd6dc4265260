using System.Text;

namespace Better.Calendar.Tests.Peers;

[Category(PeerRig.Category)]
public sealed class HtmlPeerTests
{
    private static string Good => Encoding.UTF8.GetString(PeerRig.Sample("html/sample.html"));

    [OneTimeSetUp]
    public void NeedTheBrowser() => PeerRig.Need("html");

    [Test]
    public void A_good_page_passes_and_every_tool_finds_a_problem_in_a_bad_one()
    {
        var found = HtmlPeer.Check(new Dictionary<string, string>
        {
            ["good"] = Good,
            ["bad"] = Encoding.UTF8.GetString(PeerRig.Sample("html/bad.html")),
            ["wide"] = Good.Replace("max-width:600px;width:100%", "width:600px", StringComparison.Ordinal),
        });

        Assert.That(found["good"], Is.Empty);
        Assert.That(found["bad"], Has.Some.StartsWith("AXE phone light serious color-contrast"));
        Assert.That(found["bad"], Has.Some.StartsWith("HTML element-required-attributes"));
        Assert.That(found["bad"], Has.Some.StartsWith("CANIEMAIL display:grid"));
        Assert.That(found["wide"], Is.EquivalentTo(["OVERFLOW at 320px light", "OVERFLOW at 320px dark"]));
    }

    [Test]
    public void A_color_that_is_only_wrong_in_the_dark_scheme_is_found_there()
    {
        var dark = Good.Replace("color:#eee!important", "color:#333!important", StringComparison.Ordinal);

        var findings = HtmlPeer.Check(dark);

        Assert.That(findings, Is.Not.Empty);
        Assert.That(findings, Has.All.Contains(" dark "));
    }

    [Test]
    public void Screenshots_are_written_to_the_folder()
    {
        var folder = Directory.CreateTempSubdirectory("better-calendar-");
        try
        {
            HtmlPeer.Check(new Dictionary<string, string> { ["email"] = Good }, folder.FullName);

            Assert.That(folder.GetFiles().Select(static file => file.Name), Is.EquivalentTo(
                ["email-phone-light.png", "email-phone-dark.png", "email-desktop-light.png", "email-desktop-dark.png"]));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
