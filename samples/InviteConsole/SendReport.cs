using Better.Calendar.Delivery;
using Better.Calendar.Invitations;
using NodaTime.Text;
using Spectre.Console;

namespace InviteConsole;

/// <summary>What became of the letters of an outbox, leaving out what an earlier send has told; and what would go out.</summary>
internal sealed class SendReport
{
    private const int MostRows = 100;

    private readonly ILetterLedger ledger;
    private readonly HashSet<long> told = [];
    private long sentBefore;
    private long finalBefore;

    private SendReport(ILetterLedger ledger) => this.ledger = ledger;

    /// <summary>Looks at what is final already.</summary>
    public static async Task<SendReport> BeginAsync(ILetterLedger ledger)
    {
        var report = new SendReport(ledger);
        var counts = await ledger.CountAsync(CancellationToken.None);
        (report.sentBefore, report.finalBefore) = (counts.Sent, counts.All - counts.Open);
        await foreach (var letter in ledger.ReadAsync([], CancellationToken.None))
        {
            if (letter.Due is null && (letter.State != LetterState.Sent || letter.Doubts > 0))
            {
                report.told.Add(letter.Number);
            }
        }

        return report;
    }

    /// <summary>Tells the state of all letters; the exit code.</summary>
    public static async Task<int> StatusAsync(ILetterLedger ledger)
    {
        var counts = await ledger.CountAsync(CancellationToken.None);
        var table = new Table().AddColumn("Letters").AddColumn(new TableColumn("").RightAligned());
        foreach (var (name, count) in new[]
        {
            ("waiting", counts.Waiting), ("sending", counts.Sending), ("sent", counts.Sent), ("refused", counts.Refused),
            ("tried again later", counts.Retrying), ("unknown, sent again later", counts.Unknown), ("left unknown", counts.LeftUnknown), ("may have come twice", counts.Doubtful),
        })
        {
            table.AddRow(name, $"{count}");
        }

        AnsiConsole.Write(table);
        return await new SendReport(ledger).EndAsync(counts, place: null);
    }

    /// <summary>Names the letters that a person should know of; the exit code.</summary>
    public async Task<int> EndAsync(LetterCounts counts, string? place)
    {
        await foreach (var letter in ledger.ReadAsync([], CancellationToken.None))
        {
            if (!told.Contains(letter.Number))
            {
                Tell(letter);
            }
        }

        var (sent, all) = (counts.Sent - sentBefore, counts.All - finalBefore);
        AnsiConsole.MarkupLineInterpolated($"[bold]{sent}[/] of {all} letters were taken{(place is null ? "" : $" by {place}")}.");
        return sent == all ? 0 : 1;
    }

    /// <summary>Prints what would go out, and names the letters.</summary>
    public static void Preview(SendPlan plan)
    {
        var table = new Table().AddColumns("Letter", "Workshop", "To", "Because");
        var composer = new InvitationComposer();
        foreach (var message in plan.Messages)
        {
            composer.Compose(plan.Series, message, plan.At).WriteTo(Stream.Null);
            if (table.Rows.Count < MostRows)
            {
                table.AddRow(
                    Markup.Escape(message.Kind.ToString().ToLowerInvariant()),
                    Markup.Escape(message.Workshop?.Id ?? "all"),
                    Markup.Escape(message.Recipient.Email.Value),
                    Markup.Escape(message.Because));
            }
        }

        AnsiConsole.Write(table);
        if (plan.Messages.Count > MostRows)
        {
            AnsiConsole.MarkupLineInterpolated($"… and {plan.Messages.Count - MostRows} more.");
        }

        AnsiConsole.MarkupLineInterpolated($"[bold]{plan.Messages.Count}[/] letters would go out to {plan.Messages.Select(message => message.Recipient.Email).Distinct().Count()} people. Nothing was sent.");
    }

    private static void Tell(LetterRecord letter)
    {
        var what = $"workshop {letter.Job.Workshop ?? "all"}";
        if (letter.State is LetterState.Refused or LetterState.RetryAt || (letter.State == LetterState.Unknown && letter.Due is null))
        {
            var again = letter.Due is { } due ? $"; next try {InstantPattern.General.Format(due)}" : letter.State == LetterState.Unknown ? "; it is not sent again" : "";
            AnsiConsole.MarkupLineInterpolated($"[red]{letter.Job.Recipient}[/], {what}: {letter.Answer}{again}");
        }
        else if (letter.Doubts > 0)
        {
            AnsiConsole.MarkupLineInterpolated($"[yellow]{letter.Job.Recipient}[/], {what}: may have come {letter.Doubts + 1} times, with the same Message-ID {letter.MessageId}");
        }
    }
}
