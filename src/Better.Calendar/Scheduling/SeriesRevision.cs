using Better.Calendar.Model;
using Better.Calendar.Scheduling;
using NodaTime;

namespace Better.Calendar;

/// <summary>What an edit of a series means: the series to store, and who must be told what, and why.</summary>
/// <remarks>
/// A pure function of its arguments. A host stores <see cref="Series"/> and hands <see cref="Emails"/> to
/// <c>InvitationComposer.Compose(revision.Series, message, revision.At)</c> in their order; emails of one revision go out before
/// those of the next. DECISIONS.md beside this file shows who gets what.
/// </remarks>
public sealed record SeriesRevision
{
    /// <summary>The series to store: with the sequences, the memory of who was told what, and what the emails promise by the zone rules of today.</summary>
    public required WorkshopSeries Series { get; init => field = ArgumentGuard.NotNull(value, nameof(Series)); }

    /// <summary>
    /// The moment to write the emails at, in whole seconds: the one asked for, or one second after the last emails where it is not
    /// later. Of two emails about one event with one sequence, readers take the one with the later DTSTAMP (RFC 5546, 2.1.5).
    /// </summary>
    public required Instant Timestamp { get; init; }

    /// <summary>
    /// The emails, in an order that is safe to send: what is taken back, what has changed, what is new; within each by schedule
    /// and by participants. So the cancellation at an old address does not come after the invitation at the new one.
    /// </summary>
    public required ValueList<PlannedEmail> Emails { get; init => field = ArgumentGuard.NotNull(value, nameof(Emails)); }

    /// <summary>Who gets nothing, and why, by schedule.</summary>
    public required ValueList<SkippedEmail> Skipped { get; init => field = ArgumentGuard.NotNull(value, nameof(Skipped)); }

    /// <summary>The first letters of a series: everybody is invited to what is still to come.</summary>
    /// <param name="series">A series that no email has gone out by.</param>
    /// <param name="at">Now.</param>
    /// <param name="policy">What makes an email; null: the defaults.</param>
    /// <param name="zones">Where zone rules come from; null: NodaTime's TZDB.</param>
    /// <exception cref="InvalidSeriesException">The series has faults; all are named.</exception>
    /// <exception cref="ArgumentException">Emails have gone out by it: it has a memory.</exception>
    public static SeriesRevision First(WorkshopSeries series, Instant at, RevisionPolicy? policy = null, IDateTimeZoneProvider? zones = null)
    {
        ArgumentNullException.ThrowIfNull(series);
        return series.State is null
            ? Between(series, series, at, policy, responses: null, zones)
            : throw new ArgumentException($"emails have gone out by this series, in {series.State.Revision} revisions; compare with it by Between", nameof(series));
    }

    /// <summary>The emails that an edit needs.</summary>
    /// <param name="stored">The series as it was stored last; one without a memory counts as never sent.</param>
    /// <param name="edited">The series that was made of it, with its memory.</param>
    /// <param name="at">Now.</param>
    /// <param name="policy">What makes an email; null: the defaults.</param>
    /// <param name="responses">What participants say by now; null: nothing is known. Of several by one person the last counts.</param>
    /// <param name="zones">Where zone rules come from; null: NodaTime's TZDB.</param>
    /// <remarks>
    /// Participants are known by their addresses. Where one name has vanished and the same name appears with another address, and
    /// both are the only ones of that name, it counts as a changed address. Where zone rules have moved the instant that emails
    /// promised, the time has changed, though nobody has edited it; people whose own clock alone shows another time are told of by
    /// <see cref="TimeZoneChangeDetector"/>: ask it before planning, for emails promise anew.
    /// </remarks>
    /// <exception cref="RevisionConflictException">The edit was made from another revision than the stored one.</exception>
    /// <exception cref="InvalidSeriesException">
    /// The edited series has faults; or it changes what emails that have gone out stand on: id, domain, the organizer's address.
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
        return new RevisionPlanner(stored.State is null ? null : stored, edited, at, policy ?? new(), zones).CreateRevision(responses ?? []);
    }

    private static void Validate(WorkshopSeries stored, WorkshopSeries edited, IDateTimeZoneProvider zones)
    {
        var (before, after) = (stored.State?.Revision ?? 0, edited.State?.Revision ?? 0);
        if (before != after)
        {
            throw new RevisionConflictException(before, after);
        }

        var faults = SeriesValidator.GetErrors(edited, zones).ToList();
        if (before > 0)
        {
            const string Stays = "emails have gone out by it; plan a new series, and cancel this one";
            (string Place, bool IsOther, object Old)[] lasting =
            [
                ("id", !string.Equals(stored.Id, edited.Id, StringComparison.OrdinalIgnoreCase), stored.Id),
                ("domain", stored.Domain != edited.Domain, stored.Domain),

                // RFC 5546, 3.2.5: a CANCEL comes from the organizer of the REQUEST; calendars refuse another's.
                ("organizer.email", stored.Organizer.Email != edited.Organizer.Email, stored.Organizer.Email),
            ];
            faults.AddRange(lasting.Where(static value => value.IsOther).Select(static value => new ValidationError(value.Place, $"was {value.Old}: {Stays}")));
        }

        if (faults.Count > 0)
        {
            throw new InvalidSeriesException(faults);
        }
    }
}
