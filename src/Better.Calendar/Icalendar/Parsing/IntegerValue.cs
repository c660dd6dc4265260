namespace Better.Calendar.Icalendar.Parsing;

/// <summary>A number as SEQUENCE writes it (RFC 5545, 3.3.8 and 3.8.7.4).</summary>
internal static class IntegerValue
{
    /// <summary>The number; null when it is none, is negative, or is more than the 32 bits that clients store.</summary>
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
