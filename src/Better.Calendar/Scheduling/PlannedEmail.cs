using System.Globalization;

namespace Better.Calendar;

/// <summary>One email that is to be written: to whom, about what, and why it is sent.</summary>
public sealed record PlannedEmail
{
    /// <summary>What the email is for.</summary>
    public required EmailKind Kind { get; init; }

    /// <summary>Whom it goes to, with her name and language; for a withdrawal as she stood in the series before.</summary>
    public required Participant Recipient { get; init => field = ArgumentGuard.NotNull(value, nameof(Recipient)); }

    /// <summary>The workshop with the sequence to be written; null where the email is about the whole series.</summary>
    public Workshop? Workshop { get; init; }

    /// <summary>For an update: the workshop as the recipient last heard of it.</summary>
    public Workshop? PreviousWorkshop { get; init; }

    /// <summary>For an update: whether an earlier answer no longer counts.</summary>
    public bool RequestsNewResponse { get; init; }

    /// <summary>The revision of the series that planned the message; tells updates of one sequence apart.</summary>
    public int Revision { get; init; }

    /// <summary>The sequence of the first invitation that the recipient got: later emails refer to it and stand in one thread.</summary>
    public int FirstSequence { get; init; }

    /// <summary>Why it is sent.</summary>
    public MessageReason Reason { get; init; }

    /// <summary>Why it is sent, in a sentence for the organizer; empty where no revision planned it.</summary>
    public string Explanation { get; init => field = ArgumentGuard.NotNull(value, nameof(Explanation)); } = "";

    /// <summary>For an update: what has changed, field by field, in words for the organizer.</summary>
    public ValueList<FieldChange> Changes { get; init => field = ArgumentGuard.NotNull(value, nameof(Changes)); } = [];

    /// <summary>The series that it is about; empty where no revision planned it.</summary>
    public string SeriesId { get; init => field = ArgumentGuard.NotNull(value, nameof(SeriesId)); } = "";

    /// <summary>
    /// Tells this email from every other: a host that has sent one with this key sends it no second time. Made of series,
    /// workshop, sequence, kind, for emails that may come several times within one sequence the revision, and the address.
    /// </summary>
    public string Key => string.Join(
        "/",
        SeriesId.ToLowerInvariant(),
        Workshop?.Id.ToLowerInvariant() ?? "all",
        (Workshop?.Sequence ?? 0).ToString(CultureInfo.InvariantCulture),
        Kind.ToString().ToLowerInvariant() + (IsSentOnce ? "" : Revision.ToString(CultureInfo.InvariantCulture)),
        Recipient.Email.Value);

    private bool IsSentOnce => Kind is EmailKind.Invitation or EmailKind.Cancellation or EmailKind.Withdrawal;
}
