using Better.Calendar.TimeZones;
using NodaTime;
using NodaTime.Text;

namespace Better.Calendar.Model;

/// <summary>
/// The rules between the parts of a series. Validate workshops first, then participants; each is compared with those before it.
/// </summary>
internal sealed class SeriesValidator(IDateTimeZoneProvider zones, string? seriesZone, EmailAddress? organizer)
{
    private readonly Dictionary<string, LocationFormatter> workshopLocations = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<EmailAddress, LocationFormatter> participantLocations = [];
    private int adviceCount;

    /// <summary>The published times of a document. A published start was once valid; when newer time zone rules make it skipped or
    /// ambiguous,
    /// <c>TimeZoneChangeDetector</c> reports that, so the document must be readable.
    /// No email and no calendar is written from such a series until the organizer has corrected it.</summary>
    public PublishedTimes? Published { get; init; }

    // The list is in the message of each wrong id.
    private const int MaxListedIds = 20;

    private const int MaxAdvice = 20;

    /// <summary>Formats a location inside a workshop or participant: <c>participants[2].email</c> or <c>row 4, email</c>.</summary>
    public delegate string LocationFormatter(string field);

    /// <summary>All errors of a series that was created in code.</summary>
    public static IEnumerable<ValidationError> GetErrors(WorkshopSeries series, IDateTimeZoneProvider zones)
    {
        var rules = new SeriesValidator(zones, series.Zone, series.Organizer.Email);
        return rules.ValidateSeries("", series.Workshops.Count)
            .Concat(series.Workshops.SelectMany((workshop, i) => rules.ValidateWorkshop(workshop, field => $"workshops[{i}].{field}")))
            .Concat(
                series.Participants.SelectMany(
                    (participant, i) => rules.ValidateParticipant(participant, field => $"participants[{i}].{field}")));
    }

    /// <summary>Throws when no emails and files can be written from a series.</summary>
    /// <exception cref="InvalidSeriesException">The series has errors; all are listed.</exception>
    public static void ThrowIfInvalid(WorkshopSeries series, IDateTimeZoneProvider zones)
    {
        var errors = GetErrors(series, zones).ToValueList();
        if (errors.Count > 0)
        {
            throw new InvalidSeriesException(errors);
        }
    }

    public IEnumerable<ValidationError> ValidateSeries(string path, int workshopCount)
    {
        if (ValidateZone(seriesZone, field => path + field) is { } error)
        {
            yield return error;
        }

        if (workshopCount == 0)
        {
            yield return new(path + "workshops", "a series needs at least one workshop");
        }
    }

    public IEnumerable<ValidationError> ValidateWorkshop(Workshop workshop, LocationFormatter location) =>
        ((ValidationError?[])[ValidateWorkshopId(workshop.Id, location),
            ValidateZone(workshop.Zone, location),
            ValidateStart(workshop, location),
            ValidatePosition(workshop.Venue, location)])
            .OfType<ValidationError>();

    private static ValidationError? ValidatePosition(Venue? venue, LocationFormatter location) => venue switch
    {
        { Latitude: not null, Longitude: null } => new(location("venue.latitude"), "a latitude needs a longitude; add it"),
        { Latitude: null, Longitude: not null } => new(location("venue.longitude"), "a longitude needs a latitude; add it"),
        _ => null,
    };

    public ValidationError? ValidateWorkshopId(string id, LocationFormatter location)
    {
        if (workshopLocations.TryGetValue(id, out var first))
        {
            return new(location("id"), $"the id \"{id}\" is already used by {first("id")}; give each workshop its own id");
        }

        workshopLocations.Add(id, location);
        return null;
    }

    public IEnumerable<ValidationError> ValidateParticipant(Participant participant, LocationFormatter location)
    {
        if (participantLocations.TryGetValue(participant.Email, out var first))
        {
            yield return new(location("email"), $"{participant.Email} is already used by {first("email")}; list each participant once");
        }
        else
        {
            participantLocations.Add(participant.Email, location);
        }

        // Outlook and Google treat an invitation from an address to itself as the user's own meeting and show no response buttons.
        if (participant.Email == organizer)
        {
            yield return new(
                location("email"),
                $"{participant.Email} is the address of the organizer; use a mailbox for the organizer that is not a participant");
        }

        if (ValidateZone(participant.Zone, location) is { } error)
        {
            yield return error;
        }

        foreach (var listError in ValidateWorkshopSelection(participant, location).Concat(ValidateMeetings(participant, location)))
        {
            yield return listError;
        }
    }

    private IEnumerable<ValidationError> ValidateMeetings(Participant participant, LocationFormatter location)
    {
        if (participant.Meetings.Count == 0)
        {
            yield break;
        }

        var before = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < participant.Meetings.Count; i++)
        {
            var id = participant.Meetings[i].WorkshopId;
            if (!workshopLocations.ContainsKey(id))
            {
                yield return new(location($"meetings[{i}].workshop"), DescribeUnknownWorkshop(id));
            }
            else if (!before.Add(id))
            {
                yield return new(location($"meetings[{i}].workshop"), $"the list has workshop \"{id}\" twice; give one link for it");
            }
        }
    }

    private IEnumerable<ValidationError> ValidateWorkshopSelection(Participant participant, LocationFormatter location)
    {
        if (participant.Workshops is { Count: 0 })
        {
            yield return new(location("workshops"), "the list is empty; leave it out to invite the participant to all workshops");
        }

        var before = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < participant.Workshops?.Count; i++)
        {
            var id = participant.Workshops[i];
            var isTwice = !before.Add(id);
            if (!workshopLocations.ContainsKey(id))
            {
                yield return new(location("workshops"), DescribeUnknownWorkshop(id));
            }
            else if (isTwice)
            {
                yield return new(location("workshops"), $"the list has workshop \"{id}\" twice; list it once");
            }
        }
    }

    private string DescribeUnknownWorkshop(string id)
    {
        var similar = ++adviceCount > MaxAdvice ? [] : SimilarNames.Find(id, workshopLocations.Keys);
        var advice = similar.Count > 0
            ? $"did you mean {string.Join(" or ", similar)}?"
            : $"the workshops are {string.Join(", ", workshopLocations.Keys.Take(MaxListedIds))}"
                + (workshopLocations.Count > MaxListedIds ? ", …" : "");
        return $"there is no workshop \"{TextSanitizer.ToSingleLine(id)}\"; {advice}";
    }

    private ValidationError? ValidateZone(string? id, LocationFormatter location) =>
        id is not null && zones.GetZoneOrNull(id) is null ? new(location("zone"), ZoneProblem(id, zones, ref adviceCount)) : null;

    /// <inheritdoc cref="ZoneProblem(string, IDateTimeZoneProvider, ref int)"/>
    public static string ZoneProblem(string id, IDateTimeZoneProvider zones)
    {
        var adviceCount = 0;
        return ZoneProblem(id, zones, ref adviceCount);
    }

    /// <summary>The error text for an id that is not the id of a time zone, with the ids that may have been meant.</summary>
    /// <param name="id">The id.</param>
    /// <param name="zones">The known time zones.</param>
    /// <param name="adviceCount">How many ids were compared with all known ones so far; after some, that takes too long.</param>
    public static string ZoneProblem(string id, IDateTimeZoneProvider zones, ref int adviceCount)
    {
        var suggestions = TimeZoneIds.Resolve(id, zones) is { } resolution ? [resolution.Id]
            : ++adviceCount > MaxAdvice ? []
            : TimeZoneIds.FindSimilar(id, zones);
        var advice = suggestions.Count == 0 ? "use a TZDB id such as Europe/Budapest" : $"did you mean {string.Join(" or ", suggestions)}?";
        return $"there is no time zone \"{TextSanitizer.ToSingleLine(id)}\"; {advice}";
    }

    private ValidationError? ValidateStart(Workshop workshop, LocationFormatter location)
    {
        if ((workshop.Zone ?? seriesZone) is not { } id
            || zones.GetZoneOrNull(id) is not { } zone
            || Published?.Matches(workshop, id) == true)
        {
            return null;
        }

        var start = LocalTimeResolution.Resolve(workshop.Start, zone, workshop.AmbiguousTime);
        return start.Kind switch
        {
            LocalTimeResolutionKind.Gap => new(
                location("start"),
                $"{FormatTime(workshop.Start)} does not exist in {id}, where the clocks go forward at that time; "
                    + $"write {FormatTime(start.Earlier.LocalDateTime)} (before the change) "
                        + $"or {FormatTime(start.Later.LocalDateTime)} (after it)"),
            LocalTimeResolutionKind.Ambiguous => new(
                location("start"),
                $"{FormatTime(workshop.Start)} occurs twice in {id}, where the clocks go back; add \"ambiguousTime\": \"earlier\" "
                    + $"(UTC{OffsetPattern.GeneralInvariant.Format(start.Earlier.Offset)}) or \"later\" "
                        + $"(UTC{OffsetPattern.GeneralInvariant.Format(start.Later.Offset)})"),
            LocalTimeResolutionKind.Unique when workshop.AmbiguousTime is not null =>
                new(location("ambiguousTime"), $"{FormatTime(workshop.Start)} occurs once in {id}; leave \"ambiguousTime\" out"),
            _ => null,
        };
    }

    private static string FormatTime(LocalDateTime time) => LocalDateTimePattern.GeneralIso.Format(time);
}
