using System.Text;
using System.Text.RegularExpressions;
using MimeKit;

namespace Better.Calendar.Tests.Email;

public sealed class EmailKindTests
{
    [Test]
    public void No_email_of_any_kind_language_or_mode_has_a_finding_above_suggestion()
    {
        var options = new ValidationOptions { Suppressions = [new("ADDR-09", "hosts may show participants each other")] };

        Assert.That(
            EmailMatrix.All().SelectMany(email => InvitationValidator.ValidateEmail(email.Bytes, options).Findings
                .Where(finding => finding.Severity > Severity.Suggestion).Select(finding => $"{email.Kind} {email.Language}: {finding}")),
            Is.Empty);
    }

    [TestCase(EmailKind.Invitation, "REQUEST")]
    [TestCase(EmailKind.Confirmation, "REQUEST")]
    [TestCase(EmailKind.Update, "REQUEST")]
    [TestCase(EmailKind.Cancellation, "CANCEL")]
    [TestCase(EmailKind.Withdrawal, "CANCEL")]
    [TestCase(EmailKind.Reminder, null)]
    [TestCase(EmailKind.Overview, null)]
    [TestCase(EmailKind.FollowUp, null)]
    public void Each_kind_has_its_method_or_none(EmailKind kind, string? method)
    {
        using var message = EmailMatrix.Email(kind, "en").ToMimeMessage();

        var calendar = message.BodyParts.OfType<MimePart>().SingleOrDefault(part => part.ContentType.IsMimeType("text", "calendar"));
        Assert.That(calendar?.ContentType.Parameters["method"], Is.EqualTo(method));
    }

    [Test]
    public void Nobody_who_was_invited_gets_a_file_with_the_same_UIDs_to_import()
    {
        using var message = EmailMatrix.Email(EmailKind.Overview, "hu").ToMimeMessage();

        Assert.That(message.Attachments, Is.Empty);
        Assert.That(message.BodyParts.Select(static part => part.ContentType.MimeType), Is.EqualTo(new[] { "text/plain", "text/html" }));
        Assert.That(EmailMatrix.All().Select(static email => email.Calendar?.Method), Has.None.EqualTo(IcsMethod.Publish));
    }

    [Test]
    public void An_overview_links_the_feed_where_the_host_has_it_on_the_web()
    {
        var email =
            EmailMatrix.Email(EmailKind.Overview, "en", new() { CalendarFileUrl = new Uri("https://better.example/programme.ics") });

        Assert.That(email.Calendar, Is.Null);
        Assert.That(email.Text, Does.Contain("https://better.example/programme.ics"));
    }

    [TestCase(EmailKind.Invitation, true)]
    [TestCase(EmailKind.Update, true)]
    [TestCase(EmailKind.Cancellation, false)]
    [TestCase(EmailKind.Withdrawal, false)]
    [TestCase(EmailKind.Confirmation, true)]
    [TestCase(EmailKind.Reminder, true)]
    [TestCase(EmailKind.Overview, false)]
    [TestCase(EmailKind.FollowUp, false)]
    public void Emails_that_ask_for_a_response_show_the_host_s_page_as_text_and_as_three_buttons(EmailKind kind, bool isShown)
    {
        var options =
            new InvitationOptions
            {
                RsvpPage =
                static (_, workshop, participant) =>
                    new($"https://better.example/answer/{workshop.Id}?who={participant.Email.LocalPart}&x=1")
            };
        foreach (var language in EmailMatrix.Languages)
        {
            var email = EmailMatrix.Email(kind, language, options);

            Assert.That(email.Text.Split('\n', ' '), isShown
                ? Does.Contain("https://better.example/answer/1?who=reader&x=1")
                : Has.None.Contains("/answer/"));
            Assert.That(email.Html, isShown
                ? Does.Contain("<a href=\"https://better.example/answer/1?who=reader&amp;x=1&amp;response=accepted\"")
                    .And.Contain("&amp;x=1&amp;response=tentative\"").And.Contain("&amp;x=1&amp;response=declined\"")
                : Does.Not.Contain("/answer/"));
        }
    }

    [Test]
    public void A_participant_without_an_RSVP_page_gets_an_email_that_shows_none()
    {
        var email = EmailMatrix.Email(EmailKind.Invitation, "en", new() { RsvpPage = static (_, _, _) => null });

        Assert.That(email.Bytes.ToArray(), Is.EqualTo(EmailMatrix.Email(EmailKind.Invitation, "en").Bytes.ToArray()));
    }

    [TestCase("javascript:alert(1)")]
    [TestCase("/answer/1")]
    public void An_RSVP_page_that_is_not_a_web_address_is_refused(string address)
    {
        var options = new InvitationOptions { RsvpPage = (_, _, _) => new(address, UriKind.RelativeOrAbsolute) };

        Assert.That(
            () => EmailMatrix.Email(EmailKind.Invitation, "en", options),
            Throws.ArgumentException.With.Message.Contains("RsvpPage"));
    }

    [Test]
    public void An_update_shows_old_and_new_values_in_the_recipient_s_language_and_zone()
    {
        var email = EmailMatrix.Email(EmailKind.Update, "hu");
        var html = System.Net.WebUtility.HtmlDecode(email.Html);

        Assert.That(html.Replace("\u2060", "", StringComparison.Ordinal), Does.Match(
            "<del>június 16., kedd, <span[^>]*>10:30–12:00</span></del>[^¤]*>2020. június 16., kedd<[^¤]*>11:30–13:00<"));
        Assert.That(html, Does.Contain("><bdi>Council House, Birmingham</bdi></del>")
            .And.Contain("<strong><bdi>Online (Webex)</bdi></strong>"));
        Assert.That(html, Does.Contain("><bdi>Anna Kiss (Nyíregyháza)</bdi></del>")
            .And.Contain("<strong><bdi>Lauri Sock (Tartu)</bdi></strong>"));
        Assert.That(
            email.Text.Replace(" \n", " ", StringComparison.Ordinal),
            Does.Contain("10:30–12:00").And.Contain("11:30–13:00").And.Contain("Anna Kiss (Nyíregyháza)"));
    }

    [TestCase(ParticipationStatus.Accepted, TextKey.ResponseRemainsValid)]
    [TestCase(ParticipationStatus.Declined, TextKey.ResponseRemainsValid)]
    [TestCase(null, TextKey.ResponseRemainsValidIfGiven)]
    public void An_update_that_does_not_ask_again_says_that_the_response_remains_valid(ParticipationStatus? response, TextKey expected)
    {
        var series = Samples.Better();
        var message =
            new PlannedEmail
            {
                Kind = EmailKind.Update,
                Recipient = series.Participants[3],
                Workshop = series.Workshops[1],
                PreviousWorkshop = series.Workshops[1] with { LeadExpert = null },
                Response = response,
                Revision = 1
            };
        var email = new InvitationComposer().Compose(series, message, Samples.Announced);

        var texts = InvitationTexts.ForLanguage("en");
        Assert.That(
            email.Text.Replace(" \n", " ", StringComparison.Ordinal),
            Does.Contain(texts[expected]).And.Not.Contain(texts[TextKey.PleaseRespondAgain]));
    }

    [Test]
    public void A_cancellation_and_a_withdrawal_say_different_things()
    {
        var cancellation = EmailMatrix.Email(EmailKind.Cancellation, "en").Text.Replace(" \n", " ", StringComparison.Ordinal);
        var withdrawal = EmailMatrix.Email(EmailKind.Withdrawal, "en").Text.Replace(" \n", " ", StringComparison.Ordinal);

        Assert.That(cancellation, Does.Contain("will not take place").And.Not.Contain("withdrawn"));
        Assert.That(withdrawal, Does.Contain("has been withdrawn").And.Contain("still takes place").And.Not.Contain("will not take place"));
        Assert.That(cancellation, Does.Not.Contain("better.webex.example"));
    }

    [Test]
    public void A_reminder_has_the_join_link_and_the_passcode()
    {
        var email = EmailMatrix.Email(EmailKind.Reminder, "it");

        Assert.That(email.Text, Does.Contain("https://better.webex.example/j/1616001").And.Contain("Tartu-16"));
        Assert.That(email.Calendar, Is.Null);
    }

    [Test]
    public void Emails_about_one_workshop_are_in_one_thread()
    {
        var invitation = EmailMatrix.Email(EmailKind.Invitation, "sv").MessageId;

        foreach (var kind in new[] { EmailKind.Update, EmailKind.Cancellation, EmailKind.Withdrawal, EmailKind.Reminder,
            EmailKind.FollowUp })
        {
            using var message = EmailMatrix.Email(kind, "sv").ToMimeMessage();
            Assert.That(message.InReplyTo, Is.EqualTo(invitation), kind.ToString());
            Assert.That(message.References.Single(), Is.EqualTo(invitation), kind.ToString());
            Assert.That(message.MessageId, Is.Not.EqualTo(invitation), kind.ToString());
        }
    }

    [Test]
    public void Every_kind_of_email_has_its_own_Message_ID() =>
        Assert.That(EmailMatrix.Kinds.Select(kind => EmailMatrix.Email(kind, "de").MessageId), Is.Unique);

    [Test]
    public void No_calendar_part_has_a_property_that_clients_cannot_handle()
    {
        foreach (var email in EmailMatrix.All().Where(email => email.Calendar is { Method: not IcsMethod.Publish }))
        {
            var calendar = email.Calendar!.ToString();
            Assert.That(
                calendar,
                Does.Not.Contain(
                    "VALARM").And.Not.Contain(
                    "RDATE").And.Not.Contain(
                    "DURATION").And.Not.Contain(
                    "X-ALT-DESC").And.Not.Contain(
                    "X-WR-"));
        }
    }

    [Test]
    public void Every_email_stays_far_below_the_size_at_which_Gmail_clips_it() =>
        Assert.That(EmailMatrix.All().Max(email => Encoding.UTF8.GetByteCount(email.Html)), Is.LessThan(102_000 / 4));

    [Test]
    public void The_plain_text_of_every_kind_is_at_most_as_long_as_before_it_was_written_anew()
    {
        var longer = from language in EmailSizes.Before.TextLengths
                     from kind in language.Value
                     let length = EmailMatrix.Email(Enum.Parse<EmailKind>(kind.Key), language.Key).Text.Length
                     where length > kind.Value
                     select $"{language.Key} {kind.Key}: {length} instead of {kind.Value}";

        Assert.That(EmailSizes.Before.TextLengths, Has.Count.EqualTo(10));
        Assert.That(longer, Is.Empty);
    }

    [Test]
    public void Plain_text_has_lines_of_at_most_72_characters_where_words_allow_and_is_safe_to_flow()
    {
        foreach (var line in EmailMatrix.All().SelectMany(email => email.Text.Split('\n')))
        {
            Assert.That(
                line.TrimEnd(' ').Length,
                Is.LessThanOrEqualTo(73).Or.Matches<int>(_ => !line.Trim().Contains(' ', StringComparison.Ordinal)),
                line);
            Assert.That(line, Does.Not.StartWith(">").And.Not.StartWith("From "));
        }
    }

    [Test]
    public void An_address_of_a_participant_is_shown_to_others_only_where_the_host_wants_it()
    {
        foreach (var privacy in Enum.GetValues<AttendeePrivacy>())
        {
            var email = EmailMatrix.Email(EmailKind.Invitation, "en", new() { Privacy = privacy });
            var all = email.Text + email.Html + email.Calendar!.ToString().Replace("\r\n ", "", StringComparison.Ordinal);

            Assert.That(
                all.Contains("olivia.clarke@birmingham.example", StringComparison.Ordinal),
                Is.EqualTo(privacy == AttendeePrivacy.NamesAndAddresses));
            Assert.That(all.Contains("Olivia Clarke", StringComparison.Ordinal), Is.EqualTo(privacy != AttendeePrivacy.RecipientOnly));
        }
    }

    [Test]
    public void With_tokens_sender_organizer_and_reply_address_are_one_and_differ_for_everybody()
    {
        var options = new InvitationOptions { ReplyTokens = new ReplyTokens(new byte[16]) };
        var emails = new InvitationComposer(options).ComposeAll(Samples.Better(), Samples.Announced).ToList();

        var addresses = emails.Select(email =>
        {
            using var message = email.ToMimeMessage();
            var from = message.From.Mailboxes.Single().Address;
            Assert.That(message.ReplyTo.Mailboxes.Single().Address, Is.EqualTo(from));
            Assert.That(email.Calendar!.ToString()
                .Replace("\r\n ", "", StringComparison.Ordinal), Does.Contain($"ORGANIZER;CN=BETTER:mailto:{from}\r\n"));
            return from;
        }).ToList();
        Assert.That(addresses, Is.Unique.And.All.Matches("^meetings\\+[a-z2-7]{16}@better\\.example$"));
        Assert.That(
            new ReplyTokens([.. Enumerable.Repeat((byte)1, 16)]).GetToken(Samples.Better(), null, Samples.Better().Participants[0]),
            Is.Not.EqualTo(options.ReplyTokens!.GetToken(Samples.Better(), null, Samples.Better().Participants[0])));
    }

    [Test]
    public void A_host_s_custom_bodies_replace_the_library_s_and_the_calendar_part_is_unchanged()
    {
        var options =
            new InvitationOptions
            {
                CustomBodies = content => content.Kind == EmailKind.Invitation
                ? new($"Our custom text, {content.When!.Line}\n", $"<p>{content.Title}</p>")
                : null
            };
        var custom = EmailMatrix.Email(EmailKind.Invitation, "en", options);

        Assert.That(custom.Text, Does.StartWith("Our custom text, Tuesday 16 June 2020"));
        Assert.That(custom.Calendar!.ToString(), Is.EqualTo(EmailMatrix.Email(EmailKind.Invitation, "en").Calendar!.ToString()));
        Assert.That(EmailMatrix.Email(EmailKind.Update, "en", options).Html, Is.EqualTo(EmailMatrix.Email(EmailKind.Update, "en").Html));
    }

    [TestCase("#ffd700", "contrast of 1.4:1")]
    [TestCase("blue", "not a color")]
    [TestCase("#12345g", "not a color")]
    public void A_color_on_which_white_text_cannot_be_read_is_refused(string color, string problem) =>
        Assert.That(() => new EmailTheme { Color = color }, Throws.ArgumentException.With.Message.Contain(problem));

    [Test]
    public void A_long_title_is_shortened_so_that_the_date_stays_in_the_subject()
    {
        var small = Samples.Small();
        var series = small with { Workshops = [small.Workshops[0] with { Title = string.Concat(Enumerable.Repeat("word ", 1000)) }] };

        var subject = new InvitationComposer().Compose(series, series.Workshops[0], series.Participants[0], Samples.Announced).Subject;

        Assert.That(subject, Has.Length.LessThanOrEqualTo(202).And.StartsWith("Invitation: word").And.EndsWith("… (Wed 14 April)"));
    }

    [Test]
    public void The_RSVP_page_is_in_the_participant_s_language()
    {
        var series = Samples.Better();
        var text = new RsvpPageText(series, series.Workshops[0], series.Participants[2]);

        Assert.That(text.GetConfirmation(ParticipationStatus.Accepted), Does.Contain("Szűcs Eszter").And.Contain("10:30–12:00"));
        Assert.That(text.Language, Is.EqualTo("hu"));
        Assert.That(
            new RsvpPageText(
                series,
                series.Workshops[0] with { Status = WorkshopStatus.Cancelled },
                series.Participants[2]).GetConfirmation(
                ParticipationStatus.Accepted),
            Is.Not.EqualTo(text.GetConfirmation(ParticipationStatus.Accepted)));
    }

    [Test]
    public void In_a_language_from_right_to_left_every_isolate_that_opens_closes()
    {
        foreach (var text in EmailMatrix.Kinds.Select(kind => EmailMatrix.Email(kind, "ar"))
            .SelectMany(email => new[] { email.Subject, email.Text, email.Html }))
        {
            foreach (var line in text.Replace(" \n", " ", StringComparison.Ordinal).Split('\n'))
            {
                Assert.That(Regex.Count(line, "\u2068"), Is.EqualTo(Regex.Count(line, "\u2069")), line);
            }
        }
    }
}
