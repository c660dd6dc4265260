using System.Text.Json;
using System.Text.Json.Nodes;

namespace WebHost.Organizer.Editing;

/// <summary>
/// The series document as a form, and back: what the form does not show stays as it is stored, and what nobody touched is the same text.
/// What the library remembers is in neither.
/// </summary>
internal static class FormDocument
{
    private static readonly string[] SeriesFields = ["id", "domain", "language", "zone", "website", "organizer.name", "organizer.email"];
    private static readonly string[] WorkshopFields =
        ["id", "zone", "ambiguousTime", "status", "leadExpert.name", "meeting.platform", "meeting.url", "meeting.passcode"];

    private static readonly string[] WorkshopTexts = ["title", "description", "venue.name", "venue.address"];
    private static readonly string[] ParticipantFields = ["name", "email", "language", "zone"];

    /// <summary>The form of a series.</summary>
    public static SeriesForm Read(JsonObject document)
    {
        var form = new SeriesForm([]);
        Copy(document, form, "", SeriesFields);
        var (workshops, people) = (GetRows(document, FormFields.Workshops), GetRows(document, FormFields.Participants));
        form.Set(
            FormFields.Languages,
            GetTexts(document, workshops).SelectMany(text => TextFields.GetLanguages(text, form.Language))
                .Prepend(form.Language)
                .Distinct(StringComparer.OrdinalIgnoreCase)
                .ToList());
        ReadTexts(document, form, "", ["title", "description"]);
        foreach (var workshop in workshops)
        {
            var row = form.AddRow(FormFields.Workshops);
            Copy(workshop, form, row + ".", WorkshopFields);
            ReadTexts(workshop, form, row + ".", WorkshopTexts);
            TimeFields.Read(workshop, form, row);
        }

        foreach (var person in people)
        {
            AddParticipant(form, person, isStored: true);
        }

        return form;
    }

    /// <summary>Adds a row for a participant.</summary>
    public static void AddParticipant(SeriesForm form, JsonObject person, bool isStored)
    {
        var row = form.AddRow(FormFields.Participants);
        Copy(person, form, row + ".", ParticipantFields);
        form.Set($"{row}.city", TextFields.Read(person["city"], form.Language, form.Language));
        if (person["workshops"] is JsonArray chosen)
        {
            form.Set($"{row}.workshops", [.. chosen.Select(static id => id!.GetValue<string>())]);
        }
        else
        {
            form.Set($"{row}.{FormFields.AllWorkshops}", "yes");
        }

        if (isStored)
        {
            form.Set($"{row}.{FormFields.PreviousEmail}", form[$"{row}.email"]);
        }
        else if (person["meetings"] is { } meetings)
        {
            form.Set($"{row}.meetings", meetings.ToJsonString());
        }
    }

    /// <summary>The document after the edit.</summary>
    /// <param name="form">The form.</param>
    /// <param name="before">The stored document; null: a new series.</param>
    public static JsonObject Write(SeriesForm form, JsonObject? before)
    {
        var document = before?.DeepClone().AsObject() ?? [];
        document.Remove("state");
        document.Remove("format");
        Paste(document, form, "", before is null ? SeriesFields : SeriesFields[2..]);
        WriteTexts(document, form, "", ["title", "description"]);
        var workshops = before is null ? [] : GetRows(before, FormFields.Workshops);
        document[FormFields.Workshops] = new JsonArray([.. Enumerable.Range(0, form.WorkshopCount)
            .Select(row => WriteWorkshop(form, FormFields.Row(FormFields.Workshops, row), workshops))]);
        var people = before is null ? [] : GetRows(before, FormFields.Participants);
        document[FormFields.Participants] = new JsonArray([.. Enumerable.Range(0, form.ParticipantCount)
            .Select(row => WriteParticipant(form, FormFields.Row(FormFields.Participants, row), people))]);
        return document;
    }

    private static JsonObject WriteWorkshop(SeriesForm form, string row, IReadOnlyList<JsonObject> before)
    {
        var workshop = before.FirstOrDefault(one => one["id"]!.GetValue<string>() == form[$"{row}.id"])?.DeepClone().AsObject() ?? [];
        Paste(workshop, form, row + ".", [.. WorkshopFields.Where(static field => field != "ambiguousTime")]);
        WriteTexts(workshop, form, row + ".", WorkshopTexts);
        TimeFields.Write(workshop, form, row);
        return workshop;
    }

    private static JsonObject WriteParticipant(SeriesForm form, string row, IReadOnlyList<JsonObject> before)
    {
        var was = form[$"{row}.{FormFields.PreviousEmail}"];
        var person = before.FirstOrDefault(one => was.Length > 0 && one["email"]!.GetValue<string>() == was)?.DeepClone().AsObject() ?? [];
        Paste(person, form, row + ".", ParticipantFields);
        if (TextFields.Read(person["city"], form.Language, form.Language) is var city && city != form[$"{row}.city"])
        {
            form.Set($"{row}.city.{form.Language}", form[$"{row}.city"]);
            Put(person, ["city"], TextFields.Write(person["city"], form, $"{row}.city", [form.Language]));
        }

        WriteChoice(person, form, row);
        if (was.Length == 0 && form[$"{row}.meetings"] is { Length: > 0 } meetings)
        {
            person["meetings"] = ParseOrText(meetings);
        }

        return person;
    }

    // The same choice in another order is none.
    private static void WriteChoice(JsonObject person, SeriesForm form, string row)
    {
        var chosen = form.GetAll($"{row}.workshops").ToList();
        var before = (person["workshops"] as JsonArray)?.Select(static id => id!.GetValue<string>());
        if (form[$"{row}.{FormFields.AllWorkshops}"].Length > 0)
        {
            person.Remove("workshops");
        }
        else if (before is null || !chosen.ToHashSet(StringComparer.OrdinalIgnoreCase).SetEquals(before))
        {
            person["workshops"] = new JsonArray([.. chosen.Select(static id => (JsonNode?)id)]);
        }
    }

    private static IEnumerable<JsonNode?> GetTexts(JsonObject document, IReadOnlyList<JsonObject> workshops) =>
        workshops.SelectMany(static workshop => WorkshopTexts.Select(name => Find(workshop, name)))
            .Prepend(document["description"]).Prepend(document["title"]);

    private static void ReadTexts(JsonObject source, SeriesForm form, string prefix, string[] names)
    {
        foreach (var (name, language) in names.SelectMany(name => form.Languages.Select(language => (name, language))))
        {
            form.Set($"{prefix}{name}.{language}", TextFields.Read(Find(source, name), language, form.Language));
        }
    }

    private static void WriteTexts(JsonObject target, SeriesForm form, string prefix, string[] names)
    {
        foreach (var name in names)
        {
            Put(target, name.Split('.'), TextFields.Write(Find(target, name), form, prefix + name, form.Languages));
        }
    }

    private static void Copy(JsonObject source, SeriesForm form, string prefix, string[] names)
    {
        foreach (var name in names)
        {
            form.Set(prefix + name, (Find(source, name) as JsonValue)?.GetValue<string>() ?? "");
        }
    }

    private static void Paste(JsonObject target, SeriesForm form, string prefix, string[] names)
    {
        foreach (var name in names)
        {
            Put(target, name.Split('.'), form[prefix + name] is { Length: > 0 } typed ? typed : null);
        }
    }

    private static JsonNode? Find(JsonObject source, string name) =>
        name.Split('.').Aggregate((JsonNode?)source, static (node, part) => (node as JsonObject)?[part]);

    /// <summary>Sets a property, or removes it; an object without properties is removed too.</summary>
    private static void Put(JsonObject target, ReadOnlySpan<string> path, JsonNode? value)
    {
        if (path.Length == 1)
        {
            if (value is null)
            {
                target.Remove(path[0]);
            }
            else
            {
                target[path[0]] = value;
            }

            return;
        }

        var inner = target[path[0]] as JsonObject ?? [];
        Put(inner, path[1..], value);
        if (inner.Count == 0)
        {
            target.Remove(path[0]);
        }
        else if (inner.Parent is null)
        {
            target[path[0]] = inner;
        }
    }

    // What came back broken is refused by the reader of the document, which says where.
    private static JsonNode? ParseOrText(string json)
    {
        try
        {
            return JsonNode.Parse(json);
        }
        catch (JsonException)
        {
            return json;
        }
    }

    private static IReadOnlyList<JsonObject> GetRows(JsonObject document, string list) =>
        [.. (document[list] as JsonArray ?? []).OfType<JsonObject>()];
}
