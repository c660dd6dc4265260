namespace Better.Calendar.Email;

/// <summary>Builds what an email lists about a workshop: how to join it, where it is, who leads it, and links.</summary>
internal sealed class LabelledValueBuilder(
    WorkshopSeries series, InvitationTexts texts, Participant recipient, RecipientFormatter formatter, AttendeePrivacy privacy)
{
    /// <summary>What joining needs beside the link.</summary>
    public IEnumerable<LabelledValue> GetMeetingDetails(OnlineMeeting meeting)
    {
        LabelledValue?[] details =
        [
            CreateDetail(TextKey.MeetingNumberLabel, meeting.MeetingNumber),
            CreateDetail(TextKey.PasscodeLabel, meeting.Passcode),
            CreateDetail(TextKey.DialInLabel, meeting.DialIn),
        ];
        return details.OfType<LabelledValue>();
    }

    /// <summary>The details of a workshop, then the links: map, materials, website.</summary>
    public IEnumerable<LabelledValue> GetDetails(Workshop workshop)
    {
        LabelledValue?[] details =
        [
            workshop.Status == WorkshopStatus.Tentative
                ? formatter.CreateLabelledValue(TextKey.StatusLabel, texts[TextKey.StatusTentative])
                : null,
            CreateDetail(TextKey.WhereLabel, formatter.FormatPlace(workshop)),
            CreateDetail(TextKey.LeadExpertLabel, workshop.LeadExpert is { } expert ? formatter.FormatExpert(expert) : null),
            privacy != AttendeePrivacy.RecipientOnly && GetOtherParticipants(workshop) is { Length: > 0 } others
                ? formatter.CreateNames(TextKey.ParticipantsLabel, others)
                : null,
            workshop.Venue?.MapUrl is { } map ? formatter.CreateLink(TextKey.MapLabel, map) : null,
        ];
        return details.OfType<LabelledValue>()
            .Concat(workshop.Materials.Select(material => formatter.CreateLink(material.Title, material.Url)))
            .Concat(GetWebsite());
    }

    /// <summary>The website of the series.</summary>
    public IEnumerable<LabelledValue> GetWebsite() =>
        series.Website is { } website ? [formatter.CreateLink(TextKey.WebsiteLabel, website)] : [];

    private LabelledValue? CreateDetail(TextKey label, string? value) =>
        value is { Length: > 0 } ? formatter.CreateHostValue(label, value) : null;

    private string GetOtherParticipants(Workshop workshop) =>
        string.Join(", ", series.Participants.Where(other => other.Email != recipient.Email && WorkshopSeries.IsInvited(other, workshop))
            .Select(other => other.Name));
}
