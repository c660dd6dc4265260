using System.Text.Json.Serialization;

namespace Better.Calendar;

/// <summary>Which changes cause an email. The defaults fit most hosts.</summary>
/// <remarks>That a workshop is cancelled, or takes place after all, is always material, whatever the policy.</remarks>
public sealed record RevisionPolicy
{
    /// <summary>How much a change of start or end matters; both are compared as instants. Default: material (RFC 5546, 2.1.4).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not defined.</exception>
    public ChangeSignificance Time { get; init => field = ArgumentGuard.Defined(value, nameof(Time)); } = ChangeSignificance.Material;

    /// <summary>How much it matters that a way to take part is no longer offered: in person, or online. Default: material.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not defined.</exception>
    public ChangeSignificance AttendanceMode { get; init => field = ArgumentGuard.Defined(value, nameof(AttendanceMode)); } =
        ChangeSignificance.Material;

    /// <summary>How much another venue, or an additional way to take part, matters. Default: notable.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not defined.</exception>
    public ChangeSignificance Place { get; init => field = ArgumentGuard.Defined(value, nameof(Place)); } = ChangeSignificance.Notable;

    /// <summary>
    /// How much a change of join link, meeting number, passcode or dial-in matters. Default: notable. A new link that is a participant's
    /// own concerns them alone, and asks for no new response.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not defined.</exception>
    public ChangeSignificance Meeting { get; init => field = ArgumentGuard.Defined(value, nameof(Meeting)); } = ChangeSignificance.Notable;

    /// <summary>How much a new join link of a participant's own matters: it never asks again, because the event is the same.</summary>
    internal ChangeSignificance OwnMeeting => Meeting > ChangeSignificance.Notable ? ChangeSignificance.Notable : Meeting;

    /// <summary>How much a change of the lead expert matters. Default: notable.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not defined.</exception>
    public ChangeSignificance LeadExpert { get; init => field = ArgumentGuard.Defined(value, nameof(LeadExpert)); } =
        ChangeSignificance.Notable;

    /// <summary>
    /// How much a change between tentative and confirmed matters. Default: notable, because only another time asks again (RFC 5546,
    /// 3.2.2.2).
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not defined.</exception>
    public ChangeSignificance Status { get; init => field = ArgumentGuard.Defined(value, nameof(Status)); } = ChangeSignificance.Notable;

    /// <summary>How much a change of the title, in any language, matters. Default: editorial.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not defined.</exception>
    public ChangeSignificance Title { get; init => field = ArgumentGuard.Defined(value, nameof(Title)); } = ChangeSignificance.Editorial;

    /// <summary>
    /// How much a change of the description, in any language, of the materials, or of where a map shows the same venue, matters. Default:
    /// editorial.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not defined.</exception>
    public ChangeSignificance Description { get; init => field = ArgumentGuard.Defined(value, nameof(Description)); } =
        ChangeSignificance.Editorial;

    /// <summary>Whether emails go out about editorial changes as well. Default: false.</summary>
    public bool NotifyOfEditorialChanges { get; init; }

    /// <summary>
    /// Whether every change that an email reports raises SEQUENCE, and so requests a new response. Default: false. Meant for hosts
    /// whose participants use Outlook, where an update with the same SEQUENCE may go unnoticed.
    /// </summary>
    public bool AlwaysRaiseSequence { get; init; }

    /// <summary>Which emails people who have declined still get. Default: cancellations, withdrawals and material changes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not defined.</exception>
    public DeclinedRecipientPolicy DeclinedRecipients { get; init => field = ArgumentGuard.Defined(value, nameof(DeclinedRecipients)); } =
        DeclinedRecipientPolicy.MaterialChanges;

    /// <summary>
    /// How the series is put into calendars when it is sent for the first time; later plans keep to that. Default: null, one event per
    /// workshop.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not defined.</exception>
    public SchedulingMode? SchedulingMode
    {
        get; init => field = value is { } mode ? ArgumentGuard.Defined(mode, nameof(SchedulingMode)) : null;
    }

    /// <summary>Whether emails go out about workshops that have ended. Default: false.</summary>
    public bool NotifyOfPastWorkshops { get; init; }

    /// <summary>How much a change of one field matters.</summary>
    /// <param name="field">The field that has changed.</param>
    /// <param name="change">The workshop before and after.</param>
    /// <exception cref="ArgumentOutOfRangeException">The field is not defined.</exception>
    public ChangeSignificance GetSignificance(WorkshopField field, WorkshopChange change)
    {
        ArgumentNullException.ThrowIfNull(change);
        return field switch
        {
            WorkshopField.Time => Time,
            WorkshopField.Place => LosesAttendanceMode(change) ? AttendanceMode : Place,
            WorkshopField.Meeting => Meeting,
            WorkshopField.LeadExpert => LeadExpert,
            WorkshopField.Status => IsCancelled(change.Before) != IsCancelled(change.After) ? ChangeSignificance.Material : Status,
            WorkshopField.Title => Title,
            WorkshopField.Description => Description,
            _ => throw new ArgumentOutOfRangeException(nameof(field), field, $"{field} is not a field of a workshop."),
        };
    }

    // People who meant to take part that way no longer can. An additional way concerns nobody's plans.
    private static bool LosesAttendanceMode(WorkshopChange change) =>
        (change.Before.Venue is not null && change.After.Venue is null)
            || (change.Before.Meeting is not null && change.After.Meeting is null);

    private static bool IsCancelled(Workshop workshop) => workshop.Status == WorkshopStatus.Cancelled;
}

/// <summary>Which emails about a workshop still go to people who have declined it.</summary>
[JsonConverter(typeof(WordJsonConverter<DeclinedRecipientPolicy>))]
public enum DeclinedRecipientPolicy
{
    /// <summary>Cancellations, withdrawals and material changes; perhaps the new time suits them.</summary>
    MaterialChanges,

    /// <summary>Cancellations and withdrawals only.</summary>
    Cancellations,

    /// <summary>Everything that the other participants get.</summary>
    Everything,
}
