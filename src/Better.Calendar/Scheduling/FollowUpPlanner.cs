using System.Text.Json.Serialization;
using Better.Calendar.Scheduling;
using NodaTime;

namespace Better.Calendar;

/// <summary>
/// Plans what goes out after a workshop or after the whole series: who came is thanked, and whoever else the host names is informed.
/// </summary>
/// <remarks>
/// A follow-up has the same <see cref="PlannedEmail.Key"/> and Message-ID however often it is planned, also after the workshop was edited,
/// so an outbox sends it once.
/// </remarks>
public static class FollowUpPlanner
{
    /// <summary>Plans the follow-ups; none before the workshops have ended, or if they are cancelled.</summary>
    /// <param name="series">The series as it is stored. If emails have gone out, only people who were sent an invitation count as
    /// invited.</param>
    /// <param name="workshop">One of its workshops; null for one email about all of them.</param>
    /// <param name="at">The current time.</param>
    /// <param name="responses">The participants' responses so far (<c>Attendance.Responses</c>).</param>
    /// <param name="recipients">Who gets the follow-up.</param>
    /// <param name="attended">The people who came, for example those whom the meeting platform lists; of several workshops, to at least
    /// one. Null: those who came are those who had accepted.</param>
    /// <param name="zones">The time zone rules; null means NodaTime's TZDB.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="recipients"/> is not defined.</exception>
    public static ValueList<PlannedEmail> Plan(
        WorkshopSeries series,
        Workshop? workshop,
        Instant at,
        IEnumerable<ParticipantResponse> responses,
        FollowUpRecipients recipients = FollowUpRecipients.Attended,
        IEnumerable<EmailAddress>? attended = null,
        IDateTimeZoneProvider? zones = null)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(responses);
        ArgumentGuard.Defined(recipients, nameof(recipients));
        var tzdb = zones ?? DateTimeZoneProviders.Tzdb;
        var workshops = workshop is not null
            ? [workshop]
            : series.Workshops.Where(static one => one.Status != WorkshopStatus.Cancelled).ToList();
        if (workshops.Count == 0 || workshops.Exists(one => FindProblem(series, one, at, tzdb) is not null))
        {
            return [];
        }

        var people = new FollowUpLookup(series, workshops, responses, attended, tzdb);
        return series.Participants
            .Select(participant => (Participant: participant, Status: people.Find(participant)))
            .Where(one => one.Status.HasAttended
                || recipients == FollowUpRecipients.Everyone
                || (recipients == FollowUpRecipients.Invited && one.Status.IsInterested))
            .Select(one => new PlannedEmail
            {
                Kind = EmailKind.FollowUp,
                Recipient = one.Participant,
                Workshop = workshop,
                Response = one.Status.HasAttended ? ParticipationStatus.Accepted : null,
                FirstSequence = one.Status.FirstSequence,
                Explanation = one.Status.HasAttended ? "They came." : "They did not come, or it is not known that they did.",
                SeriesId = series.Id,
            })
            .ToValueList();
    }

    private static string? FindProblem(WorkshopSeries series, Workshop workshop, Instant at, IDateTimeZoneProvider zones) =>
        EmailKindTable.FindProblem(
            EmailKind.FollowUp,
            workshop.Status == WorkshopStatus.Cancelled,
            EmailKindTable.GetTime(series.StartOf(workshop, zones).ToInstant(), workshop.Duration, at),
            response: null);
}

/// <summary>Who gets the follow-up of a workshop or of the whole series.</summary>
[JsonConverter(typeof(WordJsonConverter<FollowUpRecipients>))]
public enum FollowUpRecipients
{
    /// <summary>Those who came.</summary>
    Attended,

    /// <summary>Those who came, and those who were invited and have not declined.</summary>
    Invited,

    /// <summary>All participants of the series, also those who have declined or were never invited.</summary>
    Everyone,
}
