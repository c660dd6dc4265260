using Better.Calendar.Model;
using Better.Calendar.Scheduling;
using NodaTime;

namespace Better.Calendar;

/// <summary>The result of an edit of a series: the series to store, and who must be notified of what, and why.</summary>
/// <remarks>
/// It depends only on the arguments that it is created from. Store <see cref="Series"/>, then compose and send <see cref="Emails"/> in
/// their order, all emails of one revision before those of the next. DECISIONS.md in the source folder shows who gets which email.
/// </remarks>
/// <example>
/// <code>
/// var stored = SeriesDocument.Read(File.ReadAllText("series.json"));
/// var edited = stored with { Workshops = [stored.Workshops[0] with { Start = new(2027, 4, 15, 14, 0) }, .. stored.Workshops.Skip(1)] };
/// var revision = SeriesRevision.Between(stored, edited, Instant.FromUtc(2027, 3, 8, 8, 0));
/// File.WriteAllText("series.json", SeriesDocument.Write(revision.Series));
/// var emails = new InvitationComposer().ComposeAll(revision);
/// </code>
/// </example>
public sealed record SeriesRevision
{
    /// <summary>
    /// The series to store, with the new sequences, the record of who was notified of what, and the times that the emails state by the
    /// current time zone rules.
    /// </summary>
    public required WorkshopSeries Series { get; init => field = ArgumentGuard.NotNull(value, nameof(Series)); }

    /// <summary>
    /// The time of writing for the emails, in whole seconds: the one that was passed in, or one second after the last emails if it is not
    /// later than those. Of two emails about one event with the same SEQUENCE, clients take the one with the later DTSTAMP (RFC 5546,
    /// 2.1.5).
    /// </summary>
    public required Instant Timestamp { get; init; }

    /// <summary>
    /// The emails, in an order that is safe to send: withdrawals, cancellations, updates, invitations, and within each kind by workshops
    /// and
    /// participants. So the withdrawal at an old address does not arrive after the invitation at the new one.
    /// </summary>
    public required ValueList<PlannedEmail> Emails { get; init => field = ArgumentGuard.NotNull(value, nameof(Emails)); }

    /// <summary>Who gets no email, and why, in the order of the workshops.</summary>
    public required ValueList<SkippedEmail> Skipped { get; init => field = ArgumentGuard.NotNull(value, nameof(Skipped)); }

    /// <summary>Plans the first emails of a series: everybody is invited to the workshops still to come.</summary>
    /// <param name="series">A series of which no email has gone out yet.</param>
    /// <param name="at">The current time.</param>
    /// <param name="policy">Which changes cause an email; null means the defaults.</param>
    /// <param name="zones">The time zone rules; null means NodaTime's TZDB.</param>
    /// <exception cref="InvalidSeriesException">The series has errors; the exception lists all of them.</exception>
    /// <exception cref="ArgumentException">Emails of the series have gone out already: its <see cref="WorkshopSeries.State"/> is not
    /// null.</exception>
    public static SeriesRevision First(
        WorkshopSeries series,
        Instant at,
        RevisionPolicy? policy = null,
        IDateTimeZoneProvider? zones = null)
    {
        ArgumentNullException.ThrowIfNull(series);
        return series.State is null
            ? Between(series, series, at, policy, responses: null, zones)
            : throw new ArgumentException(
                $"Emails of the series \"{series.Id}\" have already gone out (revision {series.State.Revision}); use "
                    + "SeriesRevision.Between with the stored series.",
                nameof(series));
    }

    /// <summary>Plans the emails that an edit requires.</summary>
    /// <param name="stored">The series as it was stored last. If its <see cref="WorkshopSeries.State"/> is null, it counts as never sent,
    /// and everybody is invited.</param>
    /// <param name="edited">The edited copy of the stored series, with the same <see cref="WorkshopSeries.State"/>.</param>
    /// <param name="at">The current time.</param>
    /// <param name="policy">Which changes cause an email; null means the defaults.</param>
    /// <param name="responses">The participants' responses so far; null if none are known. Of several responses by one person to one
    /// workshop, the last counts.</param>
    /// <param name="zones">The time zone rules; null means NodaTime's TZDB.</param>
    /// <remarks>
    /// Participants are identified by their addresses. If a name has disappeared at one address and appeared at another, and nobody else
    /// has that name, it counts as a changed address. If new time zone rules have moved an instant that emails have stated, the time has
    /// changed, although nobody has edited it. Participants whose own clocks alone will show another time are found by
    /// <see cref="TimeZoneChangeDetector"/>: call it before planning, because the plan records the new times as published.
    /// </remarks>
    /// <exception cref="RevisionConflictException">The edit was made from another revision than the stored one.</exception>
    /// <exception cref="InvalidSeriesException">
    /// The edited series has errors, or it changes its id, its domain or the organizer's address although emails have gone out.
    /// </exception>
    public static SeriesRevision Between(
        WorkshopSeries stored,
        WorkshopSeries edited,
        Instant at,
        RevisionPolicy? policy = null,
        IEnumerable<ParticipantResponse>? responses = null,
        IDateTimeZoneProvider? zones = null)
    {
        ArgumentNullException.ThrowIfNull(stored);
        ArgumentNullException.ThrowIfNull(edited);
        zones ??= DateTimeZoneProviders.Tzdb;
        Validate(stored, edited, zones);
        return new RevisionPlanner(stored.State is null
            ? null
            : stored, edited, at, policy ?? new(), zones).CreateRevision(responses ?? []);
    }

    private static void Validate(WorkshopSeries stored, WorkshopSeries edited, IDateTimeZoneProvider zones)
    {
        var (before, after) = (stored.State?.Revision ?? 0, edited.State?.Revision ?? 0);
        if (before != after)
        {
            throw new RevisionConflictException(before, after);
        }

        var errors = SeriesValidator.GetErrors(edited, zones).ToList();
        if (before > 0)
        {
            const string Advice =
                "emails with it have gone out, so it cannot change; undo the edit, or cancel this series and plan a new one";
            (string Location, bool HasChanged, object Old)[] fixedFields =
            [
                ("id", !string.Equals(stored.Id, edited.Id, StringComparison.OrdinalIgnoreCase), stored.Id),
                ("domain", stored.Domain != edited.Domain, stored.Domain),

                // RFC 5546, 3.2.5: a CANCEL must come from the organizer of the REQUEST; calendars reject it otherwise.
                ("organizer.email", stored.Organizer.Email != edited.Organizer.Email, stored.Organizer.Email),
            ];
            errors.AddRange(fixedFields.Where(static value => value.HasChanged)
                .Select(static value => new ValidationError(value.Location, $"was {value.Old}; {Advice}")));
        }

        if (errors.Count > 0)
        {
            throw new InvalidSeriesException(errors);
        }
    }
}
