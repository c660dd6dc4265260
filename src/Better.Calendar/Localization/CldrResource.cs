using System.Text.Json;

namespace Better.Calendar.Localization;

/// <summary>The CLDR data files, which are embedded in the assembly.</summary>
internal static class CldrResource
{
    public static JsonDocument Open(string name) =>
        OpenOrNull(name) ?? throw new InvalidOperationException($"The assembly has no CLDR data for “{name}”.");

    /// <summary>A file that not every language has.</summary>
    public static JsonDocument? OpenOrNull(string name)
    {
        using var stream = typeof(CldrResource).Assembly.GetManifestResourceStream($"Better.Calendar.Localization.Cldr.{name}.json");
        return stream is null ? null : JsonDocument.Parse(stream);
    }
}
