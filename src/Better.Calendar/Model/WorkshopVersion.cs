using NodaTime;

namespace Better.Calendar;

/// <summary>The version of a workshop that somebody has responded to: what it was when they saw it.</summary>
/// <param name="Sequence">Its SEQUENCE (RFC 5545, 3.8.7.4).</param>
/// <param name="Start">When it was to start; null if the reply does not say.</param>
/// <param name="End">When it was to end; null if the reply does not say.</param>
public sealed record WorkshopVersion(int Sequence, Instant? Start, Instant? End)
{
    /// <summary>The version of a workshop as it is now.</summary>
    /// <param name="series">The series.</param>
    /// <param name="workshop">One of its workshops.</param>
    /// <param name="zones">The time zone rules; null means NodaTime's TZDB.</param>
    internal static WorkshopVersion FromWorkshop(WorkshopSeries series, Workshop workshop, IDateTimeZoneProvider? zones = null)
    {
        var start = series.StartOf(workshop, zones ?? DateTimeZoneProviders.Tzdb).ToInstant();
        return new(workshop.Sequence, start, start + workshop.Duration);
    }

    /// <summary>
    /// Whether a response no longer counts, because the person was asked again since, or because they responded to a time at which the
    /// workshop does not take place. The attendance, the plan, reminders and the RSVP page all obey this rule.
    /// </summary>
    /// <param name="sequence">The SEQUENCE of the version that they responded to.</param>
    /// <param name="start">Its start; null if it is not known.</param>
    /// <param name="askedSequence">The SEQUENCE of the last email that asked them.</param>
    /// <param name="regularStart">
    /// Of a recurring event: the start by the rule, if the workshop starts at another time. Google, KMail, Proton and SOGo read the first
    /// event of an email only, so they show that start and respond to it, with the SEQUENCE of the newest email.
    /// </param>
    internal static bool IsOutdated(int sequence, Instant? start, int askedSequence, Instant? regularStart) =>
        sequence < askedSequence || (start is not null && start == regularStart);
}
