using System.Text.Json;
using Better.Calendar.Model;
using NodaTime;
using NodaTime.Text;

namespace Better.Calendar.Replies;

/// <summary>
/// Reads an attendance from JSON. It collects each error with its path and reads on, so that one exception lists all errors.
/// </summary>
internal sealed class AttendanceDocumentReader
{
    /// <summary>
    /// The format that is written. Documents in format 1 have no <c>format</c>, and name the response <c>answer</c> and the role
    /// <c>standing</c>.
    /// </summary>
    public const int Format = 2;

    public const string DelegatedStatus = "delegated";
    public const string ConfirmationNeed = "confirmation";
    public const string PermanentKind = "final";
    public const string TransientKind = "transient";

    private readonly List<ValidationError> errors = [];

    private string responseName = "response";
    private string roleName = "role";

    public Attendance Read(JsonElement root)
    {
        DocumentFormat.ThrowIfLater(root, Format);
        if (DocumentFormat.GetFormat(root) is not Format)
        {
            (responseName, roleName) = ("answer", "standing");
        }

        var document = new JsonObjectReader(root, "", errors, "format", "entries", "bounces", "proposals");
        document.ReadInt32("format", static value => value < 1 ? $"should be 1 or {Format}" : null);
        var entries = document.ReadArray("entries", required: true).Select(ReadEntry).ToList();
        var bounces = document.ReadArray("bounces", required: false).Select(ReadBounce).ToList();
        var proposals = document.ReadArray("proposals", required: false).Select(ReadProposal).ToList();
        return errors.Count > 0
            ? throw new InvalidSeriesException(errors)
            : Attendance.Create(entries.OfType<AttendanceEntry>(), bounces.OfType<Bounce>(), proposals.OfType<Proposal>());
    }

    private AttendanceEntry? ReadEntry((JsonElement Element, string Path) item)
    {
        var before = errors.Count;
        var o = new JsonObjectReader(
            item.Element,
                item.Path,
                errors,
                "email",
                "workshop",
                responseName,
                "delegatedTo",
                "delegatedFrom",
                "alias",
                roleName,
                "trust",
                "needs",
                "sequence",
                "stamp",
                "key",
                "comment");
        var sender = ReadSender(o);
        var workshop = o.ReadString("workshop", required: true, Guard.IdProblem);
        var response = ReadEnum<ParticipationStatus>(o, responseName, DelegatedStatus);
        var to = ReadAddress(o, "delegatedTo", required: false);
        var (sequence, stamp, key) = ReadVersion(o);
        var comment = o.ReadString("comment", required: false, AcceptAnyText);
        return errors.Count > before ? null : new()
        {
            Email = sender!.Email,
            WorkshopId = workshop!,
            Status = response,
            DelegatedTo = to,
            DelegatedFrom = sender.DelegatedFrom,
            Alias = sender.Alias,
            Role = sender.Role,
            Sequence = sequence,
            Timestamp = stamp,
            MessageKey = key!,
            Trust = sender.Trust,
            NeedsConfirmation = sender.NeedsConfirmation,
            Comment = comment,
        };
    }

    private Bounce? ReadBounce((JsonElement Element, string Path) item)
    {
        var before = errors.Count;
        var o = new JsonObjectReader(
            item.Element,
            item.Path,
            errors,
            "email",
            "workshop",
            "kind",
            "status",
            "diagnostic",
            "trust",
            "stamp",
            "key");
        var email = ReadAddress(o, "email", required: true);
        var workshop = o.ReadString("workshop", required: false, Guard.IdProblem);
        var kind =
            o.ReadString("kind", required: true, static text => text is PermanentKind or TransientKind
                ? null
                : $"should be {PermanentKind} or {TransientKind}");
        var status = o.ReadString("status", required: true, AcceptAnyText);
        var diagnostic = o.ReadString("diagnostic", required: true, AcceptAnyText);
        var trust = ReadEnum<SenderTrust>(o, "trust", null);
        var stamp = ReadInstant(o, "stamp");
        var key = o.ReadString("key", required: true, AcceptAnyText);
        return errors.Count > before ? null : new()
        {
            MessageKey = key!,
            Email = email!,
            WorkshopId = workshop,
            IsPermanent = kind == PermanentKind,
            Status = status!,
            Diagnostic = diagnostic!,
            Timestamp = stamp,
            Trust = trust!.Value,
        };
    }

    private Proposal? ReadProposal((JsonElement Element, string Path) item)
    {
        var before = errors.Count;
        var o = new JsonObjectReader(
            item.Element,
                item.Path,
                errors,
                "email",
                "workshop",
                "start",
                "end",
                "delegatedFrom",
                "alias",
                roleName,
                "trust",
                "needs",
                "sequence",
                "stamp",
                "key",
                "comment");
        var sender = ReadSender(o);
        var workshop = o.ReadString("workshop", required: false, Guard.IdProblem);
        var (start, end) = (ReadInstant(o, "start"), ReadInstant(o, "end"));
        var (sequence, stamp, key) = ReadVersion(o);
        var comment = o.ReadString("comment", required: false, AcceptAnyText);
        return errors.Count > before ? null : new()
        {
            MessageKey = key!,
            Sender = sender!,
            WorkshopId = workshop,
            Start = start,
            End = end,
            Sequence = sequence,
            Timestamp = stamp,
            Comment = comment,
        };
    }

    private ReplySender? ReadSender(JsonObjectReader o)
    {
        var email = ReadAddress(o, "email", required: true);
        var from = ReadAddress(o, "delegatedFrom", required: false);
        var alias = ReadAddress(o, "alias", required: false);
        var role = ReadEnum<SenderRole>(o, roleName, null);
        var trust = ReadEnum<SenderTrust>(o, "trust", null);
        var needs =
            o.ReadString("needs", required: false, static text => text == ConfirmationNeed
                ? null
                : $"should be {ConfirmationNeed}, or be left out");
        return email is null || role is null || trust is null
            ? null
            : new()
            {
                Email = email,
                DelegatedFrom = from,
                Alias = alias,
                Role = role.Value,
                Trust = trust.Value,
                NeedsConfirmation = needs is not null
            };
    }

    private static (int Sequence, Instant Stamp, string? Key) ReadVersion(JsonObjectReader o) =>
        (o.ReadInt32("sequence", Guard.SequenceProblem) ?? 0, ReadInstant(o, "stamp"), o.ReadString("key", required: true, AcceptAnyText));

    private static EmailAddress? ReadAddress(JsonObjectReader o, string name, bool required) =>
        o.ReadValue(
            name,
            required,
            static (string text, out EmailAddress? value) => (value = EmailAddress.ParseOrNull(text, out var problem)) is null
            ? problem
            : null);

    private static Instant ReadInstant(JsonObjectReader o, string name) =>
        o.ReadValue<Instant?>(name, required: true, static (string text, out Instant? value) =>
        {
            var parsed = InstantPattern.ExtendedIso.Parse(text);
            value = parsed.Success ? parsed.Value : null;
            return parsed.Success ? null : $"\"{TextSanitizer.ToSingleLine(text)}\" is not an instant in UTC such as 2020-06-16T08:30:00Z";
        }) ?? default;

    /// <summary>Reads the name of an enum value; null for the one name that stands for no value.</summary>
    /// <param name="o">The object.</param>
    /// <param name="name">The property.</param>
    /// <param name="nullName">The name that stands for no value; null when every entry has a value.</param>
    private static T? ReadEnum<T>(JsonObjectReader o, string name, string? nullName)
        where T : struct, Enum =>
        o.ReadValue<T?>(name, required: true, (string text, out T? value) =>
        {
            // TryParse also accepts numbers; the document does not.
            value = text.Length > 0
                && char.IsLetter(text[0])
                && Enum.TryParse<T>(text, ignoreCase: true, out var known)
                && known.ToString().Equals(text, StringComparison.OrdinalIgnoreCase)
                ? known
                : null;
            return value is not null || text == nullName
                ? null
                : $"\"{TextSanitizer.ToSingleLine(text)}\" is not one of {string.Join(", ", ListNames<T>(nullName))}";
        });

    private static IEnumerable<string> ListNames<T>(string? nullName)
        where T : struct, Enum =>
        Enum.GetNames(typeof(T)).Select(static name => name.ToLowerInvariant()).Concat(nullName is null ? [] : [nullName]);

    private static string? AcceptAnyText(string text) => null;
}
