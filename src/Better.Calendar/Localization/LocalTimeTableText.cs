namespace Better.Calendar;

/// <summary>A <see cref="LocalTimeTable"/> in one language, as plain text that must be escaped for HTML. Compares by value.</summary>
public sealed record LocalTimeTableText
{
    /// <summary>The language of the texts (BCP 47), which may not be the requested one.</summary>
    public required string Language { get; init => field = ArgumentGuard.NotNull(value, nameof(Language)); }

    /// <summary>Whether the language is written from right to left.</summary>
    public required bool IsRightToLeft { get; init; }

    /// <summary>The heading of the table.</summary>
    public required string Heading { get; init => field = ArgumentGuard.NotNull(value, nameof(Heading)); }

    /// <summary>The column headings: an empty one for the cities, then the number and the full date of each workshop.</summary>
    public required ValueList<string> Columns { get; init => field = ArgumentGuard.NotNull(value, nameof(Columns)); }

    /// <summary>
    /// The rows: a city with its offset (<c>Tartu (UTC+3)</c>), then its times (<c>17:30–19:00</c>, marked when they are on another day).
    /// </summary>
    public required ValueList<ValueList<string>> Rows { get; init => field = ArgumentGuard.NotNull(value, nameof(Rows)); }

    /// <summary>The warnings, each a sentence.</summary>
    public required ValueList<string> Warnings { get; init => field = ArgumentGuard.NotNull(value, nameof(Warnings)); }
}
