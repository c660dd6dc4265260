
namespace Better.Calendar.Delivery;

/// <summary>A participant as an email describes them. Part of the message, so that a worker need not load all participants.</summary>
public sealed record RecipientSnapshot
{
    /// <inheritdoc cref="Participant.Name"/>
    public required string Name { get; init; }

    /// <summary>The city by language (BCP 47); null: unknown.</summary>
    public IReadOnlyDictionary<string, string>? City { get; init; }

    /// <inheritdoc cref="Participant.Language"/>
    public string? Language { get; init; }

    /// <inheritdoc cref="Participant.Zone"/>
    public string? Zone { get; init; }

    /// <inheritdoc cref="Participant.Workshops"/>
    public IReadOnlyList<string>? Workshops { get; init; }

    /// <inheritdoc cref="Participant.Meetings"/>
    public IReadOnlyList<ParticipantMeeting>? Meetings { get; init; }

    internal static RecipientSnapshot FromParticipant(Participant participant) => new()
    {
        Name = participant.Name,
        City = participant.City?.Languages.ToDictionary(
            static language => language,
            language => participant.City.GetText(language, language)),
        Language = participant.Language,
        Zone = participant.Zone,
        Workshops = participant.Workshops,
        Meetings = participant.Meetings.Count == 0 ? null : participant.Meetings,
    };

    internal Participant ToParticipant(EmailAddress address) => new()
    {
        Name = Name,
        Email = address,
        City = City is null ? null : new(City.Select(static text => (text.Key, text.Value))),
        Language = Language,
        Zone = Zone,
        Workshops = Workshops?.ToValueList(),
        Meetings = (Meetings ?? []).ToValueList(),
    };
}
