namespace Better.Calendar.Tests.Architecture;

public sealed class LineLengthTests
{
    /// <summary>As .editorconfig says (<c>max_line_length</c>), which no formatter enforces.</summary>
    private const int MaxColumns = 140;

    private const string RawQuotes = "\"\"\"";

    [Test]
    public void No_line_of_code_is_longer_than_140_columns()
    {
        var root = Repository.Root;
        var files = Directory.EnumerateFiles(root, "*.cs", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 })
            .Select(file => Path.GetRelativePath(root, file).Replace('\\', '/'))
            .Where(static file => !file.Split('/').Any(static folder => folder is "bin" or "obj"))
            .Order();

        Assert.That(string.Join('\n', files.SelectMany(static file => TooLong(file, File.ReadAllLines(Repository.File(file))))), Is.Empty);
    }

    [Test]
    public void The_test_sees_a_long_line_but_not_the_text_of_a_raw_string()
    {
        var tooLong = new string('x', MaxColumns + 1);

        Assert.That(TooLong("A.cs", ["short", tooLong]), Is.EqualTo(["A.cs:2: 141 columns"]));
        Assert.That(
            TooLong("A.cs", [$"var a = {RawQuotes}", tooLong, $"{RawQuotes};", $"var b = {RawQuotes}one line{RawQuotes};", tooLong]),
            Is.EqualTo(["A.cs:5: 141 columns"]));
    }

    private static IEnumerable<string> TooLong(string file, string[] lines)
    {
        var isText = false;
        foreach (var (index, line) in lines.Index())
        {
            if (line.Length > MaxColumns && !isText)
            {
                yield return $"{file}:{index + 1}: {line.Length} columns";
            }

            // A raw string is text, which cannot be broken without becoming another text.
            isText ^= (line.Split(RawQuotes).Length - 1) % 2 == 1;
        }
    }
}
