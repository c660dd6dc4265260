using NodaTime;

namespace Better.Calendar.Email;

/// <summary>What one reader should mind about the time of a workshop: an unsocial hour, or clocks that have changed since the one before.</summary>
internal sealed class TimeWarnings(WorkshopSeries series, InvitationTexts texts, Participant recipient, IDateTimeZoneProvider zones)
{
    /// <summary>The notices for one workshop; of a whole series for all of them.</summary>
    public IEnumerable<string> GetWarnings(Workshop? workshop)
    {
        var hers = series with { Zone = recipient.Zone ?? series.Zone, Workshops = series.Workshops.Select(ForRecipient).ToValueList(), Participants = [recipient] };
        var times = LocalTimeTable.Create(hers, zones);
        var about = times with
        {
            ClockChanges = times.ClockChanges.Where(change => workshop is null || change.WorkshopAfter.Id == workshop.Id).ToValueList(),
            InconvenientTimes = times.InconvenientTimes.Where(hour => workshop is null || hour.Workshop.Id == workshop.Id).ToValueList(),
        };
        return about.ToText(texts).Warnings;
    }

    // By her clocks alone; a workshop that she is not invited to counts no more than one that is off, and keeps its number like that.
    private Workshop ForRecipient(Workshop workshop) => workshop with
    {
        Zone = workshop.Zone ?? series.Zone,
        Status = WorkshopSeries.IsInvited(recipient, workshop) ? workshop.Status : WorkshopStatus.Cancelled,
    };
}
