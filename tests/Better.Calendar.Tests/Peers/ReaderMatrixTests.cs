using System.Text.RegularExpressions;

namespace Better.Calendar.Tests.Peers;

[Category(PeerRig.Category)]
public sealed partial class ReaderMatrixTests
{
    private const string Page = "samples/docs/explanation/who-reads-our-times.md";

    [Test]
    public void Every_reader_reads_every_kind_of_file_in_every_zone_at_the_right_times()
    {
        PeerRig.Need("parsers", "readers");
        var files = ReaderMatrix.Write();

        var results = ReaderMatrix.Judge(files);

        var table = ReaderMatrix.ToTable(results);
        TestContext.Out.WriteLine(table);
        foreach (var wrong in results.SelectMany(static result => result.Wrong))
        {
            TestContext.Out.WriteLine(wrong);
        }

        Assert.That(results.SelectMany(static result => result.Wrong.Take(3)), Is.Empty);
        Assert.That(files, Has.Count.GreaterThan(48 * 8 * 4));

        // The machine's database may be newer than the one of the page; everything else must be the same.
        var page = File.ReadAllText(Repository.File(Page));
        Assert.That(Database().Replace(page, "$1 *"), Does.Contain(Database().Replace(table, "$1 *")), $"{Page} shows another run");
    }

    /// <summary>The first three columns of a row, and the fourth.</summary>
    [GeneratedRegex(@"^(\|[^|\n]*\| \d+ \| \d+ \|) \d+", RegexOptions.Multiline)]
    private static partial Regex Database();
}
