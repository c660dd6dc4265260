namespace Better.Calendar.Scheduling;

/// <summary>Formats reasons as sentences for the organizer, in English.</summary>
internal static class ExplanationFormatter
{
    /// <summary>Says that nothing of the series takes place.</summary>
    public const string AllCancelled = "All workshops of the series are cancelled.";

    /// <summary>Says why an email goes out.</summary>
    /// <param name="reason">The reason.</param>
    /// <param name="changes">What has changed about the workshop.</param>
    /// <param name="asksForResponse">Whether the email asks for a response.</param>
    public static string Format(MessageReason reason, ValueList<FieldChange> changes, bool asksForResponse) => reason switch
    {
        MessageReason.FirstInvitation => "The series is sent for the first time: they are invited.",
        MessageReason.WorkshopAdded => "The workshop is new in the series: they are invited.",
        MessageReason.ParticipantAdded => "They are new in the series: they are invited to the workshops still to come.",
        MessageReason.WorkshopSelectionChanged when asksForResponse => "They now take part in this workshop: they are invited.",
        MessageReason.WorkshopSelectionChanged => "They no longer take part in this workshop: their invitation is withdrawn.",
        MessageReason.AddressChanged when asksForResponse => "Their address changed: the new address is invited.",
        MessageReason.AddressChanged => "Their address changed: the invitation of the old address is withdrawn.",
        MessageReason.InvitedAgain => "Their invitation had been withdrawn: they are invited again.",
        MessageReason.NotYetNotified => "They had not been notified of this workshop yet: they are invited.",
        MessageReason.AlreadyAccepted => "They have accepted already: their place is confirmed.",
        MessageReason.AcceptedTentatively => "They have accepted tentatively: the invitation puts it into their calendar.",
        MessageReason.WorkshopCancelled => "The workshop is cancelled.",
        MessageReason.WorkshopRemoved => "The workshop was removed from the series.",
        MessageReason.ParticipantRemoved => "They were removed from the series: their invitation is withdrawn.",
        _ => $"{FormatChanges(changes)}: {(asksForResponse ? "they must respond again" : "their response remains valid")}.",
    };

    /// <summary>Says why no email goes out.</summary>
    public static string Format(SkipReason reason, ValueList<FieldChange> changes) => reason switch
    {
        SkipReason.NothingChanged => "Nothing changed.",
        SkipReason.EditorialChangeOnly => $"{FormatChanges(changes)}: the policy does not notify of editorial changes.",
        SkipReason.Declined when changes.Count == 0 => "They have declined already.",
        SkipReason.Declined => $"{FormatChanges(changes)}: they have declined, and the policy sends them no such email.",
        SkipReason.PastWorkshop => "The workshop has ended.",
        SkipReason.NeverInvited => "The workshop is cancelled, and they were never invited to it.",
        SkipReason.FollowsFeed => "They follow by their personal feed, which shows it: no calendar entry is sent.",
        _ => "The workshop is cancelled, and they have been notified.",
    };

    /// <summary>Says what has happened to one workshop, as a part of a sentence.</summary>
    public static string Describe(WorkshopRevision workshop) => workshop switch
    {
        { LastNotified: null } => $"workshop {workshop.Id} is new",
        { Edited: null } => $"workshop {workshop.Id} was removed",
        { IsCancelled: true } => $"workshop {workshop.Id} is cancelled",
        { LastNotified.Status: WorkshopStatus.Cancelled } => $"workshop {workshop.Id} takes place after all",
        _ => $"workshop {workshop.Id}: {string.Join(", ", workshop.Changes.Select(FieldChangeFormatter.Summarize))}",
    };

    private static string FormatChanges(ValueList<FieldChange> changes)
    {
        var text = string.Join(", ", changes.Select(FieldChangeFormatter.Summarize));
        return text.Length == 0 ? "An earlier change is reported now" : char.ToUpperInvariant(text[0]) + text.Substring(1);
    }
}
