using System.Text.Json;

namespace Better.Calendar.Localization;

/// <summary>The files of Cldr/, which lie inside the assembly.</summary>
internal static class CldrResource
{
    public static JsonDocument Open(string name)
    {
        using var stream = typeof(CldrResource).Assembly.GetManifestResourceStream($"Better.Calendar.Localization.Cldr.{name}.json")
            ?? throw new InvalidOperationException($"The names of time of “{name}” are not in the assembly.");
        return JsonDocument.Parse(stream);
    }
}
