using Better.Calendar.Model;
using NodaTime;

namespace Better.Calendar.Email;

/// <summary>Describes what has changed about a workshop, in the recipient's language.</summary>
internal sealed class ChangeFormatter(
    WorkshopSeries series,
    InvitationTexts texts,
    RecipientFormatter formatter,
    IDateTimeZoneProvider zones)
{
    public IEnumerable<ContentChange> GetChanges(Workshop before, Workshop after, bool withTime = true) =>
        new WorkshopChange(before, after).GetChangedFields(series, zones)
            .Where(field => withTime || field != WorkshopField.Time)
            .SelectMany(field => GetChanges(field, before, after));

    /// <summary>That the recipient's own join link or passcode has changed.</summary>
    public ContentChange CreateMeetingChange() => CreateRewrittenChange(TextKey.JoinLabel);

    private IEnumerable<ContentChange> GetChanges(WorkshopField field, Workshop before, Workshop after) => field switch
    {
        WorkshopField.Time => [CreateChange(TextKey.DateAndTimeLabel, formatter.FormatTime(before), formatter.FormatTime(after))],
        WorkshopField.Place => [CreateChange(TextKey.WhereLabel, formatter.FormatPlace(before), formatter.FormatPlace(after))],
        WorkshopField.Meeting => GetMeetingChanges(before.Meeting!, after.Meeting!),
        WorkshopField.LeadExpert => [CreateChange(TextKey.LeadExpertLabel, FormatExpert(before), FormatExpert(after))],
        WorkshopField.Status => [CreateChange(TextKey.StatusLabel, FormatStatus(before), FormatStatus(after))],

        // A change in a translation that this recipient does not read is not listed.
        WorkshopField.Title =>
            SkipIfSame(
                formatter.FormatLine(before.Title) == formatter.FormatLine(after.Title),
                CreateChange(TextKey.TopicLabel, formatter.FormatLine(before.Title), formatter.FormatLine(after.Title))),
        _ =>
        [
            .. SkipIfSame(
                formatter.FormatLines(before.Description) == formatter.FormatLines(after.Description),
                CreateRewrittenChange(TextKey.AboutLabel)),
            .. SkipIfSame(before.Materials == after.Materials, CreateRewrittenChange(TextKey.MaterialsHeading)),
            .. SkipIfSame(
                before.Venue == after.Venue || before.Venue?.WithoutMap() != after.Venue?.WithoutMap(),
                CreateRewrittenChange(TextKey.MapLabel)),
        ],
    };

    private IEnumerable<ContentChange> GetMeetingChanges(OnlineMeeting before, OnlineMeeting after) =>
        from part in new (TextKey Label, string? Old, string? New)[]
        {
            (TextKey.JoinLabel, LinkFormatter.Format(before.Url), LinkFormatter.Format(after.Url)),
            (TextKey.PlatformLabel, before.Platform, after.Platform),
            (TextKey.MeetingNumberLabel, before.MeetingNumber, after.MeetingNumber),
            (TextKey.PasscodeLabel, before.Passcode, after.Passcode),
            (TextKey.DialInLabel, before.DialIn, after.DialIn),
        }
        where part.Old != part.New
        select CreateChange(part.Label, part.Old ?? "", part.New ?? "");

    private string FormatExpert(Workshop workshop) => workshop.LeadExpert is { } expert ? formatter.FormatExpert(expert) : "";

    private string FormatStatus(Workshop workshop) => texts[workshop.Status switch
    {
        WorkshopStatus.Confirmed => TextKey.StatusConfirmed,
        WorkshopStatus.Tentative => TextKey.StatusTentative,
        _ => TextKey.StatusCancelled,
    }];

    private ContentChange CreateChange(TextKey label, string oldValue, string newValue)
    {
        var textKey = oldValue.Length == 0 ? TextKey.AddedLine : newValue.Length == 0 ? TextKey.RemovedLine : TextKey.ChangedLine;
        var (oldShown, newShown) = (TextIsolates.Enclose(oldValue), TextIsolates.Enclose(newValue));
        return new(
            texts[label],
            oldValue.Length == 0 ? null : oldShown,
            newValue.Length == 0 ? null : newShown,
            texts.Format(textKey, ("field", texts[label]), ("old", oldShown), ("new", newShown)));
    }

    private ContentChange CreateRewrittenChange(TextKey label) =>
        new(texts[label], null, null, texts.Format(TextKey.RewrittenLine, ("field", texts[label])));

    private static IEnumerable<ContentChange> SkipIfSame(bool isSame, ContentChange change) => isSame ? [] : [change];
}
