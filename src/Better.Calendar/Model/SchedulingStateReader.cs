using System.Text.Json;
using NodaTime;
using NodaTime.Text;

namespace Better.Calendar.Model;

/// <summary>Reads from a series document what the library must remember: who was notified of what, and the published times.</summary>
/// <remarks>
/// Format 2 has it under <c>state</c>; format 1 had it under <c>memory</c> and <c>promised</c>, and is still read.
/// No email was sent for a document with none of these properties. A document of a later format is refused as a whole.
/// </remarks>
internal sealed class SchedulingStateReader
{
    /// <summary>
    /// The format that is written. Raise it when an older reader would misunderstand the document, and keep reading older formats.
    /// </summary>
    public const int FormatVersion = 2;

    /// <summary>The mode of a series that is sent by emails about the whole course; another mode has no word.</summary>
    public const string CourseMode = "courseEmail";

    private const int FirstFormat = 1;

    private readonly JsonObjectReader document;
    private readonly ICollection<ValidationError> errors;
    private readonly bool isFirstFormat;
    private readonly JsonObjectReader? state;

    /// <summary>Starts to read the document.</summary>
    /// <exception cref="InvalidSeriesException">The document has a later format.</exception>
    public SchedulingStateReader(JsonElement root, ICollection<ValidationError> errors, params string[] properties)
    {
        this.errors = errors;
        DocumentFormat.ThrowIfLater(root, FormatVersion);
        isFirstFormat = (DocumentFormat.GetFormat(root) is null or <= FirstFormat)
            && !DocumentFormat.Has(root, "state")
            && (DocumentFormat.Has(root, "memory") || DocumentFormat.Has(root, "promised"));
        string[] stateProperties = isFirstFormat ? ["format", "memory", "promised"] : ["format", "state"];
        document = new(root, "", errors, [.. stateProperties, .. properties]);
        state = isFirstFormat
            ? document.ReadObject("memory", required: false, "revision", "lastStamp", "told", "recipients")
            : document.ReadObject(
                "state",
                required: false,
                "revision",
                "mode",
                "lastStamp",
                "lastNotified",
                "recipients",
                "undelivered",
                "publishedTimes",
                "recurrence");
    }

    /// <summary>The whole document.</summary>
    public JsonObjectReader Document => document;

    /// <summary>Reports an error if the document has any state.</summary>
    public void Refuse()
    {
        foreach (var name in ((string[])["state", "memory", "promised"]).Where(document.Has))
        {
            document.AddError(name, "only a stored document has this property; leave it out");
        }
    }

    /// <summary>The published times; null when there are none.</summary>
    public PublishedTimes? ReadPublishedTimes() =>
        isFirstFormat ? PublishedTimesReader.Read(document, "promised") : PublishedTimesReader.Read(state, "publishedTimes");

    /// <summary>The recurring event that the series was sent as; null when there is none.</summary>
    public SeriesRecurrence? ReadRecurrence(Func<JsonObjectReader, string?> readZone) =>
        isFirstFormat ? null : SeriesRecurrenceReader.Read(state, readZone, errors);

    /// <summary>Who was notified of what; null when no email was sent.</summary>
    /// <param name="readWorkshop">Reads a workshop without the rules between workshops.</param>
    public SchedulingState? ReadState(Func<(JsonElement Element, string Path), Workshop?> readWorkshop)
    {
        var format =
            document.ReadInt32("format", static value => value < FirstFormat
                ? $"the format must be {FirstFormat} or {FormatVersion}"
                : null);
        if (state is null)
        {
            return null;
        }

        if (format is null)
        {
            document.AddError("format", isFirstFormat
                ? $"this property is missing; a document with \"memory\" has the format {FirstFormat}"
                : $"this property is missing; a document with \"state\" has the format {FormatVersion}");
        }
        else if (!isFirstFormat && format != FormatVersion)
        {
            document.AddError("format", $"the format is {format}, but a document with \"state\" has the format {FormatVersion}");
        }

        // A document can have published times, or a recurring event, without a revision.
        if (!isFirstFormat && !state.Names.Any(static name => name is not ("publishedTimes" or "recurrence")))
        {
            return null;
        }

        var revision = state.ReadInt32("revision", SchedulingState.RevisionProblem);
        if (revision is null && !state.Has("revision"))
        {
            state.AddError("revision", "this property is missing; add it");
        }

        var stamp = state.ReadValue<Instant?>("lastStamp", required: false, ParseTimestamp);
        var lastNotified =
            ReadUnique(state, isFirstFormat
                ? "told"
                : "lastNotified", readWorkshop, static workshop => workshop.Id, "id", StringComparer.OrdinalIgnoreCase);
        var recipients =
            ReadUnique(state, "recipients", ReadRecipient, static recipient => recipient.Email.Value, "email", StringComparer.Ordinal);
        return new()
        {
            Revision = revision ?? 1,
            IsCourse = !isFirstFormat && state.ReadValue<string>("mode", required: false, ParseMode) is not null,
            LastTimestamp = stamp,
            LastNotified = lastNotified,
            Recipients = recipients,
            Undelivered = isFirstFormat ? [] : ReadUnique(state, "undelivered", ReadKey, static key => key, "key", StringComparer.Ordinal),
        };
    }

    private string? ReadKey((JsonElement Element, string Path) item)
    {
        if (item.Element.ValueKind == JsonValueKind.String)
        {
            return JsonElementReader.GetString(item.Element);
        }

        errors.Add(new(item.Path, "the key of an email must be a text"));
        return null;
    }

    private NotifiedRecipient? ReadRecipient((JsonElement Element, string Path) item)
    {
        var o = new JsonObjectReader(item.Element, item.Path, errors, "email", "series", "workshops");
        var email = o.ReadValue<EmailAddress>("email", required: true, SeriesDocumentReader.ParseAddress);
        var workshops = ReadUnique(o, "workshops", ReadNotifiedWorkshop, static entry => entry.Id, "id", StringComparer.OrdinalIgnoreCase);
        var series = o.ReadObject("series", required: false, "sequence", "firstSequence", "invitedSequence", "status") is { } whole
            ? ReadNotified(whole, "status") with { InvitedSequence = whole.ReadInt32("invitedSequence", Guard.SequenceProblem) ?? 0 }
            : null;
        return email is null ? null : new() { Email = email, Series = series, Workshops = workshops };
    }

    private NotifiedWorkshop? ReadNotifiedWorkshop((JsonElement Element, string Path) item)
    {
        var statusName = isFirstFormat ? "standing" : "status";
        var o = new JsonObjectReader(item.Element, item.Path, errors, "id", "sequence", "firstSequence", statusName);
        var id = o.ReadString("id", required: true, Guard.IdProblem);
        var notified = ReadNotified(o, statusName);
        return id is null ? null : new()
        {
            Id = id,
            FirstSequence = notified.FirstSequence,
            Sequence = notified.Sequence,
            Status = notified.Status,
        };
    }

    private static NotifiedSeries ReadNotified(JsonObjectReader o, string statusName)
    {
        var sequence = o.ReadInt32("sequence", Guard.SequenceProblem) ?? 0;
        var first = o.ReadInt32("firstSequence", Guard.SequenceProblem) ?? sequence;
        var status = o.ReadValue<InvitationStatus?>(statusName, required: false, ParseStatus) ?? InvitationStatus.Invited;
        if (first > sequence)
        {
            o.AddError("firstSequence", $"the first sequence is higher than the sequence, {sequence}");
        }

        return new() { FirstSequence = first, Sequence = sequence, Status = status };
    }

    private static string? ParseStatus(string text, out InvitationStatus? value)
    {
        InvitationStatus[] all =
            [InvitationStatus.Invited, InvitationStatus.Cancelled, InvitationStatus.Withdrawn, InvitationStatus.Asked];
        value = all.Where(status => DocumentWriter.Word(status) == text).Select(status => (InvitationStatus?)status).FirstOrDefault();
        return value is null
            ? $"\"{TextSanitizer.ToSingleLine(text)}\" is not one of {string.Join(", ", all.Select(DocumentWriter.Word))}"
            : null;
    }

    private static string? ParseMode(string text, out string? value)
    {
        value = text == CourseMode ? text : null;
        return value is null ? $"\"{TextSanitizer.ToSingleLine(text)}\" is not {CourseMode}; leave the mode out for any other" : null;
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
                errors.Add(new($"{item.Path}.{keyName}", $"\"{key(value)}\" is given twice; give it once"));
            }

            values.Add(value);
        }

        return values.ToValueList();
    }
}
