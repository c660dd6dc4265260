using System.Text;
using Better.Calendar.Testing;
using MimeKit;
using NodaTime;

namespace Better.Calendar.Tests.Simulation;

/// <summary>A simulated calendar that receives hand-written letters, ten minutes between a letter and its press.</summary>
internal sealed class CalendarPlay(SimulatedClient client)
{
    private static readonly DateTimeZone London = DateTimeZoneProviders.Tzdb["Europe/London"];

    private SimulatedEmail? last;
    private int minute;

    public SimulatedCalendar Calendar { get; } = new(client, Letter.Owner);

    /// <summary>The unfolded reply of the last press; empty if there was none.</summary>
    public string Replied { get; private set; } = "";

    public SimulatedOutcome Outcome => last!.Outcome;

    /// <summary>Each event with its time in London, place, status and response.</summary>
    public string State => Describe(Calendar);

    /// <summary>Each event with its day and time in London, and its place.</summary>
    public string Days => string.Join("|", Calendar.Events.Select(one => $"{one.Start.InZone(London):dd HH:mm} {one.Location}"));

    public static string Describe(SimulatedCalendar calendar) => string.Join(
        "|",
        calendar.Events.Select(one =>
            $"{one.Start.InZone(London):HH:mm} {one.Location} {one.Status} {one.Response?.ToString() ?? "no answer"}"));

    public static string CalendarText(MimeMessage mail)
    {
        using var content = new MemoryStream();
        mail.BodyParts.OfType<MimePart>().Single(part => part.ContentType.IsMimeType("text", "calendar")).Content!.DecodeTo(content);
        return Encoding.UTF8.GetString(content.ToArray()).Replace("\r\n ", "", StringComparison.Ordinal);
    }

    public CalendarPlay Receive(params Letter[] letters)
    {
        (last, minute) = (Calendar.Receive(Letter.ToBytes(letters)), letters[0].Minute + 10);
        return this;
    }

    public CalendarPlay Respond(ParticipationStatus response, string? comment = null)
    {
        using var reply = Calendar.Respond(last!, response, Letter.At(minute), comment);
        Replied = reply is null ? "" : CalendarText(reply);
        return this;
    }

    public CalendarPlay TakeIn()
    {
        Calendar.TakeIn(last!, Letter.At(minute));
        return this;
    }
}

/// <summary>A calendar part, written by hand: an event in London on 14 April 2027.</summary>
internal sealed record Letter
{
    public static readonly EmailAddress Owner = EmailAddress.Parse("anna@guest.example");

    public string Method { get; init; } = "REQUEST";

    public int Sequence { get; init; }

    /// <summary>When it was written: minutes after 08:00 on 1 March 2027.</summary>
    public int Minute { get; init; }

    public int Month { get; init; } = 4;

    public int Day { get; init; } = 14;

    public int Hour { get; init; } = 9;

    public string Place { get; init; } = "A";

    /// <summary>The PARTSTAT of the owner; null if there is no ATTENDEE.</summary>
    public string? PartStat { get; init; } = "NEEDS-ACTION";

    public bool HasLastModified { get; init; } = true;

    /// <summary>The day that a RECURRENCE-ID names; 0 for none.</summary>
    public int Occurrence { get; init; }

    public string Rule { get; init; } = "";

    public static Letter Request() => new();

    public static Letter Cancel() => new() { Method = "CANCEL" };

    public static Instant At(int minute) => Instant.FromUtc(2027, 3, 1, 8, 0) + Duration.FromMinutes(minute);

    public byte[] ToBytes() => ToBytes([this]);

    public static byte[] ToBytes(params Letter[] letters) => Encoding.UTF8.GetBytes(string.Join("\r\n",
        ["BEGIN:VCALENDAR", "VERSION:2.0", $"METHOD:{letters[0].Method}", .. letters.SelectMany(one => one.Lines()), "END:VCALENDAR", ""]));

    private IEnumerable<string> Lines() => new[]
    {
        "BEGIN:VEVENT",
        "UID:u",
        $"DTSTAMP:{At(Minute):uuuuMMdd'T'HHmmss'Z'}",
        HasLastModified ? $"LAST-MODIFIED:{At(Minute):uuuuMMdd'T'HHmmss'Z'}" : "",
        $"SEQUENCE:{Sequence}",
        Occurrence > 0 ? $"RECURRENCE-ID;TZID=Europe/London:2027{Month:00}{Occurrence:00}T090000" : "",
        $"DTSTART;TZID=Europe/London:2027{Month:00}{Day:00}T{Hour:00}0000",
        $"DTEND;TZID=Europe/London:2027{Month:00}{Day:00}T{Hour + 1:00}0000",
        Rule,
        "SUMMARY:Maps",
        $"LOCATION:{Place}",
        Method == "CANCEL" ? "STATUS:CANCELLED" : "STATUS:CONFIRMED",
        "ORGANIZER;CN=Host:mailto:host@host.example",
        PartStat is null ? "" : $"ATTENDEE;CN=\"Anna: a; b\";PARTSTAT={PartStat}:mailto:{Owner}",
        "END:VEVENT",
    }.Where(line => line.Length > 0);
}
