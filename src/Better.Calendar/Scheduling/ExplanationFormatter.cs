namespace Better.Calendar.Scheduling;

/// <summary>Reasons as sentences for the organizer.</summary>
internal static class ExplanationFormatter
{
    /// <summary>Why an email goes out.</summary>
    /// <param name="reason">The reason.</param>
    /// <param name="changes">What has changed about the workshop.</param>
    /// <param name="asksForResponse">Whether the email asks for a response.</param>
    public static string Format(MessageReason reason, ValueList<FieldChange> changes, bool asksForResponse) => reason switch
    {
        MessageReason.FirstInvitation => "The series goes out: she is invited.",
        MessageReason.WorkshopAdded => "The workshop is new in the series: she is invited.",
        MessageReason.ParticipantAdded => "She is new in the series: she is invited to what is still to come.",
        MessageReason.WorkshopSelectionChanged when asksForResponse => "She takes part in this one now: she is invited.",
        MessageReason.WorkshopSelectionChanged => "She does not take part in this one any more: her invitation is taken back.",
        MessageReason.AddressChanged when asksForResponse => "Her address changed: the new one is invited.",
        MessageReason.AddressChanged => "Her address changed: the invitation of the old one is taken back.",
        MessageReason.InvitedAgain => "Her invitation had been taken back: she is invited again.",
        MessageReason.NotYetNotified => "She had not been told of this one yet: she is invited.",
        MessageReason.WorkshopCancelled => "The workshop is cancelled.",
        MessageReason.WorkshopRemoved => "The workshop was taken out of the series.",
        MessageReason.ParticipantRemoved => "She was taken out of the series: her invitation is taken back.",
        _ => $"{FormatChanges(changes)}: {(asksForResponse ? "she must answer again" : "her answer stays")}.",
    };

    /// <summary>Why no email goes out.</summary>
    public static string Format(SkipReason reason, ValueList<FieldChange> changes) => reason switch
    {
        SkipReason.NothingChanged => "Nothing changed.",
        SkipReason.EditorialChangeOnly => $"{FormatChanges(changes)}: the policy does not tell that.",
        SkipReason.Declined => $"{FormatChanges(changes)}: she has declined, and the policy spares her that.",
        SkipReason.PastWorkshop => "The workshop is over.",
        SkipReason.NeverInvited => "The workshop is off, and she was never invited to it.",
        _ => "The workshop is off, and she knows.",
    };

    private static string FormatChanges(ValueList<FieldChange> changes)
    {
        var text = string.Join(", ", changes.Select(FieldChangeFormatter.Summarize));
        return text.Length == 0 ? "An earlier change is told now" : char.ToUpperInvariant(text[0]) + text.Substring(1);
    }
}
