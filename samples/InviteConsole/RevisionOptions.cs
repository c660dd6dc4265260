using System.CommandLine;
using Better.Calendar.Invitations;
using Better.Calendar.Revisions;
using Better.Calendar.Workshops;
using NodaTime;
using Spectre.Console;

namespace InviteConsole;

/// <summary>What went out before, where to keep what goes out now, and the policy between: for <c>plan</c>, <c>write</c> and <c>send</c>.</summary>
internal sealed class RevisionOptions
{
    private readonly Option<FileInfo?> previous = new("--previous")
    {
        Description = "The document that was stored when letters last went out. Only what an edit since then needs is planned.",
    };

    private readonly Option<FileInfo?> store = new("--store") { Description = "Where to store the document, with the memory of who was told what: the next --previous." };

    private readonly Option<bool> tellEditorial = new("--tell-editorial") { Description = "Tells changes of titles and descriptions as well." };

    private readonly Option<bool> tellPast = new("--tell-past") { Description = "Writes about workshops that are over as well." };

    private readonly Option<bool> alwaysRaise = new("--always-raise") { Description = "Raises the sequence with every change, and so asks again: for participants in Outlook." };

    public void AddTo(Command command, bool withStore)
    {
        foreach (var option in new Option[] { previous, tellEditorial, tellPast, alwaysRaise }.Concat(withStore ? [store] : []))
        {
            command.Add(option);
        }
    }

    /// <summary>Whether a plan was asked for; otherwise all letters are written, and nothing is remembered.</summary>
    public bool IsAsked(ParseResult arguments) => arguments.GetValue(previous) is not null || arguments.GetValue(store) is not null;

    /// <summary>Where to store the document.</summary>
    public FileInfo? Store(ParseResult arguments) => arguments.GetValue(store);

    /// <summary>What the edit needs.</summary>
    public SeriesRevision Plan(SeriesOptions options, ParseResult arguments, WorkshopSeries edited, Instant at)
    {
        if (options.IsForOne(arguments) && arguments.GetValue(previous) is not null)
        {
            throw new WrongUseException("--to and --previous do not go together: everybody else would be taken off the list.");
        }

        var policy = new RevisionPolicy
        {
            TellEditorial = arguments.GetValue(tellEditorial),
            TellPast = arguments.GetValue(tellPast),
            AlwaysRaise = arguments.GetValue(alwaysRaise),
        };
        var stored = arguments.GetValue(previous) is { } file ? SeriesOptions.Open(file, document => SeriesDocument.Read(document)) : edited;
        if (stored.Memory is null)
        {
            AnsiConsole.MarkupLine("[grey]No letter has gone out by the previous document: everybody is invited.[/]");
        }
        else if (edited.Memory is null)
        {
            // A person edits her own file, which remembers nothing; then it was made from what she names as previous.
            edited = edited with { Memory = stored.Memory };
        }

        try
        {
            return SeriesRevision.Between(stored, edited, at, policy);
        }
        catch (OutdatedRevisionException problem)
        {
            throw new WrongUseException($"{problem.Message[..1].ToUpperInvariant()}{problem.Message[1..]}.");
        }
    }

    /// <summary>The letters of a plan in their order; without a plan, everybody's invitations.</summary>
    public static IEnumerable<Letter> Letters(WorkshopSeries series, SeriesRevision? plan, Instant at)
    {
        var composer = new InvitationComposer();
        return plan is null ? composer.ComposeAll(series, at) : plan.Messages.Select(message => composer.Compose(series, message, at));
    }
}
