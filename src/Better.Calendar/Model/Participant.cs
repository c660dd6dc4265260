using System.Text.Json.Serialization;
using Better.Calendar.Model;

namespace Better.Calendar;

/// <summary>A person who is invited to workshops of a series.</summary>
[JsonConverter(typeof(ParticipantJsonConverter))]
public sealed record Participant
{
    /// <summary>The name, on one line.</summary>
    /// <exception cref="ArgumentException">The value is empty.</exception>
    public required string Name { get; init => field = Guard.ValidateName(value, nameof(Name)); }

    /// <summary>The address that emails are sent to. No two participants of a series have the same address.</summary>
    public required EmailAddress Email { get; init => field = ArgumentGuard.NotNull(value, nameof(Email)); }

    /// <summary>The city of the participant, shown with the local time; null when it is not given.</summary>
    public LocalizedText? City { get; init; }

    /// <summary>The language of the participant's emails (BCP 47); null means the language of the series.</summary>
    /// <exception cref="ArgumentException">The value is not a BCP 47 language tag.</exception>
    public string? Language
    {
        get;
        init => field = value is null ? null : LanguageTag.Canonicalize(Guard.Validate(Guard.LanguageProblem, value, nameof(Language)));
    }

    /// <summary>The time zone of the participant (TZDB id); null means the time zone of the series.</summary>
    public string? Zone { get; init; }

    /// <summary>The ids of the workshops the participant is invited to; null means all workshops.</summary>
    public ValueList<string>? Workshops { get; init; }

    /// <summary>
    /// The join links that are the participant's own, at most one for each workshop. Default: empty, they join by the links of the
    /// workshops.
    /// </summary>
    public ValueList<ParticipantMeeting> Meetings { get; init => field = ArgumentGuard.NotNull(value, nameof(Meetings)); } = [];

    /// <summary>
    /// Returns how the participant joins a workshop online: by their own link, if they have one; null when there is no online meeting.
    /// </summary>
    /// <param name="workshop">The workshop.</param>
    public OnlineMeeting? GetMeeting(Workshop workshop)
    {
        ArgumentNullException.ThrowIfNull(workshop);
        return workshop.Meeting is { } shared && FindMeeting(workshop.Id) is { } own
            ? shared with { Url = own.Url, Passcode = own.Passcode ?? shared.Passcode }
            : workshop.Meeting;
    }

    /// <summary>Returns a workshop as the participant knows it: with their own join link.</summary>
    internal Workshop GetOwn(Workshop workshop) =>
        Meetings.Count > 0 && GetMeeting(workshop) is var meeting && !ReferenceEquals(meeting, workshop.Meeting)
            ? workshop with { Meeting = meeting }
            : workshop;

    /// <summary>Returns a series as the participant knows it: with their own join links.</summary>
    internal WorkshopSeries GetOwn(WorkshopSeries series) =>
        Meetings.Count > 0 ? series with { Workshops = series.Workshops.Select(GetOwn).ToValueList() } : series;

    /// <summary>The participant's own link for a workshop; null if they have none.</summary>
    internal ParticipantMeeting? FindMeeting(string workshopId)
    {
        for (var at = 0; at < Meetings.Count; at++)
        {
            if (string.Equals(Meetings[at].WorkshopId, workshopId, StringComparison.OrdinalIgnoreCase))
            {
                return Meetings[at];
            }
        }

        return null;
    }
}
