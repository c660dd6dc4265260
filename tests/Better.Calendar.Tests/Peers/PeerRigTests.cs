namespace Better.Calendar.Tests.Peers;

public sealed class PeerRigTests
{
    [TestCase("parsers")]
    [TestCase("cyrus")]
    [TestCase("html")]
    public void The_reason_of_a_missing_part_says_how_to_install_it(string part)
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
    public void An_unknown_part_is_an_argument_error() =>
        Assert.That(() => PeerRig.Missing("fax", Path.GetTempPath()), Throws.ArgumentException.With.Message.Contains("fax"));
}
