using Better.Calendar.AspNetCore;
using Better.Calendar.AspNetCore.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using NodaTime;

namespace Better.Calendar.WebHost.Tests;

public sealed class SeriesStoreTests
{
    private string folder = null!;
    private FakeTimeProvider clock = null!;
    private ServiceProvider services = null!;
    private SqliteSeriesStore documents = null!;
    private BlockingSeries store = null!;

    [SetUp]
    public void Begin()
    {
        folder = Directory.CreateTempSubdirectory("better-calendar-web-").FullName;
        services = new ServiceCollection().BuildServiceProvider();
        clock = new(RunningHost.Announced.ToDateTimeOffset());
        (documents, store) = Open();
        store.Initialize(static () => Series);
    }

    [TearDown]
    public void End()
    {
        services.Dispose();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    private static WorkshopSeries Series => new()
    {
        Id = "spring",
        Domain = "host.example",
        Title = "Spring school",
        Organizer = new() { Name = "The host", Email = EmailAddress.Parse("host@host.example") },
        Language = "en",
        Zone = "Europe/London",
        Workshops = [new() { Id = "1", Title = "Maps", Start = new(2027, 4, 14, 9, 0), Duration = Duration.FromMinutes(90) }],
        Participants =
            [new() { Name = "Anna", Email = EmailAddress.Parse("anna@guest.example") },
                new() { Name = "Béla", Email = EmailAddress.Parse("bela@guest.example") }],
    };

    [Test]
    public void Of_two_edits_of_the_same_version_the_second_is_refused_and_nothing_is_lost()
    {
        var (_, other) = Open();
        var (mine, theirs) = (store.GetCurrent(), other.GetCurrent());

        Assert.That(store.Revise(mine.Version, mine.Series with { Title = "Mine" }), Is.Not.Null);
        Assert.That(other.Revise(theirs.Version, theirs.Series with { Title = "Theirs" }), Is.Null);

        Assert.That(other.GetCurrent().Series.Title, Is.EqualTo((LocalizedText)"Mine"), "the other edit is visible at once");
        Assert.That(other.Revise(other.GetCurrent().Version, other.GetCurrent().Series with { Description = "Theirs" }), Is.Not.Null);
        Assert.That(store.GetCurrent().Series, Is.EqualTo(other.GetCurrent().Series));
    }

    [Test]
    public void An_edit_of_an_older_revision_is_refused_even_with_the_latest_version_number()
    {
        var old = store.GetCurrent().Series;
        store.Revise(1, old with { Title = "Mine" });

        Assert.That(store.Revise(2, old with { Description = "Theirs" }), Is.Null);
    }

    [Test]
    public void A_change_that_conflicts_is_applied_again()
    {
        var (_, other) = Open();
        var attempts = 0;
        store.ChangeAttendance((attendance, at) =>
        {
            if (attempts++ < 3)
            {
                other.ChangeAttendance(
                    (theirs, _) => Respond(theirs, 1, attempts % 2 == 0 ? ParticipationStatus.Accepted : ParticipationStatus.Declined, at));
            }

            return Respond(attendance, 0, ParticipationStatus.Accepted, at);
        });

        Assert.That(attempts, Is.EqualTo(4));
        Assert.That(store.ReadAttendance().Attendance.Responses, Has.Count.EqualTo(2));
        Assert.That(store.ReadAttendance().Attendance.Entries, Has.Count.EqualTo(4));
    }

    [Test]
    public void A_change_that_always_conflicts_is_given_up()
    {
        var (_, other) = Open();
        var attempts = 0;

        Assert.That(
            () => store.ChangeAttendance((attendance, at) =>
            {
                other.ChangeAttendance(
                    (theirs, _) =>
                        Respond(theirs, 1, attempts++ % 2 == 0 ? ParticipationStatus.Accepted : ParticipationStatus.Declined, at));
                return Respond(attendance, 0, ParticipationStatus.Accepted, at);
            }),
            Throws.TypeOf<SeriesStoreException>().With.Property(nameof(SeriesStoreException.IsTransient)).True);
        Assert.That(store.ReadAttendance().Attendance.Find(Series.Participants[0].Email, "1"), Is.Null);
    }

    [Test]
    public void A_version_is_written_once_by_many_writers_at_once()
    {
        var wins = 0;
        Parallel.For(0, 16, i => Count(Open().Documents, "series", 2, $"{{ \"writer\": {i} }}", ref wins));

        Assert.That(wins, Is.EqualTo(1));
        Assert.That(documents.GetVersionAsync("series").AsTask().Result, Is.EqualTo(2));
    }

    [Test]
    public void The_first_document_is_written_once_by_many_writers_at_once()
    {
        var wins = 0;
        Parallel.For(0, 16, _ => Count(documents, "new", 1, "{}", ref wins));

        Assert.That(wins, Is.EqualTo(1));
    }

    [Test]
    public void The_date_of_a_version_is_later_than_the_one_before_even_if_the_clock_goes_back()
    {
        var stored = store.GetCurrent();
        clock.AdjustTime(new(2020, 5, 1, 0, 0, 0, TimeSpan.Zero));
        store.Revise(stored.Version, stored.Series with { Title = "Later" });

        Assert.That(store.GetCurrent().Changed, Is.EqualTo(stored.Changed + Duration.FromSeconds(1)));
    }

    [Test]
    public void A_file_that_is_not_a_database_is_named_and_not_changed()
    {
        var file = Path.Combine(folder, "other.db");
        File.WriteAllText(file, "Dear diary, this is not a database.");

        Assert.That(() => new SqliteSeriesStore(file, timeoutSeconds: 1), Throws.InvalidOperationException.With.Message.Contains(file));
        Assert.That(File.ReadAllText(file), Is.EqualTo("Dear diary, this is not a database."));
    }

    [Test]
    public void A_database_with_a_series_is_not_initialized_again()
    {
        var (_, again) = Open();
        again.Initialize(static () => throw new InvalidOperationException("There is a series already."));

        Assert.That(again.GetCurrent().Version, Is.EqualTo(1));
    }

    private static Attendance Respond(Attendance attendance, int participant, ParticipationStatus response, Instant at) =>
        attendance.WithRsvpPageResponse(Series, Series.Workshops[0], Series.Participants[participant], response, at);

    private static void Count(SqliteSeriesStore documents, string name, long number, string json, ref int wins)
    {
        if (documents.WriteAsync(name, new(number, RunningHost.Announced, json)).AsTask().Result)
        {
            Interlocked.Increment(ref wins);
        }
    }

    private (SqliteSeriesStore Documents, BlockingSeries Store) Open()
    {
        var opened = new SqliteSeriesStore(Path.Combine(folder, "series.db"), timeoutSeconds: 10);
#pragma warning disable CA2000 // It has a semaphore without a handle.
        return (opened, new(new HostedSeries(opened, Options.Create(new BetterCalendarOptions()), services, clock)));
#pragma warning restore CA2000
    }
}
