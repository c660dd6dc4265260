using System.CommandLine;
using Better.Calendar;
using NodaTime;
using Spectre.Console;

namespace InviteConsole;

/// <summary>What went out before, where to keep what goes out now, and the policy between: for <c>plan</c>, <c>write</c> and <c>send</c>.</summary>
internal sealed class RevisionOptions
{
    private readonly Option<FileInfo?> previous = new("--previous")
    {
        Description = "The document that was stored when emails last went out. Only what an edit since then needs is planned.",
    };

    private readonly Option<FileInfo?> store = new("--store") { Description = "Where to store the document, with the memory of who was told what: the next --previous." };

    private readonly Option<bool> notifyOfEditorialChanges = new("--tell-editorial") { Description = "Tells changes of titles and descriptions as well." };

    private readonly Option<bool> notifyOfPastWorkshops = new("--tell-past") { Description = "Writes about workshops that are over as well." };

    private readonly Option<bool> alwaysRaiseSequence = new("--always-raise") { Description = "Raises the sequence with every change, and so asks again: for participants in Outlook." };

    public void AddTo(Command command, bool withStore)
    {
        foreach (var option in new Option[] { previous, notifyOfEditorialChanges, notifyOfPastWorkshops, alwaysRaiseSequence }.Concat(withStore ? [store] : []))
        {
            command.Add(option);
        }
    }

    /// <summary>Whether a plan was asked for; otherwise all emails are written, and nothing is remembered.</summary>
    public bool IsPlanRequested(ParseResult arguments) => arguments.GetValue(previous) is not null || arguments.GetValue(store) is not null;

    /// <summary>Where to store the document.</summary>
    public FileInfo? Store(ParseResult arguments) => arguments.GetValue(store);

    /// <summary>What the edit needs.</summary>
    public SeriesRevision Plan(SeriesOptions options, ParseResult arguments, WorkshopSeries edited, Instant at)
    {
        if (options.HasSingleRecipient(arguments) && arguments.GetValue(previous) is not null)
        {
            throw new UsageException("--to and --previous do not go together: everybody else would be taken off the list.");
        }

        var policy = new RevisionPolicy
        {
            NotifyOfEditorialChanges = arguments.GetValue(notifyOfEditorialChanges),
            NotifyOfPastWorkshops = arguments.GetValue(notifyOfPastWorkshops),
            AlwaysRaiseSequence = arguments.GetValue(alwaysRaiseSequence),
        };
        var stored = arguments.GetValue(previous) is { } file ? SeriesOptions.Open(file, document => SeriesDocument.Read(document)) : edited;
        if (stored.State is null)
        {
            AnsiConsole.MarkupLine("[grey]No email has gone out by the previous document: everybody is invited.[/]");
        }
        else if (edited.State is null)
        {
            // A person edits her own file, which remembers nothing; then it was made from what she names as previous.
            edited = edited with { State = stored.State };
        }

        try
        {
            return SeriesRevision.Between(stored, edited, at, policy);
        }
        catch (RevisionConflictException problem)
        {
            throw new UsageException($"{problem.Message[..1].ToUpperInvariant()}{problem.Message[1..]}.");
        }
    }

    /// <summary>The letters of a plan in their order; without a plan, everybody's invitations.</summary>
    public static IEnumerable<InvitationEmail> ComposeEmails(WorkshopSeries series, SeriesRevision? plan, Instant at)
    {
        var composer = new InvitationComposer();
        return plan is null ? composer.ComposeAll(series, at) : plan.Emails.Select(message => composer.Compose(series, message, at));
    }
}
