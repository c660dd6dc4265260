using Better.Calendar;
using Better.Calendar.Delivery;
using NodaTime.Text;
using Spectre.Console;

namespace InviteConsole;

/// <summary>
/// Reports the delivery status of the emails in an outbox, without what an earlier send reported already; and previews what would be sent.
/// </summary>
internal sealed class SendReport
{
    private const int MaxRows = 100;

    private readonly IOutboxStore store;
    private readonly HashSet<long> reported = [];
    private long sentBefore;
    private long finalBefore;

    private SendReport(IOutboxStore store) => this.store = store;

    /// <summary>Reads which emails are final already.</summary>
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

    /// <summary>Prints how many emails have which status; returns the exit code.</summary>
    public static async Task<int> StatusAsync(IOutboxStore store)
    {
        var counts = await store.CountAsync(CancellationToken.None);
        var table = new Table().AddColumn("Emails").AddColumn(new TableColumn("").RightAligned());
        foreach (var (name, count) in new[]
        {
            ("waiting", counts.Waiting), ("sending", counts.Sending), ("sent", counts.Sent), ("rejected", counts.Rejected),
            ("deferred, sent again later", counts.Deferred),
                ("uncertain, sent again later", counts.Uncertain),
                ("uncertain, not sent again", counts.LeftUncertain),
                ("may arrive twice", counts.PossibleDuplicates),
        })
        {
            table.AddRow(name, $"{count}");
        }

        AnsiConsole.Write(table);
        return await new SendReport(store).CompleteAsync(counts, destination: null);
    }

    /// <summary>Prints the emails that need attention; returns the exit code.</summary>
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
        AnsiConsole.MarkupLineInterpolated(
            $"[bold]{sent}[/] of {all} emails were accepted{(destination is null ? "" : $" by {destination}")}.");
        return sent == all ? 0 : 1;
    }

    /// <summary>Renders the emails that would be sent, and prints a list of them.</summary>
    public static void Preview(SendPlan plan)
    {
        var table = new Table().AddColumns("Email", "Workshop", "To", "Explanation");
        var composer = new InvitationComposer();
        foreach (var email in plan.Emails)
        {
            composer.Compose(plan.Series, email, plan.Timestamp).WriteTo(Stream.Null);
            if (table.Rows.Count < MaxRows)
            {
                table.AddRow(
                    Markup.Escape(email.Kind.ToString().ToLowerInvariant()),
                    Markup.Escape(email.Workshop?.Id ?? "all"),
                    Markup.Escape(email.Recipient.Email.Value),
                    Markup.Escape(email.Explanation));
            }
        }

        AnsiConsole.Write(table);
        if (plan.Emails.Count > MaxRows)
        {
            AnsiConsole.MarkupLineInterpolated($"… and {plan.Emails.Count - MaxRows} more.");
        }

        var people = plan.Emails.Select(email => email.Recipient.Email).Distinct().Count();
        AnsiConsole.MarkupLineInterpolated($"[bold]{plan.Emails.Count}[/] emails would be sent to {people} people. Nothing was sent.");
    }

    private static void PrintEntry(OutboxEntry entry)
    {
        var what = $"workshop {entry.Message.WorkshopId ?? "all"}";
        if (entry.Status is DeliveryStatus.Rejected or DeliveryStatus.Deferred
            || (entry.Status == DeliveryStatus.Uncertain && entry.Due is null))
        {
            var next = entry.Due is { } due
                ? $"; next attempt at {InstantPattern.General.Format(due)}"
                : entry.Status == DeliveryStatus.Uncertain
                ? "; it is not sent again"
                : "";
            AnsiConsole.MarkupLineInterpolated($"[red]{entry.Message.Recipient}[/], {what}: {entry.Response}{next}");
        }
        else if (entry.UncertainSends > 0)
        {
            var arrivals = $"may have arrived {entry.UncertainSends + 1} times, with the same Message-ID {entry.MessageId}";
            AnsiConsole.MarkupLineInterpolated($"[yellow]{entry.Message.Recipient}[/], {what}: {arrivals}");
        }
    }
}
