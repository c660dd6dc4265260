using System.Text.Json;
using Better.Calendar.Workshops;
using NodaTime;
using NodaTime.Text;

namespace Better.Calendar.Replies;

/// <summary>JSON into an attendance: every fault is noted with its path, and reading goes on to find the next.</summary>
internal sealed class AttendanceDocumentReader
{
    /// <summary>The format that is written. Format 1 named none, and said <c>answer</c> and <c>standing</c> for response and role.</summary>
    public const int Format = 2;

    public const string Delegated = "delegated";
    public const string Confirmation = "confirmation";
    public const string Final = "final";
    public const string Transient = "transient";

    private readonly List<Fault> faults = [];

    private string response = "response";
    private string role = "role";

    public Attendance Read(JsonElement root)
    {
        DocumentFormat.Demand(root, Format);
        if (DocumentFormat.Of(root) is not Format)
        {
            (response, role) = ("answer", "standing");
        }

        var document = new DocumentObject(root, "", faults, "format", "entries", "bounces", "proposals");
        document.WholeNumber("format", static value => value < 1 ? $"the format is 1 or {Format}" : null);
        var entries = document.Array("entries", required: true).Select(Entry).ToList();
        var bounces = document.Array("bounces", required: false).Select(Bounce).ToList();
        var proposals = document.Array("proposals", required: false).Select(Proposal).ToList();
        return faults.Count > 0
            ? throw new InvalidSeriesException(faults)
            : Attendance.Of(entries.OfType<AttendanceEntry>(), bounces.OfType<Bounce>(), proposals.OfType<Proposal>());
    }

    private AttendanceEntry? Entry((JsonElement Element, string Path) item)
    {
        var before = faults.Count;
        var o = new DocumentObject(
            item.Element, item.Path, faults, "email", "workshop", response, "delegatedTo", "delegatedFrom", "alias", role, "trust", "needs", "sequence", "stamp", "key", "comment");
        var by = By(o);
        var workshop = o.Text("workshop", required: true, Checked.IdProblem);
        var answer = Word<Answer>(o, response, Delegated);
        var to = Address(o, "delegatedTo", required: false);
        var (sequence, stamp, key) = Version(o);
        var comment = o.Text("comment", required: false, Anything);
        return faults.Count > before ? null : new()
        {
            Email = by!.Email,
            WorkshopId = workshop!,
            Answer = answer,
            DelegatedTo = to,
            DelegatedFrom = by.DelegatedFrom,
            Alias = by.Alias,
            Standing = by.Standing,
            Sequence = sequence,
            Stamp = stamp,
            Key = key!,
            Trust = by.Trust,
            IsAsked = by.IsAsked,
            Comment = comment,
        };
    }

    private Bounce? Bounce((JsonElement Element, string Path) item)
    {
        var before = faults.Count;
        var o = new DocumentObject(item.Element, item.Path, faults, "email", "workshop", "kind", "status", "diagnostic", "trust", "stamp", "key");
        var email = Address(o, "email", required: true);
        var workshop = o.Text("workshop", required: false, Checked.IdProblem);
        var kind = o.Text("kind", required: true, static text => text is Final or Transient ? null : $"is one of {Final}, {Transient}");
        var status = o.Text("status", required: true, Anything);
        var diagnostic = o.Text("diagnostic", required: true, Anything);
        var trust = Word<ReplyTrust>(o, "trust", null);
        var stamp = Moment(o, "stamp");
        var key = o.Text("key", required: true, Anything);
        return faults.Count > before ? null : new()
        {
            Key = key!,
            Email = email!,
            WorkshopId = workshop,
            IsFinal = kind == Final,
            Status = status!,
            Diagnostic = diagnostic!,
            Stamp = stamp,
            Trust = trust!.Value,
        };
    }

    private Proposal? Proposal((JsonElement Element, string Path) item)
    {
        var before = faults.Count;
        var o = new DocumentObject(
            item.Element, item.Path, faults, "email", "workshop", "start", "end", "delegatedFrom", "alias", role, "trust", "needs", "sequence", "stamp", "key", "comment");
        var by = By(o);
        var workshop = o.Text("workshop", required: false, Checked.IdProblem);
        var (start, end) = (Moment(o, "start"), Moment(o, "end"));
        var (sequence, stamp, key) = Version(o);
        var comment = o.Text("comment", required: false, Anything);
        return faults.Count > before ? null : new()
        {
            Key = key!,
            By = by!,
            WorkshopId = workshop,
            Start = start,
            End = end,
            Sequence = sequence,
            Stamp = stamp,
            Comment = comment,
        };
    }

    private Replier? By(DocumentObject o)
    {
        var email = Address(o, "email", required: true);
        var from = Address(o, "delegatedFrom", required: false);
        var alias = Address(o, "alias", required: false);
        var standing = Word<ReplierStanding>(o, role, null);
        var trust = Word<ReplyTrust>(o, "trust", null);
        var needs = o.Text("needs", required: false, static text => text == Confirmation ? null : $"is {Confirmation} or not there");
        return email is null || standing is null || trust is null
            ? null
            : new() { Email = email, DelegatedFrom = from, Alias = alias, Standing = standing.Value, Trust = trust.Value, IsAsked = needs is not null };
    }

    private static (int Sequence, Instant Stamp, string? Key) Version(DocumentObject o) =>
        (o.WholeNumber("sequence", Checked.SequenceProblem) ?? 0, Moment(o, "stamp"), o.Text("key", required: true, Anything));

    private static EmailAddress? Address(DocumentObject o, string name, bool required) =>
        o.Value(name, required, static (string text, out EmailAddress? value) => (value = EmailAddress.Read(text, out var problem)) is null ? problem : null);

    private static Instant Moment(DocumentObject o, string name) =>
        o.Value<Instant?>(name, required: true, static (string text, out Instant? value) =>
        {
            var parsed = InstantPattern.ExtendedIso.Parse(text);
            value = parsed.Success ? parsed.Value : null;
            return parsed.Success ? null : $"\"{PlainText.SingleLine(text)}\" is not a moment in UTC such as 2020-06-16T08:30:00Z";
        }) ?? default;

    /// <summary>A word of a list; null for the one that stands for nothing of it.</summary>
    private static T? Word<T>(DocumentObject o, string name, string? none)
        where T : struct, Enum =>
        o.Value<T?>(name, required: true, (string text, out T? value) =>
        {
            // Numbers are names to TryParse; they are none here.
            value = text.Length > 0 && char.IsLetter(text[0]) && Enum.TryParse<T>(text, ignoreCase: true, out var known) && known.ToString().Equals(text, StringComparison.OrdinalIgnoreCase) ? known : null;
            return value is not null || text == none ? null : $"\"{PlainText.SingleLine(text)}\" is no word that is known here";
        });

    private static string? Anything(string text) => null;
}
