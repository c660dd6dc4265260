using System.Text;
using Better.Calendar.Checks;
using Better.Calendar.Ics;
using Better.Calendar.Invitations;
using Better.Calendar.Tests.Invitations;

namespace Better.Calendar.Tests.Checks;

/// <summary>Every way in which the tests break a good letter or file, with the one rule that must tell it.</summary>
internal static partial class RuleBreaches
{
    public const string Recipient = "giulia.rossi";

    /// <summary>A good invitation.</summary>
    public static readonly PlainLetter Invitation = PlainLetter.Of(new InvitationComposer().Compose(Samples.Better(), Samples.Better().Workshops[0], Samples.Better().Participants[0], Samples.Announced));

    /// <summary>A good cancellation.</summary>
    public static readonly PlainLetter Cancellation = PlainLetter.Of(LetterMatrix.Letter(Better.Calendar.Revisions.LetterKind.Cancellation, "en"));

    /// <summary>A good feed.</summary>
    public static readonly string[] Feed = [.. ContentLines.Unfold(WorkshopCalendar.Publish(Samples.Better(), "hu", Samples.Announced).ToString())];

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

    public static IEnumerable<RuleBreach> All => [.. Parts, .. Frame, .. Octets, .. Events, .. People, .. Sequences, .. Several, .. Zones, .. Texts, .. Answers, .. Headers, .. Feeds, .. Links];

    private static string Address => "giulia.rossi@" + Samples.Better().Participants[0].Email.Domain;

    /// <summary>A later invitation: an hour later, SEQUENCE and DTSTAMP raised.</summary>
    public static PlainLetter Update(bool moved = true, int later = 1) =>
        Invitation.With(Invitation.Lines.Select(line => moved ? line.Replace(":20200616T103000", ":20200616T113000", StringComparison.Ordinal).Replace(":20200616T120000", ":20200616T130000", StringComparison.Ordinal) : line)
            .Select(line => line.Replace("SEQUENCE:0", "SEQUENCE:1", StringComparison.Ordinal).Replace("DTSTAMP:20200520", $"DTSTAMP:202005{20 + later}", StringComparison.Ordinal)));

    /// <summary>The invitation called off.</summary>
    public static PlainLetter Called() =>
        Invitation.With(Invitation.Lines.Select(line => line.Replace("METHOD:REQUEST", "METHOD:CANCEL", StringComparison.Ordinal).Replace("STATUS:CONFIRMED", "STATUS:CANCELLED", StringComparison.Ordinal)
            .Replace("SEQUENCE:0", "SEQUENCE:1", StringComparison.Ordinal).Replace("DTSTAMP:20200520", "DTSTAMP:20200521", StringComparison.Ordinal)));

    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static RuleBreach Letter(string rule, string name, Func<PlainLetter, PlainLetter> broken) => new(rule, name, () => InvitationCheck.Mail(broken(Invitation).Octets()));

    private static RuleBreach Line(string rule, string good, params string[] bad) =>
        new(rule, $"{good} → {string.Join(" ", bad)}", () => InvitationCheck.Mail(Invitation.With(Changed(Invitation.Lines, line => line == good, _ => bad)).Octets()));

    private static RuleBreach Property(string rule, string start, string bad) =>
        new(rule, bad, () => InvitationCheck.Mail(Invitation.With(Changed(Invitation.Lines, line => IsIn(line, start), _ => [bad])).Octets()));

    private static RuleBreach Replaced(string rule, string start, string good, string bad) =>
        new(rule, $"{start}: {good} → {bad}", () => InvitationCheck.Mail(Invitation.With(Changed(Invitation.Lines, line => IsIn(line, start) && line.Contains(good, StringComparison.Ordinal), line => [line.Replace(good, bad, StringComparison.Ordinal)])).Octets()));

    private static RuleBreach Without(string rule, string start) =>
        new(rule, $"no {start}", () => InvitationCheck.Mail(Invitation.With(Changed(Invitation.Lines, line => line.StartsWith(start, StringComparison.Ordinal), _ => [])).Octets()));

    /// <summary>DTSTART of the event has a zone, those of VTIMEZONE have none.</summary>
    private static bool IsIn(string line, string start) => line.StartsWith(start, StringComparison.Ordinal);

    private static RuleBreach AllDay(string rule, string start, string end) =>
        new(rule, $"{start} {end}", () => InvitationCheck.Mail(Invitation.With(NoZone(Invitation.Lines).Select(line => line.StartsWith("DTSTART;TZID", StringComparison.Ordinal) ? start : line.StartsWith("DTEND", StringComparison.Ordinal) ? end : line)).Octets()));

    private static RuleBreach Alarm(string rule, params string[] lines) =>
        new(rule, string.Join(" ", lines), () => InvitationCheck.Ics(ContentLines.Fold(Changed(Feed, line => line == "END:VEVENT", line => ["BEGIN:VALARM", .. lines, "END:VALARM", line]))));

    private static RuleBreach Header(string rule, string name, string? added, params (string Start, string? Bad)[] changed) =>
        new(rule, name, () => InvitationCheck.Mail((Invitation with { Headers = Headed(Invitation.Headers, changed) + (added is null ? "" : added + "\r\n") }).Octets()));

    private static RuleBreach Revision(string rule, string name, Func<PlainLetter, PlainLetter> broken) => new(rule, name, () => InvitationCheck.Revision(Invitation.Calendar, broken(Update()).Calendar));

    private static RuleBreach Cancel(string rule, string name, Func<PlainLetter, PlainLetter> broken) => new(rule, name, () => InvitationCheck.Revision(Invitation.Calendar, broken(Called()).Calendar));

    private static RuleBreach Answer(string rule, string good, string bad)
    {
        Assert.That(Reply, Does.Contain(good));
        return new(rule, $"{good} → {bad}", () => InvitationCheck.Mail(Bytes(Reply.Replace(good, bad, StringComparison.Ordinal))));
    }

    private static RuleBreach Published(string rule, string name, Func<IEnumerable<string>, IEnumerable<string>> broken) => new(rule, name, () => InvitationCheck.Ics(ContentLines.Fold(broken(Feed))));

    private static RuleBreach Link(string rule, string link) =>
        new(rule, link, () => InvitationCheck.Mail((Invitation with { Bodies = [PlainLetter.Body("plain", "it", link), Invitation.Bodies[1]] }).Octets()));

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

    private static PlainLetter Published(PlainLetter letter, string method) =>
        letter.With(letter.Lines.Where(line => !line.StartsWith("ATTENDEE", StringComparison.Ordinal)).Select(line => line == "METHOD:REQUEST" ? $"METHOD:{method}" : line))
            with
        { CalendarType = $"Content-Type: text/calendar; charset=utf-8; method={method}" };

    private static byte[] CalendarFirst()
    {
        var text = Encoding.Latin1.GetString(Invitation.Octets());
        var parts = text.Split("--ALTERNATIVE\r\n");
        return Encoding.Latin1.GetBytes(string.Join("--ALTERNATIVE\r\n", parts[0], parts[3].Split("--ALTERNATIVE--")[0], parts[1], parts[2] + "--ALTERNATIVE--" + parts[3].Split("--ALTERNATIVE--")[1]));
    }

    private static byte[] AtGmail()
    {
        var letter = Invitation.With(Invitation.Lines.Select(line => line.StartsWith("ORGANIZER", StringComparison.Ordinal) ? "ORGANIZER;CN=BETTER:mailto:better@gmail.com" : line));
        return (letter with { Headers = Headed(letter.Headers, ("From:", "From: better@gmail.com"), ("Reply-To:", "Reply-To: better@gmail.com")) }).Octets();
    }

    private static PlainLetter Idn(PlainLetter letter) =>
        letter.With(letter.Lines.Select(line => line.Replace($"mailto:{Address}", "mailto:giulia.rossi@b\u00FCro.example", StringComparison.Ordinal)))
            with
        { Headers = Headed(letter.Headers, ("To:", "To: giulia.rossi@xn--bro-hoa.example")) };

    private static PlainLetter Repeated(PlainLetter letter) => letter.With(letter.Lines.SelectMany(line => line.StartsWith("UID:", StringComparison.Ordinal) ? [line, "RRULE:FREQ=DAILY;COUNT=3"] : new[] { line }));

    /// <summary>The event a second time, changed.</summary>
    private static PlainLetter Second(PlainLetter letter, Func<string, IEnumerable<string>> changed)
    {
        var lines = letter.Lines.ToList();
        var made = lines[lines.IndexOf("BEGIN:VEVENT")..(lines.IndexOf("END:VEVENT") + 1)];
        return letter.With([.. lines[..^1], .. made.SelectMany(changed), "END:VCALENDAR"]);
    }

    private static PlainLetter At(string start, string end) =>
        Invitation.With(Invitation.Lines.Select(line => line.Replace(":20200616T103000", ":" + start, StringComparison.Ordinal).Replace(":20200616T120000", ":" + end, StringComparison.Ordinal).Replace("DTSTAMP:20200520", "DTSTAMP:20200302", StringComparison.Ordinal)))
            with
        { Headers = Headed(Invitation.Headers, ("Date:", "Date: Mon, 02 Mar 2020 08:00:00 +0000")) };

    private static string Signed(string domain, string headers) => $"DKIM-Signature: v=1; a=rsa-sha256; d={domain}; s=main; h={headers}; bh=AAAA; b=BBBB";
}
