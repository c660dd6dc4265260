using NodaTime;
using NodaTime.Text;

namespace Better.Calendar.Model;

/// <summary>Reads the published times from a series document.</summary>
internal static class PublishedTimesReader
{
    private static readonly OffsetPattern MinutePattern = OffsetPattern.CreateWithInvariantCulture("m");
    private static readonly OffsetPattern SecondPattern = OffsetPattern.CreateWithInvariantCulture("l");

    public static PublishedTimes? Read(JsonObjectReader? owner, string name)
    {
        if (owner?.ReadObject(name, required: false, "tzdb", "instants", "offsets") is not { } o)
        {
            return null;
        }

        var version = o.ReadString("tzdb", required: true, Guard.NameProblem);
        var instants = o.ReadMap("instants", required: true, Guard.IdProblem);
        var zones = o.ReadMap("offsets", required: true, PublishedZone.ZoneIdProblem);
        var times = (instants?.Names ?? []).Select(id => ReadTime(instants!, id)).ToList();
        var offsets = (zones?.Names ?? []).Select(id => ReadZone(zones!, id)).ToList();
        return version is null ? null : new()
        {
            TimeZoneVersion = version,
            Times = times.OfType<PublishedTime>().ToValueList(),
            Zones = offsets.OfType<PublishedZone>().ToValueList(),
        };
    }

    /// <summary>
    /// An offset as the document has it: <c>+02:00</c>, or <c>+02:00/+01:00</c> when the clocks change during the workshop.
    /// </summary>
    public static string FormatOffset(PublishedOffset offset) =>
        offset.Start == offset.End ? FormatOffset(offset.Start) : $"{FormatOffset(offset.Start)}/{FormatOffset(offset.End)}";

    private static string FormatOffset(Offset offset) => (offset.Seconds % 60 == 0 ? MinutePattern : SecondPattern).Format(offset);

    private static PublishedTime? ReadTime(JsonObjectReader map, string id)
    {
        var o = map.ReadObject(id, required: true, "start", "end");
        var start = o?.ReadValue<Instant?>("start", required: true, ParseInstant);
        var end = o?.ReadValue<Instant?>("end", required: true, ParseInstant);
        if (end <= start)
        {
            o!.AddError("end", "the end is not after the start");
        }

        return start is null || end is null || Guard.IdProblem(id) is not null
            ? null
            : new() { WorkshopId = id, Start = start.Value, End = end.Value };
    }

    private static PublishedZone? ReadZone(JsonObjectReader map, string id)
    {
        var offsets = map.ReadMap(id, required: true, Guard.IdProblem);
        return offsets is null || PublishedZone.ZoneIdProblem(id) is not null ? null : new()
        {
            ZoneId = id,
            Offsets = offsets.Names.Select(workshop => ReadOffset(offsets, workshop)).OfType<PublishedOffset>().ToValueList(),
        };
    }

    private static PublishedOffset? ReadOffset(JsonObjectReader offsets, string workshop)
    {
        var pair = offsets.ReadValue<Offset[]>(workshop, required: true, ParseOffsets);
        return pair is null || Guard.IdProblem(workshop) is not null
            ? null
            : new() { WorkshopId = workshop, Start = pair[0], End = pair[pair.Length - 1] };
    }

    private static string? ParseInstant(string text, out Instant? value)
    {
        var parsed = InstantPattern.ExtendedIso.Parse(text);
        value = parsed.Success ? parsed.Value : null;
        return parsed.Success ? null : $"\"{TextSanitizer.ToSingleLine(text)}\" is not an instant in UTC such as 2020-06-16T08:30:00Z";
    }

    private static string? ParseOffsets(string text, out Offset[]? value)
    {
        var parts = text.Split('/').Select(OffsetPattern.GeneralInvariant.Parse).ToList();
        value = parts.Count <= 2 && parts.TrueForAll(static part => part.Success) ? [.. parts.Select(static part => part.Value)] : null;
        return value is null
            ? $"\"{TextSanitizer.ToSingleLine(text)}\" is not an offset from UTC such as +02:00, or two such as +02:00/+01:00"
            : null;
    }
}
