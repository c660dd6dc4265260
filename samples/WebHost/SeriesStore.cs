using Better.Calendar;
using Microsoft.Data.Sqlite;
using NodaTime;

namespace WebHost;

/// <summary>Somebody else wrote at the same time, again and again, or holds the database: nothing was saved.</summary>
public sealed class SaveConflictException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>The series and who comes to it, as stored.</summary>
public sealed class SeriesStore(DocumentStore documents, ReplyTokens tokens, TimeProvider timeProvider)
{
    private const string SeriesName = "series";
    private const string AttendanceName = "attendance";
    private const int MaxAttempts = 20;

    // The answers of this host wait for each other; only those of other hosts can be faster.
    private readonly Lock writeLock = new();

    private PublishedSeries? latest;

    private Instant Now => Instant.FromDateTimeOffset(timeProvider.GetUtcNow());

    /// <summary>The series as it is now. What was made of it is kept until there is a new version.</summary>
    public PublishedSeries GetCurrent()
    {
        var known = latest;
        if (known is not null && known.Version == documents.GetVersion(SeriesName))
        {
            return known;
        }

        var stored = documents.Read(SeriesName) ?? throw new InvalidOperationException("There is no series in the database.");
        return latest = new PublishedSeries(stored, SeriesDocument.Read(stored.Json), tokens);
    }

    /// <summary>Who comes, as far as they have said.</summary>
    public (Attendance Attendance, long Version) ReadAttendance()
    {
        var stored = documents.Read(AttendanceName);
        return (Read(stored), stored?.Version ?? 0);
    }

    /// <summary>Stores the first version, unless there is one.</summary>
    public void Initialize(Func<WorkshopSeries> series)
    {
        if (documents.GetVersion(SeriesName) == 0)
        {
            documents.Write(SeriesName, null, SeriesDocument.Write(SeriesRevision.First(series(), TruncateToSecond(Now)).Series), Now);
        }
    }

    /// <summary>Stores an edited series, and says which emails are due.</summary>
    /// <param name="version">The version that was edited.</param>
    /// <param name="edited">The series after the edit.</param>
    /// <returns>Null, and nothing is stored, where that version is not the latest any more.</returns>
    /// <exception cref="InvalidSeriesException">The series has faults.</exception>
    public SeriesRevision? Revise(long version, WorkshopSeries edited)
    {
        var stored = documents.Read(SeriesName);
        if (stored?.Version != version)
        {
            return null;
        }

        SeriesRevision revision;
        try
        {
            revision = SeriesRevision.Between(SeriesDocument.Read(stored.Json), edited, TruncateToSecond(Now), responses: ReadAttendance().Attendance.Responses);
        }
        catch (RevisionConflictException)
        {
            return null;
        }

        return documents.Write(SeriesName, stored, SeriesDocument.Write(revision.Series), Now) ? revision : null;
    }

    /// <summary>Stores a change of attendance. Where somebody was faster it is made again, from what they wrote: no answer is lost.</summary>
    /// <exception cref="SaveConflictException">Others were faster too often, or hold the database.</exception>
    public void ChangeAttendance(Func<Attendance, Instant, Attendance> change)
    {
        lock (writeLock)
        {
            ChangeAttendanceLocked(change);
        }
    }

    private void ChangeAttendanceLocked(Func<Attendance, Instant, Attendance> change)
    {
        try
        {
            for (var tried = 0; tried < MaxAttempts; tried++)
            {
                var stored = documents.Read(AttendanceName);
                var before = Read(stored);
                var after = change(before, Now);
                if (ReferenceEquals(after, before) || documents.Write(AttendanceName, stored, AttendanceDocument.Write(after), Now))
                {
                    return;
                }
            }
        }
        catch (SqliteException problem) when (problem.SqliteErrorCode is 5 or 6) // SQLITE_BUSY, SQLITE_LOCKED
        {
            throw new SaveConflictException("The database is held by somebody else.", problem);
        }

        throw new SaveConflictException($"Others were faster {MaxAttempts} times.");
    }

    private static Attendance Read(VersionedDocument? stored) => stored is null ? Better.Calendar.Attendance.Empty : AttendanceDocument.Read(stored.Json);

    private static Instant TruncateToSecond(Instant instant) => Instant.FromUnixTimeSeconds(instant.ToUnixTimeSeconds());
}
