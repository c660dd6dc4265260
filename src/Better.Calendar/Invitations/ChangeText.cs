using Better.Calendar.Revisions;
using Better.Calendar.Wordings;
using Better.Calendar.Workshops;
using NodaTime;

namespace Better.Calendar.Invitations;

/// <summary>What has changed about a workshop, in words: made from the change itself, never read back from a file.</summary>
internal sealed class ChangeText(WorkshopSeries series, InvitationWording wording, ReaderText text, IDateTimeZoneProvider zones)
{
    public IEnumerable<LetterChange> Of(Workshop before, Workshop after) =>
        new WorkshopChange(before, after).Fields(series, zones).SelectMany(field => Of(field, before, after));

    private IEnumerable<LetterChange> Of(WorkshopField field, Workshop before, Workshop after) => field switch
    {
        WorkshopField.Time => [Change(Phrase.DateAndTimeLabel, text.When(before), text.When(after))],
        WorkshopField.Place => [Change(Phrase.WhereLabel, text.Place(before), text.Place(after))],
        WorkshopField.Meeting => Meeting(before.Meeting!, after.Meeting!),
        WorkshopField.LeadExpert => [Change(Phrase.LeadExpertLabel, Expert(before), Expert(after))],
        WorkshopField.Status => [Change(Phrase.StatusLabel, Status(before), Status(after))],

        // A translation that this reader does not read is no news to her.
        WorkshopField.Title => Unless(text.Line(before.Title) == text.Line(after.Title), Change(Phrase.TopicLabel, text.Line(before.Title), text.Line(after.Title))),
        _ => Unless(text.Lines(before.Description) == text.Lines(after.Description), Rewritten(Phrase.AboutLabel)),
    };

    private IEnumerable<LetterChange> Meeting(OnlineMeeting before, OnlineMeeting after) =>
        from part in new (Phrase Label, string? Old, string? New)[]
        {
            (Phrase.JoinLabel, before.Url.AbsoluteUri, after.Url.AbsoluteUri),
            (Phrase.PlatformLabel, before.Platform, after.Platform),
            (Phrase.MeetingNumberLabel, before.MeetingNumber, after.MeetingNumber),
            (Phrase.PasscodeLabel, before.Passcode, after.Passcode),
            (Phrase.DialInLabel, before.DialIn, after.DialIn),
        }
        where part.Old != part.New
        select Change(part.Label, part.Old ?? "", part.New ?? "");

    private string Expert(Workshop workshop) => workshop.LeadExpert is { } expert ? text.Expert(expert) : "";

    private string Status(Workshop workshop) => wording[workshop.Status switch
    {
        WorkshopStatus.Confirmed => Phrase.StatusConfirmed,
        WorkshopStatus.Tentative => Phrase.StatusTentative,
        _ => Phrase.StatusCancelled,
    }];

    private LetterChange Change(Phrase label, string old, string now)
    {
        var phrase = old.Length == 0 ? Phrase.AddedLine : now.Length == 0 ? Phrase.RemovedLine : Phrase.ChangedLine;
        var (oldShown, newShown) = (text.Isolated(old), text.Isolated(now));
        return new(
            wording[label],
            old.Length == 0 ? null : oldShown,
            now.Length == 0 ? null : newShown,
            wording.Fill(phrase, ("field", wording[label]), ("old", oldShown), ("new", newShown)));
    }

    private LetterChange Rewritten(Phrase label) => new(wording[label], null, null, wording.Fill(Phrase.RewrittenLine, ("field", wording[label])));

    private static IEnumerable<LetterChange> Unless(bool isSame, LetterChange change) => isSame ? [] : [change];
}
