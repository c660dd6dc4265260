using Better.Calendar;
using Microsoft.Data.Sqlite;
using NodaTime;

namespace WebHost;

/// <summary>
/// Thrown if nothing was saved because others changed the document at the same time too often, or have the database locked.
/// </summary>
public sealed class SaveConflictException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>The stored series and its attendance.</summary>
public sealed class SeriesStore(DocumentStore documents, ReplyTokens tokens, TimeProvider timeProvider)
{
    private const string SeriesName = "series";
    private const string AttendanceName = "attendance";
    private const int MaxAttempts = 20;

    // Writes of this host wait for each other, so only other hosts can cause conflicts.
    private readonly Lock writeLock = new();

    private PublishedSeries? latest;

    private Instant Now => Instant.FromDateTimeOffset(timeProvider.GetUtcNow());

    /// <summary>The current version of the series. It is cached with the files made from it until there is a newer version.</summary>
    public PublishedSeries GetCurrent()
    {
        var cached = latest;
        if (cached is not null && cached.Version == documents.GetVersion(SeriesName))
        {
            return cached;
        }

        var stored = documents.Read(SeriesName)
            ?? throw new InvalidOperationException("The database contains no series. Call Initialize first.");
        return latest = new PublishedSeries(stored, SeriesDocument.Read(stored.Json, maxLength: int.MaxValue), tokens);
    }

    /// <summary>The attendance and its version; the version is 0 if there are no responses yet.</summary>
    public (Attendance Attendance, long Version) ReadAttendance()
    {
        var stored = documents.Read(AttendanceName);
        return (Read(stored), stored?.Version ?? 0);
    }

    /// <summary>Stores the first version, unless there is a series already.</summary>
    public void Initialize(Func<WorkshopSeries> series, SchedulingMode mode = SchedulingMode.EventPerWorkshop)
    {
        if (documents.GetVersion(SeriesName) == 0)
        {
            var first = SeriesRevision.First(series(), TruncateToSecond(Now), new() { SchedulingMode = mode });
            documents.Write(SeriesName, null, SeriesDocument.Write(first.Series), Now);
        }
    }

    /// <summary>Stores an edited series and returns which emails are due.</summary>
    /// <param name="version">The version that was edited.</param>
    /// <param name="edited">The series after the edit.</param>
    /// <returns>Null, and nothing is stored, if that version is no longer the latest.</returns>
    /// <exception cref="InvalidSeriesException">The series is invalid.</exception>
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
            revision =
                SeriesRevision.Between(
                    SeriesDocument.Read(stored.Json, maxLength: int.MaxValue),
                    edited,
                    TruncateToSecond(Now),
                    responses: ReadAttendance().Attendance.Responses);
        }
        catch (RevisionConflictException)
        {
            return null;
        }

        return documents.Write(SeriesName, stored, SeriesDocument.Write(revision.Series), Now) ? revision : null;
    }

    /// <summary>
    /// Stores a change of the attendance. If another host changed it in between, the change is applied again to the newer version, so no
    /// response is lost.
    /// </summary>
    /// <exception cref="SaveConflictException">Others changed the attendance at the same time too often, or have the database
    /// locked.</exception>
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
            for (var attempt = 0; attempt < MaxAttempts; attempt++)
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
            throw new SaveConflictException("The database is locked by another program. Try again later.", problem);
        }

        throw new SaveConflictException(
            $"The attendance was changed by other hosts during each of {MaxAttempts} attempts to change it. Try again later.");
    }

    private static Attendance Read(VersionedDocument? stored) =>
        stored is null ? Better.Calendar.Attendance.Empty : AttendanceDocument.Read(stored.Json);

    private static Instant TruncateToSecond(Instant instant) => Instant.FromUnixTimeSeconds(instant.ToUnixTimeSeconds());
}
