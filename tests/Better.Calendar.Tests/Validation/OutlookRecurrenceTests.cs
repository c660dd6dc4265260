using Better.Calendar.Icalendar.Parsing;
using Better.Calendar.Validation;
using NodaTime;

namespace Better.Calendar.Tests.Validation;

/// <summary>What Outlook can store of a recurrence rule, by the templates of [MS-OXCICAL] 2.1.3.2.2.</summary>
public sealed class OutlookRecurrenceTests
{
    [TestCase("FREQ=DAILY;COUNT=3")]
    [TestCase("FREQ=DAILY;INTERVAL=999")]
    [TestCase("FREQ=DAILY;BYHOUR=9;BYMINUTE=0;BYSECOND=0")]
    [TestCase("FREQ=WEEKLY")]
    [TestCase("FREQ=WEEKLY;BYDAY=MO,TU;INTERVAL=2")]
    [TestCase("FREQ=WEEKLY;BYDAY=MO,SU;INTERVAL=2;WKST=MO")]
    [TestCase("FREQ=MONTHLY")]
    [TestCase("FREQ=MONTHLY;BYMONTHDAY=15")]
    [TestCase("FREQ=MONTHLY;BYMONTHDAY=-1")]
    [TestCase("FREQ=MONTHLY;BYDAY=TU;BYSETPOS=2")]
    [TestCase("FREQ=MONTHLY;BYDAY=2TU")]
    [TestCase("FREQ=MONTHLY;BYDAY=-1TH")]
    [TestCase("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1")]
    [TestCase("FREQ=MONTHLY;BYDAY=SA,SU;BYSETPOS=1")]
    [TestCase("FREQ=YEARLY")]
    [TestCase("FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=16")]
    [TestCase("FREQ=YEARLY;BYMONTH=11;BYDAY=4TH")]
    [TestCase("FREQ=YEARLY;BYMONTH=11;BYDAY=TH;BYSETPOS=4")]
    public void A_rule_that_fits_a_template_is_stored(string rule) => Assert.That(Find(rule), Is.Null);

    [TestCase("FREQ=DAILY;BYHOUR=9,14", "own UID")]
    [TestCase("FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR")]
    [TestCase("FREQ=DAILY;BYMONTH=6", "UNTIL")]
    [TestCase("FREQ=DAILY;INTERVAL=1000", "own UID")]
    [TestCase("FREQ=HOURLY;INTERVAL=48", "FREQ=DAILY;INTERVAL=2")]
    [TestCase("FREQ=MINUTELY", "daily series")]
    [TestCase("FREQ=DAILY;BYSECOND=0,30", "BYSECOND")]
    [TestCase("FREQ=WEEKLY;BYMONTH=6", "UNTIL")]
    [TestCase("FREQ=WEEKLY;INTERVAL=100", "own UID")]
    [TestCase("FREQ=MONTHLY;INTERVAL=100", "own UID")]
    [TestCase("FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1", "BYMONTHDAY=-1")]
    [TestCase("FREQ=MONTHLY;BYMONTHDAY=-2", "own UID")]
    [TestCase("FREQ=MONTHLY;BYMONTHDAY=1,15", "one series for each")]
    [TestCase("FREQ=MONTHLY;BYDAY=2TU,4TU", "one series for each")]
    [TestCase("FREQ=MONTHLY;BYDAY=5FR", "own UID")]
    [TestCase("FREQ=MONTHLY;BYDAY=TU;BYSETPOS=-2", "own UID")]
    [TestCase("FREQ=MONTHLY;BYDAY=TU;BYSETPOS=1,3", "one series for each")]
    [TestCase("FREQ=MONTHLY;BYDAY=MO", "FREQ=WEEKLY;BYDAY=MO")]
    [TestCase("FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", "own UID")]
    [TestCase("FREQ=MONTHLY;BYMONTHDAY=22,23,24,25,26,27,28;BYDAY=TH", "BYDAY=4TH")]
    [TestCase("FREQ=MONTHLY;BYMONTHDAY=1,2,3,4,5,6,7;BYDAY=MO", "BYDAY=1MO")]
    [TestCase("FREQ=MONTHLY;BYMONTHDAY=8,9,10,11,12,13,14;BYDAY=SU", "BYDAY=2SU")]
    [TestCase("FREQ=MONTHLY;BYMONTH=1,4,7,10", "INTERVAL=3")]
    [TestCase("FREQ=MONTHLY;BYMONTH=4,5", "yearly series")]
    [TestCase("FREQ=YEARLY;BYMONTH=3,9", "each month")]
    [TestCase("FREQ=YEARLY;BYDAY=20MO", "BYMONTH")]
    [TestCase("FREQ=YEARLY;BYMONTH=11;BYDAY=2TU,3TU", "one series for each")]
    [TestCase("FREQ=YEARLY;BYYEARDAY=46", "BYMONTH=2;BYMONTHDAY=15")]
    [TestCase("FREQ=YEARLY;BYYEARDAY=200", "own UID")]
    [TestCase("FREQ=YEARLY;BYWEEKNO=20", "own UID")]
    [TestCase("FREQ=YEARLY;INTERVAL=9", "own UID")]
    public void A_rule_that_fits_no_template_is_refused_with_what_to_write_instead(string rule, string fix)
    {
        Assert.That(Find(rule)?.IsRefused, Is.True);
        Assert.That(Find(rule)!.Value.Fix, Does.Contain(fix));
    }

    [TestCase("FREQ=DAILY;BYHOUR=14", "DTSTART")]
    [TestCase("FREQ=DAILY;BYMONTHDAY=15", "FREQ=MONTHLY;BYMONTHDAY=15")]
    [TestCase("FREQ=DAILY;COUNT=1000", "UNTIL")]
    [TestCase("FREQ=WEEKLY;BYDAY=MO,SU;INTERVAL=2", "WKST=MO")]
    [TestCase("FREQ=MONTHLY;BYMONTHDAY=31", "BYMONTHDAY=-1")]
    [TestCase("FREQ=MONTHLY;BYDAY=MO,WE;BYSETPOS=1", "own UID")]
    public void A_rule_that_Outlook_reads_differently_is_a_change(string rule, string fix)
    {
        Assert.That(Find(rule)?.IsRefused, Is.False);
        Assert.That(Find(rule)!.Value.Fix, Does.Contain(fix));
    }

    [TestCase("FREQ=DAILY;COUNT=3", "every day, 3 times")]
    [TestCase("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TU;COUNT=10", "every 2 weeks on Monday and Tuesday, 10 times")]
    [TestCase("FREQ=WEEKLY;UNTIL=20270512T070000Z", "every week on Wednesday, until 2027-05-12")]
    [TestCase("FREQ=MONTHLY;BYDAY=-1FR", "every month on the last Friday, without end")]
    [TestCase("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=2", "every month on the last weekday, 2 times")]
    [TestCase("FREQ=MONTHLY;BYMONTHDAY=-1", "every month on the last day, without end")]
    [TestCase("FREQ=YEARLY;BYMONTH=11;BYDAY=4TH", "every year on the fourth Thursday of November, without end")]
    [TestCase("FREQ=YEARLY;INTERVAL=3", "every 36 months on day 14, without end")]
    public void The_pattern_is_described_as_Outlook_stores_it(string rule, string pattern) =>
        Assert.That(OutlookPattern.Describe(RecurrenceRule.Parse(rule, []), new LocalDateTime(2027, 4, 14, 9, 0)), Is.EqualTo(pattern));

    private static OutlookRecurrence? Find(string rule)
    {
        var faults = new List<RecurrenceFault>();
        var parsed = RecurrenceRule.Parse(rule, faults);
        Assert.That(faults, Is.Empty);
        return OutlookRecurrence.Find(parsed, new LocalDateTime(2027, 4, 14, 9, 0));
    }
}
