using System.Text.Json.Serialization;

namespace Better.Calendar;

/// <summary>Why an email is planned.</summary>
[JsonConverter(typeof(WordJsonConverter<MessageReason>))]
public enum MessageReason
{
    /// <summary>No reason is known: the host planned the email itself.</summary>
    Unspecified,

    /// <summary>Invitation: the series is sent for the first time.</summary>
    FirstInvitation,

    /// <summary>Invitation: the workshop is new in the series.</summary>
    WorkshopAdded,

    /// <summary>Invitation: the participant is new in the series, and gets the workshops still to come.</summary>
    ParticipantAdded,

    /// <summary>Invitation or withdrawal: the participant's choice of workshops has changed.</summary>
    WorkshopSelectionChanged,

    /// <summary>Invitation to the new address, withdrawal from the old one.</summary>
    AddressChanged,

    /// <summary>Invitation: an earlier invitation to this workshop had been withdrawn.</summary>
    InvitedAgain,

    /// <summary>Invitation: the workshop was cancelled or past when the others were invited.</summary>
    NotYetNotified,

    /// <summary>Confirmation: they had accepted before they were invited.</summary>
    AlreadyAccepted,

    /// <summary>Update: something changed that requires a new response.</summary>
    MaterialChange,

    /// <summary>Update: something changed that participants must know; responses remain valid.</summary>
    NotableChange,

    /// <summary>Update: a text changed, and <see cref="RevisionPolicy.NotifyOfEditorialChanges"/> is set.</summary>
    EditorialChange,

    /// <summary>Update: the workshop had been cancelled and takes place after all.</summary>
    Reinstated,

    /// <summary>Cancellation: the workshop is cancelled.</summary>
    WorkshopCancelled,

    /// <summary>Cancellation: the workshop was removed from the series.</summary>
    WorkshopRemoved,

    /// <summary>Withdrawal: the participant was removed from the series.</summary>
    ParticipantRemoved,

    /// <summary>Invitation: they had accepted tentatively before they were invited, or when an email about the course asked them.</summary>
    AcceptedTentatively,
}
