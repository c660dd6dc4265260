using Better.Calendar.Delivery.Ledgers;
using Better.Calendar.Delivery.Outboxes;
using Better.Calendar.Workshops;

namespace InviteConsole;

/// <summary>What <c>send</c> remembers between two calls: the ledger of its letters, and the document to store when they are out.</summary>
internal sealed class OutboxFolder(DirectoryInfo folder)
{
    private string LedgerFile => Path.Combine(folder.FullName, "letters.db");

    private string Document => Path.Combine(folder.FullName, "document.json");

    private string DocumentPlace => Path.Combine(folder.FullName, "document.place");

    public bool Exists => File.Exists(LedgerFile);

    public OutboxFolder Existing() => Exists ? this : throw new WrongUseException($"There is no outbox {folder.FullName}.");

    public SqliteLedger Ledger() => new(LedgerFile);

    /// <summary>Lets no letter be forgotten that is still open.</summary>
    public async Task DemandFinishedAsync()
    {
        if (await HasOpenLettersAsync())
        {
            throw new WrongUseException($"Letters of an earlier send are still open in {folder.FullName}: --resume goes on with them, or name another folder by --outbox.");
        }
    }

    public async Task<bool> HasOpenLettersAsync()
    {
        if (!Exists)
        {
            return false;
        }

        await using var ledger = Ledger();
        try
        {
            await ledger.OpenAsync(CancellationToken.None);
            return (await new Outbox(ledger).CountAsync()).Open > 0;
        }
        catch (LedgerException problem) when (problem.IsPassing)
        {
            // Locked or full, and not empty: somebody is at work with it, or was.
            return true;
        }
    }

    /// <summary>Begins anew.</summary>
    public void Begin(StoredDocument? store)
    {
        folder.Create();
        foreach (var file in folder.GetFiles("letters.db*").Concat(folder.GetFiles("document.*")))
        {
            file.Delete();
        }

        if (store is not null)
        {
            using var file = File.Create(Document);
            SeriesDocument.Write(store.Series, file);
            File.WriteAllText(DocumentPlace, store.Target.FullName);
        }
    }

    /// <summary>The document to store when all letters are out; null where there is none.</summary>
    public StoredDocument? Store()
    {
        if (!File.Exists(DocumentPlace))
        {
            return null;
        }

        var store = new StoredDocument(SeriesOptions.Open(new FileInfo(Document), document => SeriesDocument.Read(document)), new(File.ReadAllText(DocumentPlace)));
        store.Prepare();
        return store;
    }

    public void ForgetStore()
    {
        File.Delete(DocumentPlace);
        File.Delete(Document);
    }
}
