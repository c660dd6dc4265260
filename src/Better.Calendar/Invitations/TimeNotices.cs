using Better.Calendar.Times;
using Better.Calendar.Wordings;
using Better.Calendar.Workshops;
using NodaTime;

namespace Better.Calendar.Invitations;

/// <summary>What one reader should mind about the time of a workshop: an unsocial hour, or clocks that have changed since the one before.</summary>
internal sealed class TimeNotices(WorkshopSeries series, InvitationWording wording, Participant reader, IDateTimeZoneProvider zones)
{
    /// <summary>The notices for one workshop; of a whole series for all of them.</summary>
    public IEnumerable<string> Of(Workshop? workshop)
    {
        var hers = series with { Zone = reader.Zone ?? series.Zone, Workshops = series.Workshops.Select(Seen).ToValueList(), Participants = [reader] };
        var times = CityTimes.Of(hers, zones);
        var about = times with
        {
            ClockChanges = times.ClockChanges.Where(change => workshop is null || change.Later.Id == workshop.Id).ToValueList(),
            UnsocialHours = times.UnsocialHours.Where(hour => workshop is null || hour.Workshop.Id == workshop.Id).ToValueList(),
        };
        return about.In(wording).Warnings;
    }

    // By her clocks alone; a workshop that she is not invited to counts no more than one that is off, and keeps its number like that.
    private Workshop Seen(Workshop workshop) => workshop with
    {
        Zone = workshop.Zone ?? series.Zone,
        Status = WorkshopSeries.IsInvited(reader, workshop) ? workshop.Status : WorkshopStatus.Cancelled,
    };
}
