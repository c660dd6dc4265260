
namespace Better.Calendar.Delivery.Tests.Rig;

/// <summary>Holds the ledger against what the server itself has written down.</summary>
internal static class Truth
{
    /// <summary>Every letter is final, none is lost, none came twice untold, none overtook an earlier one to the same person.</summary>
    public static async Task<string> AssertAsync(ILetterLedger ledger, FaultServer server, int letters)
    {
        var records = new List<LetterRecord>();
        await foreach (var record in new Outbox(ledger).ReadAsync())
        {
            records.Add(record);
        }

        var log = server.Log;
        var taken = log.Where(static entry => entry.Ev == "mail").Select(static (entry, place) => (entry, place)).ToLookup(static mail => mail.entry.MessageId!, static mail => mail.place);
        var refused = log.Where(static entry => entry.Ev == "refused").Select(static entry => entry.Recipient).ToHashSet();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(records, Has.Count.EqualTo(letters), "letters in the ledger");
            Assert.That(records.Where(static record => record.State is not (LetterState.Sent or LetterState.Refused or LetterState.Unknown) || record.Due is not null).Take(5), Is.Empty, "not final");
            Assert.That(records.Where(record => record.State == LetterState.Sent && !taken.Contains(record.MessageId!)).Take(5), Is.Empty, "lost: sent by the ledger, unknown to the server");
            Assert.That(records.Where(record => record.State == LetterState.Refused && (!refused.Contains(record.Job.Recipient) || (record.Doubts == 0 && record.MessageId is { } id && taken.Contains(id)))).Take(5), Is.Empty, "refused by the ledger, not by the server");
            Assert.That(records.Where(record => record.MessageId is { } id && taken[id].Count() > record.Doubts + (record.State == LetterState.Sent ? 1 : 0)).Take(5), Is.Empty, "doubled and not told");
            Assert.That(taken.Select(static mail => mail.Key).Except(records.Select(static record => record.MessageId)).Take(5), Is.Empty, "mails of no letter");
            Assert.That(Overtaken(records, taken).Take(5), Is.Empty, "came before the one it follows");
        }

        var doubled = taken.Count(static mail => mail.Count() > 1);
        return $"{records.Count} letters: {records.Count(static record => record.State == LetterState.Sent)} sent, {records.Count(static record => record.State == LetterState.Refused)} refused, "
            + $"{records.Count(static record => record.State == LetterState.Unknown)} left unknown; {doubled} came more than once, {records.Count(static record => record.Doubts > 0)} told as doubtful, "
            + $"{log.Count(static entry => entry.Ev == "cut")} connections cut, {log.Count(static entry => entry.Ev == "refused")} refusals, at most {records.Max(static record => record.Attempts)} tries.";
    }

    private static IEnumerable<LetterRecord> Overtaken(IEnumerable<LetterRecord> records, ILookup<string, int> taken)
    {
        foreach (var person in records.GroupBy(static record => record.Job.Recipient))
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
