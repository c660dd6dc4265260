namespace Better.Calendar.Tests.Architecture;

public sealed class LineLengthTests
{
    /// <summary>As .editorconfig says (<c>max_line_length</c>), which no formatter enforces.</summary>
    private const int MaxColumns = 140;

    [Test]
    [Explicit("Fails until the code is reflowed; then this attribute goes.")]
    public void No_line_of_code_is_longer_than_140_columns()
    {
        var root = Repository.Root;
        var files = Directory.EnumerateFiles(root, "*.cs", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 })
            .Select(file => Path.GetRelativePath(root, file).Replace('\\', '/'))
            .Where(file => !file.Split('/').Any(static folder => folder is "bin" or "obj"));
        var tooLong = from file in files
                      from line in File.ReadLines(Repository.File(file)).Index()
                      where line.Item.Length > MaxColumns
                      orderby file, line.Index
                      select $"{file}:{line.Index + 1}: {line.Item.Length} columns";

        Assert.That(string.Join('\n', tooLong), Is.Empty);
    }
}
