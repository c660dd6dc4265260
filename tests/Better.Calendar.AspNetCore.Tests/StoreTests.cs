using Better.Calendar.AspNetCore.Sqlite;
using HowTo;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Better.Calendar.AspNetCore.Tests;

/// <summary>What every store promises, and what the series of a host does with it.</summary>
[TestFixture("memory")]
[TestFixture("SQLite")]
[TestFixture("Entity Framework Core", Description = "the code of the guide")]
public sealed class StoreTests(string kind)
{
    private DirectoryInfo folder = null!;
    private ISeriesStore store = null!;

    [SetUp]
    public void Open()
    {
        folder = Directory.CreateTempSubdirectory("better-calendar-");
        store = kind switch
        {
            "memory" => new InMemorySeriesStore(),
            "SQLite" => new SqliteSeriesStore(Path.Combine(folder.FullName, "data", "series.db")),
            _ => new EntityFrameworkSeriesStore(CreateDatabase(Path.Combine(folder.FullName, "site.db"))),
        };
    }

    [TearDown]
    public void Close()
    {
        SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }

    [Test]
    public async Task A_document_that_was_never_written_has_no_version()
    {
        Assert.That(await store.ReadAsync("series"), Is.Null);
        Assert.That(await store.GetVersionAsync("series"), Is.Zero);
    }

    [Test]
    public async Task What_is_written_is_read_and_documents_do_not_mix()
    {
        var version = new DocumentVersion(1, CalendarHost.Start, "{ \"é\": 1 }");

        Assert.That(await store.WriteAsync("series", version), Is.True);
        Assert.That(await store.ReadAsync("series"), Is.EqualTo(version));
        Assert.That(await store.ReadAsync("attendance"), Is.Null);
    }

    [TestCase(1, ExpectedResult = false)]
    [TestCase(2, ExpectedResult = true)]
    [TestCase(3, ExpectedResult = false)]
    public async Task<bool> Only_the_next_version_is_written(long number)
    {
        await store.WriteAsync("series", new(1, CalendarHost.Start, "{}"));
        var isWritten = await store.WriteAsync("series", new(number, CalendarHost.Start, "[]"));

        Assert.That((await store.ReadAsync("series"))!.Json, Is.EqualTo(isWritten ? "[]" : "{}"));
        return isWritten;
    }

    [Test]
    public async Task A_later_version_is_not_the_first() =>
        Assert.That(await store.WriteAsync("series", new(2, CalendarHost.Start, "{}")), Is.False);

    [Test]
    public void Of_many_writers_at_once_one_wins()
    {
        var wins = 0;
        Parallel.For(0, 16, i =>
        {
            if (store.WriteAsync("series", new(1, CalendarHost.Start, $"{i}")).AsTask().GetAwaiter().GetResult())
            {
                Interlocked.Increment(ref wins);
            }
        });

        Assert.That(wins, Is.EqualTo(1));
    }

    [Test]
    public async Task An_edit_calls_the_host_before_it_is_stored_and_is_refused_if_that_fails()
    {
        var planned = new List<SeriesRevision>();
        await using var host = await CalendarHost.StartAsync(
            options => options.BeforeRevision = (_, revision, _) =>
            {
                planned.Add(revision);
                return planned.Count < 3 ? Task.CompletedTask : throw new IOException("The outbox is full.");
            },
            builder => builder.Services.AddSingleton(store));
        var first = await host.Hosted.GetCurrentAsync();
        Assert.That(planned.Single().Emails, Has.Count.EqualTo(3), "the first series, when the host starts");

        var second = await host.Hosted.ReviseAsync(first.Version, Moved(first.Series, 10));
        Assert.That(second!.Emails.Select(static email => email.Kind), Is.EqualTo([EmailKind.Update]));
        Assert.That(await host.Hosted.ReviseAsync(first.Version, Moved(first.Series, 11)), Is.Null, "edited by somebody else before");
        Assert.That(planned, Has.Count.EqualTo(2), "the refused edit is not planned");

        var current = await host.Hosted.GetCurrentAsync();
        Assert.That(
            async () => await host.Hosted.ReviseAsync(current.Version, Moved(current.Series, 12)),
            Throws.TypeOf<IOException>());
        Assert.That((await host.Hosted.GetCurrentAsync()).Version, Is.EqualTo(current.Version));
    }

    [Test]
    public async Task Another_series_takes_the_place_of_the_first_and_its_attendance_is_empty()
    {
        var planned = new List<SeriesRevision>();
        await using var host = await CalendarHost.StartAsync(
            options => options.BeforeRevision = (_, revision, _) =>
            {
                planned.Add(revision);
                return Task.CompletedTask;
            },
            builder => builder.Services.AddSingleton(store));
        var first = await host.Hosted.GetCurrentAsync();
        var person = first.Series.Participants[0];
        await host.Hosted.ChangeAttendanceAsync((attendance, now) => attendance.WithRsvpPageResponse(
            first.Series, first.Series.Workshops[0], person, ParticipationStatus.Accepted, now));
        Assert.That((await host.Hosted.ReadAttendanceAsync()).Attendance.Responses, Has.Count.EqualTo(1));

        var other = first.Series with { Id = "other", State = null };
        Assert.That(
            async () => await host.Hosted.ReplaceAsync(first.Version, first.Series with { State = null }),
            Throws.ArgumentException.With.Message.Contains("another id"));
        Assert.That(await host.Hosted.ReplaceAsync(first.Version - 1, other), Is.Null, "edited by somebody else before");
        Assert.That(planned, Has.Count.EqualTo(1), "what was refused is not planned");

        var revision = await host.Hosted.ReplaceAsync(first.Version, other);
        Assert.That(revision!.Emails.Select(static email => email.Kind), Is.All.EqualTo(EmailKind.Invitation));
        Assert.That(planned[^1], Is.SameAs(revision));
        Assert.That((await host.Hosted.GetCurrentAsync()).Series.Id, Is.EqualTo("other"));
        Assert.That((await host.Hosted.ReadAttendanceAsync()).Attendance.Responses, Is.Empty);
    }

    [Test]
    public async Task A_host_whose_store_has_a_series_does_not_begin_again()
    {
        await using (await CalendarHost.StartAsync(configure: builder => builder.Services.AddSingleton(store)))
        {
            // It stores the series.
        }

        await using var again = await CalendarHost.StartAsync(
            static options => options.InitialSeries = static _ => throw new InvalidOperationException("There is one already."),
            builder => builder.Services.AddSingleton(store));
        Assert.That((await again.Hosted.GetCurrentAsync()).Version, Is.EqualTo(1));
    }

    [Test]
    public async Task The_health_check_says_whether_there_is_a_series()
    {
        await using var host = await CalendarHost.StartAsync(
            static options => options.InitialSeries = null,
            builder => builder.Services.AddSingleton(store).AddHealthChecks().AddCheck<SeriesHealthCheck>("series"));
        var health = host.Services.GetRequiredService<HealthCheckService>();

        var empty = await health.CheckHealthAsync();
        Assert.That(empty.Status, Is.EqualTo(HealthStatus.Unhealthy));
        Assert.That(empty.Entries["series"].Description, Does.Contain("contains no series"));

        await host.Hosted.InitializeAsync(static () => CalendarHost.Series);
        var healthy = await health.CheckHealthAsync();
        Assert.That(healthy.Status, Is.EqualTo(HealthStatus.Healthy));
        Assert.That(healthy.Entries["series"].Data["version"], Is.EqualTo(1));
    }

    private static Databases CreateDatabase(string file)
    {
        var databases = new Databases(new DbContextOptionsBuilder<SiteDatabase>().UseSqlite($"Data Source={file}").Options);
        using var database = databases.CreateDbContext();
        database.Database.EnsureCreated();
        return databases;
    }

    private sealed class Databases(DbContextOptions<SiteDatabase> options) : IDbContextFactory<SiteDatabase>
    {
        public SiteDatabase CreateDbContext() => new(options);
    }

    private static WorkshopSeries Moved(WorkshopSeries series, int hour) => series with
    {
        Workshops = [series.Workshops[0] with { Start = new(2027, 4, 14, hour, 0) }, .. series.Workshops.Skip(1)],
    };
}
