using CsCheck;
using NodaTime;

namespace Better.Calendar.Tests.Replies;

public sealed class AttendanceTests
{
    private static readonly EmailAddress Anna = EmailAddress.Parse("anna@guest.example");
    private static readonly EmailAddress Bela = EmailAddress.Parse("bela@guest.example");
    private static readonly Instant Monday = Instant.FromUtc(2027, 3, 1, 10, 0);

    private static readonly Gen<ReplyResult> AnyResult =
        Gen.Select(Gen.Int[0, 5], Gen.Int[0, 3], Gen.Int[0, 2], Gen.Int[0, 3], Gen.Int[0, 3], Gen.Bool)
        .Select(static (kind, key, sequence, hour, trust, bela) =>
    {
        var sender = new ReplySender { Email = bela ? Bela : Anna, Trust = (SenderTrust)trust, NeedsConfirmation = kind == 1 };
        var timestamp = Monday + Duration.FromHours(hour);
        return kind switch
        {
            0 => new Bounce
            {
                MessageKey = $"{key}",
                Email = sender.Email,
                WorkshopId = null,
                IsPermanent = hour > 1,
                Status = "5.1.1",
                Diagnostic = "",
                Timestamp = timestamp,
                Trust = sender.Trust
            },
            2 => new Proposal
            {
                MessageKey = $"{key}",
                Sender = sender,
                WorkshopId = "1",
                Start = timestamp,
                End = timestamp
                + Duration.FromHours(1),
                Sequence = sequence,
                Timestamp = timestamp
            },
            3 => new Delegation
            {
                MessageKey = $"{key}",
                Sender = sender,
                DelegatedTo = hour > 1
                ? Bela
                : null,
                WorkshopIds = ["1", "2"],
                Sequence = sequence,
                Timestamp = timestamp
            },
            _ => (ReplyResult)new ParticipantReply
            {
                MessageKey = $"{key}",
                Sender = sender,
                Responses = [new($"{1 + (key % 2)}", (ParticipationStatus)(hour % 3), sequence, timestamp)],
                Comment = kind == 4
                ? "late"
                : null
            },
        };
    });

    [Test]
    public void Any_order_and_any_duplicates_give_the_same_attendance() =>
        Gen.Select(AnyResult.Array[0, 12], Gen.Int).SamplePortion(
            static (results, seed) =>
            {
                var random = new Random(seed);
                var twice = results.Concat(results).OrderBy(_ => random.Next()).ToList();
                var inOrder = Attendance.Empty.WithReplies(results);
                var oneByOne = twice.Aggregate(Attendance.Empty, static (attendance, result) => attendance.WithReply(result));
                var cut = random.Next(results.Length + 1);
                var merged = Attendance.Empty.WithReplies(results.Skip(cut))
                    .Merge(Attendance.Empty.WithReplies(results.Take(cut)).Merge(inOrder));
                return inOrder.Equals(oneByOne)
                    && inOrder.Equals(merged)
                    && inOrder.Current.Equals(oneByOne.Current)
                    && inOrder.AwaitingConfirmation.Equals(merged.AwaitingConfirmation);
            },
            slice: 2000);

    [Test]
    public void A_written_document_is_read_back_as_an_equal_attendance_and_written_as_the_same_text() =>
        AnyResult.Array[0, 12].SamplePortion(
            static results =>
            {
                var attendance = Attendance.Empty.WithReplies(results);
                var text = AttendanceDocument.Write(attendance);
                var back = AttendanceDocument.Read(text);
                return back.Equals(attendance) && AttendanceDocument.Write(back) == text;
            },
            slice: 500);

    [Test]
    public void The_response_to_the_latest_version_counts_and_then_the_latest_response()
    {
        var attendance = Attendance.Empty
            .WithReply(Response(ParticipationStatus.Declined, sequence: 1, hour: 0))
            .WithReply(Response(ParticipationStatus.Accepted, sequence: 0, hour: 5))
            .WithReply(Response(ParticipationStatus.Tentative, sequence: 1, hour: 1));

        Assert.That(attendance.Find(Anna, "1")!.Status, Is.EqualTo(ParticipationStatus.Tentative));
        Assert.That(attendance.History(Anna, "1")
            .Select(static entry => entry.Status),
                Is.EqualTo(
                    new ParticipationStatus?[] { ParticipationStatus.Accepted,
                        ParticipationStatus.Declined,
                        ParticipationStatus.Tentative }));
        Assert.That(attendance.Responses, Is.EqualTo(new[] { new ParticipantResponse("1", Anna, ParticipationStatus.Tentative, 1) }));
        Assert.That(attendance.IsSuperseded(Response(ParticipationStatus.Accepted, sequence: 0, hour: 6)), Is.True);
        Assert.That(attendance.IsSuperseded(Response(ParticipationStatus.Accepted, sequence: 1, hour: 6)), Is.False);
    }

    [Test]
    public void A_response_on_the_RSVP_page_counts_at_once_and_can_be_changed()
    {
        var series = Samples.Small();
        var (workshop, anna) = (series.Workshops[0], series.Participants[0]);

        var accepted = Attendance.Empty.WithRsvpPageResponse(series, workshop, anna, ParticipationStatus.Accepted, Monday);
        var declined =
            accepted.WithRsvpPageResponse(series, workshop, anna, ParticipationStatus.Declined, Monday + Duration.FromMinutes(1));

        Assert.That(accepted.Find(Anna, "1")!.Status, Is.EqualTo(ParticipationStatus.Accepted));
        Assert.That(accepted.Find(Anna, "1")!.Trust, Is.EqualTo(SenderTrust.Token));
        Assert.That(declined.Responses, Is.EqualTo(new[]
        {
            new ParticipantResponse("1", Anna, ParticipationStatus.Declined, 0) { Start = Instant.FromUtc(2027, 4, 14, 8, 0) },
        }));
        Assert.That(declined.Entries, Has.Count.EqualTo(2), "the history has both");
        Assert.That(AttendanceDocument.Read(AttendanceDocument.Write(declined)), Is.EqualTo(declined));
    }

    [Test]
    public void The_same_response_on_the_RSVP_page_changes_nothing_unless_the_workshop_has_changed()
    {
        var series = Samples.Small();
        var (workshop, anna) = (series.Workshops[0], series.Participants[0]);
        var accepted = Attendance.Empty.WithRsvpPageResponse(series, workshop, anna, ParticipationStatus.Accepted, Monday);
        Assert.That(
            accepted.WithRsvpPageResponse(series, workshop, anna, ParticipationStatus.Accepted, Monday + Duration.FromHours(1)),
            Is.SameAs(accepted));

        var moved = workshop with { Sequence = 1 };
        var edited = series with { Workshops = [moved] };
        var again =
            accepted.WithRsvpPageResponse(edited, moved, anna, ParticipationStatus.Accepted, Monday + Duration.FromHours(1));
        Assert.That(again.Find(Anna, "1")!.IsOutdated(edited, moved), Is.False);
    }

    [TestCase(0, 5, TestName = "A_response_on_the_RSVP_page_counts_over_a_mail_with_a_later_timestamp")]
    [TestCase(3, 0, TestName = "A_response_on_the_RSVP_page_counts_over_a_mail_with_a_higher_sequence")]
    public void A_response_on_the_RSVP_page_counts_over(int sequence, int hour)
    {
        var series = Samples.Small();
        var mailed = Attendance.Empty.WithReply(Response(ParticipationStatus.Declined, sequence, hour));

        var page = mailed.WithRsvpPageResponse(series, series.Workshops[0], series.Participants[0], ParticipationStatus.Accepted, Monday);

        Assert.That(page.Find(Anna, "1")!.Status, Is.EqualTo(ParticipationStatus.Accepted));
    }

    [Test]
    public void Only_invited_participants_can_respond_on_the_RSVP_page_and_only_to_a_workshop_of_the_series()
    {
        var series = Samples.Small();
        var uninvited = series.Participants[0] with { Workshops = [] };

        Assert.That(
            () => Attendance.Empty.WithRsvpPageResponse(
                series,
                Samples.Workshop("2"),
                series.Participants[0],
                ParticipationStatus.Accepted,
                Monday),
            Throws.ArgumentException.With.Message.Contains("no such workshop"));
        Assert.That(
            () => Attendance.Empty.WithRsvpPageResponse(series, series.Workshops[0], uninvited, ParticipationStatus.Accepted, Monday),
            Throws.ArgumentException.With.Message.Contains("not invited"));
    }

    [Test]
    public void A_claimed_response_counts_only_after_confirmation()
    {
        var attendance = Attendance.Empty.WithReply(Response(ParticipationStatus.Accepted, 0, 0))
            .WithReply(Response(ParticipationStatus.Declined, 0, 1, SenderTrust.Claimed));
        Assert.That(attendance.Find(Anna, "1")!.Status, Is.EqualTo(ParticipationStatus.Accepted));
        Assert.That(attendance.AwaitingConfirmation.Single().Status, Is.EqualTo(ParticipationStatus.Declined));

        var confirmed = attendance.Confirm(attendance.AwaitingConfirmation[0]);
        Assert.That(confirmed.Find(Anna, "1")!.Status, Is.EqualTo(ParticipationStatus.Declined));
        Assert.That(confirmed.AwaitingConfirmation, Is.Empty);
    }

    [Test]
    public void The_summary_counts_outdated_responses_and_participants_who_have_not_responded_or_cannot_be_reached()
    {
        var series = Corpus.Series;
        var moved = series.Workshops[1];
        var attendance = Attendance.Empty.WithReply(Response(ParticipationStatus.Accepted, 0, 0, workshop: "2"))
            .WithReply(
                new Bounce
                {
                    MessageKey = "b",
                    Email = Bela,
                    WorkshopId = "1",
                    IsPermanent = true,
                    Status = "5.1.1",
                    Diagnostic = "",
                    Timestamp = Monday,
                    Trust = SenderTrust.Token
                });

        Assert.That(attendance.Find(Anna, "2")!.IsOutdated(series, moved), Is.True);
        Assert.That(
            attendance.Summarize(series, moved),
            Is.EqualTo(
                new AttendanceSummary
                {
                    Accepted = 1,
                    Tentative = 0,
                    Declined = 0,
                    Delegated = 0,
                    NoResponse = 0,
                    Unreachable = 0,
                    Outdated = 1,
                    AwaitingConfirmation = 0
                }));
        Assert.That(
            attendance.Summarize(series, series.Workshops[0]),
            Is.EqualTo(
                new AttendanceSummary
                {
                    Accepted = 0,
                    Tentative = 0,
                    Declined = 0,
                    Delegated = 0,
                    NoResponse = 2,
                    Unreachable = 1,
                    Outdated = 0,
                    AwaitingConfirmation = 0
                }));
        Assert.That(attendance.Unreachable.Single().Email, Is.EqualTo(Bela));
    }

    [Test]
    public void An_invalid_document_is_refused_with_all_errors_and_their_paths()
    {
        const string entry =
            """{"email":"nobody","workshop":"1","answer":"maybe","standing":"invited","trust":"7","stamp":"today","key":"k","color":1}""";
        const string json = $$"""{"entries":[{{entry}}]}""";

        Assert.That(
            () => AttendanceDocument.Read(json),
            Throws.InstanceOf<InvalidSeriesException>().With.Property("Errors").Matches<ValueList<ValidationError>>(static errors =>
                errors!.Select(static error => error.Location)
                    .Order(StringComparer.Ordinal)
                    .SequenceEqual(["entries[0].answer", "entries[0].color", "entries[0].email", "entries[0].stamp", "entries[0].trust"])));
    }

    [Test]
    public void A_document_in_format_1_is_read_and_written_in_the_current_format()
    {
        var stored = File.ReadAllText(Repository.File("tests/Better.Calendar.Tests/TestData/attendance-format-1.json"));
        var attendance = AttendanceDocument.Read(stored);

        Assert.That(
            attendance.Entries.Select(static entry => (entry.Status, entry.Role)),
            Is.EqualTo(new (ParticipationStatus?, SenderRole)[]
        {
            (null, SenderRole.Invited),
                (ParticipationStatus.Declined, SenderRole.Delegate),
                (ParticipationStatus.Accepted, SenderRole.Invited),
                (ParticipationStatus.Tentative, SenderRole.Invited),
        }));
        Assert.That(
            AttendanceDocument.Write(attendance),
            Is.EqualTo(stored.Replace("{\n  \"entries\"", "{\n  \"format\": 2,\n  \"entries\"", StringComparison.Ordinal)
            .Replace("\"answer\"", "\"response\"", StringComparison.Ordinal)
                .Replace("\"standing\"", "\"role\"", StringComparison.Ordinal)
                .TrimEnd()));
        Assert.That(AttendanceDocument.Read(AttendanceDocument.Write(attendance)), Is.EqualTo(attendance));
    }

    [TestCase("\"format\": 2", "\"format\": 3", "format")]
    [TestCase("\"format\": 2", "\"format\": 0", "format")]
    [TestCase("\"response\"", "\"answer\"", "entries[0].answer")]
    [TestCase("\"role\"", "\"standing\"", "entries[0].standing")]
    public void A_property_name_of_another_format_is_an_error_with_its_path(string good, string bad, string location)
    {
        var text =
            AttendanceDocument.Write(
                AttendanceDocument.Read(
                    File.ReadAllText(Repository.File("tests/Better.Calendar.Tests/TestData/attendance-format-1.json"))));

        Assert.That(
            Assert.Throws<InvalidSeriesException>(
                () => AttendanceDocument.Read(text.Replace(good, bad, StringComparison.Ordinal)))!.Errors.Select(
                static error => error.Location),
            Does.Contain(location));
    }

    private static ParticipantReply Response(
        ParticipationStatus status,
        int sequence,
        int hour,
        SenderTrust trust = SenderTrust.Token,
        string workshop = "1") =>
        new()
        {
            MessageKey = $"{sequence}.{hour}",
            Sender = new() { Email = Anna, Trust = trust },
            Responses = [new(workshop, status, sequence, Monday + Duration.FromHours(hour))]
        };
}
