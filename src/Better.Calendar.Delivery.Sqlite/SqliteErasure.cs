using System.Security.Cryptography;
using Microsoft.Data.Sqlite;

namespace Better.Calendar.Delivery.Sqlite;

/// <summary>Erases people from a store, and recognizes the emails that were erased.</summary>
internal static class SqliteErasure
{
    /// <summary>The secret of the erased keys; null: nothing was erased yet.</summary>
    public static byte[]? ReadSecret(SqliteSession session) =>
        session.Query(SqliteStatements.SelectSecret, static row => (byte[])row[0]) is [var secret] ? secret : null;

    /// <summary>Whether an email with this key was erased.</summary>
    public static bool IsErased(SqliteSession session, byte[]? secret, string key) =>
        secret is not null
        && session.Query(SqliteStatements.ContainsKey, static row => row.GetInt64(0), ("@key", ErasedKey.Create(secret, key)))[0] > 0;

    /// <summary>Reads a document.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public static byte[]? ReadSnapshot(SqliteDataReader row)
    {
        var bytes = (byte[])row[0];
        Checksum.Verify(bytes, row.GetInt64(1));
        return bytes;
    }

    /// <summary>Erases a person; returns how many emails were erased.</summary>
    /// <exception cref="OutboxStoreException">An email to the person is being sent.</exception>
    public static int Forget(SqliteSession session, EmailAddress recipient)
    {
        var address = ("@recipient", (object?)recipient.Value.ToLowerInvariant());
        if (session.Query(SqliteStatements.Shared.CountLeased, static row => row.GetInt64(0), address)[0] > 0)
        {
            throw new OutboxStoreException(
                "An email to this person is being sent at the moment. Try again when it is sent.",
                isTransient: true);
        }

        var emails = session.Query(SqliteStatements.Shared.SelectOfRecipient, ReadEmail, address);
        Erase(session, emails);
        foreach (var hash in session.Query(SqliteStatements.SelectHashes, static row => row.GetString(0)))
        {
            var document = session.Query(SqliteStatements.SelectSnapshot, ReadSnapshot, ("@hash", hash))[0]!;
            if (SeriesSnapshot.RemoveParticipant(document, recipient) is { } rest)
            {
                session.Execute(
                    SqliteStatements.UpdateSnapshot,
                    ("@content", rest),
                    ("@checksum", Checksum.Compute(rest)),
                    ("@hash", hash));
            }
        }

        return emails.Count;
    }

    /// <summary>
    /// Erases the emails that became final before a time, and the documents that no email needs; returns how many emails.
    /// </summary>
    public static int Purge(SqliteSession session, long before)
    {
        var emails = session.Query(SqliteStatements.Shared.SelectFinalBefore, ReadEmail, ("@before", before));
        Erase(session, emails);
        var needed = session.Query(SqliteStatements.SelectMessages, static row => OutboxMessage.FromJson(row.GetString(0)))
            .SelectMany(SeriesSnapshot.GetHashes)
            .ToHashSet(StringComparer.Ordinal);
        var hashes = session.Query(SqliteStatements.SelectHashes, static row => row.GetString(0));
        foreach (var hash in hashes.Where(hash => !needed.Contains(hash)))
        {
            session.Execute(SqliteStatements.DeleteSnapshot, ("@hash", hash));
        }

        return emails.Count;
    }

    private static void Erase(SqliteSession session, IReadOnlyList<(long Number, string Key)> emails)
    {
        if (emails.Count == 0)
        {
            return;
        }

        if (ReadSecret(session) is not { } secret)
        {
            secret = RandomNumberGenerator.GetBytes(ErasedKey.SecretLength);
            session.Execute(SqliteStatements.InsertSecret, ("@value", secret));
        }

        foreach (var (number, key) in emails)
        {
            session.Execute(SqliteStatements.Shared.EraseMessage, ("@key", ErasedKey.Create(secret, key)), ("@number", number));
            session.Execute(SqliteStatements.Shared.EraseDelivery, ("@number", number));
        }
    }

    private static (long Number, string Key) ReadEmail(SqliteDataReader row) => (row.GetInt64(0), row.GetString(1));
}
