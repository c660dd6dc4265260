using Better.Calendar.Workshops;

namespace Better.Calendar.Revisions;

/// <summary>What makes a letter: a host's choice, with defaults that fit most.</summary>
/// <remarks>That a workshop is cancelled or takes place after all is material whatever stands here.</remarks>
public sealed record RevisionPolicy
{
    /// <summary>Start and end, as instants. Default: material (RFC 5546, 2.1.4).</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such value.</exception>
    public ChangeClass Time { get; init => field = ArgumentGuard.Defined(value, nameof(Time)); } = ChangeClass.Material;

    /// <summary>A way to take part has gone: held in person no more, or online no more. Default: material.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such value.</exception>
    public ChangeClass Form { get; init => field = ArgumentGuard.Defined(value, nameof(Form)); } = ChangeClass.Material;

    /// <summary>Another venue, or one more way to take part. Default: notable.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such value.</exception>
    public ChangeClass Place { get; init => field = ArgumentGuard.Defined(value, nameof(Place)); } = ChangeClass.Notable;

    /// <summary>Join link, meeting number, passcode, dial-in. Default: notable.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such value.</exception>
    public ChangeClass Meeting { get; init => field = ArgumentGuard.Defined(value, nameof(Meeting)); } = ChangeClass.Notable;

    /// <summary>Who leads it. Default: notable.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such value.</exception>
    public ChangeClass LeadExpert { get; init => field = ArgumentGuard.Defined(value, nameof(LeadExpert)); } = ChangeClass.Notable;

    /// <summary>Tentative or confirmed. Default: material (RFC 5546, 2.1.4).</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such value.</exception>
    public ChangeClass Status { get; init => field = ArgumentGuard.Defined(value, nameof(Status)); } = ChangeClass.Material;

    /// <summary>The title, in any language. Default: editorial.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such value.</exception>
    public ChangeClass Title { get; init => field = ArgumentGuard.Defined(value, nameof(Title)); } = ChangeClass.Editorial;

    /// <summary>The description, in any language. Default: editorial.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such value.</exception>
    public ChangeClass Description { get; init => field = ArgumentGuard.Defined(value, nameof(Description)); } = ChangeClass.Editorial;

    /// <summary>Whether editorial changes are told as well. Default: false.</summary>
    public bool TellEditorial { get; init; }

    /// <summary>
    /// Whether every told change raises the sequence, and so asks again. Default: false. For hosts whose participants sit in
    /// Outlook, where an update of the same sequence may go unnoticed.
    /// </summary>
    public bool AlwaysRaise { get; init; }

    /// <summary>What people who have declined still get. Default: cancellations and material changes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such value.</exception>
    public DeclinedGet DeclinedGet { get; init => field = ArgumentGuard.Defined(value, nameof(DeclinedGet)); } = DeclinedGet.MaterialChanges;

    /// <summary>Whether letters go out about workshops that are over. Default: false.</summary>
    public bool TellPast { get; init; }

    /// <summary>The class of a change in one field.</summary>
    public ChangeClass ClassOf(WorkshopField field, WorkshopChange change)
    {
        ArgumentNullException.ThrowIfNull(change);
        return field switch
    {
        WorkshopField.Time => Time,
        WorkshopField.Place => IsOtherForm(change) ? Form : Place,
        WorkshopField.Meeting => Meeting,
        WorkshopField.LeadExpert => LeadExpert,
        WorkshopField.Status => IsOff(change.Before) != IsOff(change.After) ? ChangeClass.Material : Status,
        WorkshopField.Title => Title,
        WorkshopField.Description => Description,
        _ => throw new ArgumentOutOfRangeException(nameof(field), field, "there is no such field"),
    };
    }

    // Whoever meant to come that way cannot any more. One more way is welcome news and no more.
    private static bool IsOtherForm(WorkshopChange change) =>
        (change.Before.Venue is not null && change.After.Venue is null) || (change.Before.Meeting is not null && change.After.Meeting is null);

    private static bool IsOff(Workshop workshop) => workshop.Status == WorkshopStatus.Cancelled;
}
