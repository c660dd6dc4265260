using System.Globalization;
using Better.Calendar.TimeZones;
using NodaTime;

namespace Better.Calendar.Scheduling;

/// <summary>Finds what the organizer should look at before the emails about a recurring event go out.</summary>
internal sealed class RecurrenceWarnings(
    List<WorkshopRevision> workshops, SeriesRecurrence? recurrence, IDateTimeZoneProvider zones, bool areResponsesKnown)
{
    private const string FirstEventClients = "KMail, SOGo, Proton and Google Calendar";

    public ValueList<PlanWarning> GetWarnings(ValueList<PlannedEmail> emails)
    {
        var warnings = new List<PlanWarning>();
        var unknown = emails.Count(static email => email is { Kind: EmailKind.Update, RequestsNewResponse: false, Response: null });
        if (unknown > 0 && !areResponsesKnown)
        {
            warnings.Add(new() { Kind = PlanWarningKind.ResponsesUnknown, Text = PlanWarningCollector.ResponsesUnknownText });
        }
        else if (unknown > 0)
        {
            warnings.Add(new()
            {
                Kind = PlanWarningKind.ResponseMayBeLost,
                Text = $"{unknown.ToString(CultureInfo.InvariantCulture)} updates do not ask again and go to people of whom no response is "
                    + $"known. Whoever has responded is shown as not having responded by {PlanWarningCollector.ForgetfulClients}.",
            });
        }

        if (emails.Any(static email => email.Kind is EmailKind.Invitation or EmailKind.Confirmation or EmailKind.Update))
        {
            warnings.AddRange(workshops.Select(FindWarning).OfType<PlanWarning>());
            warnings.AddRange(FindZoneWarning());
            warnings.AddRange(FindOverridden(emails));
        }

        if (emails.Any(static email => email.Kind is EmailKind.Cancellation or EmailKind.Withdrawal)
            && recurrence?.Occurrences.Any(static occurrence => occurrence.IsOverridden) == true)
        {
            warnings.Add(new()
            {
                Kind = PlanWarningKind.OccurrenceHasOwnEvent,
                Text = "Nextcloud marks only the recurring event as cancelled, and keeps the workshops that have an event of their own in "
                    + "it.",
            });
        }

        return warnings.ToValueList();
    }

    // The rule is in local time, which UTC could not follow.
    private IEnumerable<PlanWarning> FindZoneWarning()
    {
        foreach (var workshop in workshops.Where(static workshop => !workshop.IsPast && !workshop.IsCancelled))
        {
            var zone = zones[recurrence!.Zone];
            if (ZoneEditions.Recent.FindDifference(zone, [zone.AtLeniently(workshop.Edited!.Start).ToInstant()]) is { } difference)
            {
                yield return new()
                {
                    Kind = PlanWarningKind.ZoneRulesChanged,
                    WorkshopId = workshop.Id,
                    Text = $"Workshop \"{workshop.Id}\" is at a time about which a law changed. {difference}. A recurring event is in "
                        + "local time, so calendars with an older database show another one; events of their own would be in UTC.",
                };
            }
        }
    }

    // The workshops that emails describe by an event of their own: because they differ from the others, did so once, or because somebody
    // has responded to them alone.
    private IEnumerable<PlanWarning> FindOverridden(ValueList<PlannedEmail> emails)
    {
        var ids = new HashSet<string>(
            emails.SelectMany(static email => email.OccurrenceResponses).Select(static response => response.WorkshopId)
                .Concat((recurrence?.Occurrences ?? []).Where(static occurrence => occurrence.IsOverridden)
                    .Select(static occurrence => occurrence.WorkshopId)),
            StringComparer.OrdinalIgnoreCase);
        var overridden = workshops
            .Where(workshop => workshop is { IsCancelled: false, IsPast: false } && ids.Contains(workshop.Id))
            .ToList();
        if (overridden.Count > 0)
        {
            yield return new()
            {
                Kind = PlanWarningKind.OccurrenceHasOwnEvent,
                WorkshopId = overridden.Count == 1 ? overridden[0].Id : null,
                Text = $"The emails describe {Format(overridden)} by an event of its own within the recurring event. {FirstEventClients} "
                    + "read the first event alone: they show what most workshops have in common. In all clients, a response to the whole "
                    + "series shows there only after the next email.",
            };
        }
    }

    private static string Format(List<WorkshopRevision> overridden) =>
        $"{(overridden.Count == 1 ? "workshop" : "each of the workshops")} "
            + string.Join(", ", overridden.Select(static workshop => $"\"{workshop.Id}\""));

    // What the sources of these clients do; Google is as others report. Sending the workshop as an event of its own would avoid it.
    private PlanWarning? FindWarning(WorkshopRevision workshop)
    {
        var occurrence = recurrence?.Occurrences.FirstOrDefault(
            occurrence => string.Equals(occurrence.WorkshopId, workshop.Id, StringComparison.OrdinalIgnoreCase));
        if (occurrence is null || workshop.IsPast)
        {
            return null;
        }

        var text = workshop.IsCancelled && occurrence.IsOverridden
            ? "is left out of the recurring event. Cyrus 3.6 and SOGo keep what an earlier email said about it, and still show it."
            : !workshop.IsCancelled && workshop.Edited!.Start != recurrence!.GetStart(occurrence.Number)
                ? $"has moved away from the rule of the recurring event. {FirstEventClients} read the rule alone, and show the old time."
            : null;
        return text is null
            ? null
            : new() { Kind = PlanWarningKind.OccurrenceMayBeWrong, WorkshopId = workshop.Id, Text = $"Workshop \"{workshop.Id}\" {text}" };
    }
}
