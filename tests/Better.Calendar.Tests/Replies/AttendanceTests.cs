using Better.Calendar.Replies;
using Better.Calendar.Workshops;
using CsCheck;
using NodaTime;

namespace Better.Calendar.Tests.Replies;

public sealed class AttendanceTests
{
    private static readonly EmailAddress Anna = EmailAddress.Parse("anna@guest.example");
    private static readonly EmailAddress Bela = EmailAddress.Parse("bela@guest.example");
    private static readonly Instant Monday = Instant.FromUtc(2027, 3, 1, 10, 0);

    private static readonly Gen<ReplyReading> AnyReading = Gen.Select(Gen.Int[0, 5], Gen.Int[0, 3], Gen.Int[0, 2], Gen.Int[0, 3], Gen.Int[0, 3], Gen.Bool).Select(static (kind, key, sequence, hour, trust, bela) =>
    {
        var by = new Replier { Email = bela ? Bela : Anna, Trust = (ReplyTrust)trust, IsAsked = kind == 1 };
        var stamp = Monday + Duration.FromHours(hour);
        return kind switch
        {
            0 => new Bounce { Key = $"{key}", Email = by.Email, WorkshopId = null, IsFinal = hour > 1, Status = "5.1.1", Diagnostic = "", Stamp = stamp, Trust = by.Trust },
            2 => new Proposal { Key = $"{key}", By = by, WorkshopId = "1", Start = stamp, End = stamp + Duration.FromHours(1), Sequence = sequence, Stamp = stamp },
            3 => new Delegation { Key = $"{key}", By = by, To = hour > 1 ? Bela : null, WorkshopIds = ["1", "2"], Sequence = sequence, Stamp = stamp },
            _ => (ReplyReading)new ParticipantAnswer { Key = $"{key}", By = by, Answers = [new($"{1 + (key % 2)}", (Answer)(hour % 3), sequence, stamp)], Comment = kind == 4 ? "late" : null },
        };
    });

    [Test]
    public void Any_order_and_any_duplicates_give_the_same_attendance() =>
        Gen.Select(AnyReading.Array[0, 12], Gen.Int).SamplePortion(
            static (readings, seed) =>
            {
                var random = new Random(seed);
                var twice = readings.Concat(readings).OrderBy(_ => random.Next()).ToList();
                var straight = Attendance.Empty.With(readings);
                var oneByOne = twice.Aggregate(Attendance.Empty, static (attendance, reading) => attendance.With(reading));
                var cut = random.Next(readings.Length + 1);
                var merged = Attendance.Empty.With(readings.Skip(cut)).Merge(Attendance.Empty.With(readings.Take(cut)).Merge(straight));
                return straight.Equals(oneByOne) && straight.Equals(merged) && straight.Current.Equals(oneByOne.Current) && straight.Claimed.Equals(merged.Claimed);
            },
            slice: 2000);

    [Test]
    public void What_is_written_is_read_back_equal_and_as_the_same_text() =>
        AnyReading.Array[0, 12].SamplePortion(
            static readings =>
            {
                var attendance = Attendance.Empty.With(readings);
                var text = AttendanceDocument.Write(attendance);
                var back = AttendanceDocument.Read(text);
                return back.Equals(attendance) && AttendanceDocument.Write(back) == text;
            },
            slice: 500);

    [Test]
    public void The_latest_version_counts_then_the_latest_word()
    {
        var attendance = Attendance.Empty
            .With(Said(Answer.Declined, sequence: 1, hour: 0))
            .With(Said(Answer.Accepted, sequence: 0, hour: 5))
            .With(Said(Answer.Tentative, sequence: 1, hour: 1));

        Assert.That(attendance.Of(Anna, "1")!.Answer, Is.EqualTo(Answer.Tentative));
        Assert.That(attendance.History(Anna, "1").Select(static entry => entry.Answer), Is.EqualTo(new Answer?[] { Answer.Accepted, Answer.Declined, Answer.Tentative }));
        Assert.That(attendance.Answers, Is.EqualTo(new[] { new GivenAnswer("1", Anna, Answer.Tentative) }));
        Assert.That(attendance.IsOutOfDate(Said(Answer.Accepted, sequence: 0, hour: 6)), Is.True);
        Assert.That(attendance.IsOutOfDate(Said(Answer.Accepted, sequence: 1, hour: 6)), Is.False);
    }

    [Test]
    public void An_answer_on_the_page_counts_at_once_and_can_be_changed()
    {
        var series = Samples.Small();
        var (workshop, anna) = (series.Workshops[0], series.Participants[0]);

        var accepted = Attendance.Empty.WithPageAnswer(series, workshop, anna, Answer.Accepted, Monday);
        var declined = accepted.WithPageAnswer(series, workshop, anna, Answer.Declined, Monday + Duration.FromMinutes(1));

        Assert.That(accepted.Of(Anna, "1")!.Answer, Is.EqualTo(Answer.Accepted));
        Assert.That(accepted.Of(Anna, "1")!.Trust, Is.EqualTo(ReplyTrust.Token));
        Assert.That(declined.Answers, Is.EqualTo(new[] { new GivenAnswer("1", Anna, Answer.Declined) }));
        Assert.That(declined.Entries, Has.Count.EqualTo(2), "the history keeps both");
        Assert.That(AttendanceDocument.Read(AttendanceDocument.Write(declined)), Is.EqualTo(declined));
    }

    [Test]
    public void The_same_answer_on_the_page_changes_nothing_unless_the_workshop_was_asked_about_again()
    {
        var series = Samples.Small();
        var (workshop, anna) = (series.Workshops[0], series.Participants[0]);
        var accepted = Attendance.Empty.WithPageAnswer(series, workshop, anna, Answer.Accepted, Monday);
        Assert.That(accepted.WithPageAnswer(series, workshop, anna, Answer.Accepted, Monday + Duration.FromHours(1)), Is.SameAs(accepted));

        var moved = workshop with { Sequence = 1 };
        var again = accepted.WithPageAnswer(series with { Workshops = [moved] }, moved, anna, Answer.Accepted, Monday + Duration.FromHours(1));
        Assert.That(again.Of(Anna, "1")!.IsOutdated(moved), Is.False);
    }

    [TestCase(0, 5, TestName = "An_answer_on_the_page_counts_over_a_mail_whose_clock_runs_ahead")]
    [TestCase(3, 0, TestName = "An_answer_on_the_page_counts_over_a_mail_that_claims_a_later_version")]
    public void An_answer_on_the_page_counts_over(int sequence, int hour)
    {
        var series = Samples.Small();
        var mailed = Attendance.Empty.With(Said(Answer.Declined, sequence, hour));

        var page = mailed.WithPageAnswer(series, series.Workshops[0], series.Participants[0], Answer.Accepted, Monday);

        Assert.That(page.Of(Anna, "1")!.Answer, Is.EqualTo(Answer.Accepted));
    }

    [Test]
    public void Only_who_is_invited_answers_on_the_page_and_only_to_a_workshop_of_the_series()
    {
        var series = Samples.Small();
        var elsewhere = series.Participants[0] with { Workshops = [] };

        Assert.That(() => Attendance.Empty.WithPageAnswer(series, Samples.Workshop("2"), series.Participants[0], Answer.Accepted, Monday), Throws.ArgumentException.With.Message.Contains("no such workshop"));
        Assert.That(() => Attendance.Empty.WithPageAnswer(series, series.Workshops[0], elsewhere, Answer.Accepted, Monday), Throws.ArgumentException.With.Message.Contains("not invited"));
    }

    [Test]
    public void What_is_only_claimed_waits_for_a_person()
    {
        var attendance = Attendance.Empty.With(Said(Answer.Accepted, 0, 0)).With(Said(Answer.Declined, 0, 1, ReplyTrust.Claimed));
        Assert.That(attendance.Of(Anna, "1")!.Answer, Is.EqualTo(Answer.Accepted));
        Assert.That(attendance.Claimed.Single().Answer, Is.EqualTo(Answer.Declined));

        var confirmed = attendance.Confirm(attendance.Claimed[0]);
        Assert.That(confirmed.Of(Anna, "1")!.Answer, Is.EqualTo(Answer.Declined));
        Assert.That(confirmed.Claimed, Is.Empty);
    }

    [Test]
    public void An_answer_to_an_older_time_is_told_apart_and_the_silent_and_unreachable_are_counted()
    {
        var series = Corpus.Series;
        var moved = series.Workshops[1];
        var attendance = Attendance.Empty.With(Said(Answer.Accepted, 0, 0, workshop: "2"))
            .With(new Bounce { Key = "b", Email = Bela, WorkshopId = "1", IsFinal = true, Status = "5.1.1", Diagnostic = "", Stamp = Monday, Trust = ReplyTrust.Token });

        Assert.That(attendance.Of(Anna, "2")!.IsOutdated(moved), Is.True);
        Assert.That(attendance.Counts(series, moved), Is.EqualTo(new WorkshopCounts { Accepted = 1, Tentative = 0, Declined = 0, Delegated = 0, NotAnswered = 0, Unreachable = 0, Outdated = 1, Claimed = 0 }));
        Assert.That(attendance.Counts(series, series.Workshops[0]), Is.EqualTo(new WorkshopCounts { Accepted = 0, Tentative = 0, Declined = 0, Delegated = 0, NotAnswered = 2, Unreachable = 1, Outdated = 0, Claimed = 0 }));
        Assert.That(attendance.Unreachable.Single().Email, Is.EqualTo(Bela));
    }

    [Test]
    public void A_broken_document_names_all_its_faults_with_their_paths()
    {
        const string json = """{"entries":[{"email":"nobody","workshop":"1","answer":"maybe","standing":"invited","trust":"7","stamp":"today","key":"k","colour":1}]}""";

        Assert.That(
            () => AttendanceDocument.Read(json),
            Throws.InstanceOf<InvalidSeriesException>().With.Property("Faults").Matches<ValueList<Fault>>(static faults =>
                faults!.Select(static fault => fault.Place).Order(StringComparer.Ordinal).SequenceEqual(["entries[0].answer", "entries[0].colour", "entries[0].email", "entries[0].stamp", "entries[0].trust"])));
    }

    [Test]
    public void A_stored_document_of_format_1_is_read_and_written_in_the_format_of_today()
    {
        var stored = File.ReadAllText(Repository.File("tests/Better.Calendar.Tests/TestData/attendance-format-1.json"));
        var attendance = AttendanceDocument.Read(stored);

        Assert.That(attendance.Entries.Select(static entry => (entry.Answer, entry.Standing)), Is.EqualTo(new (Answer?, ReplierStanding)[]
        {
            (null, ReplierStanding.Invited), (Answer.Declined, ReplierStanding.Delegate), (Answer.Accepted, ReplierStanding.Invited), (Answer.Tentative, ReplierStanding.Invited),
        }));
        Assert.That(AttendanceDocument.Write(attendance), Is.EqualTo(stored.Replace("{\n  \"entries\"", "{\n  \"format\": 2,\n  \"entries\"", StringComparison.Ordinal)
            .Replace("\"answer\"", "\"response\"", StringComparison.Ordinal).Replace("\"standing\"", "\"role\"", StringComparison.Ordinal).TrimEnd()));
        Assert.That(AttendanceDocument.Read(AttendanceDocument.Write(attendance)), Is.EqualTo(attendance));
    }

    [TestCase("\"format\": 2", "\"format\": 3", "format")]
    [TestCase("\"format\": 2", "\"format\": 0", "format")]
    [TestCase("\"response\"", "\"answer\"", "entries[0].answer")]
    [TestCase("\"role\"", "\"standing\"", "entries[0].standing")]
    public void A_name_of_another_format_is_a_fault_with_its_path(string good, string bad, string place)
    {
        var text = AttendanceDocument.Write(AttendanceDocument.Read(File.ReadAllText(Repository.File("tests/Better.Calendar.Tests/TestData/attendance-format-1.json"))));

        Assert.That(Assert.Throws<InvalidSeriesException>(() => AttendanceDocument.Read(text.Replace(good, bad, StringComparison.Ordinal)))!.Faults.Select(static fault => fault.Place), Does.Contain(place));
    }

    private static ParticipantAnswer Said(Answer answer, int sequence, int hour, ReplyTrust trust = ReplyTrust.Token, string workshop = "1") =>
        new() { Key = $"{sequence}.{hour}", By = new() { Email = Anna, Trust = trust }, Answers = [new(workshop, answer, sequence, Monday + Duration.FromHours(hour))] };
}
