using System.Globalization;
using Better.Calendar.Revisions;
using Better.Calendar.Workshops;
using Microsoft.Data.Sqlite;
using NodaTime;

namespace Better.Calendar.Delivery;

/// <summary>Letters to be sent, as small jobs in one SQLite file, and what is known of each.</summary>
/// <remarks>
/// The file is made where it is missing, and belongs to this outbox alone. Each version of a series document is in it once; a letter
/// is a row of some hundred octets that says what to print. Threads may share an instance. Several programs may add and look; one
/// courier at a time sends. Passwords never come here; the rows hold addresses and the documents hold names, so guard the file as
/// you guard the participants' list.
/// </remarks>
public sealed class Outbox : IDisposable
{
    private readonly Lock gate = new();
    private readonly SqliteConnection database;
    private readonly LetterJobs jobs;
    private readonly List<(long Position, Carried Result, DateTimeOffset? NotBefore, DateTimeOffset At)> results = [];

    /// <summary>Opens an outbox.</summary>
    /// <param name="file">The SQLite file. Beside it lie SQLite's -wal and -shm, and .lock while a courier runs.</param>
    /// <param name="zones">Where zone rules come from; null: NodaTime's TZDB.</param>
    /// <exception cref="DeliveryException">The file cannot be opened, or is no outbox.</exception>
    public Outbox(string file, IDateTimeZoneProvider? zones = null)
    {
        Path = System.IO.Path.GetFullPath(file);
        database = new(new SqliteConnectionStringBuilder { DataSource = Path, DefaultTimeout = 5, Pooling = false }.ToString());
        jobs = new(database, zones);
        Told(() =>
        {
            database.Open();

            // FULL: what is committed is on the disk, also where the power fails.
            Command("PRAGMA journal_mode = WAL").ExecuteScalar();
            Command("PRAGMA synchronous = FULL").ExecuteNonQuery();
            Command(LetterJobs.Schema).ExecuteNonQuery();
        });
    }

    /// <summary>The SQLite file.</summary>
    public string Path { get; }

    /// <summary>Adds the letters of a revision, durably and all at once. Letters that are in the outbox already are left as they are.</summary>
    /// <param name="revision">The plan.</param>
    /// <returns>How many were new.</returns>
    /// <exception cref="DeliveryException">The file is locked, full or damaged; no letter was added.</exception>
    public int Add(SeriesRevision revision) => Add(revision.Series, revision.Messages, revision.At);

    /// <summary>Adds letters, durably and all at once; those of one participant about one workshop are sent in this order.</summary>
    /// <param name="series">The series as it is now.</param>
    /// <param name="messages">The letters. Their <c>SeriesId</c> is set where it is empty.</param>
    /// <param name="at">The moment of writing: Date and DTSTAMP however often a letter is printed.</param>
    /// <inheritdoc cref="Add(SeriesRevision)"/>
    public int Add(WorkshopSeries series, IEnumerable<PlannedMessage> messages, Instant at) => Locked(() =>
    {
        var planned = messages.Select(message => message.SeriesId.Length > 0 ? message : message with { SeriesId = series.Id });
        using var transaction = database.BeginTransaction();
        var added = jobs.Add(series, planned, at);
        transaction.Commit();
        return added;
    });

    /// <summary>How many letters are in each state.</summary>
    /// <exception cref="DeliveryException">The file is locked or damaged.</exception>
    public OutboxCounts Count() => Locked(() =>
    {
        Flush();
        var counts = new int[Enum.GetValues<LetterState>().Length];
        using var reader = Command("SELECT state, count(*) FROM letter GROUP BY state").ExecuteReader();
        while (reader.Read())
        {
            counts[reader.GetInt32(0)] = reader.GetInt32(1);
        }

        int Of(LetterState state) => counts[(int)state];
        return new OutboxCounts { Waiting = Of(LetterState.Waiting), Sending = Of(LetterState.Sending), Sent = Of(LetterState.Sent), Refused = Of(LetterState.Refused), RetryAt = Of(LetterState.RetryAt), Unknown = Of(LetterState.Unknown) };
    });

    /// <summary>Letters in their order.</summary>
    /// <param name="states">Which; none: all.</param>
    /// <exception cref="DeliveryException">The file is locked or damaged.</exception>
    public IReadOnlyList<OutboxLetter> Letters(params LetterState[] states) => Locked(() =>
    {
        Flush();
        return jobs.Letters(states);
    });

    /// <inheritdoc/>
    public void Dispose() => database.Dispose();

    /// <summary>Keeps every other courier away from this file until disposed; the system lets go when the process dies.</summary>
    internal FileStream Lock()
    {
        try
        {
            return new(Path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException problem)
        {
            throw new DeliveryException($"{Path} is being sent by another courier, or cannot be locked: {problem.Message}", problem);
        }
    }

    /// <summary>Letters that a killed courier left in the middle of sending are told as unknown.</summary>
    /// <returns>How many.</returns>
    internal int Recover() => Locked(() =>
    {
        using var command = Command("UPDATE letter SET state = 5, doubts = doubts + 1, due = 0, answer = 'the process ended while the letter was being sent' WHERE state = 1");
        return command.ExecuteNonQuery();
    });

    /// <summary>Jobs that may be sent now, in their order: none before an earlier one of its participant and workshop is final.</summary>
    internal List<LetterJob> Due(DateTimeOffset now, int count, bool resendsUnknown, IEnumerable<string> blockedDomains) => Locked(() =>
    {
        Flush();
        return jobs.Due(now, count, resendsUnknown, blockedDomains);
    });

    /// <summary>When the next letter is due; null where nothing is open.</summary>
    internal DateTimeOffset? NextDue(bool resendsUnknown) => Locked(() =>
    {
        Flush();
        return jobs.NextDue(resendsUnknown);
    });

    /// <summary>What is to be printed for a job: the same each time.</summary>
    internal (WorkshopSeries Series, PlannedMessage Message, Instant At) Message(LetterJob job) => Locked(() => jobs.Message(job));

    /// <summary>Commits durably, before any of its content goes out, that a letter is being sent; and with it all results so far.</summary>
    internal void Mark(LetterJob job, DateTimeOffset at) => Locked(() =>
    {
        using var transaction = database.BeginTransaction();
        WriteResults();
        jobs.Mark(job.Position, at);
        transaction.Commit();
        results.Clear();
    });

    /// <summary>Takes down what became of a letter; committed with the next mark or question, or by <see cref="Flush"/>.</summary>
    internal void Record(LetterJob job, Carried result, DateTimeOffset? notBefore, DateTimeOffset at)
    {
        lock (gate)
        {
            results.Add((job.Position, result, notBefore, at));
        }
    }

    /// <summary>Commits all results so far.</summary>
    internal void Flush() => Locked(() =>
    {
        if (results.Count == 0)
        {
            return;
        }

        using var transaction = database.BeginTransaction();
        WriteResults();
        transaction.Commit();
        results.Clear();
    });

    private void WriteResults()
    {
        foreach (var (position, result, notBefore, at) in results)
        {
            jobs.Record(position, result, notBefore, at);
        }
    }

    private SqliteCommand Command(string text)
    {
        var command = database.CreateCommand();
#pragma warning disable CA2100 // All texts are constants of this file and of LetterJobs.
        command.CommandText = text;
#pragma warning restore CA2100
        return command;
    }

    private void Locked(Action action) => Locked(() =>
    {
        action();
        return 0;
    });

    private T Locked<T>(Func<T> action)
    {
        lock (gate)
        {
            T result = default!;
            Told(() => result = action());
            return result;
        }
    }

    private void Told(Action action)
    {
        try
        {
            action();
        }
        catch (SqliteException problem)
        {
            throw new DeliveryException(
                problem.SqliteErrorCode switch
                {
                    5 or 6 => $"{Path} is locked by another program; nothing is lost: run again when it has ended.",
                    13 => $"{Path}: no space left on the disk; nothing is lost: make room and run again.",
                    26 => $"{Path} is no outbox; name another file.",
                    var code => $"{Path}: {problem.Message.TrimEnd('.')} (SQLite {code.ToString(CultureInfo.InvariantCulture)}); nothing is lost: run again after mending.",
                },
                problem);
        }
    }
}
