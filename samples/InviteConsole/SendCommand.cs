using System.CommandLine;
using Better.Calendar.Delivery;
using Better.Calendar.Invitations;
using Better.Calendar.Revisions;
using Better.Calendar.Workshops;
using NodaTime;
using Spectre.Console;

namespace InviteConsole;

/// <summary><c>send</c>: puts the letters into an outbox and hands them to a mail server, each once.</summary>
internal sealed class SendCommand
{
    private readonly SeriesOptions options = new();
    private readonly RevisionOptions revisions = new();

    private readonly Option<string?> smtp = new("--smtp")
    {
        Description = $"The mail server: smtp://user@host:587 (STARTTLS) or smtps://user@host:465 (TLS from the start). The password is asked for, or taken from {MailServer.PasswordVariable}.",
    };

    private readonly Option<FileInfo?> outboxFile = new("--outbox") { Description = "Where the letters are kept until they are sent. Default: beside --store, or else a temporary file." };

    private readonly Option<bool> resume = new("--resume") { Description = "Plans nothing and sends what is open in the outbox." };

    private readonly Option<bool> status = new("--status") { Description = "Sends nothing and tells the state of the letters in the outbox." };

    private readonly Option<bool> dryRun = new("--dry-run") { Description = "Prints every letter without sending or storing any, and tells how many there are." };

    private readonly Option<double?> rate = new("--rate") { Description = "Letters per second, at most." };

    public static Command Create()
    {
        var send = new SendCommand();
        var command = new Command("send", "Sends every letter once by SMTP; a refused recipient does not keep the others from theirs.") { send.smtp, send.outboxFile, send.resume, send.status, send.dryRun, send.rate };
        send.options.AddTo(command);
        send.revisions.AddTo(command, withStore: true);
        command.SetAction((arguments, cancellation) => send.Run(arguments, cancellation));
        return command;
    }

    private async Task<int> Run(ParseResult arguments, CancellationToken cancellation)
    {
        if (arguments.GetValue(rate) is <= 0)
        {
            throw new WrongUseException("--rate: write a number above 0.");
        }

        try
        {
            if (arguments.GetValue(status))
            {
                using var looked = new Outbox(Existing(arguments));
                return Tell(looked, []);
            }

            if (arguments.GetValue(dryRun))
            {
                return DryRun(Planned(arguments));
            }

            var server = MailServer.Of(arguments.GetValue(smtp) ?? throw new WrongUseException("--smtp: name the mail server, as smtp://user@host:587."));
            return await Send(arguments, server, cancellation);
        }
        catch (DeliveryException problem)
        {
            AnsiConsole.MarkupLineInterpolated($"[red]{problem.Message}[/]");
            return 1;
        }
    }

    private async Task<int> Send(ParseResult arguments, MailServer server, CancellationToken cancellation)
    {
        var isNew = !arguments.GetValue(resume);
        var plan = isNew ? Planned(arguments) : null;
        var file = isNew ? Chosen(arguments)?.FullName ?? Path.Combine(Path.GetTempPath(), $"invite-{Guid.NewGuid():N}.outbox") : Existing(arguments);
        var store = plan is { IsRevision: true } ? new StoredDocument(plan.Series, revisions.Store(arguments) ?? throw new WrongUseException("--previous of send needs --store: a file to keep the document in.")) : null;
        try
        {
            store?.Prepare();

            // A server that is not there, or does not let us in, leaves nothing behind.
            using (var first = new SmtpCarrier(server.Address))
            {
                Reach(first);
            }

            using var outbox = new Outbox(file);
            var settled = outbox.Letters(LetterState.Sent, LetterState.Refused).Select(static letter => letter.Position).ToHashSet();
            if (plan is not null)
            {
                outbox.Add(plan.Series, plan.Messages, plan.At);

                // From here on the outbox sees to it that every letter goes out.
                store?.Commit();
                store?.Tell();
            }

            var code = await Deliver(outbox, server, settled, arguments.GetValue(rate), cancellation);
            if (outbox.Count() is var counts && counts.Sent + counts.Refused < counts.Total)
            {
                AnsiConsole.MarkupLineInterpolated($"[yellow]Not all are out.[/] Go on with: send --resume --outbox {file} --smtp …");
            }
            else if (isNew && Chosen(arguments) is null)
            {
                outbox.Dispose();
                Array.ForEach([file, file + ".lock"], File.Delete);
            }

            return code;
        }
        finally
        {
            store?.Discard();
        }
    }

    private static async Task<int> Deliver(Outbox outbox, MailServer server, HashSet<long> settled, double? rate, CancellationToken cancellation)
    {
        var courier = new Courier(outbox, () => new SmtpCarrier(server.Address), new() { LettersPerSecond = rate, Connections = 2 });
        try
        {
            await AnsiConsole.Progress().Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn()).StartAsync(async display =>
            {
                var task = display.AddTask("Sending", maxValue: Math.Max(1, outbox.Count().Total - settled.Count));
                await courier.RunAsync(new Shown(task, settled.Count), cancellation);
                task.Value = outbox.Letters(LetterState.Sent, LetterState.Refused).Count - settled.Count;
            });
        }
        catch (DeliveryException problem)
        {
            AnsiConsole.MarkupLineInterpolated($"[red]{problem.Message}[/]");
            Tell(outbox, settled);
            return 1;
        }

        return Tell(outbox, settled, server.Host);
    }

    /// <summary>Tells what became of the letters that were not settled before; 0 where all are sent, otherwise 1.</summary>
    private static int Tell(Outbox outbox, HashSet<long> settled, string? host = null)
    {
        var letters = outbox.Letters().Where(letter => !settled.Contains(letter.Position)).ToList();
        foreach (var letter in letters.Where(static letter => letter.State is not (LetterState.Sent or LetterState.Waiting)))
        {
            var workshop = letter.Key.Split('/')[1];
            AnsiConsole.MarkupLineInterpolated($"[red]{letter.Recipient}[/], workshop {workshop}: {letter.State switch { LetterState.RetryAt => $"is tried again from {letter.NotBefore:u}", LetterState.Unknown => "not known whether it arrived", LetterState.Sending => "is being sent", _ => "refused" }}: {letter.Answer}");
        }

        var sent = letters.Count(static letter => letter.State == LetterState.Sent);
        AnsiConsole.MarkupLineInterpolated($"[bold]{sent}[/] of {letters.Count} letters were taken{(host is null ? "" : $" by {host}")}; {letters.Count(static letter => letter.State == LetterState.Waiting)} waiting, {letters.Count(static letter => letter.State == LetterState.Refused)} refused, {letters.Sum(static letter => letter.Doubts)} times in doubt.");
        return sent == letters.Count ? 0 : 1;
    }

    private static int DryRun(Plan plan)
    {
        var composer = new InvitationComposer();
        foreach (var message in plan.Messages)
        {
            _ = composer.Compose(plan.Series, message, plan.At);
        }

        AnsiConsole.MarkupLineInterpolated($"[bold]{plan.Messages.Count}[/] letters to {plan.Messages.Select(static message => message.Recipient.Email).Distinct().Count()} people would be sent; nothing was.");
        return 0;
    }

    private static void Reach(SmtpCarrier carrier)
    {
        try
        {
            carrier.Open();
        }
        catch (IOException problem)
        {
            throw new DeliveryException(problem.Message, problem);
        }
    }

    /// <summary>What is to be sent: what an edit needs, or, without --previous and --store, everybody's invitations.</summary>
    private Plan Planned(ParseResult arguments)
    {
        var (series, at) = options.Read(arguments);
        if (revisions.IsAsked(arguments))
        {
            var revision = revisions.Plan(options, arguments, series, at);
            return new(revision.Series, [.. revision.Messages], revision.At, IsRevision: true);
        }

        var invitations = from person in series.Participants
                          from workshop in series.WorkshopsOf(person)
                          select new PlannedMessage { Kind = LetterKind.Invitation, Workshop = workshop, Recipient = person };
        return new(series, [.. invitations], at, IsRevision: false);
    }

    private FileInfo? Chosen(ParseResult arguments) =>
        arguments.GetValue(outboxFile) ?? (revisions.Store(arguments) is { } store ? new FileInfo(store.FullName + ".outbox") : null);

    private string Existing(ParseResult arguments) => Chosen(arguments) switch
    {
        null => throw new WrongUseException("--resume and --status need --outbox, or the --store that it lies beside."),
        { Exists: false } missing => throw new WrongUseException($"--outbox: {missing.FullName} is not there."),
        var file => file.FullName,
    };

    private sealed record Plan(WorkshopSeries Series, List<PlannedMessage> Messages, Instant At, bool IsRevision);

    /// <summary>The courier's progress as a bar.</summary>
    private sealed class Shown(ProgressTask task, int settled) : IProgress<DeliveryProgress>
    {
        public void Report(DeliveryProgress value)
        {
            task.Value = value.Counts.Sent + value.Counts.Refused - settled;
            task.Description = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{value.Counts.Sent} sent, {value.Counts.Waiting + value.Counts.RetryAt} waiting, {value.Counts.Refused} refused, {value.PerSecond:0.0}/s");
        }
    }
}
