using System.Globalization;
using System.Text;
using NodaTime;

namespace Better.Calendar.Tests.Scheduling;

/// <summary>A series on its way through revisions, as a host takes it: store, edit, plan, write, through the document each time.</summary>
internal sealed class Story
{
    private readonly StringBuilder text = new();
    /// <summary>The first letters go out.</summary>
    public Story(WorkshopSeries series, Instant at, RevisionPolicy? policy = null, IDateTimeZoneProvider? zones = null)
    {
        Zones = zones ?? DateTimeZoneProviders.Tzdb;
        (Policy, At) = (policy ?? new(), at);
        Take(SeriesRevision.First(series, at, Policy, Zones));
    }

    /// <summary>The series as stored.</summary>
    public WorkshopSeries Stored { get; private set; } = null!;

    /// <summary>What the last step planned.</summary>
    public SeriesRevision Last { get; private set; } = null!;

    /// <summary>The emails of the last step.</summary>
    public IReadOnlyList<InvitationEmail> Emails { get; private set; } = [];

    public RevisionPolicy Policy { get; set; }

    /// <summary>The zone rules of the time.</summary>
    public IDateTimeZoneProvider Zones { get; set; }

    /// <summary>The time of the next step.</summary>
    public Instant At { get; set; }

    /// <summary>What participants say by now.</summary>
    public IReadOnlyList<ParticipantResponse> Responses { get; set; } = [];

    /// <summary>All steps: kind, workshop, to, subject, method, sequence, why.</summary>
    public override string ToString() => text.ToString();

    /// <summary>An edit is stored, and its emails are written.</summary>
    public Story Then(string heading, Func<WorkshopSeries, WorkshopSeries> edit)
    {
        At += Duration.FromDays(1);
        Take(heading, SeriesRevision.Between(Stored, edit(Stored), At, Policy, Responses, Zones));
        return this;
    }

    /// <summary>A plan that was made elsewhere is stored, and its emails are written.</summary>
    public void Take(string heading, SeriesRevision revision)
    {
        Take(revision);
        text.Append("# ").Append(heading).Append('\n');
        foreach (var (message, email) in revision.Emails.Zip(Emails))
        {
            text.Append(string.Create(
                CultureInfo.InvariantCulture,
                $"{message.Kind} of {message.Workshop!.Id} to {message.Recipient.Name} <{message.Recipient.Email}>: {email.Subject} | {email.Calendar!.MethodName} {message.Workshop.Sequence}{(message.RequestsNewResponse ? ", asks again" : "")} | {message.Explanation}\n"));
        }

        foreach (var silence in revision.Skipped)
        {
            text.Append(CultureInfo.InvariantCulture, $"nothing of {silence.WorkshopId} to {string.Join(", ", silence.Recipients.Select(one => one.Name))}: {silence.Explanation}\n");
        }

        text.Append('\n');
    }

    private void Take(SeriesRevision revision)
    {
        Last = revision;
        Stored = SeriesDocument.Read(SeriesDocument.Write(revision.Series), Zones);
        Emails = [.. revision.Emails.Select(message => new InvitationComposer(new() { Zones = Zones }).Compose(Stored, message, revision.Timestamp))];
    }

    /// <summary>Changes one workshop.</summary>
    public static Func<WorkshopSeries, WorkshopSeries> Workshop(string id, Func<Workshop, Workshop> edit) =>
        series => series with { Workshops = [.. series.Workshops.Select(one => one.Id == id ? edit(one) : one)] };
}
