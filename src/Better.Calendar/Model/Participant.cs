using Better.Calendar.Model;

namespace Better.Calendar;

/// <summary>Who is invited.</summary>
public sealed record Participant
{
    /// <summary>The name, on one line.</summary>
    /// <exception cref="ArgumentException">It is empty.</exception>
    public required string Name { get; init => field = Guard.ValidateName(value, nameof(Name)); }

    /// <summary>Where the emails go. No two participants of a series share an address.</summary>
    public required EmailAddress Email { get; init => field = ArgumentGuard.NotNull(value, nameof(Email)); }

    /// <summary>The city she sits in; shown beside her time.</summary>
    public LocalizedText? City { get; init; }

    /// <summary>The language of her emails (BCP 47); null: the series'.</summary>
    /// <exception cref="ArgumentException">It is not a language tag.</exception>
    public string? Language
    {
        get;
        init => field = value is null ? null : LanguageTag.Canonicalize(Guard.Validate(Guard.LanguageProblem, value, nameof(Language)));
    }

    /// <summary>The time zone she reads times in (TZDB id); null: the series'.</summary>
    public string? Zone { get; init; }

    /// <summary>The ids of the workshops she is invited to; null: all of them.</summary>
    public ValueList<string>? Workshops { get; init; }
}
