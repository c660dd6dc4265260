namespace Better.Calendar.Icalendar.Parsing;

/// <summary>Parses a non-negative INTEGER value such as SEQUENCE (RFC 5545, 3.3.8 and 3.8.7.4).</summary>
internal static class IntegerValue
{
    /// <summary>The number; null if it is not a number, is negative, or is larger than the 32-bit integers that clients store.</summary>
    public static int? Read(string? value)
    {
        var text = value?.Trim() ?? "";
        long number = 0;
        foreach (var c in text)
        {
            if (c is < '0' or > '9' || number > int.MaxValue)
            {
                return null;
            }

            number = (number * 10) + (c - '0');
        }

        return text.Length == 0 || number > int.MaxValue ? null : (int)number;
    }
}
