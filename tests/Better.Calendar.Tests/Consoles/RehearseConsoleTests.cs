namespace Better.Calendar.Tests.Consoles;

/// <summary>The command rehearse of the sample console, as a user runs it.</summary>
[NonParallelizable]
public sealed class RehearseConsoleTests
{
    private static readonly string Online = Repository.File("samples/InviteConsole/Data/better-thematic-event-3.json");

    private string folder = "";

    [SetUp]
    public void CreateFolder()
    {
        folder = Directory.CreateTempSubdirectory("better-calendar-").FullName;
        Run("write", "--series", Online, "--at", "2020-05-20T08:00:00Z", "--store", "stored.json");
    }

    [TearDown]
    public void DeleteFolder() => Directory.Delete(folder, recursive: true);

    [Test]
    public void With_the_responses_no_calendar_disagrees_after_a_new_link()
    {
        Edit(static text => text.Replace("/j/1616001", "/j/9", StringComparison.Ordinal));
        WriteAttendance(ParticipationStatus.Accepted);

        var (code, output) = Rehearse("--attendance", "attendance.json");

        Assert.That(code, Is.Zero, output);
        Assert.That(output, Does.Contain("No calendar would disagree").And.Contain("/j/9").And.Contain("response: accepted"));
    }

    [Test]
    public void Without_the_responses_those_calendars_are_named_that_forget_them()
    {
        Edit(static text => text.Replace("/j/1616001", "/j/9", StringComparison.Ordinal));

        var (code, output) = Rehearse();

        Assert.That(code, Is.EqualTo(1), output);
        var text = string.Join(' ', output.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries));
        const string Forgotten = ": response in the calendar: no response, in the attendance: accepted";
        Assert.That(text, Does.Contain("Kadri Tamm, workshop 1, in Sabre, Nextcloud, Cyrus, Kde, Evolution, Sogo, Proton" + Forgotten));
        Assert.That(text, Does.Not.Match("Thunderbird[^:]*" + Forgotten));
    }

    [Test]
    public void A_moved_workshop_is_at_its_new_time_in_every_calendar_after_the_presses()
    {
        Edit(static text => text.Replace("2020-06-16T10:30", "2020-06-16T14:00", StringComparison.Ordinal));
        WriteAttendance(ParticipationStatus.Declined);

        var (code, output) = Rehearse("--attendance", "attendance.json");

        Assert.That(code, Is.Zero, output);
        Assert.That(output, Does.Contain("14:00").And.Contain("when they press").And.Contain("at once"));
    }

    [Test]
    public void The_first_emails_are_rehearsed_without_a_stored_document()
    {
        var (code, output) = Run("rehearse", "--series", Online, "--at", "2020-05-20T08:00:00Z");

        Assert.That(code, Is.Zero, output);
        Assert.That(output, Does.Contain("15 emails").And.Contain("response: no response"));
    }

    [Test]
    public void One_recurring_event_is_rehearsed_for_each_client_and_workshop()
    {
        WriteRecurring();
        Edit(static text => text.Replace("meet.example/spring", "meet.example/summer", StringComparison.Ordinal));
        WriteAttendance(ParticipationStatus.Accepted);

        var (code, output) = Rehearse("--attendance", "attendance.json");
        Assert.That(code, Is.Zero, output);
        Assert.That(output, Does.Contain("No calendar would disagree").And.Contain("1 × Wednesday 17 March 2027, 09:00")
            .And.Contain("Wednesday 31 March 2027, 09:00").And.Contain("response: accepted"));

        // A moved workshop has an event of its own, which some clients do not read.
        Edit(static text => text.Replace("2027-03-24T09:00", "2027-03-24T11:00", StringComparison.Ordinal));
        (code, output) = Rehearse("--attendance", "attendance.json");
        var text = string.Join(' ', output.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries));
        Assert.That(code, Is.EqualTo(1), output);
        Assert.That(text, Does.Match("Anna, workshop 2, in Kde, Sogo, Proton, Google: time in the calendar: Wednesday 24 March 2027, "
            + "09:00–[^;]*, in the series: Wednesday 24 March 2027, 11:00–"));
        Assert.That(text, Does.Not.Match("workshop [13],"));
        Assert.That(text, Does.Contain("KMail, SOGo, Proton and Google Calendar read the rule alone"));
    }

    [Test]
    public void A_recurring_event_that_loses_a_workshop_or_a_participant_is_gone_from_all_calendars()
    {
        WriteRecurring();
        Edit(static text => SeriesDocument.Write(SeriesDocument.Read(text) is var series
            ? series with { Participants = [], Workshops = [series.Workshops[0], series.Workshops[2]] }
            : series));
        WriteAttendance(ParticipationStatus.Tentative);

        var (code, output) = Rehearse("--attendance", "attendance.json");

        Assert.That(code, Is.Zero, output);
        Assert.That(output, Does.Contain("1 email was rehearsed").And.Contain("No calendar would disagree"));
    }

    [Test]
    public void The_command_has_help() =>
        Assert.That(Run("rehearse", "--help").Output, Does.Contain("--previous").And.Contain("--attendance"));

    private (int Code, string Output) Rehearse(params string[] arguments) =>
        Run(["rehearse", "--previous", "stored.json", "--series", "edited.json", "--at", "2020-05-25T08:00:00Z", .. arguments]);

    private void WriteRecurring()
    {
        var series = Icalendar.Writing.Recurring.Weekly("Europe/Budapest", new(2027, 3, 17, 9, 0), 3);
        File.WriteAllText(Path.Combine(folder, "series.json"), SeriesDocument.Write(series));
        var (code, output) = Run(
            "write", "--mode", "recurring", "--series", "series.json", "--at", "2020-05-20T08:00:00Z", "--store", "stored.json");
        Assert.That(code, Is.Zero, output);
    }

    private void Edit(Func<string, string> edit)
    {
        var stored = File.ReadAllText(Path.Combine(folder, "stored.json"));
        var edited = edit(stored);
        Assert.That(edited, Is.Not.EqualTo(stored));
        File.WriteAllText(Path.Combine(folder, "edited.json"), edited);
    }

    // Everybody responds to everything on the RSVP page.
    private void WriteAttendance(ParticipationStatus status)
    {
        var series = SeriesDocument.Read(File.ReadAllText(Path.Combine(folder, "stored.json")));
        var attendance = series.Workshops.SelectMany(workshop => series.Participants.Select(participant => (workshop, participant)))
            .Aggregate(Attendance.Empty, (all, one) =>
                all.WithRsvpPageResponse(series, one.workshop, one.participant, status, Samples.Announced + NodaTime.Duration.FromDays(1)));
        File.WriteAllText(Path.Combine(folder, "attendance.json"), AttendanceDocument.Write(attendance));
    }

    private (int Code, string Output) Run(params string[] arguments) =>
        SampleConsole.Run(folder, new Dictionary<string, string>(), arguments);
}
