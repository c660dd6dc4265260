using Better.Calendar.Delivery.Ledgers;
using Better.Calendar.Delivery.Outboxes;
using Better.Calendar.Revisions;
using Better.Calendar.Workshops;
using NodaTime.Text;
using Spectre.Console;

namespace InviteConsole;

/// <summary>What became of letters, and what would.</summary>
internal static class SendReport
{
    public static async Task<int> StatusAsync(OutboxFolder folder)
    {
        await using var ledger = folder.Ledger();
        await ledger.OpenAsync(CancellationToken.None);
        var counts = await new Outbox(ledger).CountAsync();
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
        return await EndAsync(ledger, counts, place: null);
    }

    /// <summary>Names the letters that a person should know of; the exit code.</summary>
    public static async Task<int> EndAsync(ILetterLedger ledger, LetterCounts counts, string? place)
    {
        await foreach (var letter in new Outbox(ledger).ReadAsync())
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

        AnsiConsole.MarkupLineInterpolated($"[bold]{counts.Sent}[/] of {counts.All} letters were taken{(place is null ? "" : $" by {place}")}.");
        if (counts.Open > 0)
        {
            AnsiConsole.MarkupLineInterpolated($"{counts.Open} are still open: [bold]--resume[/] goes on with them.");
        }

        return counts.Sent == counts.All ? 0 : 1;
    }

    /// <summary>What would go out.</summary>
    public static void Write(WorkshopSeries series, IReadOnlyCollection<PlannedMessage> messages)
    {
        var table = new Table().AddColumns("Letter", "Workshop", "To", "Because");
        foreach (var message in messages)
        {
            table.AddRow(
                Markup.Escape(message.Kind.ToString().ToLowerInvariant()),
                Markup.Escape(message.Workshop?.Title.In(series.Language, series.Language) ?? "all"),
                Markup.Escape(message.Recipient.Email.Value),
                Markup.Escape(message.Because));
        }

        AnsiConsole.Write(table);
        AnsiConsole.MarkupLineInterpolated($"[bold]{messages.Count}[/] letters would go out to {messages.Select(message => message.Recipient.Email).Distinct().Count()} people. Nothing was sent.");
    }
}
