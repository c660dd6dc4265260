using System.Text;
using NodaTime;

namespace Better.Calendar.Tests.Replies;

/// <summary>Replies of kinds that public bug reports describe; people and words are invented.</summary>
public sealed class ReplyKindsTests
{
    private const string Event = "UID:spring.1@host.example\nDTSTAMP:20270301T100000Z\nSEQUENCE:0\n";
    private const string Response = Event + "ATTENDEE;PARTSTAT=ACCEPTED:mailto:anna@guest.example\n";

    private const string LondonAsGmt =
        """
        BEGIN:VTIMEZONE
        TZID:GMT
        BEGIN:STANDARD
        DTSTART:19501029T020000
        TZOFFSETFROM:+0100
        TZOFFSETTO:+0000
        RRULE:FREQ=YEARLY;BYMINUTE=0;BYHOUR=2;BYDAY=-1SU;BYMONTH=10
        END:STANDARD
        BEGIN:DAYLIGHT
        DTSTART:19500326T020000
        TZOFFSETFROM:+0000
        TZOFFSETTO:+0100
        RRULE:FREQ=YEARLY;BYMINUTE=0;BYHOUR=2;BYDAY=-1SU;BYMONTH=3
        END:DAYLIGHT
        END:VTIMEZONE

        """;

    private const string FixedZone =
        """
        BEGIN:VTIMEZONE
        TZID:Somewhere
        BEGIN:STANDARD
        DTSTART:19700101T000000
        TZOFFSETFROM:+0000
        TZOFFSETTO:+0200
        RRULE:FREQ=YEARLY;COUNT=1
        END:STANDARD
        END:VTIMEZONE

        """;

    private const string UnknownRule =
        """
        BEGIN:VTIMEZONE
        TZID:My zone
        X-LIC-LOCATION:Europe/Helsinki
        BEGIN:STANDARD
        DTSTART:19700101T000000
        TZOFFSETFROM:+0000
        TZOFFSETTO:+0200
        RRULE:FREQ=HOURLY
        END:STANDARD
        END:VTIMEZONE

        """;

    [TestCase(LondonAsGmt, "GMT", "2027-04-14T13:00:00Z", TestName = "The VTIMEZONE of the file counts before a known name")]
    [TestCase("", "GMT", "2027-04-14T14:00:00Z", TestName = "A known name is the fallback")]
    [TestCase(FixedZone, "Somewhere", "2027-04-14T12:00:00Z", TestName = "An observance may come once")]
    [TestCase(UnknownRule, "My zone", "2027-04-14T11:00:00Z", TestName = "X-LIC-LOCATION names a zone that cannot be read")]
    [TestCase("", "tzone://Microsoft/Utc", "2027-04-14T14:00:00Z", TestName = "Microsoft's name of UTC")]
    [TestCase("", "(UTC) Coordinated Universal Time", "2027-04-14T14:00:00Z", TestName = "The display name of UTC")]
    [TestCase("", "(UTC) Koordinierte Weltzeit", "2027-04-14T14:00:00Z", TestName = "The display name of UTC in German")]
    [TestCase("", "W. Europe Standard Time 1", "2027-04-14T12:00:00Z", TestName = "A Windows id with a number behind")]
    [TestCase("", "Mitteleuropäische Zeit", "2027-04-14T12:00:00Z", TestName = "A German Windows name")]
    [TestCase("", "Közép-európai téli idő", "2027-04-14T12:00:00Z", TestName = "A Hungarian Windows name")]
    [TestCase("", "/vendor.example/2027/Europe/Helsinki", "2027-04-14T11:00:00Z", TestName = "A prefix with a slash")]
    [TestCase("", "vendor/Tzfile/Europe/Helsinki", "2027-04-14T11:00:00Z", TestName = "A prefix without a slash")]
    [TestCase("", "(UTC+01:00) Amsterdam, Berlin, Bern, Rom, Stockholm, Wien", "2027-04-14T12:00:00Z", TestName = "A German display name")]
    public void The_zone_of_a_proposal_is_understood(string zone, string id, string start)
    {
        var times = $"DTSTART;TZID=\"{id}\":20270414T140000\nDTEND;TZID=\"{id}\":20270414T153000\n";
        var proposal = Read("COUNTER", Response + times, zone) as Proposal;

        Assert.That(proposal?.Start, Is.EqualTo(NodaTime.Text.InstantPattern.General.Parse(start).Value));
        Assert.That(proposal!.End - proposal.Start, Is.EqualTo(Duration.FromMinutes(90)));
        Assert.That(proposal.LocalStart, Is.Null);
    }

    [Test]
    public void A_proposal_in_an_unknown_zone_keeps_its_wall_time_and_its_response()
    {
        var proposal = Read("COUNTER", Response + "DTSTART;TZID=Nowhere:20270414T140000\nDURATION:PT1H\n") as Proposal;

        Assert.That(
            (proposal?.Start, proposal?.LocalStart, proposal?.LocalEnd, proposal?.Status),
            Is.EqualTo((
                (Instant?)null,
                new LocalDateTime(2027, 4, 14, 14, 0),
                new LocalDateTime(2027, 4, 14, 15, 0),
                ParticipationStatus.Accepted)));
        var attendance = Attendance.Empty.WithReply(proposal!);
        Assert.That(AttendanceDocument.Read(AttendanceDocument.Write(attendance)), Is.EqualTo(attendance));
        Assert.That(attendance.Responses.Select(static response => response.Status), Is.EqualTo(new[] { ParticipationStatus.Accepted }));
    }

    [Test]
    public void A_RECURRENCE_ID_in_an_unknown_zone_means_its_local_date() =>
        Assert.That(
            (Read(
                "REPLY",
                Response.Replace(".1@", "@", StringComparison.Ordinal) + "RECURRENCE-ID;TZID=Customized Time Zone:20270415T090000\n")
                as ParticipantReply)?.Responses.Select(static response => response.WorkshopId),
            Is.EqualTo(new[] { "2" }));

    [Test]
    public void An_attendee_may_not_raise_the_sequence()
    {
        var first = Read("REPLY", Response.Replace("SEQUENCE:0", "SEQUENCE:2147483647", StringComparison.Ordinal));
        var second = Read("REPLY", Declined("20270302T100000Z"), key: "second");

        var attendance = Attendance.Empty.WithReplies([second, first]);

        Assert.That((first as ParticipantReply)?.Responses[0].Sequence, Is.Zero);
        Assert.That(attendance.Responses.Select(static response => response.Status), Is.EqualTo(new[] { ParticipationStatus.Declined }));
    }

    [Test]
    public void Of_two_replies_with_the_same_DTSTAMP_the_later_mail_counts_whatever_its_Message_ID()
    {
        var later = Read("REPLY", Declined("20270301T100000Z"), date: "Mon, 01 Mar 2027 12:00:00 +0000", key: "a");
        var earlier = Read("REPLY", Response, date: "Mon, 01 Mar 2027 11:00:00 +0000", key: "z");

        Assert.That(
            Attendance.Empty.WithReplies([later, earlier]).Responses.Select(static response => response.Status),
            Is.EqualTo(new[] { ParticipationStatus.Declined }));
    }

    [Test]
    public void LAST_MODIFIED_counts_before_the_date_of_the_mail()
    {
        var changed = Declined("20270301T100000Z") + "LAST-MODIFIED:20270301T110000Z\n";
        var later = Read("REPLY", changed, date: "Mon, 01 Mar 2027 11:00:00 +0000");
        var earlier = Read("REPLY", Response + "LAST-MODIFIED:20270301T103000Z\n", date: "Mon, 01 Mar 2027 12:00:00 +0000", key: "z");

        Assert.That(
            Attendance.Empty.WithReplies([later, earlier]).Responses.Select(static response => response.Status),
            Is.EqualTo(new[] { ParticipationStatus.Declined }));
    }

    [Test]
    public void A_DTSTAMP_that_our_own_email_had_gives_way_to_the_date_of_the_mail()
    {
        var series = Corpus.Series with { State = new() { Revision = 1, LastTimestamp = Instant.FromUtc(2027, 3, 1, 10, 0) } };
        var copied = Read("REPLY", Declined("20270301T100000Z"), date: "Wed, 03 Mar 2027 12:00:00 +0000", series: series);
        var before = Read("REPLY", Response.Replace("20270301", "20270302", StringComparison.Ordinal), key: "z", series: series);

        Assert.That(
            Attendance.Empty.WithReplies([copied, before]).Responses.Select(static response => response.Status),
            Is.EqualTo(new[] { ParticipationStatus.Declined }));
    }

    [Test]
    public void A_DTSTAMP_far_after_the_mail_counts_as_the_date_of_the_mail() =>
        Assert.That(
            (Read("REPLY", Declined("29990101T000000Z"), date: "Wed, 03 Mar 2027 12:00:00 +0000") as ParticipantReply)
                ?.Responses[0].Timestamp,
            Is.EqualTo(Instant.FromUtc(2027, 3, 3, 12, 0)));

    [TestCase("ATTENDEE;SENT-BY=mailto:sec@guest.example;PARTSTAT=ACCEPTED:mailto:anna@guest.example")]
    [TestCase("ATTENDEE;PARTSTAT=ACCEPTED;SENT-BY=MAILTO:sec@guest.example:MAILTO:anna@guest.example")]
    [TestCase("ATTENDEE;PARTSTAT=ACCEPTED::mailto:anna@guest.example")]
    [TestCase("ATTENDEE;PARTSTAT=ACCEPTED:mailto::anna@guest.example")]
    [TestCase("ATTENDEE;PARTSTAT=ACCEPTED:MAILTO:MAILTO:anna@guest.example")]
    [TestCase("ATTENDEE;STATUS=ACCEPTED:anna@guest.example")]
    public void A_broken_ATTENDEE_is_understood(string line) =>
        Assert.That(Corpus.Describe(Read("REPLY", Event + line + "\n")), Is.EqualTo("response anna 1=Accepted Claimed Invited"));

    [TestCase("REPLY", "spring.1@host.example")]
    [TestCase(
        "REPLY",
        "040000008200E00074C5B7101A82E0080000000000000000000000000000000000000000220000007643616C2D55696401000000"
            + "737072696E672E3140686F73742E6578616D706C6500")]
    public void The_UID_inside_an_identifier_of_Exchange_counts(string method, string uid) =>
        Assert.That(
            Corpus.Describe(Read(method, Response.Replace("spring.1@host.example", uid, StringComparison.Ordinal))),
            Is.EqualTo("response anna 1=Accepted Claimed Invited"));

    [Test]
    public void METHOD_may_stand_one_level_too_low() =>
        Assert.That(Corpus.Describe(Read(null, Response + "METHOD:REPLY\n")), Is.EqualTo("response anna 1=Accepted Claimed Invited"));

    [Test]
    public void Guests_and_private_comments_are_kept()
    {
        var reply = Read(
            "REPLY",
            Event + "ATTENDEE;PARTSTAT=ACCEPTED;X-NUM-GUESTS=2:mailto:anna@guest.example\n"
                + "X-CALENDARSERVER-PRIVATE-COMMENT:with two friends\n")
            as ParticipantReply;

        Assert.That((reply?.Guests, reply?.Comment), Is.EqualTo(((int?)2, "with two friends")));
        var attendance = Attendance.Empty.WithReply(reply!);
        Assert.That(AttendanceDocument.Read(AttendanceDocument.Write(attendance)), Is.EqualTo(attendance));
        Assert.That(attendance.Current[0].Guests, Is.EqualTo(2));
    }

    [Test]
    public void A_calendar_in_a_text_is_read_also_when_it_is_uuencoded()
    {
        var calendar = Calendar("REPLY", Response);

        Assert.That(
            Corpus.Describe(ReadMail("text/plain; charset=utf-8", "See below.\r\n\r\n" + calendar)),
            Is.EqualTo("response anna 1=Accepted Claimed Invited"));
        Assert.That(
            Corpus.Describe(ReadMail("text/plain", "See below.\r\n\r\n" + UuEncode(calendar))),
            Is.EqualTo("response anna 1=Accepted Claimed Invited"));
        Assert.That(
            Corpus.Describe(ReadMail("application/octet-stream; name=reply.vcs", calendar)),
            Is.EqualTo("response anna 1=Accepted Claimed Invited"));
    }

    [Test]
    public void A_mail_inside_S_MIME_is_read()
    {
        var inner = "Content-Type: text/calendar; method=REPLY\r\n\r\n" + Calendar("REPLY", Response);
        var signed = Der(
            0x30,
            [
                .. Der(0x06, [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, 0x02]),
                .. Der(
                    0xA0,
                    Der(
                        0x30,
                        [
                            .. Der(0x02, [1]), .. Der(0x31, []),
                            .. Der(
                                0x30,
                                [
                                    .. Der(0x06, [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, 0x01]),
                                    .. Der(0xA0, Der(0x04, Encoding.UTF8.GetBytes(inner))),
                                ]),
                        ])),
            ]);

        Assert.That(
            Corpus.Describe(ReadMail(
                "application/pkcs7-mime; smime-type=signed-data; name=smime.p7m\r\nContent-Transfer-Encoding: base64",
                Convert.ToBase64String(signed, Base64FormattingOptions.InsertLineBreaks))),
            Is.EqualTo("response anna 1=Accepted Claimed Invited"));
    }

    [Test]
    public void A_response_that_Outlook_wrote_in_its_own_format_is_read()
    {
        var id = Convert.FromHexString(
            "040000008200E00074C5B7101A82E0080000000000000000000000000000000000000000220000007643616C2D55696401000000"
                + Convert.ToHexString(Encoding.ASCII.GetBytes("spring.1@host.example")) + "00");

        (string, string)[] classes = [("IPM.Schedule.Meeting.Resp.Neg", "Declined"), ("IPM.Microsoft Schedule.MtgRespA", "Tentative")];
        foreach (var (name, status) in classes)
        {
            Assert.That(
                Corpus.Describe(ReadMail(
                    "application/ms-tnef; name=winmail.dat\r\nContent-Transfer-Encoding: base64",
                    Convert.ToBase64String(TnefWriter.Write(name, id), Base64FormattingOptions.InsertLineBreaks))),
                Is.EqualTo($"response anna 1={status} Claimed Invited"));
        }
    }

    [TestCase("X-Apple-Action: VACATION", "Re: Invitation", true)]
    [TestCase("X-Autogenerated: Reply", "Re: Invitation", true)]
    [TestCase("X-Autogenerated: Forward", "Re: Invitation", false)]
    [TestCase("X-Auto-Response-Suppress: All", "Re: Invitation", false)]
    [TestCase("Auto-Submitted: no", "Re: Invitation", false)]
    [TestCase("Auto-Submitted: auto-replied (vacation)\r\nReturn-Path: <>", "Away", true)]
    [TestCase("X-Other: 1", "Automatische Antwort: Einladung", true)]
    [TestCase("X-Other: 1", "AW: Automatikus válasz: Meghívó", true)]
    [TestCase("X-Other: 1", "Réponse automatique\u00A0: Invitation", true)]
    [TestCase("X-Other: 1", "Re: Out of office next week?", false)]
    public void A_mark_of_an_automatic_reply_must_be_one(string header, string subject, bool isAutomatic) =>
        Assert.That(
            ReadMail("text/plain", "I am away.", $"{header}\r\n", Rfc2047(subject)),
            isAutomatic ? Is.TypeOf<AutoReply>() : Is.TypeOf<UnrecognizedMail>());

    [Test]
    public void A_vacation_answer_that_carries_our_invitation_back_is_automatic() =>
        Assert.That(
            ReadMail(
                "text/calendar; method=REQUEST",
                Calendar("REQUEST", Response),
                "Auto-Submitted: auto-replied\r\n",
                "Automatic reply: x"),
            Is.TypeOf<AutoReply>());

    [TestCase("Yes, I'll come.", ParticipationStatus.Accepted)]
    [TestCase("Sorry, I can’t make it.", ParticipationStatus.Declined)]
    [TestCase("leider verhindert", ParticipationStatus.Declined)]
    [TestCase("nem tudok menni", ParticipationStatus.Declined)]
    [TestCase("Igen, ott leszek", ParticipationStatus.Accepted)]
    [TestCase("Oui, je viens", ParticipationStatus.Accepted)]
    [TestCase("Purtroppo non posso", ParticipationStatus.Declined)]
    [TestCase("Lo siento, no puedo asistir", ParticipationStatus.Declined)]
    [TestCase("Tak, przyjdę", ParticipationStatus.Accepted)]
    [TestCase("Kahjuks ei saa tulla", ParticipationStatus.Declined)]
    [TestCase("Ja, jag kommer", ParticipationStatus.Accepted)]
    [TestCase("لن أحضر", ParticipationStatus.Declined)]
    [TestCase("Vielleicht", ParticipationStatus.Tentative)]
    [TestCase("Will you come?", null)]
    [TestCase("I will not say yes", null)]
    [TestCase("Where is it", null)]
    public void A_line_of_text_becomes_a_suggestion_that_does_not_count(string line, ParticipationStatus? status)
    {
        var result = ReadMail(
            "text/plain; charset=utf-8",
            $"Hello,\r\n\r\n{line}\r\n\r\n> Yes, no, perhaps\r\n",
            "In-Reply-To: <0123456789abcdef01234567.0@host.example>\r\n");

        Assert.That((result as UnrecognizedMail)?.Suggestion?.Status, Is.EqualTo(status));
        Assert.That(Attendance.Empty.WithReply(result), Is.EqualTo(Attendance.Empty));
    }

    [Test]
    public void Quoted_text_and_mails_that_answer_nothing_give_no_suggestion()
    {
        var ours = "In-Reply-To: <0123456789abcdef01234567.0@host.example>\r\n";

        Assert.That((ReadMail("text/plain", "> yes, I'll come", ours) as UnrecognizedMail)?.Suggestion, Is.Null);
        Assert.That((ReadMail("text/plain", "Yes, I'll come") as UnrecognizedMail)?.Suggestion, Is.Null);
    }

    [Test]
    public void A_forwarded_token_asks_the_organizer_and_the_confirmed_address_is_remembered()
    {
        var series = Corpus.Series;
        var anna = series.Participants[0];
        var to = $"host+{Corpus.Tokens.GetToken(series, series.Workshops[0], anna)}@host.example";
        ReplyResult From(string address, string key, string stamp = "20270301T100000Z") => Read(
            "REPLY",
            Response.Replace("anna@guest.example", address, StringComparison.Ordinal)
                .Replace("20270301T100000Z", stamp, StringComparison.Ordinal),
            key: key,
            from: address,
            to: to,
            policy: Corpus.Policy);

        var crasher = Attendance.Empty.WithReply(From("otto@else.example", "one"));

        Assert.That(crasher.Current, Is.Empty);
        Assert.That(crasher.AwaitingConfirmation[0].Alias?.Value, Is.EqualTo("otto@else.example"));
        Assert.That(Attendance.Empty.WithReply(From("anna@guest.example", "two")).Current, Has.Count.EqualTo(1));
        var confirmed = crasher.Confirm(crasher.AwaitingConfirmation[0]).WithReply(From("otto@else.example", "three", "20270305T100000Z"));
        Assert.That(confirmed.Current.Select(static entry => entry.MessageKey), Is.EqualTo(new[] { "three@guest.example" }));
        Assert.That(confirmed.AwaitingConfirmation, Is.Empty);
    }

    [Test]
    public void By_default_a_reply_from_the_invited_address_counts_and_with_tokens_it_waits()
    {
        var strict = new ReplyPolicy { ClaimedSenders = AcceptancePolicy.RequireConfirmation };

        bool Counts(ReplyPolicy policy, string from = "anna@guest.example") =>
            Attendance.Empty.WithReply(Read("REPLY", Response, policy: policy, from: from)).Current.Count == 1;

        Assert.That(Counts(new()), Is.True);
        Assert.That(Counts(new(), "somebody@else.example"), Is.False);
        Assert.That(Counts(strict), Is.False);
        Assert.That(Counts(Corpus.Policy), Is.False);
        Assert.That(Counts(Corpus.Policy with { ClaimedSenders = AcceptancePolicy.Accept }), Is.True);
        Assert.That(
            Read("REPLY", Response, policy: new() { ClaimedSenders = AcceptancePolicy.Reject }),
            Is.TypeOf<UnrecognizedMail>());
    }

    private static string Declined(string stamp) => Response.Replace("20270301T100000Z", stamp, StringComparison.Ordinal)
        .Replace("ACCEPTED", "DECLINED", StringComparison.Ordinal);

    private static ReplyResult Read(
        string? method,
        string lines,
        string zones = "",
        string date = "Mon, 01 Mar 2027 10:00:05 +0000",
        string key = "a",
        string from = "anna@guest.example",
        string to = "host@host.example",
        ReplyPolicy? policy = null,
        WorkshopSeries? series = null) =>
        ReadMail("text/calendar; charset=utf-8", Calendar(method, lines, zones), "", "Accepted", date, key, from, to, policy, series);

    private static ReplyResult ReadMail(
        string contentType,
        string body,
        string headers = "",
        string subject = "Invitation",
        string date = "Mon, 01 Mar 2027 10:00:05 +0000",
        string key = "a",
        string from = "anna@guest.example",
        string to = "host@host.example",
        ReplyPolicy? policy = null,
        WorkshopSeries? series = null) =>
        ReplyReader.Read(
            Encoding.UTF8.GetBytes(
                $"{headers}From: {from}\r\nTo: {to}\r\nSubject: {subject}\r\nDate: {date}\r\nMessage-ID: <{key}@guest.example>\r\n"
                    + $"MIME-Version: 1.0\r\nContent-Type: {contentType}\r\n\r\n{body}\r\n"),
            series ?? Corpus.Series,
            policy);

    private static string Calendar(string? method, string lines, string zones = "") =>
        ($"BEGIN:VCALENDAR\nVERSION:2.0\n{(method is null ? "" : $"METHOD:{method}\n")}{zones}"
            + $"BEGIN:VEVENT\n{lines}END:VEVENT\nEND:VCALENDAR\n")
            .Replace("\r\n", "\n", StringComparison.Ordinal).Replace("\n", "\r\n", StringComparison.Ordinal);

    private static string Rfc2047(string text) => $"=?utf-8?B?{Convert.ToBase64String(Encoding.UTF8.GetBytes(text))}?=";

    private static string UuEncode(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var encoded = new StringBuilder("begin 644 reply.ics\r\n");
        foreach (var line in bytes.Chunk(45))
        {
            encoded.Append((char)(32 + line.Length));
            foreach (var group in line.Chunk(3))
            {
                byte[] three = [.. group, 0, 0];
                var bits = (three[0] << 16) | (three[1] << 8) | three[2];
                for (var shift = 18; shift >= 0; shift -= 6)
                {
                    var six = (bits >> shift) & 63;
                    encoded.Append(six == 0 ? '`' : (char)(32 + six));
                }
            }

            encoded.Append("\r\n");
        }

        return encoded.Append("`\r\nend\r\n").ToString();
    }

    private static byte[] Der(byte tag, byte[] content) => content.Length < 128
        ? [tag, (byte)content.Length, .. content]
        : [tag, 0x82, (byte)(content.Length >> 8), (byte)content.Length, .. content];
}
