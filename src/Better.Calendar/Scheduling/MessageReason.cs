namespace Better.Calendar;

/// <summary>Why an email is planned.</summary>
public enum MessageReason
{
    /// <summary>No reason was given: a host planned the email itself.</summary>
    Unspecified,

    /// <summary>Invitation: the series goes out for the first time.</summary>
    FirstInvitation,

    /// <summary>Invitation: the workshop is new in the series.</summary>
    WorkshopAdded,

    /// <summary>Invitation: the participant is new in the series; she gets what is still to come.</summary>
    ParticipantAdded,

    /// <summary>Invitation or withdrawal: the participant's choice of workshops has changed.</summary>
    WorkshopSelectionChanged,

    /// <summary>Invitation to the new address, withdrawal from the old one.</summary>
    AddressChanged,

    /// <summary>Invitation: an earlier invitation to this workshop was taken back.</summary>
    InvitedAgain,

    /// <summary>Invitation: the workshop was off or over when the others were invited.</summary>
    NotYetNotified,

    /// <summary>Update: something changed that makes her think again.</summary>
    MaterialChange,

    /// <summary>Update: something changed that she must know; her answer stays.</summary>
    NotableChange,

    /// <summary>Update: a text changed, and the host wished to tell it.</summary>
    EditorialChange,

    /// <summary>Update: the workshop was cancelled and takes place after all.</summary>
    Reinstated,

    /// <summary>Cancellation: the workshop is off.</summary>
    WorkshopCancelled,

    /// <summary>Cancellation: the workshop was taken out of the series.</summary>
    WorkshopRemoved,

    /// <summary>Withdrawal: the participant was taken out of the series.</summary>
    ParticipantRemoved,
}
