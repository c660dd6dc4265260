using System.Globalization;
using Better.Calendar.Delivery;
using Spectre.Console;
using static InviteConsole.ConsoleTexts;

namespace InviteConsole;

/// <summary>Shows the progress of a worker as a bar, with the emails sent, waiting and rejected, the rate and the time left.</summary>
internal sealed class SendProgress(ProgressTask task) : IProgress<DeliveryProgress>
{
    public void Report(DeliveryProgress value)
    {
        var counts = value.Counts;
        var left = value.TimeRemaining is { } time && counts.Remaining > 0
            ? ", " + Of($"{time.ToTimeSpan().ToString("hh\\:mm\\:ss", CultureInfo.InvariantCulture)} left")
            : "";
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"{Of($"sent")}: {counts.Sent:N0}, {Of($"waiting")}: {counts.Remaining:N0}, {Of($"rejected")}: {counts.Rejected:N0}, "
                + $"{value.PerSecond:0.#}/s{left}");
        var waiting = value.Problem is { } problem ? $" [yellow]{Markup.Escape(SendReport.ToPrintable(problem))}[/]" : "";
        task.Description = Markup.Escape(text) + waiting;
        task.MaxValue = Math.Max(1, counts.Total);
        task.Value = counts.Total - counts.Remaining;
    }
}
