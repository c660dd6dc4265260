using System.Globalization;
using Better.Calendar.Icalendar.Parsing;
using NodaTime;
using NodaTime.Text;

namespace Better.Calendar.Tests.Icalendar.Parsing;

public sealed class DateTimeFormatterTests
{
    private static readonly LocalDateTimePattern Local = LocalDateTimePattern.CreateWithInvariantCulture("uuuuMMdd'T'HHmmss");
    private static readonly InstantPattern Utc = InstantPattern.CreateWithInvariantCulture("uuuuMMdd'T'HHmmss'Z'");

    [TestCase("")]
    [TestCase("ar-SA")]
    [TestCase("th-TH")]
    public void A_time_is_formatted_as_by_NodaTime_in_every_culture(string culture)
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
            for (var time = new LocalDateTime(1601, 1, 1, 0, 0); time.Year < 3000; time = time.PlusHours(9_973).PlusSeconds(61))
            {
                Assert.That(DateTimeFormatter.FormatLocal(time), Is.EqualTo(Local.Format(time)));
                Assert.That(DateTimeFormatter.FormatUtc(time.InUtc().ToInstant()), Is.EqualTo(Utc.Format(time.InUtc().ToInstant())));
            }
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
