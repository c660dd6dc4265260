namespace Better.Calendar.Tests.Peers;

public sealed class PeerRigTests
{
    [TestCase("parsers")]
    [TestCase("cyrus")]
    [TestCase("html")]
    public void A_part_that_is_not_installed_says_how_to_install_it(string part)
    {
        var empty = Directory.CreateTempSubdirectory("better-calendar-");
        try
        {
            Assert.That(PeerRig.Missing(part, empty.FullName), Does.Contain("tests/peers/install.sh").And.Contain(part));
        }
        finally
        {
            empty.Delete();
        }
    }

    [Test]
    public void Without_a_folder_the_reason_names_the_variable() =>
        Assert.That(PeerRig.Missing("mail", installed: null), Does.Contain("RIG_DIR"));

    [Test]
    public void An_unknown_part_is_a_mistake_of_the_test() =>
        Assert.That(() => PeerRig.Missing("fax", Path.GetTempPath()), Throws.ArgumentException.With.Message.Contains("fax"));
}
