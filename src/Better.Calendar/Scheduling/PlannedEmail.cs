using System.Globalization;

namespace Better.Calendar;

/// <summary>One email that is to be composed: its recipient, its subject matter and its reason.</summary>
public sealed record PlannedEmail
{
    /// <summary>What the email is for.</summary>
    public required EmailKind Kind { get; init; }

    /// <summary>The recipient, with name and language; for a withdrawal, as they were in the series before.</summary>
    public required Participant Recipient { get; init => field = ArgumentGuard.NotNull(value, nameof(Recipient)); }

    /// <summary>The workshop, with the SEQUENCE that the email carries; null if the email is about the whole series.</summary>
    public Workshop? Workshop { get; init; }

    /// <summary>For an update: the workshop as the recipient's last email described it; otherwise null.</summary>
    public Workshop? PreviousWorkshop { get; init; }

    /// <summary>For an update: whether an earlier response no longer counts, so that a new one is requested. Default: false.</summary>
    public bool RequestsNewResponse { get; init; }

    /// <summary>The revision of the series that planned the email; it distinguishes updates with the same SEQUENCE. Default: 0.</summary>
    public int Revision { get; init; }

    /// <summary>
    /// The SEQUENCE of the recipient's first invitation, which later emails refer to, so that mail programs show one thread. Default: 0.
    /// </summary>
    public int FirstSequence { get; init; }

    /// <summary>Why the email is sent.</summary>
    public MessageReason Reason { get; init; }

    /// <summary>Why the email is sent, in an English sentence for the organizer; empty if no revision planned it.</summary>
    public string Explanation { get; init => field = ArgumentGuard.NotNull(value, nameof(Explanation)); } = "";

    /// <summary>For an update: what has changed, field by field, in English for the organizer; otherwise empty.</summary>
    public ValueList<FieldChange> Changes { get; init => field = ArgumentGuard.NotNull(value, nameof(Changes)); } = [];

    /// <summary>The id of the series; empty if no revision planned the email.</summary>
    public string SeriesId { get; init => field = ArgumentGuard.NotNull(value, nameof(SeriesId)); } = "";

    /// <summary>
    /// Identifies the email: a host that has sent an email with this key must not send it again. It is made of the ids of series and
    /// workshop, the SEQUENCE, the kind, the recipient's address, and the revision for kinds of which several may be sent with one
    /// SEQUENCE.
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
