using System.Globalization;
using Better.Calendar;
using NodaTime;
using Spectre.Console;
using static InviteConsole.ConsoleTexts;

namespace InviteConsole;

/// <summary>What an edit changed, as people know the workshops from their last emails.</summary>
internal sealed class PlanChanges(WorkshopSeries? stored, WorkshopSeries edited)
{
    private const int MaxLength = 120;

    private readonly WorkshopSeries? before = stored?.State is null ? null : stored;

    public void Print()
    {
        if (before is null)
        {
            Screen.Line($"Nobody has been notified yet: these are the first emails.");
            return;
        }

        var table = new ScreenTable(Of($"What changed"), Of($"Workshop"), Of($"Field"), Of($"Before"), Of($"Now"));
        var last = "";
        foreach (var row in Compare())
        {
            var title = TextCut.AtWord(row[0], PlanTable.MaxTitle);
            table.Add([.. row.Skip(1).Prepend(title == last ? "" : title).Select(Markup.Escape)]);
            last = title;
        }

        table.Write();
        var people = ComparePeople().ToList();
        foreach (var line in people)
        {
            AnsiConsole.MarkupLineInterpolated($"{line}");
        }

        if (table.Count + people.Count == 0)
        {
            Screen.Line($"Nothing that participants see has changed.");
        }
    }

    private IEnumerable<string[]> Compare()
    {
        if (!before!.Title.Equals(edited.Title))
        {
            yield return [Current.Library[TextKey.SeriesLabel], Current.Library[TextKey.TopicLabel], .. Differ(before.Title, edited.Title)];
        }

        // Before an edit that was not notified of, they know what the last emails said.
        var known = before.State!.LastNotified.Concat(before.Workshops).DistinctBy(static one => one.Id)
            .Select(one => one with { Zone = one.Zone ?? before.Zone }).ToList();
        foreach (var workshop in known)
        {
            var title = PlanWords.FormatTitle(edited, workshop);
            if (edited.Workshops.FirstOrDefault(one => SameId(one, workshop)) is not { } now)
            {
                yield return [title, Current.Library[TextKey.StatusLabel], PlanWords.FormatTime(edited, workshop), Of($"removed")];
                continue;
            }

            foreach (var field in new WorkshopChange(workshop, now).GetChangedFields(edited, DateTimeZoneProviders.Tzdb))
            {
                yield return [PlanWords.FormatTitle(edited, now), NameOf(field), .. ValuesOf(field, workshop, now)];
            }
        }

        foreach (var added in edited.Workshops.Where(one => !known.Exists(old => SameId(one, old))))
        {
            yield return [PlanWords.FormatTitle(edited, added), Of($"new"), "", PlanWords.FormatTime(edited, added)];
        }
    }

    private IEnumerable<string> ComparePeople()
    {
        var removed = before!.Participants.Where(old => edited.Participants.All(one => one.Email != old.Email)).ToList();
        var added = edited.Participants.Where(one => before.Participants.All(old => old.Email != one.Email)).ToList();
        var moved = removed.Join(added, static one => one.Name, static one => one.Name, static (old, now) => (old, now)).ToList();
        foreach (var (old, now) in moved)
        {
            removed.Remove(old);
            added.Remove(now);
            yield return Of($"New address of {now.Name}: {now.Email}, no longer {old.Email}");
        }

        var chosen = edited.Participants.Where(one => before.Participants.FirstOrDefault(old => old.Email == one.Email) is { } old
            && !Equals(old.Workshops, one.Workshops)).ToList();
        if (added.Count > 0)
        {
            yield return Of($"New in the series: {PlanWords.FormatPeople(added)}");
        }

        if (removed.Count > 0)
        {
            yield return Of($"No longer in the series: {PlanWords.FormatPeople(removed)}");
        }

        if (chosen.Count > 0)
        {
            yield return Of($"With another choice of workshops: {PlanWords.FormatPeople(chosen)}");
        }
    }

    private static bool SameId(Workshop one, Workshop two) => string.Equals(one.Id, two.Id, StringComparison.OrdinalIgnoreCase);

    private static string NameOf(WorkshopField field) => Current.Library[field switch
    {
        WorkshopField.Time => TextKey.DateAndTimeLabel,
        WorkshopField.Place => TextKey.WhereLabel,
        WorkshopField.Meeting => TextKey.JoinLabel,
        WorkshopField.LeadExpert => TextKey.LeadExpertLabel,
        WorkshopField.Status => TextKey.StatusLabel,
        WorkshopField.Title => TextKey.TopicLabel,
        _ => TextKey.AboutLabel,
    }];

    private string[] ValuesOf(WorkshopField field, Workshop old, Workshop now) => field switch
    {
        WorkshopField.Title => Differ(old.Title, now.Title),
        WorkshopField.Description when !Equals(old.Description, now.Description) => Differ(old.Description, now.Description),
        WorkshopField.Description => [LinksOf(old), LinksOf(now)],
        _ => [ValueOf(field, old), ValueOf(field, now)],
    };

    // The materials, and where a map shows the venue.
    private string LinksOf(Workshop workshop) => Cut(Join(
    [
        .. workshop.Materials.Select(material => $"{PlanWords.Localize(edited, material.Title)} ({material.Url.AbsoluteUri})"),
        workshop.Venue?.MapUrl?.AbsoluteUri,
        workshop.Venue is { Latitude: { } latitude, Longitude: { } longitude }
            ? string.Create(CultureInfo.InvariantCulture, $"{latitude} {longitude}")
            : null,
    ]));

    private string ValueOf(WorkshopField field, Workshop workshop) => field switch
    {
        WorkshopField.Time => PlanWords.FormatTime(edited, workshop),
        WorkshopField.Place => Join(
            workshop.Venue?.GetText(Current.Language, edited.Language),
            workshop.Meeting is { } online ? Current.Library.Format(TextKey.OnlinePlaceOnPlatform, ("platform", online.Platform)) : ""),
        WorkshopField.Meeting => workshop.Meeting is { } meeting
            ? Join(meeting.Platform, meeting.Url.AbsoluteUri, meeting.MeetingNumber, meeting.Passcode, meeting.DialIn)
            : "",
        WorkshopField.LeadExpert => Join(workshop.LeadExpert?.Name, PlanWords.Localize(edited, workshop.LeadExpert?.City)),
        _ => Current.Library[workshop.Status switch
        {
            WorkshopStatus.Confirmed => TextKey.StatusConfirmed,
            WorkshopStatus.Tentative => TextKey.StatusTentative,
            _ => TextKey.StatusCancelled,
        }],
    };

    /// <summary>Two texts in the first language in which they differ: the user's, the series', or any other.</summary>
    private string[] Differ(LocalizedText? old, LocalizedText? now)
    {
        string Get(LocalizedText? text, string language) => text?.GetText(language, edited.Language).ReplaceLineEndings(" ") ?? "";
        var languages = new[] { Current.Language, edited.Language }.Concat(old?.Languages ?? []).Concat(now?.Languages ?? []);
        var language = languages.FirstOrDefault(language => Get(old, language) != Get(now, language)) ?? edited.Language;
        return [Cut(Get(old, language)), Cut(Get(now, language))];
    }

    private static string Cut(string text) => TextCut.AtWord(text, MaxLength);

    private static string Join(params string?[] parts) => string.Join(", ", parts.Where(static part => part is { Length: > 0 }));
}
