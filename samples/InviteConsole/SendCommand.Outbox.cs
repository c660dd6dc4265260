using System.CommandLine;
using Better.Calendar;
using Better.Calendar.Delivery;
using Better.Calendar.Delivery.Sqlite;

namespace InviteConsole;

/// <content>What <c>send</c> does with an outbox that exists.</content>
internal sealed partial class SendCommand
{
    private async Task ReopenAsync(ParseResult arguments, Outbox outbox, string final)
    {
        var wanted = final == "rejected" ? DeliveryStatus.Rejected : DeliveryStatus.Uncertain;
        var reopened = await outbox.ReopenAsync(CreateFilter(arguments, wanted));
        Screen.Line($"{reopened.Count} emails are sent again.");
        var counts = await outbox.CountAsync();
        if (reopened.Count == 0 && (wanted == DeliveryStatus.Rejected ? counts.Rejected : counts.LeftUncertain) > 0)
        {
            Screen.Warning($"The others are older than another email about the same workshop, or --to and --domain exclude them.");
        }
    }

    private async Task<int> WithdrawAsync(ParseResult arguments, Outbox outbox)
    {
        DeliveryStatus[] wanted = arguments.GetValue(withdraw) switch
        {
            "rejected" => [DeliveryStatus.Rejected],
            "uncertain" => [DeliveryStatus.Uncertain],
            _ => [],
        };
        var numbers = await outbox.WithdrawAsync(CreateFilter(arguments, wanted));
        await SendReport.PrintAsync(outbox, numbers);
        await UndeliveredRecord.UpdateAsync(outbox, revisions.Store(arguments));
        Screen.Line($"[bold]{numbers.Count}[/] emails were withdrawn, and are not sent.");
        return SendReport.GetExitCode(await outbox.CountAsync());
    }

    private OutboxFilter CreateFilter(ParseResult arguments, params DeliveryStatus[] statuses)
    {
        try
        {
            return new() { Statuses = statuses, Recipient = series.GetRecipient(arguments), Domain = arguments.GetValue(domain) };
        }
        catch (ArgumentException problem)
        {
            throw new UsageException($"--domain is wrong. {problem.Message}");
        }
    }

    private async Task<int> UseOutboxAsync(ParseResult arguments, Func<Outbox, FileInfo, Task<int>> use)
    {
        var file = FindOutbox(arguments);
        await using var store = new SqliteOutboxStore(file.FullName);
        var outbox = new Outbox(store);
        await outbox.OpenAsync();
        return await use(outbox, file);
    }

    // No document records follow-ups: the outbox is kept, so that nobody gets theirs again.
    private static async Task<bool> HasFollowUpsAsync(Outbox outbox)
    {
        await foreach (var email in outbox.ReadAsync([]))
        {
            if (email.Message.Kind == EmailKind.FollowUp)
            {
                return true;
            }
        }

        return false;
    }

    private FileInfo ChooseOutbox(ParseResult arguments) =>
        outboxes.Choose(arguments, revisions.Store(arguments), series.GetFile(arguments), SeriesOptions.EmbeddedId);

    private FileInfo FindOutbox(ParseResult arguments) =>
        outboxes.Find(arguments, revisions.Store(arguments), series.GetFile(arguments), SeriesOptions.EmbeddedId);

    /// <summary>The options of the next command: the same outbox, document and server.</summary>
    private string GetOptions(ParseResult arguments, FileInfo file)
    {
        var store = revisions.Store(arguments) is { } document ? $" --store {CommandText.Quote(document.FullName)}" : "";
        return $"--outbox {CommandText.Quote(file.FullName)}{store}{pages.Describe(arguments)} {transports.Describe(arguments)}";
    }
}
