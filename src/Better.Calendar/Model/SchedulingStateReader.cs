using System.Text.Json;
using NodaTime;
using NodaTime.Text;

namespace Better.Calendar.Model;

/// <summary>What the document says that the library must remember: who was notified of what, and the times that were published.</summary>
/// <remarks>
/// It stands under <c>state</c>. In format 1 it stood under <c>memory</c> and <c>promised</c>: such documents are read by these names.
/// A document without any of them is one that no email went out by; a document of a later format is refused as a whole.
/// </remarks>
internal sealed class SchedulingStateReader
{
    /// <summary>The format that is written. Raise it when an older reader would misunderstand, and read the older ones still.</summary>
    public const int FormatVersion = 2;

    private const int FirstFormat = 1;

    private readonly JsonObjectReader document;
    private readonly ICollection<ValidationError> faults;
    private readonly bool isFirstFormat;
    private readonly JsonObjectReader? state;

    /// <summary>Reads the document, and what the library must remember in it.</summary>
    /// <exception cref="InvalidSeriesException">The document has a later format.</exception>
    public SchedulingStateReader(JsonElement root, ICollection<ValidationError> faults, params string[] properties)
    {
        this.faults = faults;
        DocumentFormat.Demand(root, FormatVersion);
        var names = DocumentFormat.Names(root);
        isFirstFormat = (DocumentFormat.Of(root) is null or <= FirstFormat) && !names.Contains("state") && (names.Contains("memory") || names.Contains("promised"));
        string[] own = isFirstFormat ? ["format", "memory", "promised"] : ["format", "state"];
        document = new(root, "", faults, [.. own, .. properties]);
        state = isFirstFormat
            ? document.ReadObject("memory", required: false, "revision", "lastStamp", "told", "recipients")
            : document.ReadObject("state", required: false, "revision", "lastStamp", "lastNotified", "recipients", "publishedTimes");
    }

    /// <summary>The whole document.</summary>
    public JsonObjectReader Document => document;

    /// <summary>The times that were published; null where there are none.</summary>
    public PublishedTimes? ReadPublishedTimes() => isFirstFormat ? PublishedTimesReader.Read(document, "promised") : PublishedTimesReader.Read(state, "publishedTimes");

    /// <summary>Who was notified of what; null where nobody was.</summary>
    /// <param name="workshop">Reads a workshop, without the rules for its neighbors.</param>
    public SchedulingState? ReadState(Func<(JsonElement Element, string Path), Workshop?> workshop)
    {
        var format = document.ReadInt32("format", static value => value < FirstFormat ? $"the format is {FirstFormat} or {FormatVersion}" : null);
        if (state is null)
        {
            return null;
        }

        if (format is null)
        {
            document.AddError("format", isFirstFormat ? $"is missing; beside a memory it is {FirstFormat}" : $"is missing; beside a state it is {FormatVersion}");
        }
        else if (!isFirstFormat && format != FormatVersion)
        {
            document.AddError("format", $"is {format}; beside a state it is {FormatVersion}");
        }

        // Times can be published without a revision.
        if (!isFirstFormat && !state.Names.Any(static name => name != "publishedTimes"))
        {
            return null;
        }

        var revision = state.ReadInt32("revision", SchedulingState.RevisionProblem);
        if (revision is null && !state.Has("revision"))
        {
            state.AddError("revision", "is missing");
        }

        var stamp = state.ReadValue<Instant?>("lastStamp", required: false, ParseTimestamp);
        var told = ReadUnique(state, isFirstFormat ? "told" : "lastNotified", workshop, static workshop => workshop.Id, "id", StringComparer.OrdinalIgnoreCase);
        var recipients = ReadUnique(state, "recipients", ReadRecipient, static recipient => recipient.Email.Value, "email", StringComparer.Ordinal);
        return new() { Revision = revision ?? 1, LastTimestamp = stamp, LastNotified = told, Recipients = recipients };
    }

    private NotifiedRecipient? ReadRecipient((JsonElement Element, string Path) item)
    {
        var o = new JsonObjectReader(item.Element, item.Path, faults, "email", "workshops");
        var email = o.ReadValue<EmailAddress>("email", required: true, SeriesDocumentReader.ParseAddress);
        var workshops = ReadUnique(o, "workshops", ReadNotifiedWorkshop, static entry => entry.Id, "id", StringComparer.OrdinalIgnoreCase);
        return email is null ? null : new() { Email = email, Workshops = workshops };
    }

    private NotifiedWorkshop? ReadNotifiedWorkshop((JsonElement Element, string Path) item)
    {
        var status = isFirstFormat ? "standing" : "status";
        var o = new JsonObjectReader(item.Element, item.Path, faults, "id", "sequence", "firstSequence", status);
        var id = o.ReadString("id", required: true, Guard.IdProblem);
        var sequence = o.ReadInt32("sequence", Guard.SequenceProblem) ?? 0;
        var first = o.ReadInt32("firstSequence", Guard.SequenceProblem) ?? sequence;
        var standing = o.ReadValue<InvitationStatus?>(status, required: false, ParseStatus) ?? InvitationStatus.Invited;
        if (first > sequence)
        {
            o.AddError("firstSequence", $"is above the sequence, {sequence}");
        }

        return id is null ? null : new() { Id = id, FirstSequence = first, Sequence = sequence, Status = standing };
    }

    private static string? ParseStatus(string text, out InvitationStatus? value)
    {
        InvitationStatus[] all = [InvitationStatus.Invited, InvitationStatus.Cancelled, InvitationStatus.Withdrawn];
        value = all.Where(standing => DocumentWriter.Word(standing) == text).Select(standing => (InvitationStatus?)standing).FirstOrDefault();
        return value is null ? $"\"{TextSanitizer.ToSingleLine(text)}\" is none of {string.Join(", ", all.Select(DocumentWriter.Word))}" : null;
    }

    private static string? ParseTimestamp(string text, out Instant? value)
    {
        var parsed = InstantPattern.General.Parse(text);
        value = parsed.Success ? parsed.Value : null;
        return value is null ? $"\"{TextSanitizer.ToSingleLine(text)}\" is not an instant such as 2020-05-20T08:00:00Z" : null;
    }

    private ValueList<T> ReadUnique<T>(
        JsonObjectReader o,
        string name,
        Func<(JsonElement Element, string Path), T?> read,
        Func<T, string> key,
        string keyName,
        StringComparer comparer)
        where T : class
    {
        var seen = new HashSet<string>(comparer);
        var values = new List<T>();
        foreach (var item in o.ReadArray(name, required: false))
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
