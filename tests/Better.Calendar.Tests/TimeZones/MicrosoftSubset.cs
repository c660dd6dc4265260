using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;

namespace Better.Calendar.Tests.TimeZones;

/// <summary>Which VTIMEZONEs Outlook and Exchange accept, and how they read them ([MS-OXCICAL] 2.1.3.1.1.19). Written from that
/// specification, without the parser of the library.</summary>
/// <remarks>
/// They store two yearly dates without a first year, so a rule applies in the year of the event whatever its DTSTART says.
/// </remarks>
internal sealed partial class MicrosoftSubset
{
    private readonly (Match Standard, Match? Daylight) observances;

    private MicrosoftSubset(Match standard, Match? daylight) => observances = (standard, daylight);

    /// <summary>Parses the lines.</summary>
    /// <exception cref="FormatException">The VTIMEZONE is outside the subset.</exception>
    public static MicrosoftSubset Parse(IEnumerable<string> lines)
    {
        var whole = Whole().Match(string.Join('\n', lines));
        if (!whole.Success)
        {
            throw new FormatException("It is not a TZID and its observances.");
        }

        var matches = whole.Groups["observance"].Captures.Select(static capture => Block().Match(capture.Value)).ToArray();
        if (Array.Find(matches, static observance => !observance.Success) is not null)
        {
            throw new FormatException("An observance has an unsupported line.");
        }

        var standards = Array.FindAll(matches, static observance => observance.Groups["kind"].Value == "STANDARD");
        var daylights = Array.FindAll(matches, static observance => observance.Groups["kind"].Value == "DAYLIGHT");
        if (standards.Length != 1 || daylights.Length > 1)
        {
            throw new FormatException($"It has {standards.Length} STANDARD and {daylights.Length} DAYLIGHT.");
        }

        var subset = new MicrosoftSubset(standards[0], daylights.FirstOrDefault());
        subset.Validate();
        return subset;
    }

    /// <summary>The offset at a local time that occurs once.</summary>
    public Offset GetOffset(LocalDateTime local)
    {
        if (observances.Daylight is not { } daylight)
        {
            return GetOffsetTo(observances.Standard);
        }

        var (summer, winter) = (GetOnset(daylight, local.Year), GetOnset(observances.Standard, local.Year));
        var isSummer = summer < winter ? local >= summer && local < winter : local >= summer || local < winter;
        return isSummer ? GetOffsetTo(daylight) : GetOffsetTo(observances.Standard);
    }

    private void Validate()
    {
        foreach (var observance in new[] { observances.Standard, observances.Daylight }.OfType<Match>())
        {
            if (observance.Groups["rule"].Success)
            {
                var onset = GetStart(observance);
                if (GetOnset(observance, onset.Year) != onset)
                {
                    throw new FormatException($"The onset {onset} does not match its own rule.");
                }
            }
            else if (observances.Daylight is not null)
            {
                throw new FormatException("There is a second observance beside an onset without a rule.");
            }
        }

        if (observances.Daylight is { } daylight
            && (GetOffsetTo(daylight) <= GetOffsetTo(observances.Standard)
                || daylight.Groups["from"].Value != observances.Standard.Groups["to"].Value
            || observances.Standard.Groups["from"].Value != daylight.Groups["to"].Value))
        {
            throw new FormatException("DAYLIGHT is not the larger offset, or the offsets of the two observances do not match.");
        }
    }

    private static Offset GetOffsetTo(Match observance)
    {
        var text = observance.Groups["to"].Value;
        var minutes = (int.Parse(text[1..3], CultureInfo.InvariantCulture) * 60) + int.Parse(text[3..5], CultureInfo.InvariantCulture);
        return Offset.FromSeconds((text[0] == '-' ? -60 : 60) * minutes);
    }

    private static LocalDateTime GetStart(Match observance) => LocalDateTime.FromDateTime(
        DateTime.ParseExact(observance.Groups["start"].Value, "yyyyMMdd'T'HHmmss", CultureInfo.InvariantCulture));

    private static LocalDateTime GetOnset(Match observance, int year)
    {
        var month = int.Parse(observance.Groups["month"].Value, CultureInfo.InvariantCulture);
        var nth = int.Parse(observance.Groups["nth"].Value, CultureInfo.InvariantCulture);
        var day = (IsoDayOfWeek)(Array.IndexOf(["MO", "TU", "WE", "TH", "FR", "SA", "SU"], observance.Groups["day"].Value) + 1);
        var date = nth > 0
            ? new LocalDate(year, month, 1).PlusDays(-1).Next(day).PlusWeeks(nth - 1)
            : new LocalDate(year, month, 1).PlusMonths(1).Previous(day);
        return date + GetStart(observance).TimeOfDay;
    }

    [GeneratedRegex(
        @"^BEGIN:VTIMEZONE\nTZID:[A-Za-z0-9_+/-]+\n(?<observance>BEGIN:(?<kind>STANDARD|DAYLIGHT)\n.*?\nEND:\k<kind>\n)+END:VTIMEZONE$",
        RegexOptions.Singleline)]
    private static partial Regex Whole();

    [GeneratedRegex(
        @"^BEGIN:(?<kind>STANDARD|DAYLIGHT)\nDTSTART:(?<start>\d{8}T\d{6})\n"
            + @"(?<rule>RRULE:FREQ=YEARLY;BYMONTH=(?<month>\d\d?);BYDAY=(?<nth>[1-4]|-1)(?<day>MO|TU|WE|TH|FR|SA|SU)\n)?"
            + @"TZOFFSETFROM:(?<from>[+-]\d{4})\nTZOFFSETTO:(?<to>[+-]\d{4})\n(TZNAME:[A-Za-z]+\n)?END:\k<kind>\n$")]
    private static partial Regex Block();
}
