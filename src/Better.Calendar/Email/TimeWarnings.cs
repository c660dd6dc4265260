using NodaTime;

namespace Better.Calendar.Email;

/// <summary>
/// The warnings about a workshop's time for one recipient: an unusual hour, or clocks that have changed since the workshop before.
/// </summary>
internal sealed class TimeWarnings(WorkshopSeries series, InvitationTexts texts, Participant recipient, IDateTimeZoneProvider zones)
{
    /// <summary>The warnings for one workshop; if it is null, for all workshops of the series.</summary>
    public IEnumerable<string> GetWarnings(Workshop? workshop)
    {
        var recipientSeries =
            series with
            {
                Zone = recipient.Zone
                ?? series.Zone,
                Workshops = series.Workshops.Select(ForRecipient).ToValueList(),
                Participants = [recipient]
            };
        var times = LocalTimeTable.Create(recipientSeries, zones);
        var relevant = times with
        {
            ClockChanges = times.ClockChanges.Where(change => workshop is null || change.WorkshopAfter.Id == workshop.Id).ToValueList(),
            InconvenientTimes = times.InconvenientTimes.Where(hour => workshop is null || hour.Workshop.Id == workshop.Id).ToValueList(),
        };
        return relevant.ToText(texts).Warnings;
    }

    // Only the recipient's clocks count. A workshop that they are not invited to is ignored like a cancelled one, which also keeps the
    // numbers of the others.
    private Workshop ForRecipient(Workshop workshop) => workshop with
    {
        Zone = workshop.Zone ?? series.Zone,
        Status = WorkshopSeries.IsInvited(recipient, workshop) ? workshop.Status : WorkshopStatus.Cancelled,
    };
}
