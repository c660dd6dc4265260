using System.CommandLine;
using Better.Calendar;
using NodaTime;
using Spectre.Console;

namespace InviteConsole;

/// <summary>
/// The options about revisions of <c>plan</c>, <c>write</c> and <c>send</c>: the previous document, where to store the new one, and the
/// policy.
/// </summary>
internal sealed class RevisionOptions
{
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

    public void AddTo(Command command, bool withStore)
    {
        foreach (var option in new Option[] { previous,
            notifyOfEditorialChanges,
            notifyOfPastWorkshops,
            alwaysRaiseSequence }.Concat(
            withStore
            ? [store]
            : []))
        {
            command.Add(option);
        }
    }

    /// <summary>Whether a plan was requested. Otherwise all invitations are written, and no record is stored.</summary>
    public bool IsPlanRequested(ParseResult arguments) => arguments.GetValue(previous) is not null || arguments.GetValue(store) is not null;

    /// <summary>The file to store the series document in; null if none was given.</summary>
    public FileInfo? Store(ParseResult arguments) => arguments.GetValue(store);

    /// <summary>Plans the emails that the edit requires.</summary>
    public SeriesRevision Plan(SeriesOptions options, ParseResult arguments, WorkshopSeries edited, Instant at)
    {
        if (options.HasSingleRecipient(arguments) && arguments.GetValue(previous) is not null)
        {
            throw new UsageException(
                "--to cannot be used with --previous: it would remove everybody else from the series. Leave one of them out.");
        }

        var policy = new RevisionPolicy
        {
            NotifyOfEditorialChanges = arguments.GetValue(notifyOfEditorialChanges),
            NotifyOfPastWorkshops = arguments.GetValue(notifyOfPastWorkshops),
            AlwaysRaiseSequence = arguments.GetValue(alwaysRaiseSequence),
        };
        var stored = arguments.GetValue(previous) is { } file
            ? SeriesOptions.Open(file, document => SeriesDocument.Read(document))
            : edited;
        if (stored.State is null)
        {
            AnsiConsole.MarkupLine("[grey]No emails have gone out with the previous document: everybody is invited.[/]");
        }
        else if (edited.State is null)
        {
            // The organizer's own file has no record of sent emails; it counts as an edit of the document given by --previous.
            edited = edited with { State = stored.State };
        }

        try
        {
            return SeriesRevision.Between(stored, edited, at, policy);
        }
        catch (RevisionConflictException problem)
        {
            throw new UsageException(problem.Message);
        }
    }

    /// <summary>The emails of a plan in their order; without a plan, the invitations of all participants.</summary>
    public static IEnumerable<InvitationEmail> ComposeEmails(WorkshopSeries series, SeriesRevision? plan, Instant at)
    {
        var composer = new InvitationComposer();
        return plan is null ? composer.ComposeAll(series, at) : plan.Emails.Select(email => composer.Compose(series, email, at));
    }
}
