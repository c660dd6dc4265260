using System.Text;
using NodaTime;

namespace Better.Calendar.Tests.Scheduling;

/// <summary>
/// The life of a series that is one recurring event: edits, one a day, and what the emails say. After each, everybody's calendar holds the
/// last file as it was sent, and Ical.Net expands it.
/// </summary>
internal sealed class RecurrenceLife
{
    private static readonly RevisionPolicy Recurring = new() { SchedulingMode = SchedulingMode.RecurringEvent };
    private readonly InvitationComposer composer = new();
    private readonly Dictionary<EmailAddress, IcsFile> calendars = [];
    private readonly Dictionary<EmailAddress, (int Sequence, string Stamp)> last = [];
    private int answers;

    public RecurrenceLife(WorkshopSeries series, Instant at)
    {
        At = at;
        Plan = SeriesRevision.First(series, at, Recurring);
        Deliver();
    }

    public Instant At { get; private set; }

    /// <summary>The last plan.</summary>
    public SeriesRevision Plan { get; private set; }

    /// <summary>The series as it is stored.</summary>
    public WorkshopSeries Series => Plan.Series;

    /// <summary>The responses so far; null if the plan knows none.</summary>
    public Attendance? Attendance { get; set; }

    /// <summary>The last emails.</summary>
    public IReadOnlyList<InvitationEmail> Emails { get; private set; } = [];

    /// <summary>What is in somebody's calendar; null for nothing.</summary>
    public IcsFile? CalendarOf(string name) => calendars.GetValueOrDefault(EmailAddress.Parse($"{name}@guest.example"));

    /// <summary>Edits the series a day later, stores it as a document and sends the emails.</summary>
    public RecurrenceLife Edit(Func<WorkshopSeries, WorkshopSeries> edit, RevisionPolicy? policy = null)
    {
        At += Duration.FromDays(1);
        var stored = SeriesDocument.Read(SeriesDocument.Write(Series));
        Assert.That(stored, Is.EqualTo(Series), "the document holds everything");
        Plan = SeriesRevision.Between(stored, edit(stored), At, policy, Attendance?.Responses);
        Deliver();
        return this;
    }

    /// <summary>Edits one workshop.</summary>
    public RecurrenceLife Change(string id, Func<Workshop, Workshop> edit) =>
        Edit(series => series with { Workshops = [.. series.Workshops.Select(one => one.Id == id ? edit(one) : one)] });

    /// <summary>A mail program's answer to what is in somebody's calendar.</summary>
    public void Respond(string name, string partStat, string? recurrenceId = null)
    {
        var file = CalendarOf(name)!.ToString().Replace("\r\n ", "", StringComparison.Ordinal);
        var sequence = file.Split("SEQUENCE:")[1].Split('\r')[0];
        var at = At + Duration.FromMinutes(++answers);
        var mail = $"""
            Authentication-Results: mx.host.example; dmarc=pass header.from=guest.example
            From: {name} <{name}@guest.example>
            To: host@host.example
            Subject: {partStat}
            Date: Tue, 01 Sep 2026 10:00:00 +0000
            Message-ID: <{answers}@guest.example>
            Content-Type: text/calendar; method=REPLY; charset=utf-8

            BEGIN:VCALENDAR
            METHOD:REPLY
            BEGIN:VEVENT
            UID:{WorkshopUid.Create(Series)}
            SEQUENCE:{sequence}
            DTSTAMP:{at:uuuuMMdd'T'HHmmss'Z'}
            {recurrenceId ?? "X-NO:"}
            ATTENDEE;PARTSTAT={partStat}:mailto:{name}@guest.example
            END:VEVENT
            END:VCALENDAR
            """.ReplaceLineEndings("\r\n");
        Attendance = (Attendance ?? Attendance.Empty).WithReply(ReplyReader.Read(
            Encoding.UTF8.GetBytes(mail), Series, new() { TrustedAuthenticationServer = "mx.host.example" }));
    }

    private void Deliver()
    {
        var emails = composer.ComposeAll(Plan).ToList();
        Emails = emails;
        foreach (var email in emails)
        {
            var text = email.Calendar!.ToString();
            var (sequence, stamp) = (int.Parse(Value(text, "SEQUENCE"), null), Value(text, "DTSTAMP"));
            if (last.TryGetValue(email.Recipient.Email, out var before))
            {
                Assert.That(sequence, Is.GreaterThan(before.Sequence), "every email raises SEQUENCE");
                Assert.That(stamp, Is.GreaterThan(before.Stamp), "every email raises DTSTAMP");
            }

            last[email.Recipient.Email] = (sequence, stamp);
            Assert.That(text.Split("BEGIN:VEVENT").Skip(1), Has.All.Contain($"SEQUENCE:{sequence}\r\nLAST-MODIFIED:{stamp}"));
            if (email.Calendar.Method == IcsMethod.Cancel)
            {
                calendars.Remove(email.Recipient.Email);
            }
            else
            {
                Assert.That(text, Does.Contain("RRULE:"), "every change is the whole event");
                calendars[email.Recipient.Email] = email.Calendar;
            }

            var findings = InvitationValidator.ValidateEmail(email.Bytes.ToArray()).Findings;
            Assert.That(findings.Where(static finding => finding.Severity == Severity.Error), Is.Empty);
        }

        Assert.That(emails.Select(static email => email.Recipient.Email), Is.Unique, "one email per person");
        foreach (var person in Series.Participants.Where(person => calendars.ContainsKey(person.Email)))
        {
            Assert.That(
                Icalendar.Writing.Recurring.Expand(calendars[person.Email]), Is.EqualTo(Icalendar.Writing.Recurring.Expected(Series)));
        }
    }

    private static string Value(string text, string name) => text.Split($"\r\n{name}:")[1].Split('\r')[0];
}
