using System.Globalization;
using Better.Calendar.Delivery;
using Spectre.Console;

namespace InviteConsole;

/// <summary>Shows the progress of a worker as a bar, with the emails sent, waiting and rejected, the rate and the time left.</summary>
internal sealed class SendProgress(ProgressTask task) : IProgress<DeliveryProgress>
{
    public void Report(DeliveryProgress value)
    {
        var counts = value.Counts;
        var left = value.TimeRemaining is { } time && counts.Remaining > 0
            ? string.Create(CultureInfo.InvariantCulture, $", {time.ToTimeSpan():hh\\:mm\\:ss} left")
            : "";
        var text =
            string.Create(
                CultureInfo.InvariantCulture,
                $"{counts.Sent:N0} sent, {counts.Remaining:N0} waiting, {counts.Rejected:N0} rejected, {value.PerSecond:0.#}/s{left}");
        var waiting = value.Problem is { } problem ? $" [yellow]{Markup.Escape(SendReport.ToPrintable(problem))}[/]" : "";
        task.Description = Markup.Escape(text) + waiting;
        task.MaxValue = Math.Max(1, counts.Total);
        task.Value = counts.Total - counts.Remaining;
    }
}
