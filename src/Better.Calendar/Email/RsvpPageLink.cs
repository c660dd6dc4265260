using Better.Calendar.Model;

namespace Better.Calendar.Email;

/// <summary>The link to the host's RSVP page in an email.</summary>
internal static class RsvpPageLink
{
    /// <summary>The host's RSVP page for the recipient; null if there is none, or nothing to respond to or to change.</summary>
    /// <exception cref="ArgumentException">The host's function gave something other than an absolute web address, or an email about the
    /// whole course has no page.</exception>
    public static Uri? Find(WorkshopSeries series, PlannedEmail message, InvitationOptions options)
    {
        if (!message.AsksForResponse && message.Kind is not (EmailKind.Invitation or EmailKind.Confirmation or EmailKind.Update))
        {
            return null;
        }

        if (message.IsCourseEmail)
        {
            return options.CoursePage?.Invoke(series, message.Recipient) is { } course
                ? Guard.Validate(Guard.WebAddressProblem, course, nameof(InvitationOptions.CoursePage))
                : throw new ArgumentException(
                    $"An email about the whole course asks on the host's RSVP page, and there is none for {message.Recipient.Email}; set "
                        + "InvitationOptions.CoursePage, or plan the series in SchedulingMode.EventPerWorkshop.",
                    nameof(message));
        }

        return message.Workshop is { } workshop && options.RsvpPage?.Invoke(series, workshop, message.Recipient) is { } url
            ? Guard.Validate(Guard.WebAddressProblem, url, nameof(InvitationOptions.RsvpPage))
            : null;
    }
}
