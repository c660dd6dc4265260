using NodaTime;
using NodaTime.Text;

namespace Better.Calendar.Workshops;

/// <summary>The document's memory of what was promised.</summary>
internal static class PromisesReader
{
    private static readonly OffsetPattern WholeMinutes = OffsetPattern.CreateWithInvariantCulture("m");
    private static readonly OffsetPattern WithSeconds = OffsetPattern.CreateWithInvariantCulture("l");

    public static Promises? Read(DocumentObject? owner, string name)
    {
        if (owner?.Object(name, required: false, "tzdb", "instants", "offsets") is not { } o)
        {
            return null;
        }

        var version = o.Text("tzdb", required: true, Checked.NameProblem);
        var instants = o.Map("instants", required: true, Checked.IdProblem);
        var zones = o.Map("offsets", required: true, PromisedZone.ZoneIdProblem);
        var promised = (instants?.Names ?? []).Select(id => Instants(instants!, id)).ToList();
        var readings = (zones?.Names ?? []).Select(id => Zone(zones!, id)).ToList();
        return version is null ? null : new()
        {
            TimeZoneVersion = version,
            Instants = promised.OfType<PromisedInstant>().ToValueList(),
            Zones = readings.OfType<PromisedZone>().ToValueList(),
        };
    }

    /// <summary>An offset as the document has it: <c>+02:00</c>, and <c>+02:00/+01:00</c> where the clocks change before the end.</summary>
    public static string Text(PromisedOffset offset) =>
        offset.Start == offset.End ? Text(offset.Start) : $"{Text(offset.Start)}/{Text(offset.End)}";

    private static string Text(Offset offset) => (offset.Seconds % 60 == 0 ? WholeMinutes : WithSeconds).Format(offset);

    private static PromisedInstant? Instants(DocumentObject map, string id)
    {
        var o = map.Object(id, required: true, "start", "end");
        var start = o?.Value<Instant?>("start", required: true, Moment);
        var end = o?.Value<Instant?>("end", required: true, Moment);
        if (end <= start)
        {
            o!.Fault("end", "is not after the start");
        }

        return start is null || end is null || Checked.IdProblem(id) is not null ? null : new() { WorkshopId = id, Start = start.Value, End = end.Value };
    }

    private static PromisedZone? Zone(DocumentObject map, string id)
    {
        var offsets = map.Map(id, required: true, Checked.IdProblem);
        return offsets is null || PromisedZone.ZoneIdProblem(id) is not null ? null : new()
        {
            ZoneId = id,
            Offsets = offsets.Names.Select(workshop => Offsets(offsets, workshop)).OfType<PromisedOffset>().ToValueList(),
        };
    }

    private static PromisedOffset? Offsets(DocumentObject offsets, string workshop)
    {
        var pair = offsets.Value<Offset[]>(workshop, required: true, Pair);
        return pair is null || Checked.IdProblem(workshop) is not null ? null : new() { WorkshopId = workshop, Start = pair[0], End = pair[pair.Length - 1] };
    }

    private static string? Moment(string text, out Instant? value)
    {
        var parsed = InstantPattern.ExtendedIso.Parse(text);
        value = parsed.Success ? parsed.Value : null;
        return parsed.Success ? null : $"\"{PlainText.SingleLine(text)}\" is not a moment in UTC such as 2020-06-16T08:30:00Z";
    }

    private static string? Pair(string text, out Offset[]? value)
    {
        var parts = text.Split('/').Select(OffsetPattern.GeneralInvariant.Parse).ToList();
        value = parts.Count <= 2 && parts.TrueForAll(static part => part.Success) ? [.. parts.Select(static part => part.Value)] : null;
        return value is null ? $"\"{PlainText.SingleLine(text)}\" is not an offset from UTC such as +02:00, or two such as +02:00/+01:00" : null;
    }
}
