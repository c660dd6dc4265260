
namespace Better.Calendar.Wordings;

/// <summary>Which placeholders a phrase has: a promise to the sentences, kept by whoever fills them.</summary>
internal static class Placeholders
{
    public static ValueList<string> Of(Phrase phrase) => phrase switch
    {
        Phrase.InvitationSubject or Phrase.UpdateSubject or Phrase.CancellationSubject or Phrase.WithdrawalSubject
            or Phrase.ReminderSubject => ["workshop", "series", "organizer", "date", "number", "count"],
        Phrase.OverviewSubject => ["series", "organizer", "count"],
        Phrase.InvitationPreheader or Phrase.UpdatePreheader or Phrase.CancellationPreheader or Phrase.WithdrawalPreheader
            or Phrase.ReminderPreheader or Phrase.CancellationPlanned => ["when"],
        Phrase.OverviewPreheader => ["first", "last"],
        Phrase.Greeting => ["name"],
        Phrase.InvitationOpening or Phrase.UpdateOpening or Phrase.CancellationOpening or Phrase.WithdrawalOpening
            => ["workshop", "series", "organizer"],
        Phrase.ReminderOpening => ["workshop", "series", "organizer", "when"],
        Phrase.OverviewOpening => ["count", "series", "organizer"],
        Phrase.LabelledLine => ["label", "value"],
        Phrase.WorkshopNumber => ["number", "count"],
        Phrase.WorkshopCount => ["count"],
        Phrase.ExpertWithCity => ["expert", "city"],
        Phrase.OnlinePlaceOnPlatform => ["platform"],
        Phrase.AnswerOnPage or Phrase.OverviewCalendarFile => ["url"],
        Phrase.ChangedLine => ["field", "old", "new"],
        Phrase.AddedLine => ["field", "new"],
        Phrase.RemovedLine => ["field", "old"],
        Phrase.RewrittenLine => ["field"],
        Phrase.TimesInZone => ["zone"],
        Phrase.ClockChange => ["zone", "earlier", "later"],
        Phrase.UnsocialHour => ["city", "time"],
        Phrase.AttachmentHint => ["file"],
        Phrase.SentOnBehalf => ["organizer", "email"],
        Phrase.AnswerPageHeading or Phrase.AnswerToCancelled => ["workshop"],
        Phrase.AcceptedConfirmation or Phrase.TentativeConfirmation or Phrase.DeclinedConfirmation => ["name", "workshop", "when"],
        _ => [],
    };
}
