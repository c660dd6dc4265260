using System.Globalization;
using Microsoft.Extensions.Primitives;

namespace WebHost.Organizer.Editing;

/// <summary>
/// The form of a series: what somebody typed, as they typed it. A field has the name of its place in the series document, such as
/// <c>workshops[0].meeting.url</c>, so that the errors of the document are those of the fields.
/// </summary>
public sealed class SeriesForm
{
    /// <summary>The most rows of workshops or of people that a form has; an import with more people than this is refused.</summary>
    public const int MaxRows = 2000;

    private readonly Dictionary<string, StringValues> fields;

    /// <summary>Creates a form.</summary>
    /// <param name="fields">The fields by name.</param>
    public SeriesForm(IEnumerable<KeyValuePair<string, StringValues>> fields) =>
        this.fields = new(fields, StringComparer.Ordinal);

    /// <summary>The languages in which texts are written, that of the series first.</summary>
    public IReadOnlyList<string> Languages =>
        [.. GetAll(FormFields.Languages).Prepend(Language).Where(static one => one.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase)];

    /// <summary>The language of the series; English until there is a known one.</summary>
    public string Language => this["language"] is { Length: > 0 } language ? language : "en";

    public int WorkshopCount => GetCount(FormFields.WorkshopCount);

    public int ParticipantCount => GetCount(FormFields.ParticipantCount);

    /// <summary>The version of the series that was edited.</summary>
    public long Version =>
        long.TryParse(this[FormFields.Version], NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : 0;

    /// <summary>Whether it has more rows than are read.</summary>
    public bool IsTooLong => Math.Max(WorkshopCount, ParticipantCount) > MaxRows;

    /// <summary>What was typed into a field, without spaces around it; empty if there is no such field.</summary>
    public string this[string name] => (fields.TryGetValue(name, out var value) ? value.ToString() : "").Trim();

    /// <summary>The values of a field that may be there several times.</summary>
    public IEnumerable<string> GetAll(string name) =>
        fields.TryGetValue(name, out var values) ? values.OfType<string>().Select(static value => value.Trim()) : [];

    public void Set(string name, params IEnumerable<string> values) => fields[name] = values.ToArray();

    public void Remove(string name) => fields.Remove(name);

    /// <summary>Adds an empty row of a list.</summary>
    /// <returns>What the names of its fields begin with.</returns>
    public string AddRow(string list)
    {
        var count = GetCount(FormFields.CountOf(list));
        Set(FormFields.CountOf(list), (count + 1).ToString(CultureInfo.InvariantCulture));
        return FormFields.Row(list, count);
    }

    /// <summary>Removes a row of a list; those after it move up.</summary>
    public void RemoveRow(string list, int row)
    {
        var count = GetCount(FormFields.CountOf(list));
        if (row < 0 || row >= count)
        {
            return;
        }

        var moved = fields.Select(field => (Row: FormFields.RowOf(list, field.Key), field.Key, field.Value))
            .Where(field => field.Row >= row)
            .OrderBy(static field => field.Row)
            .ToList();
        foreach (var (at, name, values) in moved)
        {
            fields.Remove(name);
            if (at > row)
            {
                fields[FormFields.Row(list, at - 1) + name[FormFields.Row(list, at).Length..]] = values;
            }
        }

        Set(FormFields.CountOf(list), (count - 1).ToString(CultureInfo.InvariantCulture));
    }

    private int GetCount(string name) =>
        int.TryParse(this[name], NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : 0;
}
