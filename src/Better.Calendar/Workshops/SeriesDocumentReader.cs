using System.Text.Json;
using Better.Calendar.Zones;
using NodaTime;
using NodaTime.Text;

namespace Better.Calendar.Workshops;

/// <summary>JSON into a series: every fault is noted with its path, and reading goes on to find the next.</summary>
internal sealed class SeriesDocumentReader(IDateTimeZoneProvider zones)
{
    internal static readonly LocalDateTimePattern StartOfMinute = LocalDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mm");

    private readonly List<Fault> faults = [];

    /// <summary>What was understood in another way than it was written.</summary>
    public List<Note> Notes { get; } = [];

    public WorkshopSeries Read(JsonElement root)
    {
        var state = new SeriesMemoryReader(
            root, faults, "id", "domain", "title", "description", "website", "organizer", "language", "zone", "workshops", "participants");
        var document = state.Document;
        var id = document.Text("id", required: true, Checked.IdProblem);
        var domain = document.Text("domain", required: true, Checked.DomainProblem);
        var title = document.Localized("title", required: true);
        var description = document.Localized("description", required: false);
        var website = document.Value<Uri>("website", required: false, (string text, out Uri? value) => WebAddress(text, Checked.WebAddressProblem, out value));
        var organizer = Organizer(document);
        var language = document.Text("language", required: true, Checked.LanguageProblem);
        var zone = Zone(document, required: true);

        var promised = state.ReadPublishedTimes();
        var rules = new SeriesRules(zones, zone, organizer?.Email) { Promised = promised };
        var workshops = document.Array("workshops", required: true).Select(item => Workshop(item, rules)).ToList();
        faults.AddRange(rules.Series("", document.Has("workshops") ? workshops.Count : 1));
        var participants = document.Array("participants", required: false).Select(item => Participant(item, rules)).ToList();

        // What people were notified of once stood by the rules of its day.
        var memory = state.ReadState(item => Workshop(item, rules: null));

        return faults.Count > 0
            ? throw new InvalidSeriesException(faults)
            : new WorkshopSeries
            {
                Memory = memory,
                Id = id!,
                Domain = domain!,
                Title = title!,
                Description = description,
                Website = website,
                Organizer = organizer!,
                Language = language!,
                Zone = zone!,
                Workshops = workshops.OfType<Workshop>().ToValueList(),
                Participants = participants.OfType<Participant>().ToValueList(),
                Promised = promised,
            };
    }

    private Workshop? Workshop((JsonElement Element, string Path) item, SeriesRules? rules)
    {
        var before = faults.Count;
        var o = new DocumentObject(
            item.Element, item.Path, faults, "id", "title", "description", "start", "duration", "zone", "fold", "status", "leadExpert", "meeting", "venue", "sequence");
        var id = o.Text("id", required: true, Checked.IdProblem);
        var title = o.Localized("title", required: true);
        var description = o.Localized("description", required: false);
        var start = o.Value<LocalDateTime?>("start", required: true, Start);
        var duration = o.Value<Duration?>("duration", required: true, Length);
        var zone = Zone(o, required: false);
        var fold = o.Value<Fold?>("fold", required: false, OneOf<Fold>("earlier, later"));
        var status = o.Value<WorkshopStatus?>("status", required: false, OneOf<WorkshopStatus>("confirmed, tentative, cancelled"));
        var expert = Expert(o);
        var meeting = Meeting(o);
        var venue = Venue(o);
        var sequence = o.WholeNumber("sequence", Checked.SequenceProblem);

        // What a workshop has to say beside its neighbours is worth telling even where another of its fields is at fault.
        var workshop = id is null || start is null ? null : new Workshop
        {
            Id = id,
            Title = title ?? id,
            Description = description,
            Start = start.Value,
            Duration = duration ?? Duration.FromHours(1),
            Zone = zone,
            Fold = fold,
            Status = status ?? WorkshopStatus.Confirmed,
            LeadExpert = expert,
            Meeting = meeting,
            Venue = venue,
            Sequence = sequence ?? 0,
        };
        faults.AddRange(workshop is not null ? rules?.Workshop(workshop, o.At) ?? [] : id is not null && rules?.WorkshopId(id, o.At) is { } taken ? [taken] : []);
        return faults.Count == before ? workshop : null;
    }

    private Participant? Participant((JsonElement Element, string Path) item, SeriesRules rules)
    {
        var before = faults.Count;
        var o = new DocumentObject(item.Element, item.Path, faults, "name", "email", "city", "language", "zone", "workshops");
        var name = o.Text("name", required: true, Checked.NameProblem);
        var email = o.Value<EmailAddress>("email", required: true, Address);
        var city = o.Localized("city", required: false);
        var language = o.Text("language", required: false, Checked.LanguageProblem);
        var zone = Zone(o, required: false);
        var ids = o.Has("workshops") ? o.Array("workshops", required: false).Select(Id).ToList() : null;
        if (email is not null)
        {
            var participant = new Participant
            {
                Name = name ?? email.Value,
                Email = email,
                City = city,
                Language = language,
                Zone = zone,
                Workshops = ids?.OfType<string>().ToValueList(),
            };
            faults.AddRange(rules.Participant(participant, o.At));
            return faults.Count == before ? participant : null;
        }

        return null;
    }

    // A Windows id or another spelling is taken for the TZDB id that it stands for, and the caller is told.
    private string? Zone(DocumentObject o, bool required) =>
        o.Value(required: required, name: "zone", parse: (string text, out string? value) =>
        {
            var reading = ZoneIds.Read(text, zones);
            value = reading?.Id;
            if (reading is { Kind: ZoneReadingKind.Windows or ZoneReadingKind.CaseMended })
            {
                Notes.Add(new(o.At("zone"), reading.Note));
            }

            return reading is null ? SeriesRules.ZoneProblem(text, zones) : null;
        });

    private string? Id((JsonElement Element, string Path) item)
    {
        var id = DocumentObject.String(item.Element);
        if (id is null)
        {
            faults.Add(new(item.Path, "should be a string, the id of a workshop"));
        }

        return id;
    }

    private static Organizer? Organizer(DocumentObject document)
    {
        var o = document.Object("organizer", required: true, "name", "email");
        var name = o?.Text("name", required: true, Checked.NameProblem);
        var email = o?.Value<EmailAddress>("email", required: true, Address);
        return name is null || email is null ? null : new() { Name = name, Email = email };
    }

    private static Expert? Expert(DocumentObject workshop)
    {
        var o = workshop.Object("leadExpert", required: false, "name", "city");
        var name = o?.Text("name", required: true, Checked.NameProblem);
        var city = o?.Localized("city", required: false);
        return name is null ? null : new() { Name = name, City = city };
    }

    private static OnlineMeeting? Meeting(DocumentObject workshop)
    {
        var o = workshop.Object("meeting", required: false, "platform", "url", "passcode", "meetingNumber", "dialIn");
        var platform = o?.Text("platform", required: true, Checked.NameProblem);
        var url = o?.Value<Uri>("url", required: true, (string text, out Uri? value) => WebAddress(text, Checked.JoinLinkProblem, out value));
        var passcode = o?.Text("passcode", required: false, Checked.NameProblem);
        var number = o?.Text("meetingNumber", required: false, Checked.NameProblem);
        var dialIn = o?.Text("dialIn", required: false, Checked.NameProblem);
        return platform is null || url is null ? null : new() { Platform = platform, Url = url, Passcode = passcode, MeetingNumber = number, DialIn = dialIn };
    }

    private static Venue? Venue(DocumentObject workshop)
    {
        var o = workshop.Object("venue", required: false, "name", "city");
        var name = o?.Localized("name", required: true);
        var city = o?.Localized("city", required: false);
        return name is null ? null : new() { Name = name, City = city };
    }

    internal static string? Address(string text, out EmailAddress? value)
    {
        value = EmailAddress.Read(text, out var problem);
        return problem;
    }

    private static string? WebAddress(string text, Checked.Rule<Uri> rule, out Uri? value) =>
        Uri.TryCreate(text, UriKind.Absolute, out value) && !text.Any(char.IsControl) ? rule(value) : $"\"{PlainText.SingleLine(text)}\" is not a link that starts with https://";

    private static string? Start(string text, out LocalDateTime? value)
    {
        var parsed = text.Length == 16 ? StartOfMinute.Parse(text) : LocalDateTimePattern.GeneralIso.Parse(text);
        value = parsed.Success ? parsed.Value : null;
        return parsed.Success
            ? Checked.StartProblem(parsed.Value)
            : $"\"{PlainText.SingleLine(text)}\" is not a local time such as 2020-06-16T10:30 (no Z, no offset: the zone has its own property)";
    }

    private static string? Length(string text, out Duration? value)
    {
        // "PT": days and longer are units of a calendar, not of elapsed time.
        var parsed = text.StartsWith("PT", StringComparison.Ordinal) ? PeriodPattern.NormalizingIso.Parse(text) : null;
        value = parsed is { Success: true } ? parsed.Value.ToDuration() : null;
        return value is null ? $"\"{PlainText.SingleLine(text)}\" is not a duration in hours and minutes such as PT1H30M" : Checked.DurationProblem(value.Value);
    }

    private static DocumentObject.Parse<T?> OneOf<T>(string names)
        where T : struct, Enum => (string text, out T? value) =>
        {
            // Not TryParse alone: it takes numbers and lists as well.
            value = text.All(char.IsLetter) && Enum.TryParse<T>(text, ignoreCase: true, out var known) ? known : null;
            return value is null ? $"\"{PlainText.SingleLine(text)}\" is none of {names}" : null;
        };
}
