using System.Text.RegularExpressions;
using Better.Calendar.Workshops;

namespace Better.Calendar.Tests;

public sealed partial class DocumentsTests
{
    private static readonly string Readme = File.ReadAllText(Repository.File("README.md"));

    [Test]
    public void The_README_s_first_lines_of_code_are_the_QuickStart_sample()
    {
        var sample = File.ReadAllText(Repository.File("samples/QuickStart/Program.cs")).Split("#region README\n")[1].Split("#endregion")[0];

        Assert.That(Block("csharp"), Is.EqualTo(sample));
    }

    [Test]
    public void The_README_s_document_is_one()
    {
        var series = SeriesDocument.Read(Block("json"));

        Assert.That(series.Workshops.Single().LeadExpert!.Name, Is.EqualTo("Lauri Sock"));
    }

    [Test]
    public void All_addresses_in_the_samples_are_reserved_ones()
    {
        var text = string.Concat(Directory.EnumerateFiles(Repository.File("samples"), "*", SearchOption.AllDirectories)
            .Where(file => Regex.IsMatch(file, @"\.(cs|json|csv|md)$") && !Regex.IsMatch(file, @"[\\/](bin|obj)[\\/]"))
            .Select(File.ReadAllText)) + Readme;

        Assert.That(Address().Matches(text).Select(match => match.Value).Where(address => !address.EndsWith(".example", StringComparison.Ordinal) && !address.EndsWith(".test", StringComparison.Ordinal)), Is.Empty);
    }

    private static string Block(string language) => Readme.Split($"```{language}\n")[1].Split("```")[0];

    [GeneratedRegex(@"[\w.+-]+@[\w-]+(\.[\w-]+)+")]
    private static partial Regex Address();
}
