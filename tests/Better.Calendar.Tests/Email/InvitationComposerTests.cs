using System.Text;
using System.Text.RegularExpressions;
using Better.Calendar.Model;
using CsCheck;
using MimeKit;

namespace Better.Calendar.Tests.Email;

public sealed class InvitationComposerTests
{
    private static readonly WorkshopSeries Better = Samples.Better();
    private static readonly InvitationComposer Composer = new();

    /// <summary>The headers of an email; MimeKit counts Content-… as part of the body.</summary>
    private static readonly string[] HeaderNames =
        ["From", "To", "Reply-To", "Subject", "Date", "Message-Id", "Auto-Submitted", "X-Auto-Response-Suppress", "MIME-Version"];

    [TestCase(1)]
    [TestCase(2)]
    public void The_email_is_the_approved_one(int participant) =>
        Approved.Bytes(
            Composer.Compose(Better, Better.Workshops[0], Better.Participants[participant], Samples.Announced).Bytes,
            $"email-{Better.Participants[participant].Language}.eml");

    [Test]
    public void The_MIME_structure_is_the_one_that_every_client_supports()
    {
        using var message = Composer.Compose(Better, Better.Workshops[1], Better.Participants[2], Samples.Announced).ToMimeMessage();

        var mixed = (Multipart)message.Body!;
        var alternative = (MultipartAlternative)mixed[0];
        var calendar = (MimePart)alternative[2];
        var attachment = (MimePart)mixed[1];
        Assert.That(mixed.ContentType.MimeType, Is.EqualTo("multipart/mixed"));
        Assert.That(
            alternative.Select(part => part.ContentType.MimeType),
            Is.EqualTo(new[] { "text/plain", "text/html", "text/calendar" }));
        Assert.That(calendar.ContentType.Parameters["method"], Is.EqualTo("REQUEST"));
        Assert.That(calendar.ContentType.Charset, Is.EqualTo("utf-8"));
        Assert.That(calendar.ContentDisposition, Is.Null);
        Assert.That(calendar.ContentId, Is.Null);
        Assert.That(calendar.ContentType.Name, Is.Null);
        Assert.That(attachment.ContentType.MimeType, Is.EqualTo("application/ics"));
        Assert.That(attachment.FileName, Is.EqualTo("invite.ics"));
        Assert.That(Decoded(attachment), Is.EqualTo(Decoded(calendar)));
        Assert.That(Encoding.UTF8.GetString(Decoded(calendar)), Does.Contain("METHOD:REQUEST\r\n"));
    }

    [Test]
    public void The_email_comes_from_the_organizer_and_goes_to_one_participant()
    {
        using var message = Composer.Compose(Better, Better.Workshops[1], Better.Participants[4], Samples.Announced).ToMimeMessage();

        Assert.That(message.From.Mailboxes.Single().Address, Is.EqualTo("meetings@better.example"));
        Assert.That(message.ReplyTo.Mailboxes.Single().Address, Is.EqualTo("meetings@better.example"));
        Assert.That(message.To.Mailboxes.Single().Name, Is.EqualTo("Åsa Lindström"));
        Assert.That(message.To.Mailboxes.Single().Address, Is.EqualTo("asa.lindstrom@gavle.example"));
        Assert.That(message.Cc, Is.Empty);
        Assert.That(message.Bcc, Is.Empty);
        Assert.That(message.Date, Is.EqualTo(Samples.Announced.ToDateTimeOffset()));
        Assert.That(message.Headers["Auto-Submitted"], Is.EqualTo("auto-generated"));
    }

    [TestCase(0, "10:30–12:00", "ora legale dell’Europa centrale")]
    [TestCase(1, "11:30–13:00", "Ida-Euroopa suveaeg")]
    [TestCase(2, "10:30–12:00", "közép-európai nyári idő")]
    [TestCase(3, "09:30–11:00", "British Summer Time")]
    [TestCase(4, "10:30–12:00", "centraleuropeisk sommartid")]
    public void Each_recipient_sees_the_time_in_their_own_zone_and_language(int participant, string time, string zone)
    {
        var email = Composer.Compose(Better, Better.Workshops[0], Better.Participants[participant], Samples.Announced);

        Assert.That(email.Language, Is.EqualTo(Better.Participants[participant].Language));
        foreach (var text in new[] { email.Text.Replace(" \n", " ", StringComparison.Ordinal),
            System.Net.WebUtility.HtmlDecode(email.Html) })
        {
            Assert.That(text.Replace('\u202F', ' '), Does.Contain(time).And.Contain(zone).IgnoreCase);
        }
    }

    [Test]
    public void A_recipient_in_another_zone_sees_the_organizer_s_time_as_well()
    {
        var email = Composer.Compose(Better, Better.Workshops[0], Better.Participants[3], Samples.Announced);

        Assert.That(
            email.Text.Replace(" \n", " ", StringComparison.Ordinal),
            Does.Contain("09:30–11:00 (British Summer Time, UTC+1)").And.Contain("10:30–12:00 (UTC+2)"));
    }

    [Test]
    public void All_emails_of_the_series_are_composed_in_order()
    {
        var emails = Composer.ComposeAll(Better, Samples.Announced).ToList();

        Assert.That(emails.Select(email => (email.Recipient.Email.LocalPart, email.WorkshopId))
            .Take(4),
                Is.EqualTo(new[] { ("giulia.rossi", (string?)"1"), ("kadri.tamm", "1"), ("eszter.szucs", "1"), ("olivia.clarke", "1") }));
        Assert.That(emails, Has.Count.EqualTo(15));
        Assert.That(emails.Select(email => email.MessageId).Distinct().Count(), Is.EqualTo(15));
    }

    [TestCaseSource(typeof(CultureOf), nameof(CultureOf.Machines))]
    public void The_bytes_are_the_same_on_every_machine(string culture) =>
        Assert.That(
            CultureOf.Run(culture, () => new InvitationComposer().ComposeAll(Samples.Better(), Samples.Announced)
                .Select(email => Encoding.Latin1.GetString(email.Bytes.Span))
                .ToList()),
            Is.EqualTo(Composer.ComposeAll(Better, Samples.Announced).Select(email => Encoding.Latin1.GetString(email.Bytes.Span))));

    [Test]
    public void MimeKit_writes_the_message_as_the_same_bytes()
    {
        var email = Composer.Compose(Better, Better.Workshops[0], Better.Participants[2], Samples.Announced);
        using var message = email.ToMimeMessage();
        using var bytes = new MemoryStream();
        var format = FormatOptions.Default.Clone();
        format.NewLineFormat = NewLineFormat.Dos;

        message.WriteTo(format, bytes);

        Assert.That(bytes.ToArray(), Is.EqualTo(email.Bytes.ToArray()));
    }

    [Test]
    public void Lines_end_with_CR_LF_are_ASCII_and_short_enough_for_every_server()
    {
        foreach (var email in Composer.ComposeAll(Better, Samples.Announced))
        {
            var text = Encoding.Latin1.GetString(email.Bytes.Span);
            Assert.That(Regex.IsMatch(text, "(?<!\r)\n|\r(?!\n)"), Is.False);
            Assert.That(text.All(c => c < 127), Is.True);
            Assert.That(text.Split("\r\n").Max(line => line.Length), Is.LessThanOrEqualTo(76));
        }
    }

    [Test]
    public void A_cancellation_refers_to_the_first_invitation()
    {
        var series =
            Better with
            {
                Workshops =
                [Better.Workshops[0] with { Sequence = 1, Status = WorkshopStatus.Cancelled }, .. Better.Workshops.Skip(1)]
            };
        using var invitation = Composer.Compose(Better, Better.Workshops[0], Better.Participants[0], Samples.Announced).ToMimeMessage();
        using var cancellation =
            Composer.Compose(
                series,
                new PlannedEmail { Kind = EmailKind.Cancellation, Workshop = series.Workshops[0], Recipient = series.Participants[0] },
                Samples.Announced)
            .ToMimeMessage();

        Assert.That(cancellation.MessageId, Is.Not.EqualTo(invitation.MessageId));
        Assert.That(cancellation.InReplyTo, Is.EqualTo(invitation.MessageId));
        Assert.That(cancellation.References.Single(), Is.EqualTo(invitation.MessageId));
        Assert.That(
            Encoding.UTF8.GetString(Decoded((MimePart)((Multipart)((Multipart)cancellation.Body!)[0])[2])),
            Does.Contain("METHOD:CANCEL").And.Contain("STATUS:CANCELLED").And.Contain("SEQUENCE:1"));
    }

    [Test]
    public void An_unlisted_recipient_gets_the_same_email_as_a_listed_one()
    {
        var message = new PlannedEmail { Kind = EmailKind.Invitation, Workshop = Better.Workshops[0], Recipient = Better.Participants[0] };
        var series = Better with { Participants = [] };

        Assert.That(() => Composer.Compose(series, message, Samples.Announced), Throws.ArgumentException);
        Assert.That(
            Composer.ComposeForUnlistedRecipient(series, message, Samples.Announced).Bytes.ToArray(),
            Is.EqualTo(Composer.Compose(Better, message, Samples.Announced).Bytes.ToArray()));
        Assert.That(
            () => Composer.ComposeForUnlistedRecipient(
                series,
                message with { Recipient = message.Recipient with { Workshops = ["2"] } },
                Samples.Announced),
            Throws.ArgumentException.With.Message.Contain("not invited"));
    }

    [Test]
    public void People_who_are_not_in_the_series_or_not_invited_get_no_email()
    {
        var chooser = Better.Participants[0] with { Workshops = ["2"] };
        var series = Better with { Participants = [chooser, .. Better.Participants.Skip(1)] };

        Assert.That(
            () => Composer.Compose(series, series.Workshops[0], chooser, Samples.Announced),
            Throws.ArgumentException.With.Message.Contain("not invited"));
        Assert.That(
            () => Composer.Compose(series, Samples.Workshop("9"), chooser, Samples.Announced),
            Throws.ArgumentException.With.Message.Contain("Workshop \"9\" is not in the series"));
        Assert.That(
            () => Composer.Compose(series, series.Workshops[0], Samples.Small().Participants[0], Samples.Announced),
            Throws.ArgumentException.With.Message.Contain("anna@guest.example is not in the series"));
    }

    [Test]
    public void No_text_in_any_field_injects_a_header_a_line_or_markup_and_every_text_survives()
    {
        var texts = Gen.OneOf(
            Gen.String[Gen.Char, 1, 60],
            Gen.String[Gen.Char["a\r\n\t\0\"'<>&;:,\\=?_😀ő\u202E\u2028%@"], 1, 120],
            Gen.Const("\r\nBcc: all@evil.example\r\n\r\n<script>alert(1)</script>"))
                .Where(text => TextSanitizer.ToSingleLine(text).Length > 0);
        Gen.Select(texts, texts, texts).SamplePortion(
            (title, name, organizer) =>
            {
                var small = Samples.Small();
                var series = small with
                {
                    Title = title,
                    Organizer = small.Organizer with { Name = organizer },
                    Workshops =
                        [small.Workshops[0] with { Title = title, Description = title, LeadExpert = new() { Name = name, City = title } }],
                    Participants = [small.Participants[0] with { Name = name }],
                };
                var email = Composer.Compose(series, series.Workshops[0], series.Participants[0], Samples.Announced);
                using var message = email.ToMimeMessage();
                var bytes = Encoding.Latin1.GetString(email.Bytes.Span);

                return message.Headers.Select(header => header.Field).SequenceEqual(HeaderNames)
                    && message.Subject == email.Subject
                    && message.To.Mailboxes.Single().Name == series.Participants[0].Name
                    && message.To.Mailboxes.Single().Address == "anna@guest.example"
                    && message.From.Mailboxes.Single().Name == series.Organizer.Name
                    && Regex.Matches(bytes, @"=\?[^?\s]+\?B\?[^?\s]*\?=").All(word => word.Length <= 75)
                    && bytes[..bytes.IndexOf("\r\n\r\n", StringComparison.Ordinal)].Split("\r\n")
                        .All(line => line.Length <= 78 && (line.Length <= 76 || !line.Contains("=?", StringComparison.Ordinal)))
                    && !email.Html.Contains("<script", StringComparison.OrdinalIgnoreCase)
                    && !email.Html.Contains('\uFFFD', StringComparison.Ordinal)
                    && System.Net.WebUtility.HtmlDecode(email.Html).Contains(series.Participants[0].Name, StringComparison.Ordinal);
            },
            slice: 500, whole: 100_000);
    }

    private static byte[] Decoded(MimePart part)
    {
        using var bytes = new MemoryStream();
        part.Content!.DecodeTo(bytes);
        return bytes.ToArray();
    }
}
