using System.Globalization;
using Better.Calendar.TimeZones;
using NodaTime;
using NodaTime.Text;

namespace Better.Calendar.Scheduling;

/// <summary>Finds what the organizer should look at before the emails of a plan go out.</summary>
internal sealed class PlanWarningCollector(WorkshopSeries edited, bool areResponsesKnown, Instant at, IDateTimeZoneProvider zones)
{
    // What the sources of these clients do with an update of the same SEQUENCE: they store the PARTSTAT that the email carries. Thunderbird
    // and the servers of Apple keep the stored one; Google and Outlook do not say.
    public const string ForgetfulClients = "Nextcloud and other servers of sabre/dav, Cyrus, Stalwart, Proton and Evolution";

    /// <summary>The warning if no responses were given.</summary>
    public const string ResponsesUnknownText =
        "No responses were given, so the updates cannot carry them. They say that an earlier response stands and that the calendar may ask "
            + "again. Pass the attendance to the plan.";

    private static readonly LocalDateTimePattern Pattern = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm");

    /// <summary>The warnings: those about the whole series, then by workshop.</summary>
    /// <param name="workshops">The workshops of the plan.</param>
    /// <param name="builder">The emails of the plan, by workshop.</param>
    /// <param name="emails">The emails of the plan.</param>
    public ValueList<PlanWarning> GetWarnings(
        IReadOnlyList<WorkshopRevision> workshops, RevisionBuilder builder, IReadOnlyList<PlannedEmail> emails)
    {
        var warnings = new List<PlanWarning>();
        if (!areResponsesKnown && Enumerable.Range(0, workshops.Count).Any(index => builder.CountUnknownResponses(index) > 0))
        {
            warnings.Add(new()
            {
                Kind = PlanWarningKind.ResponsesUnknown,
                Text = ResponsesUnknownText,
            });
        }

        warnings.AddRange(GetLanguageWarnings(emails));
        foreach (var (workshop, index) in workshops.Select(static (workshop, index) => (workshop, index)))
        {
            warnings.AddRange(GetWarnings(workshop, index, builder));
        }

        return warnings.ToValueList();
    }

    private IEnumerable<PlanWarning> GetLanguageWarnings(IReadOnlyList<PlannedEmail> emails)
    {
        var unknown = new Dictionary<string, HashSet<EmailAddress>>(StringComparer.Ordinal);
        foreach (var recipient in emails.Select(static email => email.Recipient))
        {
            var language = edited.LanguageOf(recipient);
            if (!LanguageTag.HasSentences(language))
            {
                var people = unknown.TryGetValue(language, out var known) ? known : unknown[language] = [];
                people.Add(recipient.Email);
            }
        }

        return unknown.OrderBy(static entry => entry.Key, StringComparer.Ordinal).Select(static entry => new PlanWarning
        {
            Kind = PlanWarningKind.LanguageWithoutSentences,
            Text = $"The library has no sentences in the language \"{entry.Key}\" ({FormatPeople(entry.Value.Count)}). Unless the host "
                + "adds them, sentences and titles of these emails are in the language of the series, else in English.",
        });
    }

    private static string FormatPeople(int count) =>
        count == 1 ? "1 person" : $"{count.ToString(CultureInfo.InvariantCulture)} people";

    private IEnumerable<PlanWarning> GetWarnings(WorkshopRevision workshop, int index, RevisionBuilder builder)
    {
        if (workshop is { IsCancelled: false, Edited: { } now } && edited.EndOf(now, zones) is var end && end.ToInstant() <= at)
        {
            var time = $"{Pattern.Format(end.LocalDateTime)} {end.Zone.Id}";
            if (workshop.LastNotified is null)
            {
                yield return Create(PlanWarningKind.AlreadyOver, $"ended at {time}: nobody is invited to it. Check the date.");
            }
            else if (!workshop.IsPast)
            {
                yield return Create(PlanWarningKind.MovedIntoPast, $"was moved into the past: it ended at {time}. Check the date.");
            }
        }

        if (builder.CountUnknownResponses(index) is > 0 and var count)
        {
            yield return Create(
                PlanWarningKind.ResponseMayBeLost,
                $"has an update that does not ask again, for {FormatPeople(count)} of whom no response is known. Whoever has "
                    + $"responded is shown as not having responded by {ForgetfulClients}.");
        }

        if (builder.HasRequests(index) && FindZoneProblem(workshop.Edited!) is var (kind, problem))
        {
            yield return Create(kind, problem);
        }

        PlanWarning Create(PlanWarningKind kind, string text) =>
            new() { Kind = kind, WorkshopId = workshop.Id, Text = $"Workshop \"{workshop.Id}\" {text}" };
    }

    // Times that equal UTC need no rule.
    private (PlanWarningKind Kind, string Text)? FindZoneProblem(Workshop workshop)
    {
        var start = edited.StartOf(workshop, zones);
        if (start.Offset == Offset.Zero && edited.EndOf(workshop, zones).Offset == Offset.Zero)
        {
            return null;
        }

        Instant[] instants = [start.ToInstant(), start.ToInstant() + workshop.Duration];
        if (ZoneEditions.Recent.FindDifference(start.Zone, instants) is { } difference)
        {
            return (
                PlanWarningKind.ZoneRulesChanged,
                $"is at a time about which a law changed. {difference}. In UTC, the default of ChangedZoneRules, all calendars show the "
                    + "right time; in local time, those with an older database do not.");
        }

        var component = VTimeZoneComponent.Create(start.Zone, instants, VTimeZoneProfile.SingleEvent);
        return component.Encoding == VTimeZoneEncoding.Rules
            ? null
            : (PlanWarningKind.ZoneWithoutRule, $"is written without a yearly rule of its time zone. {component.Reason}");
    }
}
