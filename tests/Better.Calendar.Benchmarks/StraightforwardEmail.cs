using System.Text;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;
using MimeKit;
using NodaTime;
using NodaTime.Text;
using IcalCalendar = Ical.Net.Calendar;

namespace Better.Calendar.Benchmarks;

/// <summary>
/// The program that one writes first, with Ical.Net, MimeKit and NodaTime: for every recipient a calendar, two bodies by
/// template, a message, written to a stream. Its email has the content of ours; it verifies no VTIMEZONE and folds as Ical.Net does.
/// </summary>
internal sealed class StraightforwardEmail
{
    private static readonly ZonedDateTimePattern When =
        ZonedDateTimePattern.CreateWithInvariantCulture("dddd, d MMMM uuuu, HH:mm (x)", DateTimeZoneProviders.Tzdb);
    private static readonly FormatOptions Crlf = CreateFormat();

    private readonly WorkshopSeries series;
    private readonly Workshop workshop;
    private readonly string text;
    private readonly string html;
    private readonly string subject;

    /// <summary>Uses the bodies of one of our emails as templates.</summary>
    public StraightforwardEmail(WorkshopSeries series, InvitationEmail email)
        : this(series, Template(email.Text, email.Recipient), Template(email.Html, email.Recipient), email.Subject)
    {
    }

    /// <summary>Uses templates with the placeholders {name} and {email}.</summary>
    public StraightforwardEmail(WorkshopSeries series, string text, string html, string subject)
    {
        (this.series, this.text, this.html, this.subject) = (series, text, html, subject);
        workshop = series.Workshops[0];
    }

    /// <summary>A template: the body with placeholders instead of the recipient.</summary>
    public static string Template(string body, Participant recipient) =>
        body.Replace(recipient.Name, "{name}", StringComparison.Ordinal)
            .Replace(recipient.Email.Value, "{email}", StringComparison.Ordinal);

    /// <summary>Writes one email.</summary>
    public void Write(Participant recipient, Stream stream)
    {
        var calendar = Encoding.UTF8.GetBytes(Calendar(recipient));
        var start = workshop.Start.InZoneStrictly(DateTimeZoneProviders.Tzdb[workshop.Zone ?? series.Zone])
            .WithZone(DateTimeZoneProviders.Tzdb[recipient.Zone ?? series.Zone]);
        var when = When.Format(start);

        using var message = new MimeMessage();
        message.From.Add(new MailboxAddress(series.Organizer.Name, series.Organizer.Email.Value));
        message.To.Add(new MailboxAddress(recipient.Name, recipient.Email.Value));
        message.ReplyTo.Add(new MailboxAddress(series.Organizer.Name, series.Organizer.Email.Value));
        message.Subject = subject;
        message.Date = new DateTimeOffset(2027, 3, 1, 8, 0, 0, TimeSpan.Zero);
        message.MessageId = $"{workshop.Id}.{recipient.Email.LocalPart}@{series.Domain}";
        message.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        message.Body = new Multipart("mixed")
        {
            new MultipartAlternative
            {
                Body("plain", FillIn(text, recipient, when)),
                Body("html", FillIn(html, recipient, when)),
                Part(new("text", "calendar") { Parameters = { { "charset", "utf-8" }, { "method", "REQUEST" } } }, calendar, null),
            },
            Part(new("application", "ics"), calendar, "invite.ics"),
        };
        message.WriteTo(Crlf, stream);
    }

    private string Calendar(Participant recipient)
    {
        var zone = workshop.Zone ?? series.Zone;
        var end = workshop.Start.PlusSeconds((long)workshop.Duration.TotalSeconds);
        var calendar = new IcalCalendar { Method = "REQUEST", ProductId = "-//Straightforward//EN" };
        calendar.AddTimeZone(VTimeZone.FromDateTimeZone(zone, new DateTime(2026, 6, 16), false));
        var invitation = new CalendarEvent
        {
            Uid = $"{series.Id}.{workshop.Id}@{series.Domain}",
            DtStamp = new CalDateTime(2027, 3, 1, 8, 0, 0, CalDateTime.UtcTzId),
            DtStart = new CalDateTime(workshop.Start.ToDateTimeUnspecified(), zone),
            DtEnd = new CalDateTime(end.ToDateTimeUnspecified(), zone),
            Summary = workshop.Title.GetText(series.Language, series.Language),
            Description = text,
            Location = workshop.Meeting!.Url.AbsoluteUri,
            Url = workshop.Meeting.Url,
            Status = "CONFIRMED",
            Organizer = new($"mailto:{series.Organizer.Email}") { CommonName = series.Organizer.Name },
        };
        invitation.Attendees.Add(
            new(
                $"mailto:{recipient.Email}")
            {
                CommonName = recipient.Name,
                ParticipationStatus = "NEEDS-ACTION",
                Role = "REQ-PARTICIPANT",
                Rsvp = true,
                Type = "INDIVIDUAL"
            });
        calendar.Events.Add(invitation);
        return new CalendarSerializer().SerializeToString(calendar)!;
    }

    private static string FillIn(string template, Participant recipient, string when) =>
        template.Replace("{name}", recipient.Name, StringComparison.Ordinal)
            .Replace("{email}", recipient.Email.Value, StringComparison.Ordinal)
            .Replace("{when}", when, StringComparison.Ordinal);

    private static TextPart Body(string subtype, string text) =>
        new(subtype) { Text = text, ContentTransferEncoding = ContentEncoding.QuotedPrintable };

    private static MimePart Part(ContentType type, byte[] bytes, string? name)
    {
        var part =
            new MimePart(type) { Content = new MimeContent(new MemoryStream(bytes)), ContentTransferEncoding = ContentEncoding.Base64 };
        if (name is not null)
        {
            part.ContentDisposition = new(ContentDisposition.Attachment) { FileName = name };
        }

        return part;
    }

    private static FormatOptions CreateFormat()
    {
        var format = FormatOptions.Default.Clone();
        format.NewLineFormat = NewLineFormat.Dos;
        return format;
    }
}
