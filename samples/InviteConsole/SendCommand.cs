using System.CommandLine;
using System.Runtime.InteropServices;
using Better.Calendar.Delivery.Couriers;
using Better.Calendar.Delivery.Ledgers;
using Better.Calendar.Delivery.Outboxes;
using Better.Calendar.Delivery.Sinks;
using Better.Calendar.Revisions;
using NodaTime;
using Spectre.Console;

namespace InviteConsole;

/// <summary><c>send</c>: puts the letters into an outbox and carries them to a mail server, each once, also through a kill or a lost connection.</summary>
internal sealed class SendCommand
{
    private readonly SeriesOptions series = new();
    private readonly RevisionOptions revisions = new();
    private readonly SinkOptions sinks = new();
    private readonly Option<DirectoryInfo> outbox = new("--outbox") { Description = "The folder that remembers what became of each letter.", DefaultValueFactory = _ => new DirectoryInfo("outbox") };
    private readonly Option<bool> resume = new("--resume") { Description = "Goes on with the letters of the outbox that are still open; nothing is planned anew." };
    private readonly Option<bool> status = new("--status") { Description = "Tells what became of the letters of the outbox; sends nothing." };
    private readonly Option<bool> dryRun = new("--dry-run") { Description = "Tells which letters would go out, and why; sends nothing and writes nothing." };
    private readonly Option<int?> rate = new("--rate") { Description = "At most so many letters a minute.", HelpName = "LETTERS" };
    private readonly Option<int> connections = new("--connections") { Description = "How many connections are used at once.", DefaultValueFactory = _ => 4 };

    public static Command Create()
    {
        var send = new SendCommand();
        var command = new Command("send", "Sends every letter once; a refused recipient does not keep the others from theirs.")
        {
            send.outbox, send.resume, send.status, send.dryRun, send.rate, send.connections,
        };
        send.sinks.AddTo(command);
        send.series.AddTo(command);
        send.revisions.AddTo(command, withStore: true);
        command.SetAction((arguments, cancellation) => send.RunAsync(arguments, cancellation));
        return command;
    }

    private async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellation)
    {
        var folder = new OutboxFolder(arguments.GetValue(outbox)!);
        if (arguments.GetValue(rate) < 1 || arguments.GetValue(connections) < 1)
        {
            throw new WrongUseException("--rate and --connections: a number from 1.");
        }

        if (arguments.GetValue(status))
        {
            return await SendReport.StatusAsync(folder.Existing());
        }

        if (arguments.GetValue(dryRun))
        {
            var (planned, messages, _) = Plan(arguments);
            SendReport.Write(planned.Series, messages);
            return 0;
        }

        var sink = sinks.Read(arguments);
        try
        {
            if (arguments.GetValue(resume))
            {
                folder.Existing();
            }
            else if (!await PostAsync(arguments, folder, sink, cancellation))
            {
                return 0;
            }

            return await CarryAsync(arguments, folder, sink, cancellation);
        }
        catch (Exception problem) when (problem is SinkException or DeliveryStoppedException or LedgerException)
        {
            AnsiConsole.MarkupLineInterpolated($"[red]{problem.Message}[/]");
            if (await folder.HasOpenLettersAsync())
            {
                AnsiConsole.MarkupLine("Nothing is lost: [bold]--resume[/] goes on when that is mended.");
            }

            return 1;
        }
    }

    private (SeriesRevision Planned, IReadOnlyCollection<PlannedMessage> Messages, StoredDocument? Store) Plan(ParseResult arguments)
    {
        var (read, at) = series.Read(arguments);
        if (!revisions.IsAsked(arguments))
        {
            // Nobody remembers who was told what: everybody is invited.
            PlannedMessage[] messages = [.. read.Participants.SelectMany(participant => read.WorkshopsOf(participant).Select(workshop => new PlannedMessage { Kind = LetterKind.Invitation, Workshop = workshop, Recipient = participant, SeriesId = read.Id }))];
            return (new SeriesRevision { Series = read, At = at, Messages = [], Silences = [] }, messages, null);
        }

        var plan = revisions.Plan(series, arguments, read, at);
        var store = new StoredDocument(plan.Series, revisions.Store(arguments) ?? throw new WrongUseException("--previous of send needs --store: a file to keep the document in."));
        return (plan, plan.Messages, store);
    }

    /// <summary>Puts the letters into a new outbox; whether there are any.</summary>
    private async Task<bool> PostAsync(ParseResult arguments, OutboxFolder folder, ILetterSink sink, CancellationToken cancellation)
    {
        var (plan, messages, store) = Plan(arguments);
        await folder.DemandFinishedAsync();

        // What can go wrong at once goes wrong now, before anything is written: the place of the document, the server, the password.
        store?.Prepare();
        try
        {
            await (await sink.OpenAsync(cancellation)).DisposeAsync();
            folder.Begin(store);
            await using var ledger = folder.Ledger();
            await new Outbox(ledger).PostAsync(plan.Series, messages, plan.At, cancellation);
        }
        finally
        {
            store?.Discard();
        }

        if (messages.Count == 0)
        {
            AnsiConsole.MarkupLine("No letters are due.");
            folder.Store()?.Commit();
            folder.Store()?.Tell();
        }

        return messages.Count > 0;
    }

    private async Task<int> CarryAsync(ParseResult arguments, OutboxFolder folder, ILetterSink sink, CancellationToken cancellation)
    {
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => Stop(context, stopping));
        using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => Stop(context, stopping));
        await using var ledger = folder.Ledger();
        var options = new CourierOptions
        {
            Connections = arguments.GetValue(connections),
            PerMinute = arguments.GetValue(rate),
            Lease = Duration.FromSeconds(10),
            ServerPatience = Duration.FromMinutes(5),
        };
        LetterCounts? counts = null;
        await AnsiConsole.Progress().Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn()).StartAsync(async display =>
        {
            var courier = new Courier(ledger, null, sink, options, new SendProgress(display.AddTask("Sending")));
            counts = await courier.DrainAsync(Duration.FromMinutes(15), stopping.Token);
        });
        if (counts!.Open == 0 && folder.Store() is { } store)
        {
            // Every letter was handed over or refused for its own sake: both is done.
            store.Commit();
            folder.ForgetStore();
            store.Tell();
        }

        return await SendReport.EndAsync(ledger, counts, sink.Place);
    }

    private static void Stop(PosixSignalContext context, CancellationTokenSource stopping)
    {
        context.Cancel = true;
        stopping.Cancel();
    }
}
