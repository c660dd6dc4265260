using System.Text.Json.Serialization;
using NodaTime;

namespace Better.Calendar;

/// <summary>A workshop before and after a revision.</summary>
/// <param name="Before">The workshop as participants know it. Its <see cref="Workshop.Zone"/> must be set even if it is the series'
/// zone.</param>
/// <param name="After">The workshop as it is now.</param>
public sealed record WorkshopChange(Workshop Before, Workshop After)
{
    /// <summary>The workshop as participants know it. Its <see cref="Workshop.Zone"/> must be set even if it is the series' zone.</summary>
    public Workshop Before { get; init => field = ArgumentGuard.NotNull(value, nameof(Before)); } =
        ArgumentGuard.NotNull(Before, nameof(Before));

    /// <summary>The workshop as it is now.</summary>
    public Workshop After { get; init => field = ArgumentGuard.NotNull(value, nameof(After)); } =
        ArgumentGuard.NotNull(After, nameof(After));

    /// <summary>The fields that have changed for participants, in the order of <see cref="WorkshopField"/>.</summary>
    /// <param name="series">The series as it is now.</param>
    /// <param name="zones">The time zone rules.</param>
    /// <remarks>
    /// Start and end are compared as instants, so another time zone with the same instant is no change. A change of SEQUENCE does not
    /// count.
    /// </remarks>
    public ValueList<WorkshopField> GetChangedFields(WorkshopSeries series, IDateTimeZoneProvider zones)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(zones);
        var (before, after) = (Before, After);
        (WorkshopField Field, bool HasChanged)[] fields =
        [
            (WorkshopField.Time, before.Duration != after.Duration
                || series.StartOf(before, zones).ToInstant() != series.StartOf(after, zones).ToInstant()),
            (WorkshopField.Place, before.Venue?.WithoutMap() != after.Venue?.WithoutMap()
                || before.Meeting is null != after.Meeting is null),
            (WorkshopField.Meeting, before.Meeting is not null && after.Meeting is not null && before.Meeting != after.Meeting),
            (WorkshopField.LeadExpert, before.LeadExpert != after.LeadExpert),
            (WorkshopField.Status, before.Status != after.Status),
            (WorkshopField.Title, !before.Title.Equals(after.Title)),
            (WorkshopField.Description, !Equals(before.Description, after.Description)
                || before.Materials != after.Materials
                || (before.Venue != after.Venue && before.Venue?.WithoutMap() == after.Venue?.WithoutMap())),
        ];
        return fields.Where(field => field.HasChanged).Select(field => field.Field).ToValueList();
    }
}

/// <summary>The fields of a workshop whose changes participants can see.</summary>
[JsonConverter(typeof(WordJsonConverter<WorkshopField>))]
public enum WorkshopField
{
    /// <summary>When it starts or ends.</summary>
    Time,

    /// <summary>Where it takes place: the venue with its address, or online.</summary>
    Place,

    /// <summary>The join link, meeting number, passcode or dial-in.</summary>
    Meeting,

    /// <summary>The lead expert.</summary>
    LeadExpert,

    /// <summary>Whether it is tentative, confirmed or cancelled.</summary>
    Status,

    /// <summary>The title, in any language.</summary>
    Title,

    /// <summary>The description, in any language, the materials, or where a map shows the same venue.</summary>
    Description,
}
