namespace Better.Calendar;

/// <summary>How a series comes into people's calendars.</summary>
public enum SchedulingMode
{
    /// <summary>
    /// One email and one event for each workshop. Each is answered, moved and cancelled for itself, and every mail program
    /// shows it right. The choice for almost everybody.
    /// </summary>
    EventPerWorkshop,

    /// <summary>
    /// One email with one recurring event for the whole series, where the workshops follow each other daily or weekly at one
    /// time of day. One answer counts for all; no workshop can be moved or cancelled alone; everybody is invited to all.
    /// </summary>
    RecurringEvent,
}
