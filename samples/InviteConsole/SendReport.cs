using System.Globalization;
using System.Text;
using Better.Calendar;
using Better.Calendar.Delivery;
using NodaTime.Text;
using Spectre.Console;

namespace InviteConsole;

/// <summary>
/// Reports how the delivery of the emails in an outbox ended or where it stands. What was printed is recorded in the outbox, so that the
/// next send prints what a killed one could not.
/// </summary>
internal static class SendReport
{
    private const int MaxRows = 100;

    /// <summary>Prints what was not reported yet, and what is still open; returns the exit code.</summary>
    public static async Task<int> PrintNewsAsync(Outbox outbox, string destination)
    {
        var printed = new List<long>();
        await foreach (var email in outbox.ReadAsync())
        {
            if (email.Due is null ? !email.IsReported && NeedsAttention(email) : email.Response.Length > 0)
            {
                PrintEntry(email);
                printed.Add(email.Number);
            }
        }

        var code = await PrintSummaryAsync(outbox, destination);
        await outbox.MarkReportedAsync(printed);
        return code;
    }

    /// <summary>Prints how many emails have which status, each that is not sent, with the reason, and what to do next.</summary>
    public static async Task<int> PrintStatusAsync(Outbox outbox, string command)
    {
        var counts = await outbox.CountAsync();
        var table = new Table().AddColumn("Emails").AddColumn(new TableColumn("").RightAligned());
        foreach (var (name, count) in new[]
        {
            ("waiting", counts.Waiting),
            ("sending", counts.Sending),
            ("sent", counts.Sent),
            ("rejected", counts.Rejected),
            ("deferred, sent again later", counts.Deferred),
            ("uncertain, sent again later", counts.Uncertain),
            ("uncertain, not sent again", counts.LeftUncertain),
            ("withdrawn", counts.Withdrawn),
            ("may arrive twice", counts.PossibleDuplicates),
        })
        {
            table.AddRow(name, $"{count}");
        }

        AnsiConsole.Write(table);
        await foreach (var email in outbox.ReadAsync())
        {
            if (NeedsAttention(email) || email.Due is not null)
            {
                PrintEntry(email);
            }
        }

        var code = await PrintSummaryAsync(outbox, destination: null);
        PrintNextCommands(counts, command);
        return code;
    }

    /// <summary>1 while anything is rejected, uncertain or open, whichever run that was in; otherwise 0.</summary>
    public static int GetExitCode(OutboxCounts counts) => counts.Rejected + counts.LeftUncertain + counts.Remaining > 0 ? 1 : 0;

    /// <summary>Prints the emails with these numbers, and records that.</summary>
    public static async Task PrintAsync(Outbox outbox, IReadOnlyList<long> numbers)
    {
        var wanted = numbers.ToHashSet();
        await foreach (var email in outbox.ReadAsync())
        {
            if (wanted.Contains(email.Number))
            {
                PrintEntry(email);
            }
        }

        await outbox.MarkReportedAsync(numbers);
    }

    /// <summary>Prints the commands that send what is left, ready to be copied.</summary>
    public static void PrintNextCommands(OutboxCounts counts, string command)
    {
        foreach (var (count, what, option) in new[]
        {
            (counts.Remaining, "To send the emails that are open", "--resume"),
            (counts.Rejected, "To send rejected emails again, after the reason is corrected", "--again rejected"),
            (counts.LeftUncertain, "To send uncertain emails again, which may arrive twice", "--again uncertain"),
        })
        {
            if (count > 0)
            {
                AnsiConsole.MarkupLineInterpolated($"[yellow]{what}:[/]");
                AnsiConsole.Profile.Out.Writer.WriteLine($"  send {option} {command}");
            }
        }
    }

    /// <summary>Renders the emails that would be sent, and prints a list of them.</summary>
    public static void Preview(SendPlan plan, InvitationOptions options)
    {
        var table = new Table().AddColumns("Email", "Workshop", "To", "Explanation");
        var composer = new InvitationComposer(options);
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

    /// <summary>Text from outside without what a terminal obeys: a server must not move the cursor or change colors.</summary>
    public static string ToPrintable(string text)
    {
        var printable = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            printable.Append(char.IsControl(character) || char.GetUnicodeCategory(character) == UnicodeCategory.Format ? ' ' : character);
        }

        return printable.ToString();
    }

    private static async Task<int> PrintSummaryAsync(Outbox outbox, string? destination)
    {
        var counts = await outbox.CountAsync();
        var rest = string.Concat(new[]
        {
            (counts.Rejected, "rejected"),
            (counts.LeftUncertain, "uncertain"),
            (counts.Remaining, "still open"),
            (counts.Withdrawn, "withdrawn"),
        }.Where(static one => one.Item1 > 0).Select(static one => $", {one.Item1} {one.Item2}"));
        AnsiConsole.MarkupLineInterpolated(
            $"[bold]{counts.Sent}[/] of {counts.Total} emails were accepted{(destination is null ? "" : $" by {destination}")}{rest}.");
        return GetExitCode(counts);
    }

    private static bool NeedsAttention(OutboxEntry email) =>
        email.Status is DeliveryStatus.Rejected or DeliveryStatus.Uncertain or DeliveryStatus.Withdrawn || email.UncertainSends > 0;

    private static void PrintEntry(OutboxEntry entry)
    {
        var status = entry switch
        {
            { Status: DeliveryStatus.Rejected } => "rejected",
            { Status: DeliveryStatus.Withdrawn } => "withdrawn",
            { Status: DeliveryStatus.Sent } => "sent",
            { Status: DeliveryStatus.Uncertain, Due: null } => "uncertain, and not sent again",
            { Due: { } due, Response.Length: > 0 } => $"open, next attempt at {InstantPattern.General.Format(due)}",
            _ => "open",
        };
        var color = entry.Status is DeliveryStatus.Rejected ? "red" : "yellow";
        var response = entry.Response.Length > 0 && entry.Status != DeliveryStatus.Sent ? $": {ToPrintable(entry.Response)}" : "";
        var arrivals = entry.UncertainSends == 0 ? ""
            : entry.Status == DeliveryStatus.Sent
                ? $"; may have arrived {entry.UncertainSends + 1} times, with the same Message-ID {entry.MessageId}"
            : $"; may have arrived, up to {entry.UncertainSends} times, with the Message-ID {entry.MessageId}";
        var kind = entry.Message.Kind.ToString().ToLowerInvariant();
        var what = $"{kind}, workshop {entry.Message.WorkshopId ?? "all"}, {status}{response}{arrivals}";
        AnsiConsole.MarkupLine($"[{color}]{Markup.Escape(ToPrintable(entry.Message.Recipient))}[/], {Markup.Escape(what)}");
    }
}
