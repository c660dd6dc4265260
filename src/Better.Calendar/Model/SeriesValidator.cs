using Better.Calendar.TimeZones;
using NodaTime;
using NodaTime.Text;

namespace Better.Calendar.Model;

/// <summary>The rules between the parts of a series. Workshops go in first, then participants; each is judged with those before it.</summary>
internal sealed class SeriesValidator(IDateTimeZoneProvider zones, string? seriesZone, EmailAddress? organizer)
{
    private readonly Dictionary<string, LocationFormatter> workshopLocations = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<EmailAddress, LocationFormatter> participantLocations = [];

    /// <summary>What was promised, where a document is read: a start that was promised once existed; that newer zone rules have put
    /// it into a gap or a fold is for <c>TimeZoneChangeDetector</c> to tell, which must be able to read it.
    /// Nothing is written from such a series until the organizer has decided.</summary>
    public PublishedTimes? Published { get; init; }

    /// <summary>How a place inside a workshop or participant is written: <c>participants[2].email</c> or <c>row 4, email</c>.</summary>
    public delegate string LocationFormatter(string field);

    /// <summary>All faults of a series that was built in code.</summary>
    public static IEnumerable<ValidationError> GetErrors(WorkshopSeries series, IDateTimeZoneProvider zones)
    {
        var rules = new SeriesValidator(zones, series.Zone, series.Organizer.Email);
        return rules.ValidateSeries("", series.Workshops.Count)
            .Concat(series.Workshops.SelectMany((workshop, i) => rules.ValidateWorkshop(workshop, field => $"workshops[{i}].{field}")))
            .Concat(series.Participants.SelectMany((participant, i) => rules.ValidateParticipant(participant, field => $"participants[{i}].{field}")));
    }

    /// <summary>Lets a series pass that emails and files can be written from.</summary>
    /// <exception cref="InvalidSeriesException">It has faults; all are named.</exception>
    public static void ThrowIfInvalid(WorkshopSeries series, IDateTimeZoneProvider zones)
    {
        var faults = GetErrors(series, zones).ToValueList();
        if (faults.Count > 0)
        {
            throw new InvalidSeriesException(faults);
        }
    }

    public IEnumerable<ValidationError> ValidateSeries(string path, int workshopCount)
    {
        if (ValidateZone(seriesZone, field => path + field) is { } fault)
        {
            yield return fault;
        }

        if (workshopCount == 0)
        {
            yield return new(path + "workshops", "a series needs at least one workshop");
        }
    }

    public IEnumerable<ValidationError> ValidateWorkshop(Workshop workshop, LocationFormatter location) =>
        ((ValidationError?[])[ValidateWorkshopId(workshop.Id, location), ValidateZone(workshop.Zone, location), ValidateStart(workshop, location)]).OfType<ValidationError>();

    public ValidationError? ValidateWorkshopId(string id, LocationFormatter location)
    {
        if (workshopLocations.TryGetValue(id, out var first))
        {
            return new(location("id"), $"the id \"{id}\" is taken by {first("id")}; give each workshop its own");
        }

        workshopLocations.Add(id, location);
        return null;
    }

    public IEnumerable<ValidationError> ValidateParticipant(Participant participant, LocationFormatter location)
    {
        if (participantLocations.TryGetValue(participant.Email, out var first))
        {
            yield return new(location("email"), $"{participant.Email} is taken by {first("email")}; list each participant once");
        }
        else
        {
            participantLocations.Add(participant.Email, location);
        }

        // Outlook and Google take a mail from somebody to himself for his own meeting and show no buttons.
        if (participant.Email == organizer)
        {
            yield return new(location("email"), $"{participant.Email} is the organizer's; let the organizer be a mailbox that takes part in nothing");
        }

        if (ValidateZone(participant.Zone, location) is { } fault)
        {
            yield return fault;
        }

        foreach (var wrong in ValidateWorkshopSelection(participant, location))
        {
            yield return wrong;
        }
    }

    private IEnumerable<ValidationError> ValidateWorkshopSelection(Participant participant, LocationFormatter location)
    {
        if (participant.Workshops is { Count: 0 })
        {
            yield return new(location("workshops"), "is empty; leave it out to invite to all workshops");
        }

        for (var i = 0; i < participant.Workshops?.Count; i++)
        {
            var id = participant.Workshops[i];
            if (!workshopLocations.ContainsKey(id))
            {
                yield return new(location("workshops"), $"there is no workshop \"{TextSanitizer.ToSingleLine(id)}\"; there are {string.Join(", ", workshopLocations.Keys)}");
            }
            else if (participant.Workshops.Take(i).Contains(id, StringComparer.OrdinalIgnoreCase))
            {
                yield return new(location("workshops"), $"names workshop \"{id}\" twice");
            }
        }
    }

    private ValidationError? ValidateZone(string? id, LocationFormatter location) => id is not null && zones.GetZoneOrNull(id) is null ? new(location("zone"), ZoneProblem(id, zones)) : null;

    /// <summary>What is wrong with an id that is no zone's, and what may have been meant.</summary>
    public static string ZoneProblem(string id, IDateTimeZoneProvider zones)
    {
        var meant = TimeZoneIds.Resolve(id, zones) is { } reading ? [reading.Id] : TimeZoneIds.FindSimilar(id, zones);
        var advice = meant.Count == 0 ? "use a TZDB id such as Europe/Budapest" : $"did you mean {string.Join(" or ", meant)}?";
        return $"there is no time zone \"{TextSanitizer.ToSingleLine(id)}\"; {advice}";
    }

    private ValidationError? ValidateStart(Workshop workshop, LocationFormatter location)
    {
        if ((workshop.Zone ?? seriesZone) is not { } id || zones.GetZoneOrNull(id) is not { } zone || Published?.Matches(workshop, id) == true)
        {
            return null;
        }

        var start = LocalTimeResolution.Resolve(workshop.Start, zone, workshop.AmbiguousTime);
        return start.Kind switch
        {
            LocalTimeResolutionKind.Gap => new(
                location("start"),
                $"{FormatTime(workshop.Start)} does not exist in {id}, where the clocks go forward over it; write {FormatTime(start.Earlier.LocalDateTime)} (before the change) or {FormatTime(start.Later.LocalDateTime)} (after it)"),
            LocalTimeResolutionKind.Ambiguous => new(
                location("start"),
                $"{FormatTime(workshop.Start)} comes twice in {id}, where the clocks go back; add \"fold\": \"earlier\" (UTC{OffsetPattern.GeneralInvariant.Format(start.Earlier.Offset)}) or \"later\" (UTC{OffsetPattern.GeneralInvariant.Format(start.Later.Offset)})"),
            LocalTimeResolutionKind.Unique when workshop.AmbiguousTime is not null => new(location("fold"), $"{FormatTime(workshop.Start)} comes once in {id}; leave \"fold\" out"),
            _ => null,
        };
    }

    private static string FormatTime(LocalDateTime time) => LocalDateTimePattern.GeneralIso.Format(time);
}
