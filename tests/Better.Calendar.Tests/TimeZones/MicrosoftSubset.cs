using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;

namespace Better.Calendar.Tests.TimeZones;

/// <summary>What Microsoft's converters accept as a VTIMEZONE and what they make of it ([MS-OXCICAL] 2.1.3.1.1.19): written from their
/// description, and without the library's reader.</summary>
/// <remarks>They keep two yearly dates without a beginning, so a rule counts in the event's own year whatever its DTSTART says.</remarks>
internal sealed partial class MicrosoftSubset
{
    private readonly (Match Standard, Match? Daylight) told;

    private MicrosoftSubset(Match standard, Match? daylight) => told = (standard, daylight);

    /// <summary>Reads the lines; throws what is wrong with them.</summary>
    public static MicrosoftSubset Read(IEnumerable<string> lines)
    {
        var whole = Whole().Match(string.Join('\n', lines));
        if (!whole.Success)
        {
            throw new FormatException("not a TZID and its observances");
        }

        var observances = whole.Groups["observance"].Captures.Select(static capture => Block().Match(capture.Value)).ToArray();
        if (Array.Find(observances, static observance => !observance.Success) is not null)
        {
            throw new FormatException("an observance holds what is not understood");
        }

        var standards = Array.FindAll(observances, static observance => observance.Groups["kind"].Value == "STANDARD");
        var daylights = Array.FindAll(observances, static observance => observance.Groups["kind"].Value == "DAYLIGHT");
        if (standards.Length != 1 || daylights.Length > 1)
        {
            throw new FormatException($"{standards.Length} STANDARD and {daylights.Length} DAYLIGHT");
        }

        var subset = new MicrosoftSubset(standards[0], daylights.FirstOrDefault());
        subset.Judge();
        return subset;
    }

    /// <summary>The offset at a local time that comes once.</summary>
    public Offset OffsetAt(LocalDateTime local)
    {
        if (told.Daylight is not { } daylight)
        {
            return To(told.Standard);
        }

        var (summer, winter) = (Onset(daylight, local.Year), Onset(told.Standard, local.Year));
        var isSummer = summer < winter ? local >= summer && local < winter : local >= summer || local < winter;
        return isSummer ? To(daylight) : To(told.Standard);
    }

    private void Judge()
    {
        foreach (var observance in new[] { told.Standard, told.Daylight }.OfType<Match>())
        {
            if (observance.Groups["rule"].Success)
            {
                var onset = Start(observance);
                if (Onset(observance, onset.Year) != onset)
                {
                    throw new FormatException($"the onset {onset} does not satisfy its own rule");
                }
            }
            else if (told.Daylight is not null)
            {
                throw new FormatException("an onset without a rule beside another observance");
            }
        }

        if (told.Daylight is { } daylight && (To(daylight) <= To(told.Standard) || daylight.Groups["from"].Value != told.Standard.Groups["to"].Value
            || told.Standard.Groups["from"].Value != daylight.Groups["to"].Value))
        {
            throw new FormatException("DAYLIGHT is not the larger offset, or the two do not meet");
        }
    }

    private static Offset To(Match observance)
    {
        var text = observance.Groups["to"].Value;
        var minutes = (int.Parse(text[1..3], CultureInfo.InvariantCulture) * 60) + int.Parse(text[3..5], CultureInfo.InvariantCulture);
        return Offset.FromSeconds((text[0] == '-' ? -60 : 60) * minutes);
    }

    private static LocalDateTime Start(Match observance) => LocalDateTime.FromDateTime(
        DateTime.ParseExact(observance.Groups["start"].Value, "yyyyMMdd'T'HHmmss", CultureInfo.InvariantCulture));

    private static LocalDateTime Onset(Match observance, int year)
    {
        var month = int.Parse(observance.Groups["month"].Value, CultureInfo.InvariantCulture);
        var nth = int.Parse(observance.Groups["nth"].Value, CultureInfo.InvariantCulture);
        var day = (IsoDayOfWeek)(Array.IndexOf(["MO", "TU", "WE", "TH", "FR", "SA", "SU"], observance.Groups["day"].Value) + 1);
        var date = nth > 0
            ? new LocalDate(year, month, 1).PlusDays(-1).Next(day).PlusWeeks(nth - 1)
            : new LocalDate(year, month, 1).PlusMonths(1).Previous(day);
        return date + Start(observance).TimeOfDay;
    }

    [GeneratedRegex(@"^BEGIN:VTIMEZONE\nTZID:[A-Za-z0-9_+/-]+\n(?<observance>BEGIN:(?<kind>STANDARD|DAYLIGHT)\n.*?\nEND:\k<kind>\n)+END:VTIMEZONE$", RegexOptions.Singleline)]
    private static partial Regex Whole();

    [GeneratedRegex(@"^BEGIN:(?<kind>STANDARD|DAYLIGHT)\nDTSTART:(?<start>\d{8}T\d{6})\n(?<rule>RRULE:FREQ=YEARLY;BYMONTH=(?<month>\d\d?);BYDAY=(?<nth>[1-4]|-1)(?<day>MO|TU|WE|TH|FR|SA|SU)\n)?TZOFFSETFROM:(?<from>[+-]\d{4})\nTZOFFSETTO:(?<to>[+-]\d{4})\n(TZNAME:[A-Za-z]+\n)?END:\k<kind>\n$")]
    private static partial Regex Block();
}
