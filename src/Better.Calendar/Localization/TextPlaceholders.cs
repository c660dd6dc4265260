
namespace Better.Calendar.Localization;

/// <summary>The placeholders of each text; the code that formats a text gives a value for all of them.</summary>
internal static class TextPlaceholders
{
    public static ValueList<string> GetNames(TextKey textKey) => textKey switch
    {
        TextKey.InvitationSubject or TextKey.ConfirmationSubject or TextKey.UpdateSubject or TextKey.CancellationSubject
            or TextKey.WithdrawalSubject or TextKey.ReminderSubject or TextKey.FollowUpSubject =>
            ["workshop", "series", "organizer", "date", "number", "count"],
        TextKey.OverviewSubject or TextKey.SeriesFollowUpSubject => ["series", "organizer", "count"],
        TextKey.InvitationPreheader or TextKey.ConfirmationPreheader or TextKey.UpdatePreheader or TextKey.CancellationPreheader
            or TextKey.WithdrawalPreheader or TextKey.ReminderPreheader or TextKey.FollowUpPreheader => ["when"],
        TextKey.OverviewPreheader => ["first", "last"],
        TextKey.Greeting => ["name"],
        TextKey.InvitationOpening or TextKey.ConfirmationOpening or TextKey.UpdateOpening or TextKey.CancellationOpening
            or TextKey.WithdrawalOpening or TextKey.FollowUpOpening or TextKey.FollowUpOpeningToOthers =>
            ["workshop", "series", "organizer"],
        TextKey.ReminderOpening => ["workshop", "series", "organizer", "when"],
        TextKey.OverviewOpening => ["count", "series", "organizer"],
        TextKey.SeriesInvitationOpening or TextKey.SeriesConfirmationOpening or TextKey.SeriesUpdateOpening
            or TextKey.SeriesCancellationOpening or TextKey.SeriesWithdrawalOpening
            or TextKey.CourseInvitationOpening or TextKey.CourseUpdateOpening => ["series", "organizer"],
        TextKey.LabelledLine => ["label", "value"],
        TextKey.WorkshopNumber => ["number", "count"],
        TextKey.WorkshopCount => ["count"],
        TextKey.ExpertWithCity => ["expert", "city"],
        TextKey.OnlinePlaceOnPlatform => ["platform"],
        TextKey.RespondOnPage or TextKey.RespondOnCoursePage or TextKey.OverviewCalendarFile => ["url"],
        TextKey.ChangedLine => ["field", "old", "new"],
        TextKey.PreviousLine => ["old"],
        TextKey.MovedPreheader or TextKey.PlacePreheader => ["new", "old"],
        TextKey.AddedLine => ["field", "new"],
        TextKey.RemovedLine => ["field", "old"],
        TextKey.RewrittenLine => ["field"],
        TextKey.TimesInZone => ["zone"],
        TextKey.ClockChange => ["zone", "earlier", "later"],
        TextKey.InconvenientTime => ["city", "time"],
        TextKey.AttachmentHint => ["file"],
        TextKey.SentOnBehalf => ["organizer", "email"],
        TextKey.RsvpPageHeading or TextKey.ResponseToCancelled => ["workshop"],
        TextKey.AcceptedConfirmation or TextKey.TentativeConfirmation or TextKey.DeclinedConfirmation => ["name", "workshop", "when"],
        TextKey.AcceptedVersion or TextKey.TentativeVersion or TextKey.DeclinedVersion or TextKey.VersionMoved => ["when"],
        TextKey.ScheduleHeading => ["date"],
        TextKey.KnownSenderHint => ["organizer"],
        TextKey.ResponsePreselected => ["response"],
        _ => [],
    };
}
