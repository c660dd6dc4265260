using System.Text.Json;

namespace Better.Calendar.Localization;

/// <summary>What a zone is called: null where CLDR is silent.</summary>
internal sealed record ZoneDisplayNames(string? Standard, string? Daylight, string? Generic)
{
    public static ZoneDisplayNames Read(JsonElement names) =>
        names.ValueKind == JsonValueKind.Array && names.GetArrayLength() == 3
            ? new(names[0].GetString(), names[1].GetString(), names[2].GetString())
            : throw new FormatException("A zone's names must be three: standard, daylight, generic.");
}
