using System.CommandLine;
using Better.Calendar;
using Better.Calendar.Delivery;
using Better.Calendar.Delivery.Sqlite;
using NodaTime;
using Spectre.Console;

namespace InviteConsole;

/// <summary><c>send</c>: puts the emails into an outbox and sends them; a send that was interrupted can be resumed.</summary>
internal sealed class SendCommand
{
    private readonly SeriesOptions series = new();
    private readonly RevisionOptions revisions = new();
    private readonly TransportOptions transports = new();
    private readonly Option<FileInfo?> outbox =
        new("--outbox")
        {
            Description =
            "The file that stores the delivery status of each email. Default: beside --store, or a temporary file."
        };
    private readonly Option<bool> resume = new("--resume") { Description = "Plans nothing, and sends the remaining emails of the outbox." };
    private readonly Option<bool> status =
        new("--status") { Description = "Sends nothing, and shows the delivery status of the emails in the outbox." };
    private readonly Option<bool> dryRun =
        new("--dry-run") { Description = "Renders every email without sending or storing any, and shows which emails they are and why." };
    private readonly Option<int?> rate = new("--rate") { Description = "The maximum number of emails per minute.", HelpName = "EMAILS" };
    private readonly Option<int> connections =
        new("--connections") { Description = "How many connections are used at the same time.", DefaultValueFactory = _ => 4 };

    public static Command Create()
    {
        var send = new SendCommand();
        var command = new Command("send", "Sends the emails. If one recipient is rejected, the others still get theirs.")
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
            throw new UsageException("--rate must be from 1 to 1,000,000, and --connections from 1 to 1000.");
        }

        try
        {
            if (arguments.GetValue(status))
            {
                await using var store = new SqliteOutboxStore(GetExistingOutboxFile(arguments).FullName);
                await store.OpenAsync(cancellationToken);
                return await SendReport.StatusAsync(store);
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
        var file = plan is null
            ? GetExistingOutboxFile(arguments)
            : GetOutboxFile(arguments) ?? new FileInfo(Path.Combine(Path.GetTempPath(), $"invite-{Guid.NewGuid():N}.outbox"));
        var seriesFile = plan is { IsRevision: true }
            ? new SeriesFile(plan.Series, revisions.Store(arguments)
                ?? throw new UsageException("send with --previous needs --store: the file in which the new series document is kept."))
            : null;
        try
        {
            // Check the path of the document, the server and the password first, before anything is written.
            seriesFile?.Prepare();
            await (await transport.OpenAsync(cancellationToken)).DisposeAsync();
            await using var store = new SqliteOutboxStore(file.FullName);
            await store.OpenAsync(cancellationToken);
            var report = await SendReport.StartAsync(store);
            if (plan is not null)
            {
                var added = await new Outbox(store).EnqueueAsync(plan.Series, plan.Emails, plan.Timestamp, cancellationToken);
                if (added < plan.Emails.Count)
                {
                    AnsiConsole.MarkupLineInterpolated(
                        $"{plan.Emails.Count - added} of {plan.Emails.Count} emails are in the outbox already, and are not sent again.");
                }

                // From here on the outbox guarantees that every email is sent.
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

    private async Task DeliverAsync(
        ParseResult arguments,
        SqliteOutboxStore store,
        IMessageTransport transport,
        FileInfo file,
        CancellationToken cancellationToken)
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
            await AnsiConsole.Progress()
                .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn())
                .StartAsync(async display =>
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

    private static void PrintResumeHint(FileInfo file)
    {
        var command = $"send --resume --outbox {file.FullName}, and the same --smtp, --pickup or --maildir";
        AnsiConsole.MarkupLineInterpolated($"[yellow]Some emails are not sent yet; none is lost.[/] Continue with: {command}.");
    }

    /// <summary>
    /// The emails to send: those that an edit of the series needs or, without --previous and --store, the invitations of all participants.
    /// </summary>
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
                          select new PlannedEmail
                          {
                              Kind = EmailKind.Invitation,
                              Workshop = workshop,
                              Recipient = person,
                              SeriesId = read.Id
                          };
        return new(read, [.. invitations], at, IsRevision: false);
    }

    private FileInfo? GetOutboxFile(ParseResult arguments) =>
        arguments.GetValue(outbox) ?? (revisions.Store(arguments) is { } store ? new FileInfo(store.FullName + ".outbox") : null);

    private FileInfo GetExistingOutboxFile(ParseResult arguments) => GetOutboxFile(arguments) switch
    {
        null => throw new UsageException("--resume and --status need --outbox, or --store if the outbox is beside it."),
        { Exists: false } missing =>
            throw new UsageException($"The outbox {missing.FullName} does not exist. Check the path of --outbox or --store."),
        var file => file,
    };
}

/// <summary>The emails to send.</summary>
internal sealed record SendPlan(WorkshopSeries Series, IReadOnlyList<PlannedEmail> Emails, Instant Timestamp, bool IsRevision);
