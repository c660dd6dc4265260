using Better.Calendar;
using InviteConsole;

namespace WebHost.Organizer.Editing;

/// <summary>A plan before it is carried out: who gets what and why, who gets nothing, warnings, and what calendars make of it.</summary>
public sealed class PlanView
{
    // Ten calendars of each of these people are simulated, while somebody types.
    private const int MaxRehearsed = 10;

    private readonly SeriesRevision plan;
    private readonly OrganizerTexts texts;

    /// <summary>Shows a plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="stored">The series before; null: there is none.</param>
    /// <param name="attendance">The responses so far.</param>
    /// <param name="texts">The texts of the page.</param>
    public PlanView(SeriesRevision plan, WorkshopSeries? stored, Attendance attendance, OrganizerTexts texts)
    {
        ArgumentNullException.ThrowIfNull(plan);
        (this.plan, this.texts) = (plan, texts);
        Warnings = [.. plan.Warnings.Select(warning => PlanWords.Describe(warning, plan)).Distinct()];
        Emails =
        [
            .. plan.Emails.GroupBy(email => (Kind: NameOf(email), Title: TitleOf(email.Workshop), Why: PlanWords.Describe(email)))
                .Select(static same => new PlanRow(
                    same.Key.Kind, same.Key.Title, same.Key.Why, [.. same.Select(static email => email.Recipient)])),
        ];
        Skipped =
        [
            .. plan.Skipped.Select(skipped => new PlanRow(
                "",
                TitleOf(plan.Series.Workshops.FirstOrDefault(one => one.Id == skipped.WorkshopId)),
                Describe(skipped),
                skipped.Recipients)),
        ];
        var entries = Rehearse(stored, attendance).ToList();
        IsWholeRehearsed = plan.Series.Participants.Count <= MaxRehearsed;
        Calendars =
        [
            .. entries.GroupBy(static entry => (entry.Workshop, entry.Client))
                .Select(group => (
                    group.Key.Workshop,
                    group.Key.Client,
                    Shows: string.Join(" · ", group.Select(Describe).Distinct().Order(StringComparer.Ordinal)),
                    Waits: group.Any(static entry => entry.WaitsForPress)))
                .GroupBy(static cell => (cell.Workshop, cell.Shows, cell.Waits))
                .Select(row => new CalendarRow(
                    TitleOf(row.Key.Workshop),
                    string.Join(", ", row.Select(static cell => cell.Client)),
                    row.Key.Shows,
                    row.Key.Waits ? texts["when they press"] : texts["at once"])),
        ];
        Disagreements =
        [
            .. entries.Where(static entry => entry.Disagreements.Count > 0)
                .GroupBy(static entry => (entry.Participant.Name, entry.Workshop, Text: string.Join("; ", entry.Disagreements)))
                .Select(group => new PlanRow(
                    string.Join(", ", group.Select(static entry => entry.Client)),
                    TitleOf(group.Key.Workshop),
                    group.Key.Text,
                    [group.First().Participant])),
        ];
    }

    public int EmailCount => plan.Emails.Count;

    public IReadOnlyList<string> Warnings { get; }

    /// <summary>One row for all people who get the same email for the same reason, in the order of sending.</summary>
    public IReadOnlyList<PlanRow> Emails { get; }

    /// <summary>Who gets no email, and why.</summary>
    public IReadOnlyList<PlanRow> Skipped { get; }

    /// <summary>What calendars show after the emails; calendars that show the same share a row.</summary>
    public IReadOnlyList<CalendarRow> Calendars { get; }

    /// <summary>Where a calendar would disagree with the series and the attendance.</summary>
    public IReadOnlyList<PlanRow> Disagreements { get; }

    /// <summary>Whether the calendars of all people were simulated; otherwise those of the first.</summary>
    public bool IsWholeRehearsed { get; }

    /// <summary>A digest of the plan: whoever confirms another one has not seen it.</summary>
    public string Digest => PlanDigest.Create(plan.Emails.Select(static email => email.Key)
        .Append(SeriesDocument.Write(plan.Series, new SeriesDocumentOptions { IncludeState = false })));

    private IEnumerable<RehearsedEntry> Rehearse(WorkshopSeries? stored, Attendance attendance)
    {
        var people = plan.Emails.Select(static email => email.Recipient.Email)
            .Concat(plan.Series.Participants.Select(static one => one.Email))
            .Distinct().Take(MaxRehearsed).ToHashSet();
        bool IsIn(Participant participant) => people.Contains(participant.Email);
        var part = plan with
        {
            Series = plan.Series with { Participants = [.. plan.Series.Participants.Where(IsIn)] },
            Emails = [.. plan.Emails.Where(email => IsIn(email.Recipient))],
        };
        var before = stored is null ? null : stored with { Participants = [.. stored.Participants.Where(IsIn)] };
        return new Rehearsal(before, part, attendance, areResponsesKnown: true).Play();
    }

    private string NameOf(PlannedEmail email) => email.RequestsNewResponse
        ? texts.Format("{0}, asks again", PlanWords.Describe(email.Kind))
        : PlanWords.Describe(email.Kind);

    private string TitleOf(Workshop? workshop) => PlanWords.FormatTitle(plan.Series, workshop);

    // The console names an option here, which a page does not have.
    private string Describe(SkippedEmail skipped) => skipped.Reason == SkipReason.EditorialChangeOnly
        ? texts["Only texts changed: nobody is notified of that."]
        : PlanWords.Describe(skipped.Reason);

    private string Describe(RehearsedEntry entry) => entry.Event is { } shown
        ? string.Join(
            ", ",
            PlanWords.FormatTime(
                shown.Start.InZone(plan.Series.StartOf(entry.Workshop, NodaTime.DateTimeZoneProviders.Tzdb).Zone),
                shown.End.InZone(plan.Series.StartOf(entry.Workshop, NodaTime.DateTimeZoneProviders.Tzdb).Zone)),
            shown.Location.Length > 0 ? shown.Location : texts["no place"],
            Rehearsal.Describe(shown.Status),
            texts.Format("response: {0}", PlanWords.Describe(shown.Response)))
        : texts["no entry"];
}

/// <summary>Emails that people get, or do not get, for one reason.</summary>
/// <param name="Name">The kind of email.</param>
/// <param name="Workshop">The title of the workshop.</param>
/// <param name="Why">Why.</param>
/// <param name="People">The people.</param>
public sealed record PlanRow(string Name, string Workshop, string Why, IReadOnlyList<Participant> People);

/// <summary>What calendars show of a workshop.</summary>
/// <param name="Workshop">The title of the workshop.</param>
/// <param name="Clients">The calendar clients.</param>
/// <param name="Shows">What they show.</param>
/// <param name="When">When they show it.</param>
public sealed record CalendarRow(string Workshop, string Clients, string Shows, string When);
