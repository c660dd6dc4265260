
namespace Better.Calendar.Tests;

/// <summary>Options are refused where they are given, by the property's name and its range.</summary>
public sealed class OptionRangeTests
{
    [TestCaseSource(nameof(OutOfRange))]
    public void A_value_out_of_range_is_refused_by_name_and_range(string property, string range, Func<object> make) =>
        Assert.That(() => make(), Throws.InstanceOf<ArgumentOutOfRangeException>()
            .With.Property(nameof(ArgumentException.ParamName)).EqualTo(property).And.Message.Contains($"{property} is ").And.Message.Contains(range));

    [Test]
    public void An_address_that_is_none_is_refused_by_name()
    {
        Assert.That(() => new InvitationOptions { CalendarFileUrl = new("spring.ics", UriKind.Relative) }, Throws.ArgumentException.With.Property("ParamName").EqualTo("CalendarFile"));
        Assert.That(() => new AddToCalendarOptions { CalendarFileUrl = new("ftp://host.example/spring.ics") }, Throws.ArgumentException.With.Property("ParamName").EqualTo("File"));
        Assert.That(() => new ReplyPolicy { TrustedAuthenticationServer = " " }, Throws.ArgumentException.With.Property("ParamName").EqualTo("TrustedServer"));
    }

    private static IEnumerable<TestCaseData> OutOfRange()
    {
        const string All = "from 1 to 2147483647";
        return
        [
            Case("MostOctets", All, static () => new ReplyLimits { MaxBytes = 0 }),
            Case("MostDepth", "from 0 to 1000", static () => new ReplyLimits { MaxDepth = 1001 }),
            Case("MostParts", "from 1 to 1000000", static () => new ReplyLimits { MaxParts = -1 }),
            Case("MostCalendarOctets", All, static () => new ReplyLimits { MaxCalendarBytes = 0 }),
            Case("MostLineOctets", All, static () => new ReplyLimits { MaxLineBytes = int.MinValue }),
            Case("MostOctets", All, static () => new ValidationOptions { MaxBytes = -1 }),
            Case("Profile", "Letter", static () => new ValidationOptions { Profile = (ValidationProfile)99 }),
            Case("Uninvited", "Ask", static () => new ReplyPolicy { UninvitedSenders = (AcceptancePolicy)3 }),
            Case("Delegates", "Refuse", static () => new ReplyPolicy { Delegates = (AcceptancePolicy)(-1) }),
            Case("Time", "Material", static () => new RevisionPolicy { Time = (ChangeSignificance)9 }),
            Case("DeclinedGet", "MaterialChanges", static () => new RevisionPolicy { DeclinedRecipients = (DeclinedRecipientPolicy)9 }),
            Case("Form", "RecurringEvent", static () => new InvitationOptions { SchedulingMode = (SchedulingMode)2 }),
            Case("Privacy", "OnlyYou", static () => new InvitationOptions { Privacy = (AttendeePrivacy)3 }),
            Case("ZoneNames", "Old", static () => new InvitationOptions { RenamedZoneIds = (RenamedZoneIds)7 }),
        ];

        static TestCaseData Case(string property, string range, Func<object> make) => new TestCaseData(property, range, make).SetArgDisplayNames(property, range);
    }
}
