using Better.Calendar.Model;
using NodaTime;

namespace Better.Calendar;

/// <summary>
/// What the library must know about the emails that were sent: <c>SeriesRevision</c> creates it, the series document stores it.
/// </summary>
/// <remarks>Do not change it, except by its own methods.</remarks>
public sealed record SchedulingState
{
    /// <summary>The number of revisions so far, from 1. It detects two concurrent edits of the same revision.</summary>
    /// <exception cref="ArgumentException">The value is less than 1.</exception>
    public required int Revision { get; init => field = Guard.Validate(RevisionProblem, value, nameof(Revision)); }

    /// <summary>DTSTAMP of the last emails, in whole seconds; null when no email was sent.</summary>
    /// <exception cref="ArgumentException">The value has fractions of a second.</exception>
    public Instant? LastTimestamp
    {
        get; init =>
        field = value is null ? null : Guard.Validate(TimestampProblem, value, nameof(LastTimestamp));
    }

    /// <summary>
    /// Whether the series is sent by emails about the whole course (<c>SchedulingMode.CourseEmail</c>); later plans keep to that. Default:
    /// false.
    /// </summary>
    public bool IsCourse { get; init; }

    /// <summary>Workshops as participants were last notified of them; only those that have changed since without a notification.</summary>
    public ValueList<Workshop> LastNotified { get; init => field = ArgumentGuard.NotNull(value, nameof(LastNotified)); } = [];

    /// <summary>Who was notified of which workshop.</summary>
    public ValueList<NotifiedRecipient> Recipients { get; init => field = ArgumentGuard.NotNull(value, nameof(Recipients)); } = [];

    /// <summary>
    /// The keys of emails (<c>PlannedEmail.Key</c>) whose delivery ended without success: an invitation among them was never
    /// received, so the next revision invites again.
    /// </summary>
    public ValueList<string> Undelivered { get; init => field = ArgumentGuard.NotNull(value, nameof(Undelivered)); } = [];

    /// <summary>
    /// Records which emails were not delivered: those that were rejected, given up or withdrawn. Call it after emails were sent, with all
    /// keys of the series that are not delivered by then; they replace the ones before.
    /// </summary>
    /// <param name="keys">The keys of the emails (<c>PlannedEmail.Key</c>); unknown ones are kept, and change nothing.</param>
    public SchedulingState WithUndelivered(IEnumerable<string> keys)
    {
        var all = new SortedSet<string>(ArgumentGuard.NotNull(keys, nameof(keys)), StringComparer.Ordinal);
        return this with { Undelivered = all.ToValueList() };
    }

    /// <summary>Returns this state without a person.</summary>
    /// <param name="email">The address of the person.</param>
    public SchedulingState Forget(EmailAddress email)
    {
        var ending = "/" + ArgumentGuard.NotNull(email, nameof(email)).Value;
        return this with
        {
            Recipients = Recipients.Where(recipient => recipient.Email != email).ToValueList(),
            Undelivered = Undelivered.Where(key => !key.EndsWith(ending, StringComparison.Ordinal)).ToValueList(),
        };
    }

    internal static string? RevisionProblem(int value) => value < 1 ? "a revision must be 1 or more" : null;

    internal static string? TimestampProblem(Instant? value) =>
        value is { } stamp && stamp.ToUnixTimeTicks() % NodaConstants.TicksPerSecond != 0 ? "a timestamp must be in whole seconds" : null;
}
