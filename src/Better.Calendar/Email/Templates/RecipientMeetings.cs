using Better.Calendar.Model;

namespace Better.Calendar.Email.Templates;

/// <summary>The join links of a recipient's own that an email shows, by the numbers of their placeholders.</summary>
internal sealed class RecipientMeetings
{
    // More of them, or longer ones in one recurring event, are so rare that such an email is rendered as a whole.
    private const int MaxLinkLength = 200;

    private readonly ParticipantMeeting[] own;

    private RecipientMeetings(ParticipantMeeting[] own, ValueList<ParticipantMeeting> placeholders) =>
        (this.own, Placeholders) = (own, placeholders);

    /// <summary>
    /// The links as the placeholder recipient has them: the same placeholder for the same link, so that all whose links are alike share a
    /// template.
    /// </summary>
    public ValueList<ParticipantMeeting> Placeholders { get; }

    /// <summary>Finds the links that an email shows; null if it shows none of the recipient's own.</summary>
    /// <param name="workshops">The workshops that the email is about.</param>
    /// <param name="message">The email.</param>
    /// <param name="sharedLinks">The join links of all workshops, formatted.</param>
    /// <param name="isPossible">False if placeholders cannot stand for them, so that the email must be rendered as a whole.</param>
    public static RecipientMeetings? Find(
        IEnumerable<Workshop> workshops, PlannedEmail message, HashSet<string> sharedLinks, out bool isPossible)
    {
        isPossible = true;
        var (own, placeholders) = (new List<ParticipantMeeting>(1), new List<ParticipantMeeting>(1));
        foreach (var workshop in workshops)
        {
            if (workshop.Meeting is null || message.Recipient.FindMeeting(workshop.Id) is not { } meeting)
            {
                continue;
            }

            var number = own.FindIndex(other => ParticipantMeeting.AreSame(other, meeting));
            if (number < 0)
            {
                number = own.Count;
                own.Add(meeting);
                isPossible &= number < TemplateText.MaxMeetings && (message.Workshop is not null || IsUnique(own, sharedLinks));
            }

            placeholders.Add(TemplateText.GetMeeting(number, meeting.Passcode is not null, workshop.Id));
        }

        return own.Count == 0 ? null : new([.. own], placeholders.ToValueList());
    }

    /// <summary>The link of a placeholder.</summary>
    public Uri GetUrl(int number) => own[number].Url;

    /// <summary>The passcode of a placeholder.</summary>
    public string GetPasscode(int number) => own[number].Passcode ?? "";

    // Two dates of a recurring event may have the same link, or one that does not fit into a location, which a placeholder does not show.
    private static bool IsUnique(List<ParticipantMeeting> own, HashSet<string> sharedLinks)
    {
        var added = own[own.Count - 1].Url;
        var link = LinkFormatter.Format(added);
        return added.Fragment.Length == 0
            && link.Length <= MaxLinkLength
            && !sharedLinks.Contains(link)
            && own.FindIndex(other => LinkFormatter.Format(other.Url) == link) == own.Count - 1;
    }
}
