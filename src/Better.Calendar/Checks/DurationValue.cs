namespace Better.Calendar.Checks;

/// <summary>A duration as a line writes it (RFC 5545, 3.3.6).</summary>
internal static class DurationValue
{
    /// <summary>Whether it is one: <c>PT1H30M</c>, <c>-P1D</c>, <c>P2W</c>.</summary>
    public static bool IsWellFormed(string text)
    {
        var at = text.Length > 0 && text[0] is '+' or '-' ? 1 : 0;
        if (at >= text.Length || text[at++] != 'P' || at == text.Length)
        {
            return false;
        }

        var order = "WDTHMS";
        var next = 0;
        var hasTime = false;
        while (at < text.Length)
        {
            if (text[at] == 'T')
            {
                if (hasTime || at + 1 == text.Length)
                {
                    return false;
                }

                (hasTime, next) = (true, 3);
                at++;
                continue;
            }

            var digits = at;
            while (at < text.Length && text[at] is >= '0' and <= '9')
            {
                at++;
            }

            var unit = at == text.Length ? -1 : order.IndexOf(text[at]);
            if (at == digits || unit < next || unit > 2 != hasTime)
            {
                return false;
            }

            next = unit + 1;
            at++;
        }

        return true;
    }

    /// <summary>Whether it points back in time: a sign, and something behind it.</summary>
    public static bool IsNegative(string text) => text.Length > 0 && text[0] == '-';

    /// <summary>Whether it is nothing: <c>PT0S</c>.</summary>
    public static bool IsZero(string text)
    {
        foreach (var c in text)
        {
            if (c is >= '1' and <= '9')
            {
                return false;
            }
        }

        return true;
    }
}
