using Better.Calendar;
using Better.Calendar.Delivery;
using NodaTime;
using NodaTime.Text;

namespace DeliveryWorkerSample;

/// <summary>Posts the first emails of a series.</summary>
internal static class SeriesFile
{
    /// <summary>Posts them; without a path, nothing.</summary>
    /// <exception cref="FormatException"><paramref name="at"/> is not a time.</exception>
    public static async Task PostAsync(Outbox outbox, string? path, string? at)
    {
        if (string.IsNullOrEmpty(path))
        {
            return;
        }

        var now = string.IsNullOrEmpty(at) ? SystemClock.Instance.GetCurrentInstant()
            : InstantPattern.General.Parse(at).TryGetValue(default, out var instant) ? instant
            : throw new FormatException($"Delivery:EnqueueAt: \"{at}\" is not a time such as 2027-01-11T08:00:00Z.");
        using var document = File.OpenRead(path);
        var revision = SeriesRevision.First(SeriesDocument.Read(document), now);
        var added = await outbox.EnqueueAsync(revision);
        Console.WriteLine($"{added} emails were added to the outbox; {revision.Emails.Count - added} were in it already.");
    }
}
