using MimeKit;
using NodaTime;

namespace Better.Calendar.Tests.Lives;

/// <summary>
/// What must hold where people are asked by an email about the whole course: the email says what the series says, and a workshop that
/// somebody has not accepted is in no calendar of theirs.
/// </summary>
internal static class CourseProof
{
    /// <summary>Whether somebody was asked about a workshop by the email about the course, and it is not in their calendar yet.</summary>
    public static bool IsAsked(WorkshopSeries stored, EmailAddress email, Workshop workshop) =>
        stored.State!.Recipients.FirstOrDefault(one => one.Email == email)?.Workshops.FirstOrDefault(one => one.Id == workshop.Id)?.Status
            == InvitationStatus.Asked;

    /// <summary>What is wrong about a workshop that somebody was asked about.</summary>
    public static void CheckAsked(LifeRun run, LifePerson person, Workshop workshop, LifeEvent known, Action<bool, string> check)
    {
        var version = WorkshopVersion.FromWorkshop(run.Stored, workshop);
        check(person.Course.ContainsKey(workshop.Id), "was asked, and the newest email about the course does not show it");
        check(
            known.IsBehind
                || !person.Course.TryGetValue(workshop.Id, out var told)
                || (told.Start, told.End) == (version.Start, version.End),
            $"was told {(person.Course.TryGetValue(workshop.Id, out var shown) ? shown.Start : null)}; the series says {version.Start}");
        check(known.Newest is null or { IsCancellation: true }, "was asked, and has an email that invites");

        var uid = WorkshopUid.Create(run.Stored, workshop);
        var isRelied = known.Newest is null || (!known.IsNewestLost && Reliance.OnNewest(person.Client, known));
        check(
            !isRelied || !person.Calendar.Events.Any(one => one.Uid == uid && one.Status != WorkshopStatus.Cancelled),
            "has an entry before a confirmation");

        // All responses were given before the last plan. Who follows by their personal feed sees it there.
        check(
            run.Attendance.Find(person.Email, workshop.Id) is not { Status: not (null or ParticipationStatus.Declined) } counted
                || counted.IsOutdated(run.Stored, workshop)
                || run.Attendance.FollowsFeed(person.Email),
            "comes, and has no email of the workshop");
    }

    /// <summary>Where an email about the course contradicts the series.</summary>
    public static IEnumerable<string> FindContradictions(WorkshopSeries series, PlannedEmail planned, byte[] bytes)
    {
        var problems = new List<string>();
        using var message = MimeMessage.Load(new MemoryStream(bytes));
        var text = message.TextBody!.Replace("\r\n", "\n", StringComparison.Ordinal).Replace(" \n", " ", StringComparison.Ordinal);
        var html = System.Net.WebUtility.HtmlDecode(message.HtmlBody!)
            .Replace("\u2060", "", StringComparison.Ordinal).Replace('\u00A0', ' ');
        var texts = InvitationTexts.ForLanguage(series.LanguageOf(planned.Recipient));
        var zone = series.ZoneOf(planned.Recipient, DateTimeZoneProviders.Tzdb);
        var shows = planned.Kind is EmailKind.Invitation or EmailKind.Update;
        Check(
            message.BodyParts.All(static part => part.ContentType.MimeType is "text/plain" or "text/html"),
            "it has more than the two texts");
        Check(Says(LifeRun.Options.CoursePage!(series, planned.Recipient)!.AbsoluteUri) == shows, "its page is missing, or leads nowhere");
        Check(Says(texts[TextKey.CourseQuestion]) == planned.AsksForResponse, $"it {(planned.AsksForResponse ? "does not ask" : "asks")}");
        Check(
            Says(texts[TextKey.CourseFeed]) == (planned.FollowsFeed && planned.AsksForResponse)
                && Says(texts[TextKey.CourseConfirmations]) == (!planned.FollowsFeed && planned.AsksForResponse),
            "it promises entries to somebody who follows by the feed, or none to somebody who does not");
        Check(!Says(texts[TextKey.PleaseRespond]), "it speaks of buttons that no mail program shows");
        foreach (var workshop in shows ? series.WorkshopsOf(planned.Recipient) : [])
        {
            var when = When.Create(
                texts.Dates,
                series.StartOf(workshop, DateTimeZoneProviders.Tzdb).WithZone(zone),
                series.EndOf(workshop, DateTimeZoneProviders.Tzdb).WithZone(zone));
            foreach (var part in new[] { when.Hours, when.ShortDate })
            {
                Check(Says(part), $"it does not say {part} of workshop {workshop.Id}");
            }

            Check(
                workshop.Status != WorkshopStatus.Cancelled || Says(texts[TextKey.StatusCancelled]),
                $"it does not say that workshop {workshop.Id} is cancelled");
        }

        return problems;

        bool Says(string part) => text.Contains(part, StringComparison.Ordinal)
            && html.Contains(part.Replace('\u00A0', ' '), StringComparison.Ordinal);

        void Check(bool holds, string problem)
        {
            if (!holds)
            {
                problems.Add($"{planned.Kind} {planned.Key}: {problem}.");
            }
        }
    }
}
