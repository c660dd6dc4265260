using System.Text.Json;
using NodaTime;
using NodaTime.Text;

namespace Better.Calendar.Workshops;

/// <summary>The document's memory of who was told what, and its format.</summary>
/// <remarks>A document without it is one that no letter went out by; a document of a later format is refused as a whole.</remarks>
internal static class SeriesMemoryReader
{
    /// <summary>The format that is written. Raise it when an older reader would misunderstand, and read the older ones still.</summary>
    public const int Format = 1;

    /// <summary>Refuses a document from the future before anything else is said about it.</summary>
    /// <exception cref="InvalidSeriesException">The document has a later format.</exception>
    public static void DemandFormat(JsonElement root)
    {
        // Before the properties are looked at: of a later format nearly all would be called unknown, which helps nobody.
        if (root.ValueKind == JsonValueKind.Object
            && root.TryGetProperty("format", out var format)
            && format.ValueKind == JsonValueKind.Number
            && (!format.TryGetInt32(out var number) || number > Format))
        {
            throw new InvalidSeriesException(
                [new("format", $"is {format.GetRawText()}, and this version reads up to {Format}: a newer version wrote the document; use that one, nothing was changed")]);
        }
    }

    /// <summary>Reads it; null where there is none.</summary>
    /// <param name="document">The whole document.</param>
    /// <param name="faults">Where faults are noted.</param>
    /// <param name="workshop">Reads a workshop, without the rules for its neighbours.</param>
    public static SeriesMemory? Read(DocumentObject document, ICollection<Fault> faults, Func<(JsonElement Element, string Path), Workshop?> workshop)
    {
        var format = document.WholeNumber("format", static value => value < 1 ? $"the format is {Format}" : null);
        if (document.Object("memory", required: false, "revision", "lastStamp", "told", "recipients") is not { } o)
        {
            return null;
        }

        if (format is null)
        {
            document.Fault("format", $"is missing; beside a memory it is {Format}");
        }

        var revision = o.WholeNumber("revision", SeriesMemory.RevisionProblem);
        if (revision is null && !o.Has("revision"))
        {
            o.Fault("revision", "is missing");
        }

        var stamp = o.Value<Instant?>("lastStamp", required: false, Stamp);
        var told = Once(o, "told", faults, workshop, static workshop => workshop.Id, "id", StringComparer.OrdinalIgnoreCase);
        var recipients = Once(o, "recipients", faults, item => Recipient(item, faults), static recipient => recipient.Email.Value, "email", StringComparer.Ordinal);
        return new() { Revision = revision ?? 1, LastStamp = stamp, Told = told, Recipients = recipients };
    }

    private static ToldRecipient? Recipient((JsonElement Element, string Path) item, ICollection<Fault> faults)
    {
        var o = new DocumentObject(item.Element, item.Path, faults, "email", "workshops");
        var email = o.Value<EmailAddress>("email", required: true, SeriesDocumentReader.Address);
        var workshops = Once(o, "workshops", faults, entry => Entry(entry, faults), static entry => entry.Id, "id", StringComparer.OrdinalIgnoreCase);
        return email is null ? null : new() { Email = email, Workshops = workshops };
    }

    private static ToldWorkshop? Entry((JsonElement Element, string Path) item, ICollection<Fault> faults)
    {
        var o = new DocumentObject(item.Element, item.Path, faults, "id", "sequence", "firstSequence", "standing");
        var id = o.Text("id", required: true, Checked.IdProblem);
        var sequence = o.WholeNumber("sequence", Checked.SequenceProblem) ?? 0;
        var first = o.WholeNumber("firstSequence", Checked.SequenceProblem) ?? sequence;
        var standing = o.Value<Standing?>("standing", required: false, StandingOf) ?? Standing.Invited;
        if (first > sequence)
        {
            o.Fault("firstSequence", $"is above the sequence, {sequence}");
        }

        return id is null ? null : new() { Id = id, FirstSequence = first, Sequence = sequence, Standing = standing };
    }

    /// <summary>A standing as the document has it.</summary>
    public static string Text(Standing standing) => standing switch
    {
        Standing.Invited => "invited",
        Standing.Cancelled => "cancelled",
        _ => "withdrawn",
    };

    private static string? StandingOf(string text, out Standing? value)
    {
        Standing[] all = [Standing.Invited, Standing.Cancelled, Standing.Withdrawn];
        value = all.Where(standing => Text(standing) == text).Select(standing => (Standing?)standing).FirstOrDefault();
        return value is null ? $"\"{PlainText.SingleLine(text)}\" is none of {string.Join(", ", all.Select(Text))}" : null;
    }

    private static string? Stamp(string text, out Instant? value)
    {
        var parsed = InstantPattern.General.Parse(text);
        value = parsed.Success ? parsed.Value : null;
        return value is null ? $"\"{PlainText.SingleLine(text)}\" is not an instant such as 2020-05-20T08:00:00Z" : null;
    }

    private static ValueList<T> Once<T>(
        DocumentObject o,
        string name,
        ICollection<Fault> faults,
        Func<(JsonElement Element, string Path), T?> read,
        Func<T, string> key,
        string keyName,
        StringComparer comparer)
        where T : class
    {
        var seen = new HashSet<string>(comparer);
        var values = new List<T>();
        foreach (var item in o.Array(name, required: false))
        {
            if (read(item) is not { } value)
            {
                continue;
            }

            if (!seen.Add(key(value)))
            {
                faults.Add(new($"{item.Path}.{keyName}", $"\"{key(value)}\" is there twice"));
            }

            values.Add(value);
        }

        return values.ToValueList();
    }
}
