using System.Text.Json;
using Better.Calendar.TimeZones;
using NodaTime;
using NodaTime.Text;

namespace Better.Calendar.Model;

/// <summary>Reads a series from JSON: every error is recorded with its path, and reading continues to find the others.</summary>
internal sealed partial class SeriesDocumentReader(IDateTimeZoneProvider zones)
{
    internal static readonly LocalDateTimePattern MinutePattern =
        LocalDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mm");

    private readonly List<ValidationError> errors = [];
    private readonly HashSet<string> notedLanguages = new(StringComparer.Ordinal);
    private int adviceCount;

    /// <summary>Values that were read differently than they were written.</summary>
    public List<ParseNote> Notes { get; } = [];

    /// <summary>Reads a series.</summary>
    /// <param name="root">The document.</param>
    /// <param name="isStateAllowed">False for a document of strangers, who must not say whom emails went to.</param>
    /// <exception cref="InvalidSeriesException">The document is not valid; all errors are listed.</exception>
    public WorkshopSeries Read(JsonElement root, bool isStateAllowed = true)
    {
        var state = new SchedulingStateReader(
            root,
            errors,
            "$schema",
            "id",
            "domain",
            "title",
            "description",
            "next",
            "website",
            "categories",
            "color",
            "image",
            "classification",
            "organizer",
            "language",
            "zone",
            "workshops",
            "participants");
        var document = state.Document;
        document.ReadString("$schema", required: false, static _ => null, InputLimits.Url);
        if (!isStateAllowed)
        {
            state.Refuse();
        }

        var id = document.ReadString("id", required: true, Guard.IdProblem);
        var domain = document.ReadString("domain", required: true, Guard.DomainProblem);
        var title = document.ReadLocalizedText("title", required: true, InputLimits.Title);
        var next = document.ReadLocalizedText("next", required: false, InputLimits.Description);
        var description = document.ReadLocalizedText("description", required: false, InputLimits.Description);
        var website = ReadWebAddress(document, "website");
        var categories = ReadTexts(document, "categories");
        var color = document.ReadString("color", required: false, ColorNames.FindProblem);
        var image = ReadWebAddress(document, "image");
        var classification = document.ReadValue<EventClassification?>("classification", required: false, ParseWord);
        var organizer = ReadOrganizer(document);
        var language = ReadLanguage(document, required: true);
        var zone = ReadZone(document, required: true);

        var published = state.ReadPublishedTimes();
        var recurrence = state.ReadRecurrence(o => ReadZone(o, required: true));
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
                Next = next,
                Website = website,
                Categories = categories,
                Color = color,
                Image = image,
                Classification = classification,
                Organizer = organizer!,
                Language = language!,
                Zone = zone!,
                Workshops = workshops.OfType<Workshop>().ToValueList(),
                Participants = participants.OfType<Participant>().ToValueList(),
                Published = published,
                Recurrence = recurrence,
            };
    }

    /// <summary>Reads a workshop by itself.</summary>
    /// <exception cref="InvalidSeriesException">The workshop is not valid; all errors are listed.</exception>
    public Workshop ReadWorkshop(JsonElement root) => ReadWorkshop((root, ""), rules: null) ?? throw new InvalidSeriesException(errors);

    /// <summary>Reads a participant by themselves.</summary>
    /// <exception cref="InvalidSeriesException">The participant is not valid; all errors are listed.</exception>
    public Participant ReadParticipant(JsonElement root) =>
        ReadParticipant((root, ""), rules: null) ?? throw new InvalidSeriesException(errors);

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
                "summary",
                "start",
                "duration",
                "zone",
                ambiguousTimeName,
                "status",
                "leadExpert",
                "meeting",
                "venue",
                "materials",
                "sequence");
        var id = o.ReadString("id", required: true, Guard.IdProblem);
        var title = o.ReadLocalizedText("title", required: true, InputLimits.Title);
        var description = o.ReadLocalizedText("description", required: false, InputLimits.Description);
        var summary = o.ReadLocalizedText("summary", required: false, InputLimits.Description);
        var start = o.ReadValue<LocalDateTime?>("start", required: true, ParseStart);
        var duration = o.ReadValue<Duration?>("duration", required: true, ParseDuration);
        var zone = ReadZone(o, required: false);
        var ambiguousTime = o.ReadValue<AmbiguousTime?>(ambiguousTimeName, required: false, ParseWord);
        var status = o.ReadValue<WorkshopStatus?>("status", required: false, ParseWord);
        var expert = ReadExpert(o);
        var meeting = ReadMeeting(o);
        var venue = ReadVenue(o);
        var materials = o.ReadArray("materials", required: false).Select(ReadMaterial).OfType<Material>().ToValueList();
        var sequence = o.ReadInt32("sequence", Guard.SequenceProblem);

        // The rules between workshops are checked even when another property of this workshop has an error.
        var workshop = id is null || start is null ? null : new Workshop
        {
            Id = id,
            Title = title ?? id,
            Description = description,
            Summary = summary,
            Start = start.Value,
            Duration = duration ?? Duration.FromHours(1),
            Zone = zone,
            AmbiguousTime = ambiguousTime,
            Status = status ?? WorkshopStatus.Confirmed,
            LeadExpert = expert,
            Meeting = meeting,
            Venue = venue,
            Materials = materials,
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
        DocumentFormat.Has(workshop, "fold") ? "fold" : "ambiguousTime";

    private Participant? ReadParticipant((JsonElement Element, string Path) item, SeriesValidator? rules)
    {
        var before = errors.Count;
        var o = new JsonObjectReader(item.Element, item.Path, errors, "name", "email", "city", "language", "zone", "workshops", "meetings");
        var name = o.ReadString("name", required: true, Guard.NameProblem, InputLimits.Name);
        var email = o.ReadValue<EmailAddress>("email", required: true, ParseAddress);
        var city = o.ReadLocalizedText("city", required: false, InputLimits.Name);
        var language = ReadLanguage(o, required: false);
        var zone = ReadZone(o, required: false);
        var ids = o.Has("workshops") ? o.ReadArray("workshops", required: false).Select(ReadId).ToList() : null;
        var meetings = o.ReadArray("meetings", required: false).Select(ReadParticipantMeeting).OfType<ParticipantMeeting>().ToValueList();
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
                Meetings = meetings,
            };
            errors.AddRange(rules?.ValidateParticipant(participant, o.GetPath) ?? []);
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

            return resolution is null ? SeriesValidator.ZoneProblem(text, zones, ref adviceCount) : null;
        });

    // Each language without sentences is noted once, where it is first.
    private string? ReadLanguage(JsonObjectReader o, bool required)
    {
        var language = o.ReadString("language", required, Guard.LanguageProblem);
        if (language is not null && !LanguageTag.HasSentences(language) && notedLanguages.Add(LanguageTag.GetPrimary(language)))
        {
            Notes.Add(ParseNote.ForLanguage(o.GetPath("language"), language));
        }

        return language;
    }

    private string? ReadId((JsonElement Element, string Path) item)
    {
        var id = JsonElementReader.GetString(item.Element);
        if (id is null)
        {
            errors.Add(new(item.Path, "this must be a string, the id of a workshop"));
        }

        return id;
    }

    internal static string? ParseAddress(string text, out EmailAddress? value)
    {
        value = EmailAddress.ParseOrNull(text, out var problem);
        return problem;
    }

    internal static string? ParseUrl(string text, Guard.Rule<Uri> rule, out Uri? value)
    {
        value = null;
        return Guard.LengthProblem(text, InputLimits.Url)
            ?? (Uri.TryCreate(text, UriKind.Absolute, out value) && !text.Any(char.IsControl)
                ? rule(value)
                : $"\"{TextSanitizer.ToSingleLine(text)}\" is not a link; write one that starts with https://");
    }

    internal static string? ParseStart(string text, out LocalDateTime? value)
    {
        var parsed = text.Length == 16 ? MinutePattern.Parse(text) : LocalDateTimePattern.GeneralIso.Parse(text);
        value = parsed.Success ? parsed.Value : null;
        return parsed.Success
            ? Guard.StartProblem(parsed.Value)
            : $"\"{TextSanitizer.ToSingleLine(text)}\" is not a local time such as 2020-06-16T10:30 (without Z and without an offset, "
                + "because the time zone is a property of its own)";
    }

    internal static string? ParseDuration(string text, out Duration? value)
    {
        // Must start with "PT": days and longer units are calendar units, not elapsed time.
        var parsed = text.StartsWith("PT", StringComparison.Ordinal) ? PeriodPattern.NormalizingIso.Parse(text) : null;
        value = parsed is { Success: true } ? parsed.Value.ToDuration() : null;
        return value is null
            ? $"\"{TextSanitizer.ToSingleLine(text)}\" is not a duration in hours and minutes such as PT1H30M"
            : Guard.DurationProblem(value.Value);
    }

    private static string? ParseWord<T>(string text, out T? value)
        where T : struct, Enum
    {
        value = WordList.Parse<T>(text);
        return value is null
            ? $"\"{TextSanitizer.ToSingleLine(text)}\" is not one of {string.Join(", ", WordList.GetWords<T>())}"
            : null;
    }
}
