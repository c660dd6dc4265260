using System.Text;
using Better.Calendar.Icalendar.Writing;
using Better.Calendar.Tests.Email;

namespace Better.Calendar.Tests.Validation;

/// <summary>All changes that make a valid email or file invalid, each with the only rule that must report it.</summary>
internal static partial class RuleViolations
{
    public const string Recipient = "giulia.rossi";

    /// <summary>A valid invitation.</summary>
    public static readonly EditableEmail Invitation =
        EditableEmail.FromEmail(
            new InvitationComposer().Compose(
                Samples.Better(),
                Samples.Better().Workshops[0],
                Samples.Better().Participants[0],
                Samples.Announced));

    /// <summary>A valid cancellation.</summary>
    public static readonly EditableEmail Cancellation =
        EditableEmail.FromEmail(EmailMatrix.Email(Better.Calendar.EmailKind.Cancellation, "en"));

    /// <summary>A valid feed.</summary>
    public static readonly string[] Feed =
        [.. LineFolder.Unfold(WorkshopCalendar.Publish(Samples.Better(), "hu", Samples.Announced).ToString())];

    /// <summary>A valid response.</summary>
    public static readonly string Reply = """
        From: "Giulia Rossi" <giulia.rossi@guest.example>
        To: meetings@better.example
        Subject: Accepted
        Date: Thu, 21 May 2020 08:00:00 +0000
        Message-ID: <reply-1@guest.example>
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

    public static IEnumerable<RuleViolation> All =>
        [.. Parts,
            .. Structure,
            .. RawFormats,
            .. Events,
            .. People,
            .. Sequences,
            .. MultipleEvents,
            .. Recurrences,
            .. Values,
            .. TimeZones,
            .. Texts,
            .. Responses,
            .. Headers,
            .. Feeds,
            .. Links];

    private static string Address => "giulia.rossi@" + Samples.Better().Participants[0].Email.Domain;

    /// <summary>An update of the invitation: an hour later, with a higher SEQUENCE and DTSTAMP.</summary>
    public static EditableEmail Update(bool isMoved = true, int daysLater = 1) =>
        Invitation.With(
            Invitation.Lines.Select(line => isMoved
                ? line.Replace(":20200616T103000", ":20200616T113000", StringComparison.Ordinal)
                    .Replace(":20200616T120000", ":20200616T130000", StringComparison.Ordinal)
                : line)
            .Select(line => line.Replace("SEQUENCE:0", "SEQUENCE:1", StringComparison.Ordinal)
                .Replace("DTSTAMP:20200520", $"DTSTAMP:202005{20 + daysLater}", StringComparison.Ordinal)));

    /// <summary>A cancellation of the invitation.</summary>
    public static EditableEmail CancelledInvitation() =>
        Invitation.With(
            Invitation.Lines.Select(line => line.Replace("METHOD:REQUEST", "METHOD:CANCEL", StringComparison.Ordinal)
                .Replace("STATUS:CONFIRMED", "STATUS:CANCELLED", StringComparison.Ordinal)
            .Replace("SEQUENCE:0", "SEQUENCE:1", StringComparison.Ordinal)
                .Replace("DTSTAMP:20200520", "DTSTAMP:20200521", StringComparison.Ordinal)));

    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    /// <summary>A change of the email; rules that the same change also violates are suppressed.</summary>
    private static RuleViolation Email(string rule, string name, Func<EditableEmail, EditableEmail> change, params string[] suppressed) =>
        new(
            rule,
            name,
            () => InvitationValidator.ValidateEmail(
                change(Invitation).Bytes(),
                new() { Suppressions = suppressed.Select(static id => new RuleSuppression(id, "violated too")).ToValueList() }));

    private static RuleViolation Line(string rule, string original, params string[] replacement) =>
        new(
            rule,
            $"{original} → {string.Join(" ", replacement)}",
            () => InvitationValidator.ValidateEmail(
                Invitation.With(ReplaceLines(Invitation.Lines, line => line == original, _ => replacement))
                .Bytes()));

    private static RuleViolation Property(string rule, string start, string replacement, params string[] suppressed) =>
        Email(
            rule,
            replacement,
            email => email.With(ReplaceLines(email.Lines, line => IsProperty(line, start), _ => [replacement])),
            suppressed);

    private static RuleViolation Replaced(string rule, string start, string original, string replacement) =>
        new(
            rule,
            $"{start}: {original} → {replacement}",
            () => InvitationValidator.ValidateEmail(
                Invitation.With(
                    ReplaceLines(Invitation.Lines, line => IsProperty(line, start)
                        && line.Contains(original, StringComparison.Ordinal),
                            line => [line.Replace(original, replacement, StringComparison.Ordinal)]))
                .Bytes()));

    private static RuleViolation Without(string rule, string start) =>
        new(
            rule,
            $"no {start}",
            () => InvitationValidator.ValidateEmail(
                Invitation.With(ReplaceLines(Invitation.Lines, line => line.StartsWith(start, StringComparison.Ordinal), _ => []))
                .Bytes()));

    /// <summary>Whether a line begins with a property. DTSTART of the event has a TZID, those in VTIMEZONE have none.</summary>
    private static bool IsProperty(string line, string start) => line.StartsWith(start, StringComparison.Ordinal);

    private static RuleViolation AllDay(string rule, string start, string end) =>
        new(
            rule,
            $"{start} {end}",
            () => InvitationValidator.ValidateEmail(
                Invitation.With(RemoveVTimeZone(Invitation.Lines)
                    .Select(line => line.StartsWith("DTSTART;TZID", StringComparison.Ordinal)
                        ? start
                        : line.StartsWith("DTEND", StringComparison.Ordinal)
                        ? end
                        : line))
                .Bytes()));

    private static RuleViolation Alarm(string rule, params string[] lines) =>
        new(
            rule,
            string.Join(" ", lines),
            () => InvitationValidator.ValidateCalendar(
                LineFolder.Fold(ReplaceLines(Feed, line => line == "END:VEVENT", line => ["BEGIN:VALARM", .. lines, "END:VALARM", line]))));

    private static RuleViolation Header(string rule, string name, string? added, params (string Start, string? Replacement)[] changes) =>
        new(
            rule,
            name,
            () => InvitationValidator.ValidateEmail(
                (Invitation with { Headers = ReplaceHeaders(Invitation.Headers, changes) + (added is null ? "" : added + "\r\n") })
                .Bytes()));

    private static RuleViolation Revision(string rule, string name, Func<EditableEmail, EditableEmail> change) =>
        new(rule, name, () => InvitationValidator.ValidateRevision(Invitation.Calendar, change(Update()).Calendar));

    private static RuleViolation Cancel(string rule, string name, Func<EditableEmail, EditableEmail> change) =>
        new(rule, name, () => InvitationValidator.ValidateRevision(Invitation.Calendar, change(CancelledInvitation()).Calendar));

    private static RuleViolation Response(string rule, string original, string replacement)
    {
        Assert.That(Reply, Does.Contain(original));
        return new(
            rule,
            $"{original} → {replacement}",
            () => InvitationValidator.ValidateEmail(Bytes(Reply.Replace(original, replacement, StringComparison.Ordinal))));
    }

    private static RuleViolation Published(string rule, string name, Func<IEnumerable<string>, IEnumerable<string>> change) =>
        new(rule, name, () => InvitationValidator.ValidateCalendar(LineFolder.Fold(change(Feed))));

    private static RuleViolation Link(string rule, string link) =>
        new(
            rule,
            link,
            () => InvitationValidator.ValidateEmail(
                (Invitation with { Bodies = [EditableEmail.Body("plain", "it", link), Invitation.Bodies[1]] })
                .Bytes()));

    private static IEnumerable<string> ReplaceLines(
        IEnumerable<string> lines,
        Func<string, bool> matches,
        Func<string, IEnumerable<string>> replace)
    {
        Assert.That(lines.Any(matches), Is.True);
        return lines.SelectMany(line => matches(line) ? replace(line) : [line]);
    }

    private static string ReplaceHeaders(string headers, params (string Start, string? Replacement)[] changes)
    {
        var lines = headers.Replace("\r\n ", "\u0001", StringComparison.Ordinal)
            .Split("\r\n", StringSplitOptions.RemoveEmptyEntries)
            .ToList();
        foreach (var (start, replacement) in changes)
        {
            var at = lines.FindIndex(line => line.StartsWith(start, StringComparison.OrdinalIgnoreCase));
            Assert.That(at, Is.GreaterThanOrEqualTo(0), start);
            lines.RemoveAt(at);
            if (replacement is not null)
            {
                lines.Insert(at, replacement);
            }
        }

        return string.Join("\r\n", lines).Replace("\u0001", "\r\n ", StringComparison.Ordinal) + "\r\n";
    }

    private static IEnumerable<string> RemoveVTimeZone(IEnumerable<string> lines)
    {
        var isInVTimeZone = false;
        foreach (var line in lines)
        {
            isInVTimeZone |= line == "BEGIN:VTIMEZONE";
            if (!isInVTimeZone)
            {
                yield return line;
            }

            isInVTimeZone &= line != "END:VTIMEZONE";
        }
    }

    private static EditableEmail WithMethod(EditableEmail email, string method) =>
        email.With(email.Lines.Where(line => !line.StartsWith("ATTENDEE", StringComparison.Ordinal))
            .Select(line => line == "METHOD:REQUEST" ? $"METHOD:{method}" : line))
            with
        { CalendarType = $"Content-Type: text/calendar; charset=utf-8; method={method}" };

    private static byte[] CalendarFirst()
    {
        var text = Encoding.Latin1.GetString(Invitation.Bytes());
        var parts = text.Split("--ALTERNATIVE\r\n");
        return Encoding.Latin1.GetBytes(
            string.Join("--ALTERNATIVE\r\n", parts[0], parts[3].Split("--ALTERNATIVE--")[0], parts[1], parts[2]
                + "--ALTERNATIVE--"
                + parts[3].Split("--ALTERNATIVE--")[1]));
    }

    private static byte[] AtGmail()
    {
        var email =
            Invitation.With(
                Invitation.Lines.Select(line => line.StartsWith("ORGANIZER", StringComparison.Ordinal)
                    ? "ORGANIZER;CN=BETTER:mailto:better@gmail.com"
                    : line));
        return (email with
        {
            Headers =
            ReplaceHeaders(email.Headers, ("From:", "From: better@gmail.com"), ("Reply-To:", "Reply-To: better@gmail.com"))
        })
            .Bytes();
    }

    private static EditableEmail WithNonAsciiDomain(EditableEmail email) =>
        email.With(
            email.Lines.Select(
                line => line.Replace($"mailto:{Address}", "mailto:giulia.rossi@b\u00FCro.example", StringComparison.Ordinal)))
            with
        { Headers = ReplaceHeaders(email.Headers, ("To:", "To: giulia.rossi@xn--bro-hoa.example")) };

    private static EditableEmail WithRRule(EditableEmail email) =>
        email.With(
            email.Lines.SelectMany(line => line.StartsWith("UID:", StringComparison.Ordinal)
                ? [line, "RRULE:FREQ=DAILY;COUNT=3"]
                : new[] { line }));

    /// <summary>Adds a second, changed copy of the event.</summary>
    private static EditableEmail AddEvent(EditableEmail email, Func<string, IEnumerable<string>> change)
    {
        var lines = email.Lines.ToList();
        var vevent = lines[lines.IndexOf("BEGIN:VEVENT")..(lines.IndexOf("END:VEVENT") + 1)];
        return email.With([.. lines[..^1], .. vevent.SelectMany(change), "END:VCALENDAR"]);
    }

    private static EditableEmail AtTime(string start, string end) =>
        Invitation.With(
            Invitation.Lines.Select(line => line.Replace(":20200616T103000", ":" + start, StringComparison.Ordinal)
                .Replace(":20200616T120000", ":" + end, StringComparison.Ordinal)
                .Replace("DTSTAMP:20200520", "DTSTAMP:20200302", StringComparison.Ordinal)))
            with
        { Headers = ReplaceHeaders(Invitation.Headers, ("Date:", "Date: Mon, 02 Mar 2020 08:00:00 +0000")) };

    private static string Signed(string domain, string headers) =>
        $"DKIM-Signature: v=1; a=rsa-sha256; d={domain}; s=main; h={headers}; bh=AAAA; b=BBBB";
}
