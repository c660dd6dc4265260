using Microsoft.Extensions.Options;
using NodaTime;

namespace Better.Calendar.AspNetCore;

/// <summary>The series that this host publishes, and its attendance: reads them from the store, and changes them.</summary>
/// <remarks>
/// One instance serves all requests. Writes of this process wait for each other; hosts in other processes may share the store: what
/// conflicts with them is applied again or refused, so that no edit and no response is lost.
/// </remarks>
public sealed partial class HostedSeries : IDisposable
{
    private const string SeriesName = "series";
    private const string AttendanceName = "attendance";
    private const int MaxAttempts = 20;

    private readonly ISeriesStore store;
    private readonly IServiceProvider services;
    private readonly TimeProvider timeProvider;
    private readonly BetterCalendarOptions options;
    private readonly Lazy<LinkTokens> tokens;
    private readonly SemaphoreSlim writing = new(1, 1);

    private PublishedSeries? latest;

    /// <summary>Creates the service; <c>AddBetterCalendar</c> does.</summary>
    /// <param name="store">The store.</param>
    /// <param name="options">The options.</param>
    /// <param name="services">What the functions of the options get.</param>
    /// <param name="timeProvider">The clock.</param>
    public HostedSeries(
        ISeriesStore store,
        IOptions<BetterCalendarOptions> options,
        IServiceProvider services,
        TimeProvider timeProvider)
    {
        ArgumentNullException.ThrowIfNull(options);
        this.store = store ?? throw new ArgumentNullException(nameof(store));
        this.services = services ?? throw new ArgumentNullException(nameof(services));
        this.timeProvider = timeProvider ?? throw new ArgumentNullException(nameof(timeProvider));
        this.options = options.Value;
        tokens = new(() => RsvpKey.CreateTokens(this.options));
    }

    private Instant Now => Instant.FromDateTimeOffset(timeProvider.GetUtcNow());

    /// <summary>The current version of the series. It is cached with the files made from it until there is a newer version.</summary>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="SeriesStoreException">The store cannot be read.</exception>
    /// <exception cref="InvalidOperationException">There is no series yet.</exception>
    public async ValueTask<PublishedSeries> GetCurrentAsync(CancellationToken cancellationToken = default)
    {
        var cached = latest;
        if (cached is not null
            && cached.Version == await store.GetVersionAsync(SeriesName, cancellationToken))
        {
            return cached;
        }

        var stored = await store.ReadAsync(SeriesName, cancellationToken)
            ?? throw new InvalidOperationException(
                "The store contains no series. Set SeriesFile or InitialSeries, or call InitializeAsync first.");
        return latest = new PublishedSeries(
            stored, SeriesDocument.Read(stored.Json, maxLength: int.MaxValue), tokens, options.AlarmMinutes);
    }

    /// <summary>The attendance and its version; the version is 0 if there are no responses yet.</summary>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="SeriesStoreException">The store cannot be read.</exception>
    public async ValueTask<(Attendance Attendance, long Version)> ReadAttendanceAsync(CancellationToken cancellationToken = default)
    {
        var stored = await store.ReadAsync(AttendanceName, cancellationToken);
        return (Read(stored), stored?.Number ?? 0);
    }

    /// <summary>Stores the first version, unless there is a series already.</summary>
    /// <param name="series">Gives the series; called only if there is none.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="InvalidSeriesException">The series is invalid.</exception>
    /// <exception cref="SeriesStoreException">The store cannot be read or written.</exception>
    public async Task InitializeAsync(Func<WorkshopSeries> series, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(series);
        if (await store.GetVersionAsync(SeriesName, cancellationToken) > 0)
        {
            return;
        }

        var revision = PlanFirst(series());
        await PrepareAsync(revision, cancellationToken);
        await WriteAsync(SeriesName, null, SeriesDocument.Write(revision.Series), cancellationToken);
    }

    /// <summary>Stores an edited series and returns which emails are due.</summary>
    /// <param name="version">The version that was edited.</param>
    /// <param name="edited">The series after the edit; it needs no state, which is taken from the stored one.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>Null, and nothing is stored, if that version is no longer the latest.</returns>
    /// <exception cref="InvalidSeriesException">The series is invalid.</exception>
    /// <exception cref="SeriesStoreException">The store cannot be read or written.</exception>
    public async Task<SeriesRevision?> ReviseAsync(
        long version,
        WorkshopSeries edited,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(edited);
        await writing.WaitAsync(cancellationToken);
        try
        {
            var stored = await store.ReadAsync(SeriesName, cancellationToken);
            if (stored?.Number != version)
            {
                return null;
            }

            var (attendance, _) = await ReadAttendanceAsync(cancellationToken);
            var revision = SeriesRevision.Between(
                SeriesDocument.Read(stored.Json, maxLength: int.MaxValue),
                edited,
                TruncateToSecond(Now),
                responses: attendance.Responses);
            await PrepareAsync(revision, cancellationToken);
            return await WriteAsync(SeriesName, stored, SeriesDocument.Write(revision.Series), cancellationToken)
                ? revision
                : null;
        }
        catch (RevisionConflictException)
        {
            return null;
        }
        finally
        {
            writing.Release();
        }
    }

    /// <summary>
    /// Stores another series in the place of the one that is there, with an empty attendance, and returns which emails are due. Nobody is
    /// notified of the end of the series before; cancel its workshops first.
    /// </summary>
    /// <param name="version">The version that is replaced.</param>
    /// <param name="series">The new series, of which no email was sent.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>Null, and nothing is stored, if that version is no longer the latest.</returns>
    /// <exception cref="ArgumentException">Emails of it were sent already, or it has the id of the series before.</exception>
    /// <exception cref="InvalidSeriesException">The series is invalid.</exception>
    /// <exception cref="SeriesStoreException">The store cannot be read or written.</exception>
    public async Task<SeriesRevision?> ReplaceAsync(
        long version, WorkshopSeries series, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(series);
        await writing.WaitAsync(cancellationToken);
        try
        {
            var stored = await store.ReadAsync(SeriesName, cancellationToken);
            if (stored?.Number != version)
            {
                return null;
            }

            var before = SeriesDocument.Read(stored.Json, maxLength: int.MaxValue);
            if (string.Equals(before.Id, series.Id, StringComparison.OrdinalIgnoreCase))
            {
                // Its events would be taken for those of the series before.
                throw new ArgumentException($"The series before has the id \"{series.Id}\" too. Choose another id.", nameof(series));
            }

            var revision = PlanFirst(series);
            await PrepareAsync(revision, cancellationToken);
            if (!await WriteAsync(SeriesName, stored, SeriesDocument.Write(revision.Series), cancellationToken))
            {
                return null;
            }

            // The responses to the series before are none to this one.
            while (await store.ReadAsync(AttendanceName, cancellationToken) is { } attendance
                && !await WriteAsync(AttendanceName, attendance, AttendanceDocument.Write(Attendance.Empty), cancellationToken))
            {
            }
            return revision;
        }
        finally
        {
            writing.Release();
        }
    }

    /// <summary>
    /// Stores a change of the attendance. If another host changed it in between, the change is applied again to the newer version, so no
    /// response is lost.
    /// </summary>
    /// <param name="change">Gets the attendance and the time, and returns the changed attendance, or the same one: then nothing is
    /// written.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="SeriesStoreException">Others changed the attendance at the same time too often, or the store is locked.</exception>
    public async Task ChangeAttendanceAsync(
        Func<Attendance, Instant, Attendance> change,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(change);
        await writing.WaitAsync(cancellationToken);
        try
        {
            for (var attempt = 0; attempt < MaxAttempts; attempt++)
            {
                var stored = await store.ReadAsync(AttendanceName, cancellationToken);
                var before = Read(stored);
                var after = change(before, Now);
                if (ReferenceEquals(after, before)
                    || await WriteAsync(AttendanceName, stored, AttendanceDocument.Write(after), cancellationToken))
                {
                    return;
                }
            }
        }
        finally
        {
            writing.Release();
        }

        throw new SeriesStoreException(
            $"The attendance was changed by other hosts during each of {MaxAttempts} attempts to change it. Try again later.",
            isTransient: true);
    }

    /// <inheritdoc/>
    public void Dispose() => writing.Dispose();

    private SeriesRevision PlanFirst(WorkshopSeries series) => SeriesRevision.First(
        series,
        TruncateToSecond(Now),
        new() { SchedulingMode = options.InvitationOptions.SchedulingMode });

    private Task PrepareAsync(SeriesRevision revision, CancellationToken cancellationToken) =>
        options.BeforeRevision?.Invoke(services, revision, cancellationToken) ?? Task.CompletedTask;

    private ValueTask<bool> WriteAsync(string name, DocumentVersion? read, string json, CancellationToken cancellationToken) =>
        store.WriteAsync(name, new((read?.Number ?? 0) + 1, NextTimestamp(read, Now), json), cancellationToken);

    // RFC 9110, 8.8.2.2: Last-Modified distinguishes two versions only if they are a second apart.
    private static Instant NextTimestamp(DocumentVersion? read, Instant now)
    {
        var second = TruncateToSecond(now);
        return read is null ? second : Instant.Max(second, read.Changed + Duration.FromSeconds(1));
    }

    private static Attendance Read(DocumentVersion? stored) =>
        stored is null ? Attendance.Empty : AttendanceDocument.Read(stored.Json);

    private static Instant TruncateToSecond(Instant instant) => Instant.FromUnixTimeSeconds(instant.ToUnixTimeSeconds());
}
