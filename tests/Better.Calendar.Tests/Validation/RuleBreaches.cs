using System.Text;
using Better.Calendar.Icalendar.Writing;
using Better.Calendar.Tests.Email;

namespace Better.Calendar.Tests.Validation;

/// <summary>Every way in which the tests break a good email or file, with the one rule that must tell it.</summary>
internal static partial class RuleBreaches
{
    public const string Recipient = "giulia.rossi";

    /// <summary>A good invitation.</summary>
    public static readonly PlainEmail Invitation = PlainEmail.Of(new InvitationComposer().Compose(Samples.Better(), Samples.Better().Workshops[0], Samples.Better().Participants[0], Samples.Announced));

    /// <summary>A good cancellation.</summary>
    public static readonly PlainEmail Cancellation = PlainEmail.Of(EmailMatrix.Email(Better.Calendar.EmailKind.Cancellation, "en"));

    /// <summary>A good feed.</summary>
    public static readonly string[] Feed = [.. LineFolder.Unfold(WorkshopCalendar.Publish(Samples.Better(), "hu", Samples.Announced).ToString())];

    /// <summary>A good answer.</summary>
    public static readonly string Reply = """
        From: "Giulia Rossi" <giulia.rossi@guest.example>
        To: meetings@better.example
        Subject: Accepted
        Date: Thu, 21 May 2020 08:00:00 +0000
        Message-ID: <answer-1@guest.example>
        MIME-Version: 1.0
        Content-Type: text/calendar; charset=utf-8; method=REPLY

        BEGIN:VCALENDAR
        VERSION:2.0
        PRODID:-//Guest//Calendar//EN
        METHOD:REPLY
        BEGIN:VEVENT
        UID:better-thematic-event-3.1@better.example
        DTSTAMP:20200521T080000Z
        SEQUENCE:0
        ORGANIZER:mailto:meetings@better.example
        ATTENDEE;PARTSTAT=ACCEPTED:mailto:giulia.rossi@guest.example
        END:VEVENT
        END:VCALENDAR

        """.ReplaceLineEndings("\r\n");

    public static IEnumerable<RuleBreach> All => [.. Parts, .. Frame, .. ByteBreaches, .. Events, .. People, .. Sequences, .. Several, .. Zones, .. Texts, .. Responses, .. Headers, .. Feeds, .. Links];

    private static string Address => "giulia.rossi@" + Samples.Better().Participants[0].Email.Domain;

    /// <summary>A later invitation: an hour later, SEQUENCE and DTSTAMP raised.</summary>
    public static PlainEmail Update(bool moved = true, int later = 1) =>
        Invitation.With(Invitation.Lines.Select(line => moved ? line.Replace(":20200616T103000", ":20200616T113000", StringComparison.Ordinal).Replace(":20200616T120000", ":20200616T130000", StringComparison.Ordinal) : line)
            .Select(line => line.Replace("SEQUENCE:0", "SEQUENCE:1", StringComparison.Ordinal).Replace("DTSTAMP:20200520", $"DTSTAMP:202005{20 + later}", StringComparison.Ordinal)));

    /// <summary>The invitation called off.</summary>
    public static PlainEmail Called() =>
        Invitation.With(Invitation.Lines.Select(line => line.Replace("METHOD:REQUEST", "METHOD:CANCEL", StringComparison.Ordinal).Replace("STATUS:CONFIRMED", "STATUS:CANCELLED", StringComparison.Ordinal)
            .Replace("SEQUENCE:0", "SEQUENCE:1", StringComparison.Ordinal).Replace("DTSTAMP:20200520", "DTSTAMP:20200521", StringComparison.Ordinal)));

    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static RuleBreach Email(string rule, string name, Func<PlainEmail, PlainEmail> broken) => new(rule, name, () => InvitationValidator.ValidateEmail(broken(Invitation).Bytes()));

    private static RuleBreach Line(string rule, string good, params string[] bad) =>
        new(rule, $"{good} → {string.Join(" ", bad)}", () => InvitationValidator.ValidateEmail(Invitation.With(Changed(Invitation.Lines, line => line == good, _ => bad)).Bytes()));

    private static RuleBreach Property(string rule, string start, string bad) =>
        new(rule, bad, () => InvitationValidator.ValidateEmail(Invitation.With(Changed(Invitation.Lines, line => IsIn(line, start), _ => [bad])).Bytes()));

    private static RuleBreach Replaced(string rule, string start, string good, string bad) =>
        new(rule, $"{start}: {good} → {bad}", () => InvitationValidator.ValidateEmail(Invitation.With(Changed(Invitation.Lines, line => IsIn(line, start) && line.Contains(good, StringComparison.Ordinal), line => [line.Replace(good, bad, StringComparison.Ordinal)])).Bytes()));

    private static RuleBreach Without(string rule, string start) =>
        new(rule, $"no {start}", () => InvitationValidator.ValidateEmail(Invitation.With(Changed(Invitation.Lines, line => line.StartsWith(start, StringComparison.Ordinal), _ => [])).Bytes()));

    /// <summary>DTSTART of the event has a zone, those of VTIMEZONE have none.</summary>
    private static bool IsIn(string line, string start) => line.StartsWith(start, StringComparison.Ordinal);

    private static RuleBreach AllDay(string rule, string start, string end) =>
        new(rule, $"{start} {end}", () => InvitationValidator.ValidateEmail(Invitation.With(NoZone(Invitation.Lines).Select(line => line.StartsWith("DTSTART;TZID", StringComparison.Ordinal) ? start : line.StartsWith("DTEND", StringComparison.Ordinal) ? end : line)).Bytes()));

    private static RuleBreach Alarm(string rule, params string[] lines) =>
        new(rule, string.Join(" ", lines), () => InvitationValidator.ValidateCalendar(LineFolder.Fold(Changed(Feed, line => line == "END:VEVENT", line => ["BEGIN:VALARM", .. lines, "END:VALARM", line]))));

    private static RuleBreach Header(string rule, string name, string? added, params (string Start, string? Bad)[] changed) =>
        new(rule, name, () => InvitationValidator.ValidateEmail((Invitation with { Headers = Headed(Invitation.Headers, changed) + (added is null ? "" : added + "\r\n") }).Bytes()));

    private static RuleBreach Revision(string rule, string name, Func<PlainEmail, PlainEmail> broken) => new(rule, name, () => InvitationValidator.ValidateRevision(Invitation.Calendar, broken(Update()).Calendar));

    private static RuleBreach Cancel(string rule, string name, Func<PlainEmail, PlainEmail> broken) => new(rule, name, () => InvitationValidator.ValidateRevision(Invitation.Calendar, broken(Called()).Calendar));

    private static RuleBreach Response(string rule, string good, string bad)
    {
        Assert.That(Reply, Does.Contain(good));
        return new(rule, $"{good} → {bad}", () => InvitationValidator.ValidateEmail(Bytes(Reply.Replace(good, bad, StringComparison.Ordinal))));
    }

    private static RuleBreach Published(string rule, string name, Func<IEnumerable<string>, IEnumerable<string>> broken) => new(rule, name, () => InvitationValidator.ValidateCalendar(LineFolder.Fold(broken(Feed))));

    private static RuleBreach Link(string rule, string link) =>
        new(rule, link, () => InvitationValidator.ValidateEmail((Invitation with { Bodies = [PlainEmail.Body("plain", "it", link), Invitation.Bodies[1]] }).Bytes()));

    private static IEnumerable<string> Changed(IEnumerable<string> lines, Func<string, bool> isMeant, Func<string, IEnumerable<string>> changed)
    {
        Assert.That(lines.Any(isMeant), Is.True);
        return lines.SelectMany(line => isMeant(line) ? changed(line) : [line]);
    }

    private static string Headed(string headers, params (string Start, string? Bad)[] changed)
    {
        var lines = headers.Replace("\r\n ", "\u0001", StringComparison.Ordinal).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).ToList();
        foreach (var (start, bad) in changed)
        {
            var at = lines.FindIndex(line => line.StartsWith(start, StringComparison.OrdinalIgnoreCase));
            Assert.That(at, Is.GreaterThanOrEqualTo(0), start);
            lines.RemoveAt(at);
            if (bad is not null)
            {
                lines.Insert(at, bad);
            }
        }

        return string.Join("\r\n", lines).Replace("\u0001", "\r\n ", StringComparison.Ordinal) + "\r\n";
    }

    private static IEnumerable<string> NoZone(IEnumerable<string> lines)
    {
        var isIn = false;
        foreach (var line in lines)
        {
            isIn |= line == "BEGIN:VTIMEZONE";
            if (!isIn)
            {
                yield return line;
            }

            isIn &= line != "END:VTIMEZONE";
        }
    }

    private static PlainEmail Published(PlainEmail email, string method) =>
        email.With(email.Lines.Where(line => !line.StartsWith("ATTENDEE", StringComparison.Ordinal)).Select(line => line == "METHOD:REQUEST" ? $"METHOD:{method}" : line))
            with
        { CalendarType = $"Content-Type: text/calendar; charset=utf-8; method={method}" };

    private static byte[] CalendarFirst()
    {
        var text = Encoding.Latin1.GetString(Invitation.Bytes());
        var parts = text.Split("--ALTERNATIVE\r\n");
        return Encoding.Latin1.GetBytes(string.Join("--ALTERNATIVE\r\n", parts[0], parts[3].Split("--ALTERNATIVE--")[0], parts[1], parts[2] + "--ALTERNATIVE--" + parts[3].Split("--ALTERNATIVE--")[1]));
    }

    private static byte[] AtGmail()
    {
        var email = Invitation.With(Invitation.Lines.Select(line => line.StartsWith("ORGANIZER", StringComparison.Ordinal) ? "ORGANIZER;CN=BETTER:mailto:better@gmail.com" : line));
        return (email with { Headers = Headed(email.Headers, ("From:", "From: better@gmail.com"), ("Reply-To:", "Reply-To: better@gmail.com")) }).Bytes();
    }

    private static PlainEmail Idn(PlainEmail email) =>
        email.With(email.Lines.Select(line => line.Replace($"mailto:{Address}", "mailto:giulia.rossi@b\u00FCro.example", StringComparison.Ordinal)))
            with
        { Headers = Headed(email.Headers, ("To:", "To: giulia.rossi@xn--bro-hoa.example")) };

    private static PlainEmail Repeated(PlainEmail email) => email.With(email.Lines.SelectMany(line => line.StartsWith("UID:", StringComparison.Ordinal) ? [line, "RRULE:FREQ=DAILY;COUNT=3"] : new[] { line }));

    /// <summary>The event a second time, changed.</summary>
    private static PlainEmail Second(PlainEmail email, Func<string, IEnumerable<string>> changed)
    {
        var lines = email.Lines.ToList();
        var made = lines[lines.IndexOf("BEGIN:VEVENT")..(lines.IndexOf("END:VEVENT") + 1)];
        return email.With([.. lines[..^1], .. made.SelectMany(changed), "END:VCALENDAR"]);
    }

    private static PlainEmail At(string start, string end) =>
        Invitation.With(Invitation.Lines.Select(line => line.Replace(":20200616T103000", ":" + start, StringComparison.Ordinal).Replace(":20200616T120000", ":" + end, StringComparison.Ordinal).Replace("DTSTAMP:20200520", "DTSTAMP:20200302", StringComparison.Ordinal)))
            with
        { Headers = Headed(Invitation.Headers, ("Date:", "Date: Mon, 02 Mar 2020 08:00:00 +0000")) };

    private static string Signed(string domain, string headers) => $"DKIM-Signature: v=1; a=rsa-sha256; d={domain}; s=main; h={headers}; bh=AAAA; b=BBBB";
}
