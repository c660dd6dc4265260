using NodaTime;

namespace Better.Calendar.Tests.TimeZones;

/// <summary>
/// VTIMEZONEs written by hand from the laws of the zones, correct from 2008 on. They test the parser independently of the generator.
/// </summary>
internal static class HandWritten
{
    public static readonly (string Id, string Lines)[] All =
    [
        ("Europe/Budapest", Zone(
            "STANDARD|19961027T030000|FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU|+0200|+0100",
            "DAYLIGHT|19960331T020000|FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU|+0100|+0200")),
        // The same kind of rule, by days of the month, as old calendars wrote it.
        ("Europe/Tallinn", Zone(
            "STANDARD|20021027T040000|FREQ=YEARLY;BYMONTH=10;BYMONTHDAY=25,26,27,28,29,30,31;BYDAY=SU|+0300|+0200",
            "DAYLIGHT|20020331T030000|FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=-7,-6,-5,-4,-3,-2,-1;BYDAY=SU|+0200|+0300")),
        // Irish law calls summer time the standard time; the VTIMEZONE calls it DAYLIGHT.
        ("Europe/Dublin", Zone(
            "STANDARD|19961027T020000|FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU|+0100|+0000",
            "DAYLIGHT|19960331T010000|FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU|+0000|+0100")),
        // Rules that ended, and the rules that replaced them.
        ("America/New_York", Zone(
            "STANDARD|19671029T020000|FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU;UNTIL=20061029T060000Z|-0400|-0500",
            "DAYLIGHT|19870405T020000|FREQ=YEARLY;BYMONTH=4;BYDAY=1SU;UNTIL=20060402T070000Z|-0500|-0400",
            "DAYLIGHT|20070311T020000|FREQ=YEARLY;BYMONTH=3;BYDAY=2SU|-0500|-0400",
            "STANDARD|20071104T020000|FREQ=YEARLY;BYMONTH=11;BYDAY=1SU|-0400|-0500")),
        // Clock changes by half an hour, in the southern hemisphere.
        ("Australia/Lord_Howe", Zone(
            "STANDARD|20080406T020000|FREQ=YEARLY;BYMONTH=4;BYDAY=1SU|+1100|+1030",
            "DAYLIGHT|20011028T020000|FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU;UNTIL=20071027T153000Z|+1030|+1100",
            "DAYLIGHT|20081005T020000|FREQ=YEARLY;BYMONTH=10;BYDAY=1SU|+1030|+1100")),
        ("Asia/Kathmandu", Zone("STANDARD|19860101T000000||+0530|+0545")),
    ];

    public static string[] LinesOf(string id) => All.First(zone => zone.Id == id).Lines.Split('\n');

    /// <summary>Writes a VTIMEZONE. Each argument is an observance: kind|onset|rule|offset before|offset after|dates.</summary>
    public static string Zone(params string[] observances) => string.Join(
        '\n', ["BEGIN:VTIMEZONE", "TZID:Test/Zone", .. observances.SelectMany(Lines), "END:VTIMEZONE"]);

    /// <summary>
    /// The offset of a local time in a zone by RFC 5545, 3.3.5: that of the first occurrence, and in a gap that before the gap.
    /// </summary>
    public static Offset ExpectedOffset(DateTimeZone zone, LocalDateTime local) => zone.MapLocal(local).EarlyInterval.WallOffset;

    private static IEnumerable<string> Lines(string observance)
    {
        var parts = observance.Split('|');
        yield return $"BEGIN:{parts[0]}";
        yield return $"DTSTART:{parts[1]}";
        if (parts[2].Length > 0)
        {
            yield return $"RRULE:{parts[2]}";
        }

        foreach (var date in parts.Skip(5))
        {
            yield return $"RDATE:{date}";
        }

        yield return $"TZOFFSETFROM:{parts[3]}";
        yield return $"TZOFFSETTO:{parts[4]}";
        yield return $"END:{parts[0]}";
    }
}
