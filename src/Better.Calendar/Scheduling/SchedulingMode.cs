using System.Text.Json.Serialization;

namespace Better.Calendar;

/// <summary>How a series is put into participants' calendars.</summary>
[JsonConverter(typeof(WordJsonConverter<SchedulingMode>))]
public enum SchedulingMode
{
    /// <summary>
    /// One email and one event for each workshop. Each is answered, moved and cancelled separately, and every mail program
    /// shows it correctly. The right choice for almost all series.
    /// </summary>
    EventPerWorkshop,

    /// <summary>
    /// One email with one recurring event (RRULE) for the whole series, to people who are invited to all of it. The workshops must follow
    /// each other daily or weekly at the same time of day when the series is sent first; weeks may be left out. Each change, also of one
    /// workshop, is one email with the whole event. One response counts for all workshops; clients that offer it respond to single ones.
    /// </summary>
    RecurringEvent,

    /// <summary>
    /// One email for the whole course, on any dates, without a calendar part: it shows the schedule and leads to the host's RSVP page for
    /// all workshops (<see cref="InvitationOptions.CoursePage"/>). A workshop that somebody accepts there comes as an email of its own into
    /// their calendar, and is moved, cancelled and asked about alone from then on. What is not in somebody's calendar changes by one more
    /// email about the course.
    /// </summary>
    CourseEmail,
}
