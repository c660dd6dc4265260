using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Better.Calendar.Revisions;
using Better.Calendar.Workshops;
using Microsoft.Data.Sqlite;
using NodaTime;

namespace Better.Calendar.Delivery;

/// <summary>The rows of an outbox. The caller guards the connection and its transactions.</summary>
/// <remarks>
/// A message is kept as series documents: the series it was planned for, and, where they are not in it, excerpts of it with one
/// workshop or one participant, so that whatever the document learns to say comes back. Each document is kept once, by its hash.
/// </remarks>
internal sealed class LetterJobs(SqliteConnection database, IDateTimeZoneProvider? zones)
{
    /// <summary>States as in <see cref="LetterState"/>; due is null for what is not to be sent, and 0 for what may go at once.</summary>
    public const string Schema = """
        CREATE TABLE IF NOT EXISTS document (hash TEXT PRIMARY KEY, json TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS letter (
            position INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL UNIQUE, line TEXT NOT NULL, recipient TEXT NOT NULL, domain TEXT NOT NULL,
            series TEXT NOT NULL, person TEXT, workshop TEXT, before TEXT,
            kind INTEGER NOT NULL, asksAgain INTEGER NOT NULL, revision INTEGER NOT NULL, firstSequence INTEGER NOT NULL, reason INTEGER NOT NULL, at INTEGER NOT NULL,
            state INTEGER NOT NULL DEFAULT 0, due INTEGER DEFAULT 0, attempts INTEGER NOT NULL DEFAULT 0, doubts INTEGER NOT NULL DEFAULT 0, firstTried INTEGER, answer TEXT NOT NULL DEFAULT '');
        CREATE INDEX IF NOT EXISTS letterDue ON letter (due, position) WHERE due IS NOT NULL;
        CREATE INDEX IF NOT EXISTS letterLine ON letter (line, position);
        CREATE INDEX IF NOT EXISTS letterState ON letter (state);
        """;

    private readonly Dictionary<string, SeriesVersion> versions = new(StringComparer.Ordinal);

    public int Add(WorkshopSeries series, IEnumerable<PlannedMessage> messages, Instant at)
    {
        // Letters do not depend on who was told what; without it, a document changes only where the series does.
        var told = series with { Memory = null };
        var whole = Keep(told);
        var known = told.Participants.ToDictionary(static participant => participant.Email);
        var excerpts = new Dictionary<Workshop, string>();
        string? Excerpt(Workshop? workshop)
        {
            if (workshop is null || excerpts.TryGetValue(workshop, out var hash))
            {
                return workshop is null ? null : excerpts[workshop];
            }

            return excerpts[workshop] = Keep(told with { Workshops = [workshop], Participants = [], Promised = null });
        }

        using var insert = Command("""
            INSERT OR IGNORE INTO letter (key, line, recipient, domain, series, person, workshop, before, kind, asksAgain, revision, firstSequence, reason, at)
            VALUES ($key, $line, $recipient, $domain, $series, $person, $workshop, $before, $kind, $asksAgain, $revision, $firstSequence, $reason, $at)
            """);
        var added = 0;
        foreach (var message in messages)
        {
            var person = message.Recipient;
            var isListed = known.TryGetValue(person.Email, out var listed) && listed == person;
            insert.Parameters.Clear();
            foreach (var (name, value) in new (string, object?)[]
            {
                ("$key", message.Key),
                ("$line", $"{message.SeriesId.ToLowerInvariant()}/{message.Workshop?.Id.ToLowerInvariant()}/{person.Email.Value}"),
                ("$recipient", person.Email.Value),
                ("$domain", person.Email.Domain.ToLowerInvariant()),
                ("$series", whole),

                // Her choice may name workshops that are gone, and no letter to her asks for it any more.
                ("$person", isListed ? null : Keep(told with { Workshops = told.Workshops.Take(1).ToValueList(), Participants = [person with { Workshops = null }], Promised = null })),
                ("$workshop", Excerpt(message.Workshop)),
                ("$before", Excerpt(message.Before)),
                ("$kind", (int)message.Kind),
                ("$asksAgain", message.AsksAgain),
                ("$revision", message.Revision),
                ("$firstSequence", message.FirstSequence),
                ("$reason", (int)message.Reason),
                ("$at", at.ToUnixTimeSeconds()),
            })
            {
                insert.Parameters.AddWithValue(name, value ?? DBNull.Value);
            }

            added += insert.ExecuteNonQuery();
        }

        return added;
    }

    public List<LetterJob> Due(DateTimeOffset now, int count, bool resendsUnknown, IEnumerable<string> blockedDomains)
    {
        using var command = Command($"""
            SELECT position, recipient, domain, kind, attempts, firstTried, doubts FROM letter AS one
            WHERE due <= $now AND ($resends OR state <> 5) AND domain NOT IN (SELECT value FROM json_each($blocked))
              AND NOT EXISTS (SELECT 1 FROM letter AS earlier WHERE earlier.line = one.line AND earlier.position < one.position AND (earlier.state = 1 OR (earlier.due IS NOT NULL AND ($resends OR earlier.state <> 5))))
            ORDER BY due, position LIMIT $count
            """);
        command.Parameters.AddWithValue("$now", now.ToUnixTimeMilliseconds());
        command.Parameters.AddWithValue("$resends", resendsUnknown);
        command.Parameters.AddWithValue("$blocked", "[" + string.Join(',', blockedDomains.Select(static domain => $"\"{JsonEncodedText.Encode(domain)}\"")) + "]");
        command.Parameters.AddWithValue("$count", count);
        using var reader = command.ExecuteReader();
        var due = new List<LetterJob>();
        while (reader.Read())
        {
            due.Add(new() { Position = reader.GetInt64(0), Recipient = reader.GetString(1), Domain = reader.GetString(2), Kind = (LetterKind)reader.GetInt32(3), Attempts = reader.GetInt32(4), FirstTried = Time(reader, 5), Doubts = reader.GetInt32(6) });
        }

        return due;
    }

    public DateTimeOffset? NextDue(bool resendsUnknown)
    {
        using var command = Command("SELECT min(due) FROM letter WHERE due IS NOT NULL AND ($resends OR state <> 5)");
        command.Parameters.AddWithValue("$resends", resendsUnknown);
        using var reader = command.ExecuteReader();
        return reader.Read() ? Time(reader, 0) : null;
    }

    public List<OutboxLetter> Letters(IReadOnlyCollection<LetterState> states)
    {
        using var command = Command("SELECT position, key, recipient, state, answer, attempts, doubts, due FROM letter WHERE $all OR state IN (SELECT value FROM json_each($states)) ORDER BY position");
        command.Parameters.AddWithValue("$all", states.Count == 0);
        command.Parameters.AddWithValue("$states", "[" + string.Join(',', states.Select(static state => ((int)state).ToString(CultureInfo.InvariantCulture))) + "]");
        using var reader = command.ExecuteReader();
        var letters = new List<OutboxLetter>();
        while (reader.Read())
        {
            var state = (LetterState)reader.GetInt32(3);
            letters.Add(new() { Position = reader.GetInt64(0), Key = reader.GetString(1), Recipient = reader.GetString(2), State = state, Answer = reader.GetString(4), Attempts = reader.GetInt32(5), Doubts = reader.GetInt32(6), NotBefore = state == LetterState.RetryAt ? Time(reader, 7) : null });
        }

        return letters;
    }

    public void Mark(long position, DateTimeOffset at)
    {
        using var command = Command("UPDATE letter SET state = 1, due = NULL, firstTried = coalesce(firstTried, $at) WHERE position = $position");
        command.Parameters.AddWithValue("$position", position);
        command.Parameters.AddWithValue("$at", at.ToUnixTimeMilliseconds());
        command.ExecuteNonQuery();
    }

    public void Record(long position, Carried result, DateTimeOffset? notBefore, DateTimeOffset at)
    {
        using var command = Command("""
            UPDATE letter SET state = $state, due = $due, answer = $answer, attempts = attempts + 1, doubts = doubts + ($state = 5), firstTried = coalesce(firstTried, $at)
            WHERE position = $position
            """);
        command.Parameters.AddWithValue("$state", (int)result.State);
        command.Parameters.AddWithValue("$due", notBefore is { } due ? due.ToUnixTimeMilliseconds() : DBNull.Value);
        command.Parameters.AddWithValue("$answer", result.Answer);
        command.Parameters.AddWithValue("$at", at.ToUnixTimeMilliseconds());
        command.Parameters.AddWithValue("$position", position);
        command.ExecuteNonQuery();
    }

    public (WorkshopSeries Series, PlannedMessage Message, Instant At) Message(LetterJob job)
    {
        using var command = Command("SELECT series, person, workshop, before, asksAgain, revision, firstSequence, reason, at FROM letter WHERE position = $position");
        command.Parameters.AddWithValue("$position", job.Position);
        using var reader = command.ExecuteReader();
        reader.Read();
        string? Hash(int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
        var series = Version(reader.GetString(0));
        var message = new PlannedMessage
        {
            Kind = job.Kind,
            Recipient = Hash(1) is { } person ? Read(person).Participants[0] : series.Participants[EmailAddress.Parse(job.Recipient)],
            Workshop = Hash(2) is { } workshop ? Version(workshop).Series.Workshops[0] : null,
            Before = Hash(3) is { } before ? Version(before).Series.Workshops[0] : null,
            AsksAgain = reader.GetBoolean(4),
            Revision = reader.GetInt32(5),
            FirstSequence = reader.GetInt32(6),
            Reason = (MessageReason)reader.GetInt32(7),
            SeriesId = series.Series.Id,
        };
        return (series.Series, message, Instant.FromUnixTimeSeconds(reader.GetInt64(8)));
    }

    private static DateTimeOffset? Time(SqliteDataReader reader, int column) => reader.IsDBNull(column) ? null : DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(column));

    private string Keep(WorkshopSeries series)
    {
        var json = SeriesDocument.Write(series);
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json)));
        using var command = Command("INSERT OR IGNORE INTO document (hash, json) VALUES ($hash, $json)");
        command.Parameters.AddWithValue("$hash", hash);
        command.Parameters.AddWithValue("$json", json);
        command.ExecuteNonQuery();
        return hash;
    }

    private WorkshopSeries Read(string hash)
    {
        using var command = Command("SELECT json FROM document WHERE hash = $hash");
        command.Parameters.AddWithValue("$hash", hash);
        return SeriesDocument.Read((string)command.ExecuteScalar()!, zones);
    }

    /// <summary>A document that many letters need, read once.</summary>
    private SeriesVersion Version(string hash)
    {
        if (versions.TryGetValue(hash, out var version))
        {
            return version;
        }

        var series = Read(hash);
        if (versions.Count >= 64)
        {
            versions.Clear();
        }

        return versions[hash] = new(series, series.Participants.ToDictionary(static participant => participant.Email));
    }

    private SqliteCommand Command(string text)
    {
        var command = database.CreateCommand();
#pragma warning disable CA2100 // All texts are constants of this file.
        command.CommandText = text;
#pragma warning restore CA2100
        return command;
    }

    /// <summary>A document, and its participants by their addresses.</summary>
    private sealed record SeriesVersion(WorkshopSeries Series, Dictionary<EmailAddress, Participant> Participants);
}
