namespace Better.Calendar.Icalendar.Parsing;

/// <summary>A DURATION value of a content line (RFC 5545, 3.3.6).</summary>
/// <param name="IsNegative">Whether it has a minus sign, so that it points back in time.</param>
/// <param name="Seconds">The length in seconds, without the sign; <see cref="long.MaxValue"/> if it is longer.</param>
internal readonly record struct DurationValue(bool IsNegative, long Seconds)
{
    private const string Units = "WDTHMS";

    private static readonly int[] SecondsPerUnit = [7 * 86_400, 86_400, 0, 3_600, 60, 1];

    /// <summary>
    /// Parses values such as <c>PT1H30M</c>, <c>-P1D</c> and <c>P2W</c>. Weeks may appear together with days, as some clients write them.
    /// Null if it is not valid.
    /// </summary>
    public static DurationValue? Read(string text)
    {
        var at = text.Length > 0 && text[0] is '+' or '-' ? 1 : 0;
        if (at >= text.Length || text[at++] != 'P' || at == text.Length)
        {
            return null;
        }

        var next = 0;
        var hasTime = false;
        long seconds = 0;
        while (at < text.Length)
        {
            if (text[at] == 'T')
            {
                if (hasTime || at + 1 == text.Length)
                {
                    return null;
                }

                (hasTime, next) = (true, 3);
                at++;
                continue;
            }

            var digits = at;
            long number = 0;
            while (at < text.Length && text[at] is >= '0' and <= '9')
            {
                number = Math.Min((number * 10) + (text[at++] - '0'), int.MaxValue);
            }

            var unit = at == text.Length ? -1 : Units.IndexOf(text[at]);
            if (at == digits || unit < next || unit > 2 != hasTime)
            {
                return null;
            }

            seconds = number == int.MaxValue || seconds == long.MaxValue ? long.MaxValue : seconds + (number * SecondsPerUnit[unit]);
            next = unit + 1;
            at++;
        }

        return new(text[0] == '-', seconds);
    }
}
