using System.Text.Json;
using NodaTime;

namespace Better.Calendar.Model;

/// <summary>Reads from a series document the recurring event that the series was sent as.</summary>
internal static class SeriesRecurrenceReader
{
    public static SeriesRecurrence? Read(
        JsonObjectReader? state,
        Func<JsonObjectReader, string?> readZone,
        ICollection<ValidationError> errors)
    {
        if (state?.ReadObject(
            "recurrence", required: false, "start", "zone", "duration", "days", "count", "sequence", "occurrences") is not { } o)
        {
            return null;
        }

        var before = errors.Count;
        var start = o.ReadValue<LocalDateTime?>("start", required: true, SeriesDocumentReader.ParseStart);
        var zone = readZone(o);
        var duration = o.ReadValue<Duration?>("duration", required: true, SeriesDocumentReader.ParseDuration);
        var days = ReadRequired(o, "days", SeriesRecurrence.DaysProblem);
        var count = ReadRequired(o, "count", SeriesRecurrence.CountProblem);
        var sequence = o.ReadInt32("sequence", Guard.SequenceProblem) ?? 0;
        var occurrences = o.ReadArray("occurrences", required: true).Select(item => ReadOccurrence(item, errors)).ToList();
        foreach (var occurrence in occurrences.OfType<WorkshopOccurrence>())
        {
            if (occurrences.Count(other => other?.Number == occurrence.Number) > 1 || occurrence.Number >= count)
            {
                o.AddError("occurrences", $"the number {occurrence.Number} is given twice, or is not below the count");
                break;
            }
        }

        return errors.Count > before ? null : new()
        {
            Start = start!.Value,
            Zone = zone!,
            Duration = duration!.Value,
            Days = days,
            Count = count,
            Sequence = sequence,
            Occurrences = occurrences.OfType<WorkshopOccurrence>().ToValueList(),
        };
    }

    private static WorkshopOccurrence? ReadOccurrence((JsonElement Element, string Path) item, ICollection<ValidationError> errors)
    {
        var o = new JsonObjectReader(item.Element, item.Path, errors, "id", "number", "overridden");
        var id = o.ReadString("id", required: true, Guard.IdProblem);
        var number = ReadRequired(o, "number", WorkshopOccurrence.NumberProblem);
        var overridden = o.ReadValue<bool?>("overridden", required: false, ParseYes);
        return id is null || number < 0 ? null : new() { WorkshopId = id, Number = number, IsOverridden = overridden == true };
    }

    private static int ReadRequired(JsonObjectReader o, string name, Guard.Rule<int> rule)
    {
        var value = o.ReadInt32(name, rule);
        if (value is null && !o.Has(name))
        {
            o.AddError(name, "this property is missing; add it");
        }

        return value ?? -1;
    }

    private static string? ParseYes(string text, out bool? value)
    {
        value = text == "yes" ? true : null;
        return value is null ? $"\"{TextSanitizer.ToSingleLine(text)}\" is not \"yes\"" : null;
    }
}
