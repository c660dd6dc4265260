using System.CommandLine;
using System.Text.Json;
using Better.Calendar;
using NodaTime;

namespace InviteConsole;

/// <summary>
/// The options about revisions of <c>plan</c>, <c>write</c> and <c>send</c>: the previous document, where to store the new one, and the
/// policy.
/// </summary>
internal sealed class RevisionOptions
{
    private const string NoteExample = """{"en": "The speaker is ill.", "hu": "Az előadó beteg."}""";

    private readonly Option<FileInfo?> previous = new("--previous")
    {
        Description =
            "The series document that was stored when emails last went out. Only emails that the edit since then requires are planned.",
    };

    private readonly Option<FileInfo?> store =
        new("--store")
        {
            Description =
            "The file to store the series document in, with the record of who was notified of what. Pass it as --previous next time."
        };

    private readonly Option<FileInfo?> attendance =
        AttendanceFile.CreateOption(
            "The attendance that replies --attendance wrote. Updates carry the responses, so that no calendar forgets them, and who has "
                + "accepted before the first emails gets a confirmation instead of an invitation.");

    private readonly Option<string?> mode = new Option<string?>("--mode")
    {
        Description =
            "How the first emails put the series into calendars: per-workshop (default), recurring, as one recurring event, or course, by "
                + "one email that asks on the RSVP page about all workshops. Later emails keep to that.",
    }.AcceptOnlyFromAmong("per-workshop", "recurring", "course");

    private readonly Option<bool> notifyOfEditorialChanges =
        new("--tell-editorial") { Description = "Plan emails about changes of titles and descriptions as well." };

    private readonly Option<bool> notifyOfPastWorkshops =
        new("--tell-past") { Description = "Plan emails about workshops that have ended as well." };

    private readonly Option<bool> alwaysRaiseSequence =
        new("--always-raise")
        {
            Description =
            "Raise SEQUENCE with every change, which requests a new response. Use it if participants use Outlook."
        };

    private readonly Option<string?> note =
        new("--note")
        {
            Description =
            "A word from the organizer in every email of this plan, such as why a workshop moves: a text, or a JSON object of texts by "
                + "language.",
            HelpName = "TEXT",
        };

    public void AddTo(Command command, bool withStore)
    {
        foreach (var option in new Option[] { previous,
            attendance,
            mode,
            notifyOfEditorialChanges,
            notifyOfPastWorkshops,
            alwaysRaiseSequence,
            note }.Concat(
            withStore
            ? [store]
            : []))
        {
            command.Add(option);
        }
    }

    /// <summary>Whether an edit was given, or a record is to be stored. Otherwise the first emails are written.</summary>
    public bool IsPlanRequested(ParseResult arguments) => arguments.GetValue(previous) is not null || arguments.GetValue(store) is not null;

    /// <summary>The file to store the series document in; null if none was given.</summary>
    public FileInfo? Store(ParseResult arguments) => arguments.GetValue(store);

    /// <summary>The stored document; null if none was given.</summary>
    public WorkshopSeries? Previous(ParseResult arguments) =>
        arguments.GetValue(previous) is { } file ? SeriesOptions.OpenDocument(file) : null;

    /// <summary>The attendance; null if none was given.</summary>
    public Attendance? Attendance(ParseResult arguments) =>
        arguments.GetValue(attendance) is { } file ? AttendanceFile.Read(file) : null;

    /// <summary>Reads the series and its time of writing.</summary>
    /// <exception cref="UsageException">--previous is given without the edited series.</exception>
    public (WorkshopSeries Series, Instant At) Read(SeriesOptions options, ParseResult arguments) =>
        arguments.GetValue(previous) is { } file && options.GetFile(arguments) is null
            ? throw new UsageException($"--previous needs --series with the edited document: copy {file.Name}, edit the copy, and pass it "
                + $"as --series. Without an edit, pass {file.Name} as both.")
            : options.Read(arguments);

    /// <summary>Plans the emails that the edit requires, with the note in each.</summary>
    public SeriesRevision Plan(SeriesOptions options, ParseResult arguments, WorkshopSeries edited, Instant at) =>
        AddNote(arguments, PlanEmails(options, arguments, edited, at));

    /// <summary>The plan with the organizer's note in each email, if one was given.</summary>
    public SeriesRevision AddNote(ParseResult arguments, SeriesRevision plan) =>
        arguments.GetValue(note) is { } text ? plan.WithNote(ParseNote(text)) : plan;

    // As in a series document: a text in the language of the series, or an object of texts by language.
    private static LocalizedText ParseNote(string text)
    {
        try
        {
            return text.TrimStart().StartsWith('{') ? JsonSerializer.Deserialize<LocalizedText>(text)! : text;
        }
        catch (Exception problem) when (problem is JsonException or ArgumentException)
        {
            throw new UsageException(
                $"--note: \"{text}\" is not a text, nor a JSON object of texts by language; write it like {NoteExample}.");
        }
    }

    private SeriesRevision PlanEmails(SeriesOptions options, ParseResult arguments, WorkshopSeries edited, Instant at)
    {
        if (options.HasSingleRecipient(arguments) && arguments.GetValue(previous) is not null)
        {
            throw new UsageException(
                $"--to cannot be used with --previous: it would remove everybody else from the series. Leave one of them out.");
        }

        var policy = new RevisionPolicy
        {
            SchedulingMode = arguments.GetValue(mode) switch
            {
                "recurring" => SchedulingMode.RecurringEvent,
                "course" => SchedulingMode.CourseEmail,
                null => null,
                _ => SchedulingMode.EventPerWorkshop,
            },
            NotifyOfEditorialChanges = arguments.GetValue(notifyOfEditorialChanges),
            NotifyOfPastWorkshops = arguments.GetValue(notifyOfPastWorkshops),
            AlwaysRaiseSequence = arguments.GetValue(alwaysRaiseSequence),
        };
        var responses = arguments.GetValue(attendance) is { } given ? AttendanceFile.Read(given).Responses : null;
        if (arguments.GetValue(previous) is not { } file)
        {
            return edited.State is null
                ? SeriesRevision.First(edited, at, policy, responses)
                : throw new UsageException(
                    $"Emails of \"{edited.Id}\" have gone out already (revision {edited.State.Revision}). Pass the stored document as "
                        + $"--previous to plan the emails of an edit.");
        }

        var stored = SeriesOptions.OpenDocument(file);
        if (stored.State is null)
        {
            Screen.Remark($"No emails have gone out with the previous document: everybody is invited.");
        }
        else if (edited.State is null)
        {
            // The organizer's own file has no record of sent emails; it counts as an edit of the document given by --previous.
            edited = edited with { State = stored.State, Recurrence = stored.Recurrence };
        }

        try
        {
            return SeriesRevision.Between(stored, edited, at, policy, responses);
        }
        catch (Exception problem) when (problem is RevisionConflictException or ArgumentException)
        {
            throw UsageException.FromLibrary(problem.Message);
        }
    }
}
