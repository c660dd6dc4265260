namespace Better.Calendar.Tests;

/// <summary>The clone that the tests were built from; tests read samples, sources and documents from it.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string File(string path) => Path.Combine(Root, path.Replace('/', Path.DirectorySeparatorChar));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(TestContext.CurrentContext.TestDirectory);
        while (folder is not null && !System.IO.File.Exists(Path.Combine(folder.FullName, "Better.Calendar.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName
            ?? throw new InvalidOperationException(
                "Better.Calendar.sln was not found in a folder above the tests. Run the tests in a clone of the repository.");
    }
}
