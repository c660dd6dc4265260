namespace Better.Calendar.Email;

/// <summary>What an email says at first sight: its label, and the line that mail programs show beside the subject.</summary>
internal static class EmailNews
{
    /// <summary>The label above the title.</summary>
    /// <param name="message">The email.</param>
    /// <param name="isMoved">Whether an update gives the workshop another time.</param>
    public static TextKey GetLabel(PlannedEmail message, bool isMoved) => message.Kind switch
    {
        EmailKind.Invitation => TextKey.InvitationLabel,
        EmailKind.Confirmation => TextKey.ConfirmedLabel,
        EmailKind.Update when isMoved => TextKey.NewTimeLabel,
        EmailKind.Update => TextKey.ChangedLabel,
        EmailKind.Cancellation => TextKey.StatusCancelled,
        EmailKind.Withdrawal => TextKey.WithdrawnLabel,
        EmailKind.Reminder => TextKey.ReminderLabel,
        EmailKind.FollowUp when EmailKindTexts.HasAttended(message) => TextKey.ThankYouLabel,
        EmailKind.FollowUp => TextKey.FollowUpLabel,
        _ => TextKey.ScheduleLabel,
    };

    /// <summary>The preheader: of an update the change itself, of the others the time; with no more of the zone than its offset.</summary>
    public static string GetPreheader(
        InvitationTexts texts, EmailKindTexts kindTexts, When when, When? previous, ValueList<ContentChange> changes)
    {
        if (previous is not null)
        {
            var (now, old) = previous.Beginning == when.Beginning
                ? (when.ShortLine, previous.ShortLine)
                : (when.Beginning, previous.Beginning);
            return texts.Format(TextKey.MovedPreheader, ("new", now), ("old", old));
        }

        return changes.Count == 0 ? texts.Format(kindTexts.Preheader, ("when", $"{when.ShortLine} ({when.Offset})"))
            : changes[0] is { OldValue: { } from, NewValue: { } to } place && place.Field == texts[TextKey.WhereLabel]
                ? texts.Format(TextKey.PlacePreheader, ("new", to), ("old", from))
            : changes[0].Summary;
    }

    /// <summary>The time before an update, beside the new one: the zone is named only if the offset is another one.</summary>
    public static string GetPreviousLine(InvitationTexts texts, When previous, When now) => texts.Format(
        TextKey.PreviousLine,
        ("old", previous.DatedHours + (previous.Offset == now.Offset ? "" : $" ({previous.Offset})")));
}
