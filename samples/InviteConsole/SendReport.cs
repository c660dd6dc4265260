using System.Globalization;
using System.Text;
using Better.Calendar;
using Better.Calendar.Delivery;
using NodaTime.Text;
using Spectre.Console;
using static InviteConsole.ConsoleTexts;

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
        var table = new ScreenTable(title: null, Of($"Emails"), "");
        foreach (var (name, count) in new[]
        {
            (Of($"waiting"), counts.Waiting),
            (Of($"sending"), counts.Sending),
            (Of($"sent"), counts.Sent),
            (Of($"rejected"), counts.Rejected),
            (Of($"deferred, sent again later"), counts.Deferred),
            (Of($"uncertain, sent again later"), counts.Uncertain),
            (Of($"uncertain, not sent again"), counts.LeftUncertain),
            (Of($"withdrawn"), counts.Withdrawn),
            (Of($"may arrive twice"), counts.PossibleDuplicates),
        })
        {
            table.Add(Markup.Escape(name), $"{count}");
        }

        table.Write();
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
            (counts.Remaining, Of($"To send the emails that are open:"), "--resume"),
            (counts.Rejected, Of($"To send rejected emails again, after the reason is corrected:"), "--again rejected"),
            (counts.LeftUncertain, Of($"To send uncertain emails again, which may arrive twice:"), "--again uncertain"),
        })
        {
            if (count > 0)
            {
                Screen.ForeignWarning(what);
                Screen.Verbatim($"  send {option} {command}");
            }
        }
    }

    /// <summary>Renders the emails that would be sent, and prints a list of them.</summary>
    public static void Preview(SendPlan plan, InvitationOptions options)
    {
        var table = new ScreenTable(title: null, Of($"Email"), Of($"Workshop"), Of($"To"), Of($"Why"));
        var composer = new InvitationComposer(options);
        foreach (var email in plan.Emails)
        {
            composer.Compose(plan.Series, email, plan.Timestamp).WriteTo(Stream.Null);
            if (table.Count < MaxRows)
            {
                table.Add(
                    Markup.Escape(PlanWords.Describe(email.Kind)),
                    Markup.Escape(email.Workshop?.Id ?? Of($"all workshops")),
                    Markup.Escape(email.Recipient.Email.Value),
                    Markup.Escape(PlanWords.Describe(email)));
            }
        }

        table.Write();
        if (plan.Emails.Count > MaxRows)
        {
            Screen.Line($"… and {plan.Emails.Count - MaxRows} more.");
        }

        var people = plan.Emails.Select(email => email.Recipient.Email).Distinct().Count();
        Screen.Line($"[bold]{plan.Emails.Count}[/] emails would be sent to {people} people. Nothing was sent.");
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
            (counts.Rejected, Of($"rejected")),
            (counts.LeftUncertain, Of($"uncertain, not sent again")),
            (counts.Remaining, Of($"open")),
            (counts.Withdrawn, Of($"withdrawn")),
        }.Where(static one => one.Item1 > 0).Select(static one => $", {one.Item2}: {one.Item1}"));
        if (destination is null)
        {
            Screen.Line($"[bold]{counts.Sent}[/] of {counts.Total} emails were accepted{rest}.");
        }
        else
        {
            Screen.Line($"[bold]{counts.Sent}[/] of {counts.Total} emails were accepted by {destination}{rest}.");
        }

        return GetExitCode(counts);
    }

    private static bool NeedsAttention(OutboxEntry email) =>
        email.Status is DeliveryStatus.Rejected or DeliveryStatus.Uncertain or DeliveryStatus.Withdrawn || email.UncertainSends > 0;

    private static void PrintEntry(OutboxEntry entry)
    {
        var status = entry switch
        {
            { Status: DeliveryStatus.Rejected } => Of($"rejected"),
            { Status: DeliveryStatus.Withdrawn } => Of($"withdrawn"),
            { Status: DeliveryStatus.Sent } => Of($"sent"),
            { Status: DeliveryStatus.Uncertain, Due: null } => Of($"uncertain, not sent again"),
            { Due: { } due, Response.Length: > 0 } => Of($"open, next attempt at {InstantPattern.General.Format(due)}"),
            _ => Of($"open"),
        };
        var color = entry.Status is DeliveryStatus.Rejected ? "red" : "yellow";
        var response = entry.Response.Length > 0 && entry.Status != DeliveryStatus.Sent ? $": {ToPrintable(entry.Response)}" : "";
        var arrivals = entry.UncertainSends == 0 ? ""
            : entry.Status == DeliveryStatus.Sent
                ? "; " + Of($"may have arrived several times ({entry.UncertainSends + 1}), with the same Message-ID {entry.MessageId}")
            : "; " + Of($"may have arrived, perhaps several times ({entry.UncertainSends}), with the Message-ID {entry.MessageId}");
        var workshop = entry.Message.WorkshopId is { } id ? Of($"workshop {id}") : Of($"all workshops");
        var what = $"{PlanWords.Describe(entry.Message.Kind)}, {workshop}, {status}{response}{arrivals}";
        AnsiConsole.MarkupLine($"[{color}]{Markup.Escape(ToPrintable(entry.Message.Recipient))}[/], {Markup.Escape(what)}");
    }
}
