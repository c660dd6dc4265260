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
}
