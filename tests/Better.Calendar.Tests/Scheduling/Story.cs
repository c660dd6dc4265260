using System.Globalization;
using System.Text;
using NodaTime;

namespace Better.Calendar.Tests.Scheduling;

/// <summary>
/// A series that goes through revisions as in a host: stored, edited, planned and composed, each time from the stored document.
/// </summary>
internal sealed class Story
{
    private readonly StringBuilder text = new();

    /// <summary>Sends the first emails.</summary>
    public Story(WorkshopSeries series, Instant at, RevisionPolicy? policy = null, IDateTimeZoneProvider? zones = null)
    {
        Zones = zones ?? DateTimeZoneProviders.Tzdb;
        (Policy, At) = (policy ?? new(), at);
        Take(SeriesRevision.First(series, at, Policy, zones: Zones));
    }

    /// <summary>The series as it is stored.</summary>
    public WorkshopSeries Stored { get; private set; } = null!;

    /// <summary>What the last step planned.</summary>
    public SeriesRevision Last { get; private set; } = null!;

    /// <summary>The emails of the last step.</summary>
    public IReadOnlyList<InvitationEmail> Emails { get; private set; } = [];

    public RevisionPolicy Policy { get; set; }

    /// <summary>The time zone rules in force.</summary>
    public IDateTimeZoneProvider Zones { get; set; }

    /// <summary>The time of the next step.</summary>
    public Instant At { get; set; }

    /// <summary>The participants' responses so far.</summary>
    public IReadOnlyList<ParticipantResponse> Responses { get; set; } = [];

    /// <summary>All steps, with each email's kind, workshop, recipient, subject, METHOD, SEQUENCE and explanation.</summary>
    public override string ToString() => text.ToString();

    /// <summary>Stores an edit and composes its emails.</summary>
    public Story Then(string heading, Func<WorkshopSeries, WorkshopSeries> edit)
    {
        At += Duration.FromDays(1);
        Take(heading, SeriesRevision.Between(Stored, edit(Stored), At, Policy, Responses, Zones));
        return this;
    }

    /// <summary>Stores a plan that was made elsewhere and composes its emails.</summary>
    public void Take(string heading, SeriesRevision revision)
    {
        Take(revision);
        text.Append("# ").Append(heading).Append('\n');
        foreach (var (message, email) in revision.Emails.Zip(Emails))
        {
            text.Append(string.Create(
                CultureInfo.InvariantCulture,
                $"{message.Kind} of {message.Workshop!.Id} to {message.Recipient.Name} <{message.Recipient.Email}>: "
                    + $"{email.Subject} | {email.Calendar!.MethodName} {message.Workshop.Sequence}"
                    + $"{(message.RequestsNewResponse ? ", asks again" : "")} | {message.Explanation}\n"));
        }

        foreach (var skipped in revision.Skipped)
        {
            var recipients = string.Join(", ", skipped.Recipients.Select(participant => participant.Name));
            text.Append(
                CultureInfo.InvariantCulture,
                $"No email about {skipped.WorkshopId} to {recipients}: {skipped.Explanation}\n");
        }

        text.Append('\n');
    }

    private void Take(SeriesRevision revision)
    {
        Last = revision;
        Stored = SeriesDocument.Read(SeriesDocument.Write(revision.Series), Zones);
        Emails =
            [.. revision.Emails.Select(
                message => new InvitationComposer(new() { Zones = Zones }).Compose(Stored, message, revision.Timestamp))];
    }

    /// <summary>An edit of one workshop.</summary>
    public static Func<WorkshopSeries, WorkshopSeries> Workshop(string id, Func<Workshop, Workshop> edit) =>
        series =>
            series with { Workshops = [.. series.Workshops.Select(participant => participant.Id == id ? edit(participant) : participant)] };
}
