
namespace Better.Calendar.Delivery.Tests.Rig;

/// <summary>Compares the store with the log of the server.</summary>
internal static class ServerRecord
{
    /// <summary>
    /// Asserts that every email is final, none is lost, none arrived twice unreported, and none overtook an earlier one to the same person.
    /// </summary>
    public static async Task<string> AssertAsync(IOutboxStore store, FaultServer server, int emails)
    {
        var entries = new List<OutboxEntry>();
        await foreach (var entry in new Outbox(store).ReadAsync())
        {
            entries.Add(entry);
        }

        var log = server.Log;
        var accepted = log.Where(static entry => entry.Ev == "mail")
            .Select(static (logEntry, position) => (logEntry, position))
            .ToLookup(static mail => mail.logEntry.MessageId!, static mail => mail.position);
        var rejected = log.Where(static entry => entry.Ev == "refused").Select(static entry => entry.Recipient).ToHashSet();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(entries, Has.Count.EqualTo(emails), "emails in the store");
            Assert.That(
                entries.Where(
                    static entry => entry.Status is not (DeliveryStatus.Sent or DeliveryStatus.Rejected or DeliveryStatus.Uncertain)
                    || entry.Due is not null)
                .Take(5), Is.Empty, "not final");
            Assert.That(entries.Where(entry => entry.Status == DeliveryStatus.Sent && !accepted.Contains(entry.MessageId!))
                .Take(5), Is.Empty, "lost: sent according to the store, unknown to the server");
            Assert.That(
                entries.Where(entry => entry.Status == DeliveryStatus.Rejected
                    && (!rejected.Contains(entry.Message.Recipient)
                        || (entry.UncertainSends == 0 && entry.MessageId is { } id && accepted.Contains(id))))
                .Take(5), Is.Empty, "rejected according to the store, not by the server");
            Assert.That(
                entries.Where(entry => entry.MessageId is { } id
                    && accepted[id].Count() > entry.UncertainSends + (entry.Status == DeliveryStatus.Sent ? 1 : 0))
                .Take(5), Is.Empty, "arrived more than once and not reported");
            Assert.That(accepted.Select(static mail => mail.Key)
                .Except(entries.Select(static entry => entry.MessageId))
                .Take(5), Is.Empty, "mails that are not in the store");
            Assert.That(FindOvertaking(entries, accepted).Take(5), Is.Empty, "overtook an earlier one");
        }

        var duplicated = accepted.Count(static mail => mail.Count() > 1);
        return $"{entries.Count} emails: {entries.Count(static entry => entry.Status == DeliveryStatus.Sent)} sent, "
            + $"{entries.Count(static entry => entry.Status == DeliveryStatus.Rejected)} rejected, "
            + $"{entries.Count(static entry => entry.Status == DeliveryStatus.Uncertain)} left uncertain; {duplicated} arrived more "
                + $"than once, {entries.Count(static entry => entry.UncertainSends > 0)} reported as uncertain, "
            + $"{log.Count(static entry => entry.Ev == "cut")} connections "
                + $"cut, {log.Count(static entry => entry.Ev == "refused")} rejections, at "
                    + $"most {entries.Max(static entry => entry.Attempts)} attempts.";
    }

    private static IEnumerable<OutboxEntry> FindOvertaking(IEnumerable<OutboxEntry> entries, ILookup<string, int> accepted)
    {
        foreach (var person in entries.GroupBy(static entry => entry.Message.Recipient))
        {
            var last = -1;
            foreach (var entry in person.Where(entry => entry.MessageId is { } id && accepted.Contains(id)))
            {
                if (accepted[entry.MessageId!].Min() < last)
                {
                    yield return entry;
                }

                last = accepted[entry.MessageId!].Max();
            }
        }
    }
}
