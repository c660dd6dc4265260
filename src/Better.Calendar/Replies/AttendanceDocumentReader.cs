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
    public const string ClaimedCount = "claimed";
    public const string SeriesSubject = "series";
    public const string PermanentKind = "final";
    public const string TransientKind = "transient";
    public const string FeedCalendar = "feed";
    public const string EmailCalendar = "email";

    private readonly List<ValidationError> errors = [];

    private string responseName = "response";
    private string roleName = "role";
    private string[]? entryNames;

    public Attendance Read(JsonElement root)
    {
        DocumentFormat.ThrowIfLater(root, Format);
        if (DocumentFormat.GetFormat(root) is not Format)
        {
            (responseName, roleName) = ("answer", "standing");
        }

        var document = new JsonObjectReader(root, "", errors, "format", "entries", "bounces", "proposals", "feedChoices");
        document.ReadInt32("format", static value => value < 1 ? $"should be 1 or {Format}" : null);
        var entries = document.ReadArray("entries", required: true).Select(ReadEntry).ToList();
        var bounces = document.ReadArray("bounces", required: false).Select(ReadBounce).ToList();
        var proposals = document.ReadArray("proposals", required: false).Select(ReadProposal).ToList();
        var choices = document.ReadArray("feedChoices", required: false).Select(ReadFeedChoice).ToList();
        return errors.Count > 0
            ? throw new InvalidSeriesException(errors)
            : Attendance.Create(
                entries.OfType<AttendanceEntry>(),
                bounces.OfType<Bounce>(),
                proposals.OfType<Proposal>(),
                choices.OfType<FeedChoice>());
    }

    private AttendanceEntry? ReadEntry((JsonElement Element, string Path) item)
    {
        var before = errors.Count;
        entryNames ??=
        [
            "email", "workshop", responseName, "delegatedTo", "delegatedFrom", "alias", roleName, "trust", "counts", "needs", "about",
            "sequence", "start", "end", "stamp", "modified", "sent", "received", "key", "guests", "comment",
        ];
        var o = new JsonObjectReader(item.Element, item.Path, errors, entryNames);
        var sender = ReadSender(o);
        var workshop = o.ReadString("workshop", required: true, Guard.IdProblem);
        var about =
            o.ReadString("about", required: false, static text => text == SeriesSubject
                ? null
                : $"should be {SeriesSubject}, or be left out");
        var response = ReadEnum<ParticipationStatus>(o, responseName, DelegatedStatus);
        var to = ReadAddress(o, "delegatedTo", required: false);
        var (start, end) = (ReadInstant(o, "start", required: false), ReadInstant(o, "end", required: false));
        var (sequence, stamp, key) = ReadVersion(o);
        var (modified, sent, received) =
            (ReadOptionalInstant(o, "modified"), ReadOptionalInstant(o, "sent"), ReadOptionalInstant(o, "received"));
        var guests = o.ReadInt32("guests", static value => value < 0 ? "must not be negative" : null);
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
            IsWholeSeries = about is not null,
            Sequence = sequence,
            Start = start,
            End = end,
            Timestamp = stamp,
            LastModified = modified,
            SentAt = sent,
            ReceivedAt = received,
            MessageKey = key!,
            Trust = sender.Trust,
            IsAcceptedAsClaimed = sender.IsAcceptedAsClaimed,
            NeedsConfirmation = sender.NeedsConfirmation,
            Guests = guests,
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
            "needs",
            "stamp",
            "sent",
            "received",
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
        var needs = ReadNeeds(o);
        var stamp = ReadInstant(o, "stamp");
        var (sent, received) = (ReadOptionalInstant(o, "sent"), ReadOptionalInstant(o, "received"));
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
            NeedsConfirmation = needs,
            SentAt = sent,
            ReceivedAt = received,
        };
    }

    private FeedChoice? ReadFeedChoice((JsonElement Element, string Path) item)
    {
        var before = errors.Count;
        var o = new JsonObjectReader(item.Element, item.Path, errors, "email", "calendar", "stamp");
        var email = ReadAddress(o, "email", required: true);
        var calendar = o.ReadString("calendar", required: true, static text => text is FeedCalendar or EmailCalendar
            ? null
            : $"should be {FeedCalendar} or {EmailCalendar}");
        var stamp = ReadInstant(o, "stamp");
        return errors.Count > before
            ? null
            : new() { Email = email!, FollowsFeed = calendar == FeedCalendar, Timestamp = stamp };
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
                "localStart",
                "localEnd",
                responseName,
                "delegatedFrom",
                "alias",
                roleName,
                "trust",
                "counts",
                "needs",
                "sequence",
                "stamp",
                "modified",
                "sent",
                "received",
                "key",
                "guests",
                "comment");
        var sender = ReadSender(o);
        var workshop = o.ReadString("workshop", required: false, Guard.IdProblem);
        var (localStart, localEnd) = (ReadLocalDateTime(o, "localStart"), ReadLocalDateTime(o, "localEnd"));
        var (start, end) = localStart is null
            ? (ReadInstant(o, "start"), ReadInstant(o, "end"))
            : (ReadOptionalInstant(o, "start"), ReadOptionalInstant(o, "end"));
        var response = ReadEnum<ParticipationStatus>(o, responseName, null, required: false);
        var (sequence, stamp, key) = ReadVersion(o);
        var (modified, sent, received) =
            (ReadOptionalInstant(o, "modified"), ReadOptionalInstant(o, "sent"), ReadOptionalInstant(o, "received"));
        var guests = o.ReadInt32("guests", static value => value < 0 ? "must not be negative" : null);
        var comment = o.ReadString("comment", required: false, AcceptAnyText);
        return errors.Count > before ? null : new()
        {
            MessageKey = key!,
            Sender = sender!,
            WorkshopId = workshop,
            Start = start,
            End = end,
            LocalStart = localStart,
            LocalEnd = localEnd,
            Status = response,
            Sequence = sequence,
            Timestamp = stamp,
            LastModified = modified,
            SentAt = sent,
            ReceivedAt = received,
            Guests = guests,
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
        var counts =
            o.ReadString("counts", required: false, static text => text == ClaimedCount
                ? null
                : $"should be {ClaimedCount}, or be left out");
        var needs = ReadNeeds(o);
        return email is null || role is null || trust is null
            ? null
            : new()
            {
                Email = email,
                DelegatedFrom = from,
                Alias = alias,
                Role = role.Value,
                Trust = trust.Value,
                IsAcceptedAsClaimed = counts is not null,
                NeedsConfirmation = needs
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

    private static bool ReadNeeds(JsonObjectReader o) =>
        o.ReadString("needs", required: false, static text => text == ConfirmationNeed
            ? null
            : $"should be {ConfirmationNeed}, or be left out") is not null;

    private static Instant ReadInstant(JsonObjectReader o, string name) => ReadInstant(o, name, required: true) ?? default;

    private static Instant? ReadOptionalInstant(JsonObjectReader o, string name) => ReadInstant(o, name, required: false);

    private static Instant? ReadInstant(JsonObjectReader o, string name, bool required) =>
        o.ReadValue<Instant?>(name, required, static (string text, out Instant? value) =>
        {
            var parsed = InstantPattern.ExtendedIso.Parse(text);
            value = parsed.Success ? parsed.Value : null;
            return parsed.Success ? null : $"\"{TextSanitizer.ToSingleLine(text)}\" is not an instant in UTC such as 2020-06-16T08:30:00Z";
        });

    private static LocalDateTime? ReadLocalDateTime(JsonObjectReader o, string name) =>
        o.ReadValue<LocalDateTime?>(name, required: false, static (string text, out LocalDateTime? value) =>
        {
            var parsed = LocalDateTimePattern.ExtendedIso.Parse(text);
            value = parsed.Success ? parsed.Value : null;
            return parsed.Success ? null : $"\"{TextSanitizer.ToSingleLine(text)}\" is not a local time such as 2020-06-16T10:30:00";
        });

    /// <summary>Reads the name of an enum value; null for the one name that stands for no value.</summary>
    /// <param name="o">The object.</param>
    /// <param name="name">The property.</param>
    /// <param name="nullName">The name that stands for no value; null when every entry has a value.</param>
    /// <param name="required">Whether the property must be there.</param>
    private static T? ReadEnum<T>(JsonObjectReader o, string name, string? nullName, bool required = true)
        where T : struct, Enum
    {
        if (o.ReadText(name, required) is not { } text)
        {
            return null;
        }

        var value = WordList.Parse<T>(text);
        if (value is null && text != nullName)
        {
            o.AddError(name, $"\"{TextSanitizer.ToSingleLine(text)}\" is not one of {string.Join(", ", ListNames<T>(nullName))}");
        }

        return value;
    }

    private static IEnumerable<string> ListNames<T>(string? nullName)
        where T : struct, Enum =>
        WordList.GetWords<T>().Concat(nullName is null ? [] : [nullName]);

    private static string? AcceptAnyText(string text) => null;
}
