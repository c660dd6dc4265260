using System.CommandLine;
using Better.Calendar;
using Better.Calendar.Delivery;
using Better.Calendar.Delivery.Sqlite;
using NodaTime;
using Spectre.Console;

namespace InviteConsole;

/// <summary><c>send</c>: puts the emails into an outbox and sends them; a send that was interrupted can be resumed.</summary>
internal sealed partial class SendCommand(Option<string?> language)
{
    private static readonly string[] Again = ["rejected", "uncertain"];
    private static readonly string[] Withdrawable = ["waiting", "rejected", "uncertain"];

    private readonly SeriesOptions series = new(language);
    private readonly RevisionOptions revisions = new();
    private readonly FollowUpOptions followUps = new();
    private readonly RsvpPageOptions pages = new();
    private readonly TransportOptions transports = new();
    private readonly OutboxFile outboxes = new();
    private readonly Option<bool> resume = new("--resume") { Description = "Plans nothing, and sends the remaining emails of the outbox." };
    private readonly Option<bool> status =
        new("--status") { Description = "Sends nothing, and shows the emails of the outbox that are not sent, why, and what to do next." };
    private readonly Option<string?> again =
        new("--again")
        {
            Description = "Plans nothing, and sends rejected or uncertain emails of the outbox again; with --to or --domain only those.",
            HelpName = string.Join('|', Again),
        };
    private readonly Option<string?> withdraw =
        new("--withdraw")
        {
            Description =
                "Sends nothing, and withdraws the emails of the outbox that wait, or those that were rejected or are uncertain; with --to "
                    + "or --domain only those.",
            HelpName = string.Join('|', Withdrawable),
            Arity = ArgumentArity.ZeroOrOne,
        };
    private readonly Option<string?> domain =
        new("--domain") { Description = "With --again or --withdraw: only emails to addresses of this domain." };
    private readonly Option<bool> dryRun =
        new("--dry-run") { Description = "Renders every email without sending or storing any, and shows which emails they are and why." };
    private readonly Option<int?> rate = new("--rate") { Description = "The maximum number of emails per minute.", HelpName = "EMAILS" };
    private readonly Option<int> connections =
        new("--connections") { Description = "How many connections are used at the same time.", DefaultValueFactory = _ => 4 };

    public static Command Create(Option<string?> language)
    {
        var send = new SendCommand(language);
        var command = new Command("send", "Sends the emails. If one recipient is rejected, the others still get theirs.")
        {
            send.resume, send.status, send.again, send.withdraw, send.domain, send.dryRun, send.rate, send.connections,
        };
        send.outboxes.AddTo(command);
        send.transports.AddTo(command);
        send.series.AddTo(command);
        send.revisions.AddTo(command, withStore: true);
        send.followUps.AddTo(command);
        send.pages.AddTo(command);
        command.SetAction((arguments, cancellation) => send.RunAsync(arguments, cancellation));
        return command;
    }

    private async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        if (arguments.GetValue(rate) is < 1 or > 1_000_000 || arguments.GetValue(connections) is < 1 or > 1000)
        {
            throw new UsageException($"--rate must be from 1 to 1,000,000, and --connections from 1 to 1000.");
        }

        CheckStatus("--again", arguments.GetValue(again), Again);
        CheckStatus("--withdraw", arguments.GetValue(withdraw), Withdrawable);
        var actions = new[] { resume, status, dryRun }.Count(arguments.GetValue)
            + (HasOption(arguments, again) ? 1 : 0)
            + (HasOption(arguments, withdraw) ? 1 : 0);
        if (actions > 1 || (arguments.GetValue(domain) is not null && !HasOption(arguments, again) && !HasOption(arguments, withdraw)))
        {
            throw new UsageException(
                $"Use one of --resume, --status, --again, --withdraw and --dry-run, and --domain only with --again or --withdraw.");
        }

        try
        {
            if (arguments.GetValue(status))
            {
                return await UseOutboxAsync(arguments, async (outbox, file) =>
                    await SendReport.PrintStatusAsync(outbox, GetOptions(arguments, file)));
            }

            if (HasOption(arguments, withdraw))
            {
                return await UseOutboxAsync(arguments, (outbox, _) => WithdrawAsync(arguments, outbox));
            }

            if (arguments.GetValue(dryRun))
            {
                SendReport.Preview(Plan(arguments), pages.Read(arguments));
                return 0;
            }

            return await SendAsync(arguments, transports.Read(arguments), cancellationToken);
        }
        catch (Exception problem) when (problem is TransportException or DeliveryStoppedException or OutboxStoreException)
        {
            Screen.ForeignProblem(SendReport.ToPrintable(problem.Message));
            return 1;
        }
    }

    private async Task<int> SendAsync(ParseResult arguments, IMessageTransport transport, CancellationToken cancellationToken)
    {
        var plan = arguments.GetValue(resume) || HasOption(arguments, again) ? null : Plan(arguments);
        var file = plan is null ? FindOutbox(arguments) : ChooseOutbox(arguments);
        var seriesFile = plan is { IsRevision: true }
            ? new SeriesFile(plan.Series, revisions.Store(arguments)
                ?? throw new UsageException($"send with --previous needs --store: the file in which the new series document is kept."))
            : null;
        try
        {
            // Check the path of the document, the server and the password first, before anything is written.
            seriesFile?.Prepare();
            await (await transport.OpenAsync(cancellationToken)).DisposeAsync();
            Screen.Line($"The outbox, which knows what was sent:");
            Screen.Verbatim($"  {file.FullName}");
            await using var store = new SqliteOutboxStore(file.FullName);
            var outbox = new Outbox(store, null, pages.Read(arguments));
            await outbox.OpenAsync(cancellationToken);
            if (arguments.GetValue(again) is { } final)
            {
                await ReopenAsync(arguments, outbox, final);
            }
            else if (plan is not null)
            {
                var added = await outbox.EnqueueAsync(plan.Series, plan.Emails, plan.Timestamp, cancellationToken);
                if (added < plan.Emails.Count)
                {
                    var known = plan.Emails.Count - added;
                    Screen.Line($"{known} of {plan.Emails.Count} emails are in the outbox already, and are not added again.");
                }

                // From here on the outbox guarantees that every email is sent.
                seriesFile?.Commit();
                seriesFile?.PrintSaved();
            }

            return await DeliverAsync(arguments, outbox, store, transport, file, cancellationToken);
        }
        finally
        {
            seriesFile?.Discard();
        }
    }

    private async Task<int> DeliverAsync(
        ParseResult arguments,
        Outbox outbox,
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
            InvitationOptions = pages.Read(arguments),
        };
        int code;
        try
        {
            await AnsiConsole.Progress()
                .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn())
                .StartAsync(async display =>
            {
                var progress = new SendProgress(display.AddTask(ConsoleTexts.Of($"Sending")));
                var worker = new DeliveryWorker(store, null, transport, options, progress);
                progress.Report(new(await worker.DrainAsync(Duration.FromMinutes(15), cancellationToken), 0, null, null));
            });
        }
        finally
        {
            // Also when the worker stopped: what became final until then must be told.
            code = await SendReport.PrintNewsAsync(outbox, transport.Destination);
            SendReport.PrintNextCommands(await outbox.CountAsync(CancellationToken.None), GetOptions(arguments, file));
            await UndeliveredRecord.UpdateAsync(outbox, revisions.Store(arguments));
        }

        var counts = await outbox.CountAsync(CancellationToken.None);
        if (counts.Sent == counts.Total && !outboxes.IsNamed(arguments, revisions.Store(arguments)) && !await HasFollowUpsAsync(outbox))
        {
            await store.DisposeAsync();
            OutboxFile.Delete(file);
        }

        return code;
    }

    /// <summary>
    /// The emails to send: those that an edit of the series needs or, without --previous and --store, the first ones, of which no record is
    /// kept.
    /// </summary>
    private SendPlan Plan(ParseResult arguments)
    {
        var (read, at) = revisions.Read(series, arguments);
        var revision = followUps.IsRequested(arguments)
            ? followUps.Plan(revisions, arguments, read, at)
            : revisions.Plan(series, arguments, read, at);
        pages.Read(arguments, revision);
        Screen.Warnings(revision);
        return new(revision.Series, revision.Emails, revision.Timestamp, revisions.IsPlanRequested(arguments));
    }

    private static bool HasOption(ParseResult arguments, Option option) => arguments.GetResult(option) is { Implicit: false };

    private static void CheckStatus(string option, string? value, string[] allowed)
    {
        if (value is not null && !allowed.Contains(value))
        {
            throw new UsageException($"{option} must be {string.Join(" or ", allowed)}, and is \"{value}\".");
        }
    }
}

/// <summary>The emails to send.</summary>
internal sealed record SendPlan(WorkshopSeries Series, IReadOnlyList<PlannedEmail> Emails, Instant Timestamp, bool IsRevision);
