using System.Text.Json;
using NodaTime;
using NodaTime.Text;

namespace Better.Calendar.Workshops;

/// <summary>What the document says that the library must remember: who was notified of what, and the times that were published.</summary>
/// <remarks>
/// It stands under <c>state</c>. In format 1 it stood under <c>memory</c> and <c>promised</c>: such documents are read by these names.
/// A document without any of them is one that no email went out by; a document of a later format is refused as a whole.
/// </remarks>
internal sealed class SeriesMemoryReader
{
    /// <summary>The format that is written. Raise it when an older reader would misunderstand, and read the older ones still.</summary>
    public const int Format = 2;

    private const int FirstFormat = 1;

    private readonly DocumentObject document;
    private readonly ICollection<Fault> faults;
    private readonly bool isFirstFormat;
    private readonly DocumentObject? state;

    /// <summary>Reads the document, and what the library must remember in it.</summary>
    /// <exception cref="InvalidSeriesException">The document has a later format.</exception>
    public SeriesMemoryReader(JsonElement root, ICollection<Fault> faults, params string[] properties)
    {
        this.faults = faults;
        DocumentFormat.Demand(root, Format);
        var names = DocumentFormat.Names(root);
        isFirstFormat = (DocumentFormat.Of(root) is null or <= FirstFormat) && !names.Contains("state") && (names.Contains("memory") || names.Contains("promised"));
        string[] own = isFirstFormat ? ["format", "memory", "promised"] : ["format", "state"];
        document = new(root, "", faults, [.. own, .. properties]);
        state = isFirstFormat
            ? document.Object("memory", required: false, "revision", "lastStamp", "told", "recipients")
            : document.Object("state", required: false, "revision", "lastStamp", "lastNotified", "recipients", "publishedTimes");
    }

    /// <summary>The whole document.</summary>
    public DocumentObject Document => document;

    /// <summary>The times that were published; null where there are none.</summary>
    public Promises? ReadPublishedTimes() => isFirstFormat ? PromisesReader.Read(document, "promised") : PromisesReader.Read(state, "publishedTimes");

    /// <summary>Who was notified of what; null where nobody was.</summary>
    /// <param name="workshop">Reads a workshop, without the rules for its neighbours.</param>
    public SeriesMemory? ReadState(Func<(JsonElement Element, string Path), Workshop?> workshop)
    {
        var format = document.WholeNumber("format", static value => value < FirstFormat ? $"the format is {FirstFormat} or {Format}" : null);
        if (state is null)
        {
            return null;
        }

        if (format is null)
        {
            document.Fault("format", isFirstFormat ? $"is missing; beside a memory it is {FirstFormat}" : $"is missing; beside a state it is {Format}");
        }
        else if (!isFirstFormat && format != Format)
        {
            document.Fault("format", $"is {format}; beside a state it is {Format}");
        }

        // Times can be published without a revision.
        if (!isFirstFormat && !state.Names.Any(static name => name != "publishedTimes"))
        {
            return null;
        }

        var revision = state.WholeNumber("revision", SeriesMemory.RevisionProblem);
        if (revision is null && !state.Has("revision"))
        {
            state.Fault("revision", "is missing");
        }

        var stamp = state.Value<Instant?>("lastStamp", required: false, Stamp);
        var told = Once(state, isFirstFormat ? "told" : "lastNotified", workshop, static workshop => workshop.Id, "id", StringComparer.OrdinalIgnoreCase);
        var recipients = Once(state, "recipients", Recipient, static recipient => recipient.Email.Value, "email", StringComparer.Ordinal);
        return new() { Revision = revision ?? 1, LastStamp = stamp, Told = told, Recipients = recipients };
    }

    private ToldRecipient? Recipient((JsonElement Element, string Path) item)
    {
        var o = new DocumentObject(item.Element, item.Path, faults, "email", "workshops");
        var email = o.Value<EmailAddress>("email", required: true, SeriesDocumentReader.Address);
        var workshops = Once(o, "workshops", Entry, static entry => entry.Id, "id", StringComparer.OrdinalIgnoreCase);
        return email is null ? null : new() { Email = email, Workshops = workshops };
    }

    private ToldWorkshop? Entry((JsonElement Element, string Path) item)
    {
        var status = isFirstFormat ? "standing" : "status";
        var o = new DocumentObject(item.Element, item.Path, faults, "id", "sequence", "firstSequence", status);
        var id = o.Text("id", required: true, Checked.IdProblem);
        var sequence = o.WholeNumber("sequence", Checked.SequenceProblem) ?? 0;
        var first = o.WholeNumber("firstSequence", Checked.SequenceProblem) ?? sequence;
        var standing = o.Value<Standing?>(status, required: false, StandingOf) ?? Standing.Invited;
        if (first > sequence)
        {
            o.Fault("firstSequence", $"is above the sequence, {sequence}");
        }

        return id is null ? null : new() { Id = id, FirstSequence = first, Sequence = sequence, Standing = standing };
    }

    private static string? StandingOf(string text, out Standing? value)
    {
        Standing[] all = [Standing.Invited, Standing.Cancelled, Standing.Withdrawn];
        value = all.Where(standing => DocumentWriter.Word(standing) == text).Select(standing => (Standing?)standing).FirstOrDefault();
        return value is null ? $"\"{PlainText.SingleLine(text)}\" is none of {string.Join(", ", all.Select(DocumentWriter.Word))}" : null;
    }

    private static string? Stamp(string text, out Instant? value)
    {
        var parsed = InstantPattern.General.Parse(text);
        value = parsed.Success ? parsed.Value : null;
        return value is null ? $"\"{PlainText.SingleLine(text)}\" is not an instant such as 2020-05-20T08:00:00Z" : null;
    }

    private ValueList<T> Once<T>(
        DocumentObject o,
        string name,
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
