using System.Text;
using System.Text.Json;
using Better.Calendar.Model;
using Better.Calendar.Tests.Peers;
using CsCheck;
using NodaTime;

namespace Better.Calendar.Tests.Email;

/// <summary>Emails through real mail servers and independent parsers.</summary>
[Category(PeerRig.Category)]
[NonParallelizable]
public sealed class InvitationPeerTests
{
    [Test]
    public void Emails_of_every_kind_go_through_Postfix_into_Dovecot_without_a_changed_byte()
    {
        using var servers = MailPeers.Start();
        var series = ForPeers("attendee@example.test");
        var emails = new InvitationComposer().ComposeAll(series, Samples.Announced)
            .Concat(
                from language in new[] { "hu", "ar" }
                from kind in EmailMatrix.Kinds
                select EmailMatrix.Email(kind, language, email: "attendee@example.test"))
            .ToList();
        foreach (var email in emails)
        {
            servers.Send(email.Bytes.ToArray(), "organizer@example.test", email.Recipient.Email.Value);
        }

        // Servers add their own headers before the email's, and change nothing else.
        var arrived = servers.Inbox("attendee@example.test", expected: emails.Count);

        Assert.That(arrived, Has.Count.EqualTo(emails.Count));
        foreach (var email in emails)
        {
            Assert.That(arrived.Count(mail => mail.AsSpan().EndsWith(email.Bytes.Span)), Is.EqualTo(1), $"{email.Kind} {email.Language}");
        }

        Assert.That(
            arrived.Where(mail => mail.AsSpan().IndexOf("text/calendar"u8) >= 0)
                .Select(mail => Convert.ToHexString(MailPeers.CalendarPart(mail))),
            Is.EquivalentTo(emails.Where(email => email.Calendar is { Method: not IcsMethod.Publish })
                .Select(email => Convert.ToHexString(email.Calendar!.Bytes.Span))));
    }

    [Test]
    public void Cyrus_applies_invitation_update_and_cancellation_and_sends_responses()
    {
        using var cyrus = CyrusPeer.Start();
        const string uid = "better-thematic-event-3.1@better.example";
        var (planned, now) = (ForPeers("attendee@example.test", EmailMatrix.Planned), ForPeers("attendee@example.test", EmailMatrix.Now));
        var composer = new InvitationComposer();
        void Deliver(InvitationEmail email) => cyrus.Deliver(email.Bytes.ToArray(), from: planned.Organizer.Email.Value);

        Deliver(composer.Compose(planned, planned.Workshops[0], planned.Participants[0], Samples.Announced));
        Assert.That(cyrus.Events().Single().Uid, Is.EqualTo(uid));
        Assert.That(cyrus.Busy()
            .Single(), Is.EqualTo(new Interval(Instant.FromUtc(2020, 6, 16, 7, 30), Instant.FromUtc(2020, 6, 16, 9, 0))));
        cyrus.Respond(uid, "ACCEPTED");
        Assert.That(Reply(cyrus.Replies(1)[0]), Does.Contain("PARTSTAT=ACCEPTED").And.Contain(uid));

        Deliver(
            composer.Compose(
                now,
                new PlannedEmail
                {
                    Kind = EmailKind.Update,
                    Recipient = now.Participants[0],
                    Workshop = now.Workshops[0],
                    PreviousWorkshop = EmailMatrix.Before,
                    RequestsNewResponse = true,
                    Revision = 1
                },
                Samples.Announced
                + Duration.FromDays(1)));
        Assert.That(cyrus.Events().Single().Sequence, Is.EqualTo(1));
        Assert.That(cyrus.Busy()
            .Single(), Is.EqualTo(new Interval(Instant.FromUtc(2020, 6, 16, 8, 30), Instant.FromUtc(2020, 6, 16, 10, 0))));
        cyrus.Respond(uid, "TENTATIVE");
        Assert.That(Reply(cyrus.Replies(2)[1]), Does.Contain("PARTSTAT=TENTATIVE").And.Contain("SEQUENCE:1"));

        var off =
            now with { Workshops = [now.Workshops[0] with { Sequence = 2, Status = WorkshopStatus.Cancelled }, .. now.Workshops.Skip(1)] };
        Deliver(
            composer.Compose(
                off,
                new PlannedEmail
                {
                    Kind = EmailKind.Cancellation,
                    Recipient = off.Participants[0],
                    Workshop = off.Workshops[0],
                    Revision = 2
                },
                Samples.Announced
                + Duration.FromDays(2)));
        Assert.That(cyrus.Busy(), Is.Empty);
    }

    /// <summary>Cyrus stores the PARTSTAT of an update, so an update with NEEDS-ACTION would erase the response.</summary>
    [TestCase("ACCEPTED", ParticipationStatus.Accepted)]
    [TestCase("TENTATIVE", ParticipationStatus.Tentative)]
    public void Cyrus_keeps_the_response_after_an_update_that_does_not_ask_again(string partStat, ParticipationStatus response)
    {
        using var cyrus = CyrusPeer.Start();
        const string address = "attendee@example.test";
        const string uid = "better-thematic-event-3.1@better.example";
        var first = SeriesRevision.First(ForPeers(address, Samples.Better()), Samples.Announced);
        var edited = first.Series with
        {
            Workshops = [first.Series.Workshops[0] with { LeadExpert = new() { Name = "Maarja Kask" } }, .. first.Series.Workshops.Skip(1)],
        };
        var update = SeriesRevision.Between(
            first.Series,
            edited,
            Samples.Announced + Duration.FromDays(1),
            responses: [new("1", EmailAddress.Parse(address), response, 0)]);
        void Deliver(SeriesRevision revision) => cyrus.Deliver(
            new InvitationComposer().ComposeAll(revision).First(email => email.Recipient.Email.Value == address && email.WorkshopId == "1")
                .Bytes.ToArray(),
            from: edited.Organizer.Email.Value);

        Deliver(first);
        cyrus.Respond(uid, partStat);
        Deliver(update);

        var entry = cyrus.Events().Single(one => one.Uid == uid);
        Assert.That((entry.Sequence, entry.Attendees[address]), Is.EqualTo((0, partStat)));
    }

    [Test]
    public void Names_and_subjects_of_any_text_are_the_same_to_MimeKit_Python_and_libical()
    {
        PeerRig.Need("parsers");
        using var folder = new PeerFolder();
        var emails = Names().Select((name, i) =>
        {
            var small = Samples.Small();
            var series =
                small with
                {
                    Organizer = small.Organizer with { Name = name },
                    Workshops = [small.Workshops[0] with { Title = name }],
                    Participants = [small.Participants[0] with { Name = name }]
                };
            var email = new InvitationComposer().Compose(series, series.Workshops[0], series.Participants[0], Samples.Announced);
            return (Email: email, Path: folder.Write($"{i}.eml", email.Bytes.ToArray()));
        }).ToList();
        var libical = folder.Write("libical_names", []);
        Run("gcc", "-O1", "-w", Path.Combine(PeerRig.Scripts, "names/libical_names.c"), "-o", libical, "-lical");

        var read =
            JsonSerializer.Deserialize<List<Read>>(
                PeerProcess.Run("/usr/bin/python3 names/mail_names.py", [libical], emails.Select(email => email.Path)),
                JsonSerializerOptions.Web)!;

        foreach (var (email, seen) in emails.Select(email => email.Email).Zip(read))
        {
            // A parameter value cannot hold quotes (RFC 5545, 3.2), and carets and backslashes are read as escapes: they are replaced by
            // similar characters.
            var (name, cn) = (email.Recipient.Name, email.Recipient.Name.Replace('"', '\'').Replace('^', '\u02C6').Replace('\\', '/'));
            using var message = email.ToMimeMessage();
            Assert.That(message.To.Mailboxes.Single().Name, Is.EqualTo(name));
            Assert.That(message.Subject, Is.EqualTo(email.Subject));
            Assert.That(seen.Defects, Is.Empty);
            Assert.That((seen.Subject, seen.To, seen.From, seen.Address), Is.EqualTo((email.Subject, name, name, "anna@guest.example")));
            Assert.That((seen.Attendee, seen.Organizer), Is.EqualTo((UnescapePercentCodes(cn), UnescapePercentCodes(cn))));
            Assert.That(seen.Libical[..2], Is.EqualTo(new[] { cn, cn }));
            Assert.That(seen.Libical[2], Is.EqualTo(name));

            // python-icalendar 4 unescapes "\\\\n" in the wrong order.
            Assert.That(
                seen.Summary,
                Is.EqualTo(UnescapePercentCodes(name)).Or.Matches<string>(_ => UnescapePercentCodes(name)
                    .Contains('\\', StringComparison.Ordinal)));
        }
    }

    /// <summary>
    /// python-icalendar before version 6 uses percent codes for escapes while it parses, and so unescapes percent codes of the text too.
    /// libical does not.
    /// </summary>
    private static string UnescapePercentCodes(string text) =>
        text.Replace("%2C", ",", StringComparison.Ordinal)
            .Replace("%3A", ":", StringComparison.Ordinal)
            .Replace("%3B", ";", StringComparison.Ordinal)
            .Replace("%5C", "\\", StringComparison.Ordinal);

    private static IEnumerable<string> Names()
    {
        string[] chosen =
            ["Szűcs Eszter",
                "Kiss, Anna",
                "\"Tom\" O'Neil",
                "a;b:c,d",
                "Dr. (Prof.) Ő",
                "=?utf-8?Q?x?=",
                "محمد علي",
                "漢字 かな",
                "👩‍👩‍👧‍👦 family",
                "back\\slash",
                "semi;colon",
                "^caret^",
                "100%3B and %2C, %5Cn",
                "x".PadRight(120, 'x'),
                "ő".PadRight(150, 'ű')];
        return chosen.Concat(
            Portion.One(
                Gen.String[Gen.Char, 1, 40].Where(text => TextSanitizer.ToSingleLine(text).Length > 0).Array[TestScale.Long ? 2000 : 200]));
    }

    private static string Reply(byte[] mail) =>
        Encoding.UTF8.GetString(MailPeers.CalendarPart(mail)).Replace("\r\n ", "", StringComparison.Ordinal);

    private static void Run(string program, params string[] arguments)
    {
        using var process = System.Diagnostics.Process.Start(program, arguments);
        process.WaitForExit();
        Assert.That(process.ExitCode, Is.Zero);
    }

    private sealed record Read(
        string Subject,
        string To,
        string From,
        string Address,
        List<string> Defects,
        string Attendee,
        string Organizer,
        string Summary,
        List<string> Libical);

    /// <summary>The series with an organizer and a participant that have accounts on the servers.</summary>
    private static WorkshopSeries ForPeers(string participant, WorkshopSeries? series = null)
    {
        var better = series ?? Samples.Better();
        return better with
        {
            Organizer = better.Organizer with { Email = EmailAddress.Parse("meetings@remote.test") },
            Participants = [better.Participants[2] with { Email = EmailAddress.Parse(participant) }],
        };
    }
}
