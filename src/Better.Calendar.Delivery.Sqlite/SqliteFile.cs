namespace Better.Calendar.Delivery.Sqlite;

/// <summary>Whose a file is.</summary>
internal enum SqliteFileOwner
{
    /// <summary>It contains an outbox, and nothing else.</summary>
    Delivery,

    /// <summary>It is the database of a host, with an outbox in it or to be created in it.</summary>
    Host,
}

/// <summary>What a store does with a file before it uses it.</summary>
internal static class SqliteFile
{
    /// <summary>The smallest page of a SQLite file, in bytes: no database is smaller.</summary>
    public const int MinLength = 512;

    /// <summary>
    /// Whose the file is. Refuses the files of other programs and other versions, before anything in them is changed.
    /// </summary>
    /// <exception cref="OutboxStoreException">The file belongs to another program, or to another version.</exception>
    public static SqliteFileOwner ReadOwner(SqliteSession session, string path, bool isInHostDatabase)
    {
        var (id, version) = (Read(session, "PRAGMA application_id"), Read(session, "PRAGMA user_version"));
        var owner = id == SqliteStatements.ApplicationId ? SqliteFileOwner.Delivery : SqliteFileOwner.Host;
        var hasTables = Read(session, SqliteStatements.HasTables) > 0;
        if (owner == SqliteFileOwner.Host && !hasTables && !isInHostDatabase)
        {
            return id == 0 && version == 0 && Read(session, "SELECT count(*) FROM sqlite_master") == 0
                ? SqliteFileOwner.Delivery
                : throw new OutboxStoreException(
                    $"The SQLite file {path} belongs to another program, or is damaged, and was not changed. Use another file for the "
                        + "outbox.",
                    isTransient: false);
        }

        if (owner == SqliteFileOwner.Delivery && !hasTables)
        {
            throw Damaged(path, "its tables are missing", null);
        }

        var found = owner == SqliteFileOwner.Delivery ? version
            : hasTables ? Read(session, SqliteStatements.SelectVersion)
            : SqliteStatements.Version;
        return found == SqliteStatements.Version
            ? owner
            : throw new OutboxStoreException(
                found > SqliteStatements.Version
                    ? $"The outbox file {path} was written by a newer version of Better.Calendar.Delivery. Update to that version."
                    : $"The outbox file {path} was written by an older version of Better.Calendar.Delivery. Send its emails with that "
                        + "version, then use a new file.",
                isTransient: false);
    }

    /// <summary>Creates the tables; false if the file has them already.</summary>
    public static bool CreateTables(SqliteSession session, SqliteFileOwner owner)
    {
        if (Read(session, SqliteStatements.HasTables) > 0)
        {
            return false;
        }

        session.Begin();
        if (Read(session, SqliteStatements.HasTables) == 0)
        {
            session.ExecuteScript(SqliteStatements.CreateTables);
            if (owner == SqliteFileOwner.Delivery)
            {
                session.ExecuteScript(
                    FormattableString.Invariant(
                        $"PRAGMA application_id = {SqliteStatements.ApplicationId}; PRAGMA user_version = {SqliteStatements.Version}"));
            }
        }

        session.Commit();
        return true;
    }

    /// <summary>Finds damage before anything is sent, instead of in the middle of it; in the database of a host, in our tables.</summary>
    /// <exception cref="OutboxStoreException">The file is damaged.</exception>
    public static void CheckContents(SqliteSession session, string path, SqliteFileOwner owner)
    {
        string[] checks = owner == SqliteFileOwner.Delivery
            ? ["1"]
            : [.. SqliteStatements.Tables.Select(static table => $"better_calendar_{table}")];
        foreach (var check in checks)
        {
            if (session.QueryOnce($"PRAGMA quick_check({check})", static row => row.GetString(0)) is [var finding, ..] && finding != "ok")
            {
                throw Damaged(path, finding, null);
            }
        }
    }

    /// <summary>The error of a damaged file.</summary>
    public static OutboxStoreException Damaged(string path, string finding, Exception? inner) => new(
        $"The outbox file {path} is not an outbox, or is damaged ({finding}). Nothing more is sent from it. Restore it from a backup, or "
            + $"save what can be read with: sqlite3 \"{path}\" .recover. Otherwise use another file, and compare with the log of the mail "
            + "server who got which email.",
        isTransient: false,
        inner);

    private static long Read(SqliteSession session, string sql) => session.QueryOnce(sql, static row => row.GetInt64(0)).Single();
}
