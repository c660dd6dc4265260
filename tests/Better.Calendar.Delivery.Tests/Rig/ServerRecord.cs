
namespace Better.Calendar.Delivery.Tests.Rig;

/// <summary>Holds the store against what the server itself has written down.</summary>
internal static class ServerRecord
{
    /// <summary>Every email is final, none is lost, none came twice untold, none overtook an earlier one to the same person.</summary>
    public static async Task<string> AssertAsync(IOutboxStore store, FaultServer server, int emails)
    {
        var records = new List<OutboxEntry>();
        await foreach (var record in new Outbox(store).ReadAsync())
        {
            records.Add(record);
        }

        var log = server.Log;
        var taken = log.Where(static entry => entry.Ev == "mail").Select(static (entry, place) => (entry, place)).ToLookup(static mail => mail.entry.MessageId!, static mail => mail.place);
        var refused = log.Where(static entry => entry.Ev == "refused").Select(static entry => entry.Recipient).ToHashSet();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(records, Has.Count.EqualTo(emails), "emails in the store");
            Assert.That(records.Where(static record => record.Status is not (DeliveryStatus.Sent or DeliveryStatus.Rejected or DeliveryStatus.Uncertain) || record.Due is not null).Take(5), Is.Empty, "not final");
            Assert.That(records.Where(record => record.Status == DeliveryStatus.Sent && !taken.Contains(record.MessageId!)).Take(5), Is.Empty, "lost: sent by the store, unknown to the server");
            Assert.That(records.Where(record => record.Status == DeliveryStatus.Rejected && (!refused.Contains(record.Message.Recipient) || (record.UncertainSends == 0 && record.MessageId is { } id && taken.Contains(id)))).Take(5), Is.Empty, "refused by the store, not by the server");
            Assert.That(records.Where(record => record.MessageId is { } id && taken[id].Count() > record.UncertainSends + (record.Status == DeliveryStatus.Sent ? 1 : 0)).Take(5), Is.Empty, "doubled and not told");
            Assert.That(taken.Select(static mail => mail.Key).Except(records.Select(static record => record.MessageId)).Take(5), Is.Empty, "mails of no email");
            Assert.That(Overtaken(records, taken).Take(5), Is.Empty, "came before the one it follows");
        }

        var doubled = taken.Count(static mail => mail.Count() > 1);
        return $"{records.Count} emails: {records.Count(static record => record.Status == DeliveryStatus.Sent)} sent, {records.Count(static record => record.Status == DeliveryStatus.Rejected)} refused, "
            + $"{records.Count(static record => record.Status == DeliveryStatus.Uncertain)} left unknown; {doubled} came more than once, {records.Count(static record => record.UncertainSends > 0)} told as doubtful, "
            + $"{log.Count(static entry => entry.Ev == "cut")} connections cut, {log.Count(static entry => entry.Ev == "refused")} refusals, at most {records.Max(static record => record.Attempts)} tries.";
    }

    private static IEnumerable<OutboxEntry> Overtaken(IEnumerable<OutboxEntry> records, ILookup<string, int> taken)
    {
        foreach (var person in records.GroupBy(static record => record.Message.Recipient))
        {
            var last = -1;
            foreach (var record in person.Where(record => record.MessageId is { } id && taken.Contains(id)))
            {
                if (taken[record.MessageId!].Min() < last)
                {
                    yield return record;
                }

                last = taken[record.MessageId!].Max();
            }
        }
    }
}
