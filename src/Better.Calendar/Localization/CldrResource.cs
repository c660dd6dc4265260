using System.Text.Json;

namespace Better.Calendar.Localization;

/// <summary>The CLDR data files, which are embedded in the assembly.</summary>
internal static class CldrResource
{
    public static JsonDocument Open(string name)
    {
        using var stream = typeof(CldrResource).Assembly.GetManifestResourceStream($"Better.Calendar.Localization.Cldr.{name}.json")
            ?? throw new InvalidOperationException($"The assembly has no CLDR data for “{name}”.");
        return JsonDocument.Parse(stream);
    }
}
