using System.CommandLine;
using Better.Calendar;
using Better.Calendar.Delivery;
using Better.Calendar.Delivery.Sqlite;
using NodaTime;
using Spectre.Console;

namespace InviteConsole;

/// <summary><c>send</c>: puts the emails into an outbox and carries them to a mail server, also through a kill or a lost connection.</summary>
internal sealed class SendCommand
{
    private readonly SeriesOptions series = new();
    private readonly RevisionOptions revisions = new();
    private readonly TransportOptions transports = new();
    private readonly Option<FileInfo?> outbox = new("--outbox") { Description = "The file that remembers what became of each email. Default: beside --store, or else a temporary one." };
    private readonly Option<bool> resume = new("--resume") { Description = "Plans nothing and sends what is open in the outbox." };
    private readonly Option<bool> status = new("--status") { Description = "Sends nothing and tells what became of the emails in the outbox." };
    private readonly Option<bool> dryRun = new("--dry-run") { Description = "Prints every email without sending or storing any, and tells which they are, and why." };
    private readonly Option<int?> rate = new("--rate") { Description = "At most so many emails a minute.", HelpName = "LETTERS" };
    private readonly Option<int> connections = new("--connections") { Description = "How many connections are used at once.", DefaultValueFactory = _ => 4 };

    public static Command Create()
    {
        var send = new SendCommand();
        var command = new Command("send", "Sends every email; a refused recipient does not keep the others from theirs.")
        {
            send.outbox, send.resume, send.status, send.dryRun, send.rate, send.connections,
        };
        send.transports.AddTo(command);
        send.series.AddTo(command);
        send.revisions.AddTo(command, withStore: true);
        command.SetAction((arguments, cancellation) => send.RunAsync(arguments, cancellation));
        return command;
    }

    private async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        if (arguments.GetValue(rate) is < 1 or > 1_000_000 || arguments.GetValue(connections) is < 1 or > 1000)
        {
            throw new UsageException("--rate: a number from 1 to 1,000,000; --connections: a number from 1 to 1000.");
        }

        try
        {
            if (arguments.GetValue(status))
            {
                await using var looked = new SqliteOutboxStore(GetExistingOutboxFile(arguments).FullName);
                await looked.OpenAsync(cancellationToken);
                return await SendReport.StatusAsync(looked);
            }

            if (arguments.GetValue(dryRun))
            {
                SendReport.Preview(Plan(arguments));
                return 0;
            }

            return await SendAsync(arguments, transports.Read(arguments), cancellationToken);
        }
        catch (Exception problem) when (problem is TransportException or DeliveryStoppedException or OutboxStoreException)
        {
            AnsiConsole.MarkupLineInterpolated($"[red]{problem.Message}[/]");
            return 1;
        }
    }

    private async Task<int> SendAsync(ParseResult arguments, IMessageTransport transport, CancellationToken cancellationToken)
    {
        var plan = arguments.GetValue(resume) ? null : Plan(arguments);
        var isKept = plan is null || GetOutboxFile(arguments) is not null;
        var file = plan is null ? GetExistingOutboxFile(arguments) : GetOutboxFile(arguments) ?? new FileInfo(Path.Combine(Path.GetTempPath(), $"invite-{Guid.NewGuid():N}.outbox"));
        var seriesFile = plan is { IsRevision: true } ? new SeriesFile(plan.Series, revisions.Store(arguments) ?? throw new UsageException("--previous of send needs --store: a file to keep the document in.")) : null;
        try
        {
            // What can go wrong at once goes wrong now, before anything is written: the place of the document, the server, the password.
            seriesFile?.Prepare();
            await (await transport.OpenAsync(cancellationToken)).DisposeAsync();
            await using var store = new SqliteOutboxStore(file.FullName);
            await store.OpenAsync(cancellationToken);
            var report = await SendReport.StartAsync(store);
            if (plan is not null)
            {
                var posted = await new Outbox(store).EnqueueAsync(plan.Series, plan.Emails, plan.Timestamp, cancellationToken);
                if (posted < plan.Emails.Count)
                {
                    AnsiConsole.MarkupLineInterpolated($"{plan.Emails.Count - posted} of {plan.Emails.Count} emails are in the outbox already, and are not sent anew.");
                }

                // From here on the outbox sees to it that every email goes out.
                seriesFile?.Commit();
                seriesFile?.PrintSaved();
            }

            await DeliverAsync(arguments, store, transport, file, cancellationToken);
            var counts = await store.CountAsync(CancellationToken.None);
            var code = await report.CompleteAsync(counts, transport.Destination);
            if (counts.Remaining > 0)
            {
                PrintResumeHint(file);
            }
            else if (!isKept)
            {
                await store.DisposeAsync();
                file.Delete();
            }

            return code;
        }
        finally
        {
            seriesFile?.Discard();
        }
    }

    private async Task DeliverAsync(ParseResult arguments, SqliteOutboxStore store, IMessageTransport transport, FileInfo file, CancellationToken cancellationToken)
    {
        var options = new DeliveryOptions
        {
            Connections = arguments.GetValue(connections),
            MaxPerMinute = arguments.GetValue(rate),
            LeaseDuration = Duration.FromSeconds(10),
            ServerRetryTimeout = Duration.FromMinutes(5),
        };
        try
        {
            await AnsiConsole.Progress().Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn()).StartAsync(async display =>
            {
                var worker = new DeliveryWorker(store, null, transport, options, new SendProgress(display.AddTask("Sending")));
                await worker.DrainAsync(Duration.FromMinutes(15), cancellationToken);
            });
        }
        catch (DeliveryStoppedException)
        {
            PrintResumeHint(file);
            throw;
        }
    }

    private static void PrintResumeHint(FileInfo file) =>
        AnsiConsole.MarkupLineInterpolated($"[yellow]Not all emails are out; none is lost.[/] Go on with: send --resume --outbox {file.FullName} and where they go.");

    /// <summary>What is to be sent: what an edit needs, or, without --previous and --store, everybody's invitations.</summary>
    private SendPlan Plan(ParseResult arguments)
    {
        var (read, at) = series.Read(arguments);
        if (revisions.IsPlanRequested(arguments))
        {
            var revision = revisions.Plan(series, arguments, read, at);
            return new(revision.Series, revision.Emails, revision.Timestamp, IsRevision: true);
        }

        var invitations = from person in read.Participants
                          from workshop in read.WorkshopsOf(person)
                          select new PlannedEmail { Kind = EmailKind.Invitation, Workshop = workshop, Recipient = person, SeriesId = read.Id };
        return new(read, [.. invitations], at, IsRevision: false);
    }

    private FileInfo? GetOutboxFile(ParseResult arguments) =>
        arguments.GetValue(outbox) ?? (revisions.Store(arguments) is { } store ? new FileInfo(store.FullName + ".outbox") : null);

    private FileInfo GetExistingOutboxFile(ParseResult arguments) => GetOutboxFile(arguments) switch
    {
        null => throw new UsageException("--resume and --status need --outbox, or the --store that it lies beside."),
        { Exists: false } missing => throw new UsageException($"There is no outbox {missing.FullName}."),
        var file => file,
    };
}

/// <summary>Emails to be sent.</summary>
internal sealed record SendPlan(WorkshopSeries Series, IReadOnlyList<PlannedEmail> Emails, Instant Timestamp, bool IsRevision);
