namespace Better.Calendar.Revisions;

/// <summary>Reasons as sentences for the organiser.</summary>
internal static class ReasonText
{
    /// <summary>Why a letter goes out.</summary>
    /// <param name="reason">The reason.</param>
    /// <param name="changes">What has changed about the workshop.</param>
    /// <param name="asks">Whether the letter asks for an answer.</param>
    public static string Of(MessageReason reason, ValueList<FieldChange> changes, bool asks) => reason switch
    {
        MessageReason.FirstInvitation => "The series goes out: she is invited.",
        MessageReason.WorkshopAdded => "The workshop is new in the series: she is invited.",
        MessageReason.ParticipantAdded => "She is new in the series: she is invited to what is still to come.",
        MessageReason.ChoiceChanged when asks => "She takes part in this one now: she is invited.",
        MessageReason.ChoiceChanged => "She does not take part in this one any more: her invitation is taken back.",
        MessageReason.AddressChanged when asks => "Her address changed: the new one is invited.",
        MessageReason.AddressChanged => "Her address changed: the invitation of the old one is taken back.",
        MessageReason.InvitedAgain => "Her invitation had been taken back: she is invited again.",
        MessageReason.NotYetTold => "She had not been told of this one yet: she is invited.",
        MessageReason.WorkshopCancelled => "The workshop is cancelled.",
        MessageReason.WorkshopRemoved => "The workshop was taken out of the series.",
        MessageReason.ParticipantRemoved => "She was taken out of the series: her invitation is taken back.",
        _ => $"{Sentence(changes)}: {(asks ? "she must answer again" : "her answer stays")}.",
    };

    /// <summary>Why no letter goes out.</summary>
    public static string Of(SilenceReason reason, ValueList<FieldChange> changes) => reason switch
    {
        SilenceReason.NothingChanged => "Nothing changed.",
        SilenceReason.EditorialOnly => $"{Sentence(changes)}: the policy does not tell that.",
        SilenceReason.Declined => $"{Sentence(changes)}: she has declined, and the policy spares her that.",
        SilenceReason.Over => "The workshop is over.",
        SilenceReason.NeverInvited => "The workshop is off, and she was never invited to it.",
        _ => "The workshop is off, and she knows.",
    };

    private static string Sentence(ValueList<FieldChange> changes)
    {
        var text = string.Join(", ", changes.Select(FieldText.Happened));
        return text.Length == 0 ? "An earlier change is told now" : char.ToUpperInvariant(text[0]) + text.Substring(1);
    }
}
