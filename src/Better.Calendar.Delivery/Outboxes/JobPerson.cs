using Better.Calendar.Workshops;

namespace Better.Calendar.Delivery;

/// <summary>A participant as her letter tells her: in the job, so that a courier need not know all the others.</summary>
public sealed record JobPerson
{
    /// <inheritdoc cref="Participant.Name"/>
    public required string Name { get; init; }

    /// <summary>The city by language (BCP 47); null: none is known.</summary>
    public IReadOnlyDictionary<string, string>? City { get; init; }

    /// <inheritdoc cref="Participant.Language"/>
    public string? Language { get; init; }

    /// <inheritdoc cref="Participant.Zone"/>
    public string? Zone { get; init; }

    /// <inheritdoc cref="Participant.Workshops"/>
    public IReadOnlyList<string>? Workshops { get; init; }

    internal static JobPerson Of(Participant participant) => new()
    {
        Name = participant.Name,
        City = participant.City?.Languages.ToDictionary(static language => language, language => participant.City.In(language, language)),
        Language = participant.Language,
        Zone = participant.Zone,
        Workshops = participant.Workshops,
    };

    internal Participant At(EmailAddress address) => new()
    {
        Name = Name,
        Email = address,
        City = City is null ? null : new(City.Select(static text => (text.Key, text.Value))),
        Language = Language,
        Zone = Zone,
        Workshops = Workshops?.ToValueList(),
    };
}
