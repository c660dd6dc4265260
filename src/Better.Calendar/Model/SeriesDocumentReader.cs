using System.Text.Json;
using Better.Calendar.TimeZones;
using NodaTime;
using NodaTime.Text;

namespace Better.Calendar.Model;

/// <summary>Reads a series from JSON: every error is recorded with its path, and reading continues to find the others.</summary>
internal sealed class SeriesDocumentReader(IDateTimeZoneProvider zones)
{
    internal static readonly LocalDateTimePattern MinutePattern =
        LocalDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mm");

    private readonly List<ValidationError> errors = [];

    /// <summary>Values that were read differently than they were written.</summary>
    public List<ParseNote> Notes { get; } = [];

    public WorkshopSeries Read(JsonElement root)
    {
        var state = new SchedulingStateReader(
            root, errors, "id", "domain", "title", "description", "website", "organizer", "language", "zone", "workshops", "participants");
        var document = state.Document;
        var id = document.ReadString("id", required: true, Guard.IdProblem);
        var domain = document.ReadString("domain", required: true, Guard.DomainProblem);
        var title = document.ReadLocalizedText("title", required: true);
        var description = document.ReadLocalizedText("description", required: false);
        var website =
            document.ReadValue<Uri>(
                "website",
                required: false,
                (string text, out Uri? value) => ParseUrl(text, Guard.WebAddressProblem, out value));
        var organizer = ReadOrganizer(document);
        var language = document.ReadString("language", required: true, Guard.LanguageProblem);
        var zone = ReadZone(document, required: true);

        var published = state.ReadPublishedTimes();
        var rules = new SeriesValidator(zones, zone, organizer?.Email) { Published = published };
        var workshops = document.ReadArray("workshops", required: true).Select(item => ReadWorkshop(item, rules)).ToList();
        errors.AddRange(rules.ValidateSeries("", document.Has("workshops") ? workshops.Count : 1));
        var participants = document.ReadArray("participants", required: false).Select(item => ReadParticipant(item, rules)).ToList();

        // The start of a workshop that people were notified of was valid under the time zone rules of that time.
        var schedulingState = state.ReadState(item => ReadWorkshop(item, rules: null));

        return errors.Count > 0
            ? throw new InvalidSeriesException(errors)
            : new WorkshopSeries
            {
                State = schedulingState,
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
                Published = published,
            };
    }

    private Workshop? ReadWorkshop((JsonElement Element, string Path) item, SeriesValidator? rules)
    {
        var before = errors.Count;
        var ambiguousTimeName = AmbiguousTimeName(item.Element);
        var o = new JsonObjectReader(
            item.Element,
                item.Path,
                errors,
                "id",
                "title",
                "description",
                "start",
                "duration",
                "zone",
                ambiguousTimeName,
                "status",
                "leadExpert",
                "meeting",
                "venue",
                "sequence");
        var id = o.ReadString("id", required: true, Guard.IdProblem);
        var title = o.ReadLocalizedText("title", required: true);
        var description = o.ReadLocalizedText("description", required: false);
        var start = o.ReadValue<LocalDateTime?>("start", required: true, ParseStart);
        var duration = o.ReadValue<Duration?>("duration", required: true, ParseDuration);
        var zone = ReadZone(o, required: false);
        var ambiguousTime = o.ReadValue<AmbiguousTime?>(ambiguousTimeName, required: false, EnumParser<AmbiguousTime>("earlier, later"));
        var status = o.ReadValue<WorkshopStatus?>("status", required: false, EnumParser<WorkshopStatus>("confirmed, tentative, cancelled"));
        var expert = ReadExpert(o);
        var meeting = ReadMeeting(o);
        var venue = ReadVenue(o);
        var sequence = o.ReadInt32("sequence", Guard.SequenceProblem);

        // The rules between workshops are checked even when another property of this workshop has an error.
        var workshop = id is null || start is null ? null : new Workshop
        {
            Id = id,
            Title = title ?? id,
            Description = description,
            Start = start.Value,
            Duration = duration ?? Duration.FromHours(1),
            Zone = zone,
            AmbiguousTime = ambiguousTime,
            Status = status ?? WorkshopStatus.Confirmed,
            LeadExpert = expert,
            Meeting = meeting,
            Venue = venue,
            Sequence = sequence ?? 0,
        };
        errors.AddRange(workshop is not null
            ? rules?.ValidateWorkshop(workshop, o.GetPath) ?? []
            : id is not null && rules?.ValidateWorkshopId(id, o.GetPath) is { } taken
            ? [taken]
            : []);
        return errors.Count == before ? workshop : null;
    }

    // Documents written before 0.1.0 have "fold" for "ambiguousTime".
    private static string AmbiguousTimeName(JsonElement workshop) =>
        DocumentFormat.Names(workshop).Contains("fold") ? "fold" : "ambiguousTime";

    private Participant? ReadParticipant((JsonElement Element, string Path) item, SeriesValidator rules)
    {
        var before = errors.Count;
        var o = new JsonObjectReader(item.Element, item.Path, errors, "name", "email", "city", "language", "zone", "workshops");
        var name = o.ReadString("name", required: true, Guard.NameProblem);
        var email = o.ReadValue<EmailAddress>("email", required: true, ParseAddress);
        var city = o.ReadLocalizedText("city", required: false);
        var language = o.ReadString("language", required: false, Guard.LanguageProblem);
        var zone = ReadZone(o, required: false);
        var ids = o.Has("workshops") ? o.ReadArray("workshops", required: false).Select(ReadId).ToList() : null;
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
            errors.AddRange(rules.ValidateParticipant(participant, o.GetPath));
            return errors.Count == before ? participant : null;
        }

        return null;
    }

    // A Windows name or another capitalization is read as the TZDB id that it stands for, with a note to the caller.
    private string? ReadZone(JsonObjectReader o, bool required) =>
        o.ReadValue(required: required, name: "zone", parse: (string text, out string? value) =>
        {
            var resolution = TimeZoneIds.Resolve(text, zones);
            value = resolution?.Id;
            if (resolution is { Kind: ZoneIdResolutionKind.WindowsName or ZoneIdResolutionKind.CaseCorrected })
            {
                Notes.Add(new(o.GetPath("zone"), resolution.Note));
            }

            return resolution is null ? SeriesValidator.ZoneProblem(text, zones) : null;
        });

    private string? ReadId((JsonElement Element, string Path) item)
    {
        var id = JsonObjectReader.GetString(item.Element);
        if (id is null)
        {
            errors.Add(new(item.Path, "this must be a string, the id of a workshop"));
        }

        return id;
    }

    private static Organizer? ReadOrganizer(JsonObjectReader document)
    {
        var o = document.ReadObject("organizer", required: true, "name", "email");
        var name = o?.ReadString("name", required: true, Guard.NameProblem);
        var email = o?.ReadValue<EmailAddress>("email", required: true, ParseAddress);
        return name is null || email is null ? null : new() { Name = name, Email = email };
    }

    private static Expert? ReadExpert(JsonObjectReader workshop)
    {
        var o = workshop.ReadObject("leadExpert", required: false, "name", "city");
        var name = o?.ReadString("name", required: true, Guard.NameProblem);
        var city = o?.ReadLocalizedText("city", required: false);
        return name is null ? null : new() { Name = name, City = city };
    }

    private static OnlineMeeting? ReadMeeting(JsonObjectReader workshop)
    {
        var o = workshop.ReadObject("meeting", required: false, "platform", "url", "passcode", "meetingNumber", "dialIn");
        var platform = o?.ReadString("platform", required: true, Guard.NameProblem);
        var url =
            o?.ReadValue<Uri>("url", required: true, (string text, out Uri? value) => ParseUrl(text, Guard.JoinLinkProblem, out value));
        var passcode = o?.ReadString("passcode", required: false, Guard.NameProblem);
        var number = o?.ReadString("meetingNumber", required: false, Guard.NameProblem);
        var dialIn = o?.ReadString("dialIn", required: false, Guard.NameProblem);
        return platform is null || url is null
            ? null
            : new() { Platform = platform, Url = url, Passcode = passcode, MeetingNumber = number, DialIn = dialIn };
    }

    private static Venue? ReadVenue(JsonObjectReader workshop)
    {
        var o = workshop.ReadObject("venue", required: false, "name", "city");
        var name = o?.ReadLocalizedText("name", required: true);
        var city = o?.ReadLocalizedText("city", required: false);
        return name is null ? null : new() { Name = name, City = city };
    }

    internal static string? ParseAddress(string text, out EmailAddress? value)
    {
        value = EmailAddress.ParseOrNull(text, out var problem);
        return problem;
    }

    private static string? ParseUrl(string text, Guard.Rule<Uri> rule, out Uri? value) =>
        Uri.TryCreate(text, UriKind.Absolute, out value) && !text.Any(char.IsControl)
            ? rule(value)
            : $"\"{TextSanitizer.ToSingleLine(text)}\" is not a link; write one that starts with https://";

    private static string? ParseStart(string text, out LocalDateTime? value)
    {
        var parsed = text.Length == 16 ? MinutePattern.Parse(text) : LocalDateTimePattern.GeneralIso.Parse(text);
        value = parsed.Success ? parsed.Value : null;
        return parsed.Success
            ? Guard.StartProblem(parsed.Value)
            : $"\"{TextSanitizer.ToSingleLine(text)}\" is not a local time such as 2020-06-16T10:30 (without Z and without an offset, "
                + "because the time zone is a property of its own)";
    }

    private static string? ParseDuration(string text, out Duration? value)
    {
        // Must start with "PT": days and longer units are calendar units, not elapsed time.
        var parsed = text.StartsWith("PT", StringComparison.Ordinal) ? PeriodPattern.NormalizingIso.Parse(text) : null;
        value = parsed is { Success: true } ? parsed.Value.ToDuration() : null;
        return value is null
            ? $"\"{TextSanitizer.ToSingleLine(text)}\" is not a duration in hours and minutes such as PT1H30M"
            : Guard.DurationProblem(value.Value);
    }

    private static JsonObjectReader.ValueParser<T?> EnumParser<T>(string names)
        where T : struct, Enum => (string text, out T? value) =>
        {
            // Enum.TryParse alone would also accept numbers and lists.
            value = text.All(char.IsLetter) && Enum.TryParse<T>(text, ignoreCase: true, out var known) ? known : null;
            return value is null ? $"\"{TextSanitizer.ToSingleLine(text)}\" is not one of {names}" : null;
        };
}
