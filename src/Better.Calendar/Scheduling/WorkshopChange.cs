using NodaTime;

namespace Better.Calendar;

/// <summary>A workshop before and after a revision.</summary>
/// <param name="Before">As participants know it; its <see cref="Workshop.Zone"/> says the zone even where the series does.</param>
/// <param name="After">As it is now.</param>
public sealed record WorkshopChange(Workshop Before, Workshop After)
{
    /// <summary>As participants know it; its <see cref="Workshop.Zone"/> says the zone even where the series does.</summary>
    public Workshop Before { get; init => field = ArgumentGuard.NotNull(value, nameof(Before)); } = ArgumentGuard.NotNull(Before, nameof(Before));

    /// <summary>As it is now.</summary>
    public Workshop After { get; init => field = ArgumentGuard.NotNull(value, nameof(After)); } = ArgumentGuard.NotNull(After, nameof(After));

    /// <summary>What changed for participants, in the order of <see cref="WorkshopField"/>.</summary>
    /// <param name="series">The series as it is now.</param>
    /// <param name="zones">Where zone rules come from.</param>
    /// <remarks>Another zone id that makes the same instant is no change of time; a sequence is none at all.</remarks>
    public ValueList<WorkshopField> GetChangedFields(WorkshopSeries series, IDateTimeZoneProvider zones)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(zones);
        var (before, after) = (Before, After);
        (WorkshopField Field, bool HasChanged)[] fields =
        [
            (WorkshopField.Time, before.Duration != after.Duration || series.StartOf(before, zones).ToInstant() != series.StartOf(after, zones).ToInstant()),
            (WorkshopField.Place, before.Venue != after.Venue || before.Meeting is null != after.Meeting is null),
            (WorkshopField.Meeting, before.Meeting is not null && after.Meeting is not null && before.Meeting != after.Meeting),
            (WorkshopField.LeadExpert, before.LeadExpert != after.LeadExpert),
            (WorkshopField.Status, before.Status != after.Status),
            (WorkshopField.Title, !before.Title.Equals(after.Title)),
            (WorkshopField.Description, !Equals(before.Description, after.Description)),
        ];
        return fields.Where(field => field.HasChanged).Select(field => field.Field).ToValueList();
    }
}
