using Better.Calendar;
using Better.Calendar.Delivery;
using NodaTime.Text;
using Spectre.Console;

namespace InviteConsole;

/// <summary>What became of the letters of an outbox, leaving out what an earlier send has told; and what would go out.</summary>
internal sealed class SendReport
{
    private const int MaxRows = 100;

    private readonly IOutboxStore store;
    private readonly HashSet<long> reported = [];
    private long sentBefore;
    private long finalBefore;

    private SendReport(IOutboxStore store) => this.store = store;

    /// <summary>Looks at what is final already.</summary>
    public static async Task<SendReport> StartAsync(IOutboxStore store)
    {
        var report = new SendReport(store);
        var counts = await store.CountAsync(CancellationToken.None);
        (report.sentBefore, report.finalBefore) = (counts.Sent, counts.Total - counts.Remaining);
        await foreach (var email in store.ReadAsync([], CancellationToken.None))
        {
            if (email.Due is null && (email.Status != DeliveryStatus.Sent || email.UncertainSends > 0))
            {
                report.reported.Add(email.Number);
            }
        }

        return report;
    }

    /// <summary>Tells the state of all emails; the exit code.</summary>
    public static async Task<int> StatusAsync(IOutboxStore store)
    {
        var counts = await store.CountAsync(CancellationToken.None);
        var table = new Table().AddColumn("Letters").AddColumn(new TableColumn("").RightAligned());
        foreach (var (name, count) in new[]
        {
            ("waiting", counts.Waiting), ("sending", counts.Sending), ("sent", counts.Sent), ("refused", counts.Rejected),
            ("tried again later", counts.Deferred), ("unknown, sent again later", counts.Uncertain), ("left unknown", counts.LeftUncertain), ("may have come twice", counts.PossibleDuplicates),
        })
        {
            table.AddRow(name, $"{count}");
        }

        AnsiConsole.Write(table);
        return await new SendReport(store).CompleteAsync(counts, destination: null);
    }

    /// <summary>Names the emails that a person should know of; the exit code.</summary>
    public async Task<int> CompleteAsync(OutboxCounts counts, string? destination)
    {
        await foreach (var email in store.ReadAsync([], CancellationToken.None))
        {
            if (!reported.Contains(email.Number))
            {
                PrintEntry(email);
            }
        }

        var (sent, all) = (counts.Sent - sentBefore, counts.Total - finalBefore);
        AnsiConsole.MarkupLineInterpolated($"[bold]{sent}[/] of {all} emails were taken{(destination is null ? "" : $" by {destination}")}.");
        return sent == all ? 0 : 1;
    }

    /// <summary>Prints what would go out, and names the emails.</summary>
    public static void Preview(SendPlan plan)
    {
        var table = new Table().AddColumns("Letter", "Workshop", "To", "Because");
        var composer = new InvitationComposer();
        foreach (var message in plan.Emails)
        {
            composer.Compose(plan.Series, message, plan.Timestamp).WriteTo(Stream.Null);
            if (table.Rows.Count < MaxRows)
            {
                table.AddRow(
                    Markup.Escape(message.Kind.ToString().ToLowerInvariant()),
                    Markup.Escape(message.Workshop?.Id ?? "all"),
                    Markup.Escape(message.Recipient.Email.Value),
                    Markup.Escape(message.Explanation));
            }
        }

        AnsiConsole.Write(table);
        if (plan.Emails.Count > MaxRows)
        {
            AnsiConsole.MarkupLineInterpolated($"… and {plan.Emails.Count - MaxRows} more.");
        }

        AnsiConsole.MarkupLineInterpolated($"[bold]{plan.Emails.Count}[/] emails would go out to {plan.Emails.Select(message => message.Recipient.Email).Distinct().Count()} people. Nothing was sent.");
    }

    private static void PrintEntry(OutboxEntry entry)
    {
        var what = $"workshop {entry.Message.WorkshopId ?? "all"}";
        if (entry.Status is DeliveryStatus.Rejected or DeliveryStatus.Deferred || (entry.Status == DeliveryStatus.Uncertain && entry.Due is null))
        {
            var again = entry.Due is { } due ? $"; next try {InstantPattern.General.Format(due)}" : entry.Status == DeliveryStatus.Uncertain ? "; it is not sent again" : "";
            AnsiConsole.MarkupLineInterpolated($"[red]{entry.Message.Recipient}[/], {what}: {entry.Response}{again}");
        }
        else if (entry.UncertainSends > 0)
        {
            AnsiConsole.MarkupLineInterpolated($"[yellow]{entry.Message.Recipient}[/], {what}: may have come {entry.UncertainSends + 1} times, with the same Message-ID {entry.MessageId}");
        }
    }
}
