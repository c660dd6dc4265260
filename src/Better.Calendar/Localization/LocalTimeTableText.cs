namespace Better.Calendar;

/// <summary>The city table in words: plain text, to be escaped for where it goes. Compares by value.</summary>
public sealed record LocalTimeTableText
{
    /// <summary>The language that the words are really in (BCP 47).</summary>
    public required string Language { get; init => field = ArgumentGuard.NotNull(value, nameof(Language)); }

    /// <summary>Whether the language is written from right to left.</summary>
    public required bool IsRightToLeft { get; init; }

    /// <summary>What stands above the table.</summary>
    public required string Heading { get; init => field = ArgumentGuard.NotNull(value, nameof(Heading)); }

    /// <summary>The heads of the columns: an empty one for the cities, then each workshop's number and date.</summary>
    public required ValueList<string> Columns { get; init => field = ArgumentGuard.NotNull(value, nameof(Columns)); }

    /// <summary>The rows: a city with its offset (<c>Tartu (UTC+3)</c>), then its times (<c>17:30–19:00</c>, with <c>next day</c> where it is one).</summary>
    public required ValueList<ValueList<string>> Rows { get; init => field = ArgumentGuard.NotNull(value, nameof(Rows)); }

    /// <summary>The warnings, each a sentence.</summary>
    public required ValueList<string> Warnings { get; init => field = ArgumentGuard.NotNull(value, nameof(Warnings)); }
}
