using System.Text.Json;

namespace Better.Calendar.Localization;

/// <summary>The names of a time zone; null when CLDR has none.</summary>
internal sealed record ZoneDisplayNames(string? Standard, string? Daylight, string? Generic)
{
    public static ZoneDisplayNames Read(JsonElement names) =>
        names.ValueKind == JsonValueKind.Array && names.GetArrayLength() == 3
            ? new(names[0].GetString(), names[1].GetString(), names[2].GetString())
            : throw new FormatException("The names of a time zone must be a list of three: standard, daylight, generic.");
}
