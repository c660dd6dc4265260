using System.CommandLine;
using Better.Calendar.Delivery;
using Better.Calendar.Delivery.Sqlite;
using Better.Calendar.Revisions;
using Better.Calendar.Workshops;
using NodaTime;
using Spectre.Console;

namespace InviteConsole;

/// <summary><c>send</c>: puts the letters into an outbox and carries them to a mail server, also through a kill or a lost connection.</summary>
internal sealed class SendCommand
{
    private readonly SeriesOptions series = new();
    private readonly RevisionOptions revisions = new();
    private readonly SinkOptions sinks = new();
    private readonly Option<FileInfo?> outbox = new("--outbox") { Description = "The file that remembers what became of each letter. Default: beside --store, or else a temporary one." };
    private readonly Option<bool> resume = new("--resume") { Description = "Plans nothing and sends what is open in the outbox." };
    private readonly Option<bool> status = new("--status") { Description = "Sends nothing and tells what became of the letters in the outbox." };
    private readonly Option<bool> dryRun = new("--dry-run") { Description = "Prints every letter without sending or storing any, and tells which they are, and why." };
    private readonly Option<int?> rate = new("--rate") { Description = "At most so many letters a minute.", HelpName = "LETTERS" };
    private readonly Option<int> connections = new("--connections") { Description = "How many connections are used at once.", DefaultValueFactory = _ => 4 };

    public static Command Create()
    {
        var send = new SendCommand();
        var command = new Command("send", "Sends every letter; a refused recipient does not keep the others from theirs.")
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
        if (arguments.GetValue(rate) is < 1 or > 1_000_000 || arguments.GetValue(connections) is < 1 or > 1000)
        {
            throw new WrongUseException("--rate: a number from 1 to 1,000,000; --connections: a number from 1 to 1000.");
        }

        try
        {
            if (arguments.GetValue(status))
            {
                await using var looked = new SqliteLedger(Existing(arguments).FullName);
                await looked.OpenAsync(cancellation);
                return await SendReport.StatusAsync(looked);
            }

            if (arguments.GetValue(dryRun))
            {
                SendReport.Preview(Plan(arguments));
                return 0;
            }

            return await SendAsync(arguments, sinks.Read(arguments), cancellation);
        }
        catch (Exception problem) when (problem is SinkException or DeliveryStoppedException or LedgerException)
        {
            AnsiConsole.MarkupLineInterpolated($"[red]{problem.Message}[/]");
            return 1;
        }
    }

    private async Task<int> SendAsync(ParseResult arguments, ILetterSink sink, CancellationToken cancellation)
    {
        var plan = arguments.GetValue(resume) ? null : Plan(arguments);
        var isKept = plan is null || Chosen(arguments) is not null;
        var file = plan is null ? Existing(arguments) : Chosen(arguments) ?? new FileInfo(Path.Combine(Path.GetTempPath(), $"invite-{Guid.NewGuid():N}.outbox"));
        var store = plan is { IsRevision: true } ? new StoredDocument(plan.Series, revisions.Store(arguments) ?? throw new WrongUseException("--previous of send needs --store: a file to keep the document in.")) : null;
        try
        {
            // What can go wrong at once goes wrong now, before anything is written: the place of the document, the server, the password.
            store?.Prepare();
            await (await sink.OpenAsync(cancellation)).DisposeAsync();
            await using var ledger = new SqliteLedger(file.FullName);
            await ledger.OpenAsync(cancellation);
            var report = await SendReport.BeginAsync(ledger);
            if (plan is not null)
            {
                var posted = await new Outbox(ledger).PostAsync(plan.Series, plan.Messages, plan.At, cancellation);
                if (posted < plan.Messages.Count)
                {
                    AnsiConsole.MarkupLineInterpolated($"{plan.Messages.Count - posted} of {plan.Messages.Count} letters are in the outbox already, and are not sent anew.");
                }

                // From here on the outbox sees to it that every letter goes out.
                store?.Commit();
                store?.Tell();
            }

            await CarryAsync(arguments, ledger, sink, file, cancellation);
            var counts = await ledger.CountAsync(CancellationToken.None);
            var code = await report.EndAsync(counts, sink.Place);
            if (counts.Open > 0)
            {
                TellHowToGoOn(file);
            }
            else if (!isKept)
            {
                await ledger.DisposeAsync();
                file.Delete();
            }

            return code;
        }
        finally
        {
            store?.Discard();
        }
    }

    private async Task CarryAsync(ParseResult arguments, SqliteLedger ledger, ILetterSink sink, FileInfo file, CancellationToken cancellation)
    {
        var options = new CourierOptions
        {
            Connections = arguments.GetValue(connections),
            PerMinute = arguments.GetValue(rate),
            Lease = Duration.FromSeconds(10),
            ServerPatience = Duration.FromMinutes(5),
        };
        try
        {
            await AnsiConsole.Progress().Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn()).StartAsync(async display =>
            {
                var courier = new Courier(ledger, null, sink, options, new SendProgress(display.AddTask("Sending")));
                await courier.DrainAsync(Duration.FromMinutes(15), cancellation);
            });
        }
        catch (DeliveryStoppedException)
        {
            TellHowToGoOn(file);
            throw;
        }
    }

    private static void TellHowToGoOn(FileInfo file) =>
        AnsiConsole.MarkupLineInterpolated($"[yellow]Not all letters are out; none is lost.[/] Go on with: send --resume --outbox {file.FullName} and where they go.");

    /// <summary>What is to be sent: what an edit needs, or, without --previous and --store, everybody's invitations.</summary>
    private SendPlan Plan(ParseResult arguments)
    {
        var (read, at) = series.Read(arguments);
        if (revisions.IsAsked(arguments))
        {
            var revision = revisions.Plan(series, arguments, read, at);
            return new(revision.Series, revision.Messages, revision.At, IsRevision: true);
        }

        var invitations = from person in read.Participants
                          from workshop in read.WorkshopsOf(person)
                          select new PlannedMessage { Kind = LetterKind.Invitation, Workshop = workshop, Recipient = person, SeriesId = read.Id };
        return new(read, [.. invitations], at, IsRevision: false);
    }

    private FileInfo? Chosen(ParseResult arguments) =>
        arguments.GetValue(outbox) ?? (revisions.Store(arguments) is { } store ? new FileInfo(store.FullName + ".outbox") : null);

    private FileInfo Existing(ParseResult arguments) => Chosen(arguments) switch
    {
        null => throw new WrongUseException("--resume and --status need --outbox, or the --store that it lies beside."),
        { Exists: false } missing => throw new WrongUseException($"There is no outbox {missing.FullName}."),
        var file => file,
    };
}

/// <summary>Letters to be sent.</summary>
internal sealed record SendPlan(WorkshopSeries Series, IReadOnlyList<PlannedMessage> Messages, Instant At, bool IsRevision);
