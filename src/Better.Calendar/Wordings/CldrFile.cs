using System.Text.Json;

namespace Better.Calendar.Wordings;

/// <summary>The files of Cldr/, which lie inside the assembly.</summary>
internal static class CldrFile
{
    public static JsonDocument Open(string name)
    {
        using var stream = typeof(CldrFile).Assembly.GetManifestResourceStream($"Better.Calendar.Wordings.Cldr.{name}.json")
            ?? throw new InvalidOperationException($"The names of time of “{name}” are not in the assembly.");
        return JsonDocument.Parse(stream);
    }
}
