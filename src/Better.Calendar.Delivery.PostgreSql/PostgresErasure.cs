using System.Security.Cryptography;
using NodaTime;
using Npgsql;

namespace Better.Calendar.Delivery.PostgreSql;

/// <summary>Erases people from a store, and recognizes the emails that were erased.</summary>
internal static class PostgresErasure
{
    /// <summary>The messages whose emails were not erased.</summary>
    public static async Task<IReadOnlyList<OutboxMessage>> SkipErasedAsync(
        PostgresTransaction transaction,
        IReadOnlyList<OutboxMessage> messages)
    {
        if (await ReadSecretAsync(transaction).ConfigureAwait(false) is not { } secret)
        {
            return messages;
        }

        var keys = messages.Select(message => ErasedKey.Create(secret, message.Key)).ToArray();
        var erased = (await transaction.QueryAsync(
            PostgresStatements.SelectErased,
            static row => row.GetString(0),
            new NpgsqlParameter("keys", keys)).ConfigureAwait(false)).ToHashSet(StringComparer.Ordinal);
        return [.. messages.Where((_, index) => !erased.Contains(keys[index]))];
    }

    /// <summary>Erases a person; returns how many emails were erased.</summary>
    /// <exception cref="OutboxStoreException">An email to the person is being sent.</exception>
    public static async Task<int> ForgetAsync(PostgresTransaction transaction, EmailAddress recipient)
    {
        NpgsqlParameter Address() => new("recipient", recipient.Value.ToLowerInvariant());
        await transaction.ExecuteAsync(PostgresStatements.LockAll).ConfigureAwait(false);
        var leased = await transaction.QueryAsync(PostgresStatements.Shared.CountLeased, static row => row.GetInt64(0), Address())
            .ConfigureAwait(false);
        if (leased[0] > 0)
        {
            throw new OutboxStoreException(
                "An email to this person is being sent at the moment. Try again when it is sent.",
                isTransient: true);
        }

        var emails = await transaction.QueryAsync(PostgresStatements.Shared.SelectOfRecipient, ReadEmail, Address()).ConfigureAwait(false);
        await EraseAsync(transaction, emails).ConfigureAwait(false);
        var hashes = await transaction.QueryAsync(PostgresStatements.SelectHashes, static row => row.GetString(0)).ConfigureAwait(false);
        foreach (var hash in hashes)
        {
            var document = await transaction.QueryAsync(
                PostgresStatements.SelectSnapshot,
                static row => row.GetFieldValue<byte[]>(0),
                new NpgsqlParameter("hash", hash)).ConfigureAwait(false);
            if (SeriesSnapshot.RemoveParticipant(document[0], recipient) is { } rest)
            {
                await transaction.ExecuteAsync(PostgresStatements.UpdateSnapshot, new("content", rest), new("hash", hash))
                    .ConfigureAwait(false);
            }
        }

        return emails.Count;
    }

    /// <summary>
    /// Erases the emails that became final before a time, and the documents that no email needs; returns how many emails.
    /// </summary>
    public static async Task<int> PurgeAsync(PostgresTransaction transaction, Instant before)
    {
        await transaction.ExecuteAsync(PostgresStatements.LockAll).ConfigureAwait(false);
        var emails = await transaction.QueryAsync(
            PostgresStatements.Shared.SelectFinalBefore,
            ReadEmail,
            new NpgsqlParameter("before", before.ToDateTimeUtc())).ConfigureAwait(false);
        await EraseAsync(transaction, emails).ConfigureAwait(false);
        var messages = await transaction.QueryAsync(
            PostgresStatements.SelectMessages,
            static row => OutboxMessage.FromJson(row.GetString(0))).ConfigureAwait(false);
        await transaction.ExecuteAsync(
            PostgresStatements.DeleteSnapshots,
            new NpgsqlParameter("hashes", messages.SelectMany(SeriesSnapshot.GetHashes).Distinct().ToArray())).ConfigureAwait(false);
        return emails.Count;
    }

    private static async Task EraseAsync(PostgresTransaction transaction, IReadOnlyList<(long Number, string Key)> emails)
    {
        if (emails.Count == 0)
        {
            return;
        }

        if (await ReadSecretAsync(transaction).ConfigureAwait(false) is not { } secret)
        {
            secret = RandomNumberGenerator.GetBytes(ErasedKey.SecretLength);
            await transaction.ExecuteAsync(PostgresStatements.InsertSecret, new NpgsqlParameter("value", secret)).ConfigureAwait(false);
        }

        foreach (var (number, key) in emails)
        {
            await transaction.ExecuteAsync(
                PostgresStatements.Shared.EraseMessage,
                new("key", ErasedKey.Create(secret, key)),
                new("number", number)).ConfigureAwait(false);
            await transaction.ExecuteAsync(PostgresStatements.Shared.EraseDelivery, new NpgsqlParameter("number", number))
                .ConfigureAwait(false);
        }
    }

    private static async Task<byte[]?> ReadSecretAsync(PostgresTransaction transaction) =>
        (await transaction.QueryAsync(PostgresStatements.SelectSecret, static row => row.GetFieldValue<byte[]>(0)).ConfigureAwait(false))
        .SingleOrDefault();

    private static (long Number, string Key) ReadEmail(NpgsqlDataReader row) => (row.GetInt64(0), row.GetString(1));
}
