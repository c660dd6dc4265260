
namespace Better.Calendar;

/// <summary>What makes an email: a host's choice, with defaults that fit most.</summary>
/// <remarks>That a workshop is cancelled or takes place after all is material whatever stands here.</remarks>
public sealed record RevisionPolicy
{
    /// <summary>Start and end, as instants. Default: material (RFC 5546, 2.1.4).</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such value.</exception>
    public ChangeSignificance Time { get; init => field = ArgumentGuard.Defined(value, nameof(Time)); } = ChangeSignificance.Material;

    /// <summary>A way to take part has gone: held in person no more, or online no more. Default: material.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such value.</exception>
    public ChangeSignificance AttendanceMode { get; init => field = ArgumentGuard.Defined(value, nameof(AttendanceMode)); } = ChangeSignificance.Material;

    /// <summary>Another venue, or one more way to take part. Default: notable.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such value.</exception>
    public ChangeSignificance Place { get; init => field = ArgumentGuard.Defined(value, nameof(Place)); } = ChangeSignificance.Notable;

    /// <summary>Join link, meeting number, passcode, dial-in. Default: notable.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such value.</exception>
    public ChangeSignificance Meeting { get; init => field = ArgumentGuard.Defined(value, nameof(Meeting)); } = ChangeSignificance.Notable;

    /// <summary>Who leads it. Default: notable.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such value.</exception>
    public ChangeSignificance LeadExpert { get; init => field = ArgumentGuard.Defined(value, nameof(LeadExpert)); } = ChangeSignificance.Notable;

    /// <summary>Tentative or confirmed. Default: material (RFC 5546, 2.1.4).</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such value.</exception>
    public ChangeSignificance Status { get; init => field = ArgumentGuard.Defined(value, nameof(Status)); } = ChangeSignificance.Material;

    /// <summary>The title, in any language. Default: editorial.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such value.</exception>
    public ChangeSignificance Title { get; init => field = ArgumentGuard.Defined(value, nameof(Title)); } = ChangeSignificance.Editorial;

    /// <summary>The description, in any language. Default: editorial.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such value.</exception>
    public ChangeSignificance Description { get; init => field = ArgumentGuard.Defined(value, nameof(Description)); } = ChangeSignificance.Editorial;

    /// <summary>Whether editorial changes are told as well. Default: false.</summary>
    public bool NotifyOfEditorialChanges { get; init; }

    /// <summary>
    /// Whether every told change raises the sequence, and so asks again. Default: false. For hosts whose participants sit in
    /// Outlook, where an update of the same sequence may go unnoticed.
    /// </summary>
    public bool AlwaysRaiseSequence { get; init; }

    /// <summary>What people who have declined still get. Default: cancellations and material changes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such value.</exception>
    public DeclinedRecipientPolicy DeclinedRecipients { get; init => field = ArgumentGuard.Defined(value, nameof(DeclinedRecipients)); } = DeclinedRecipientPolicy.MaterialChanges;

    /// <summary>Whether emails go out about workshops that are over. Default: false.</summary>
    public bool NotifyOfPastWorkshops { get; init; }

    /// <summary>The class of a change in one field.</summary>
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
        _ => throw new ArgumentOutOfRangeException(nameof(field), field, "there is no such field"),
    };
    }

    // Whoever meant to come that way cannot any more. One more way is welcome news and no more.
    private static bool LosesAttendanceMode(WorkshopChange change) =>
        (change.Before.Venue is not null && change.After.Venue is null) || (change.Before.Meeting is not null && change.After.Meeting is null);

    private static bool IsCancelled(Workshop workshop) => workshop.Status == WorkshopStatus.Cancelled;
}
