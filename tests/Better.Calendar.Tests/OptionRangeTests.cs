namespace Better.Calendar.Tests;

/// <summary>Values out of range are refused when the option is set; the exception names the property and the range.</summary>
public sealed class OptionRangeTests
{
    [TestCaseSource(nameof(OutOfRange))]
    public void A_value_out_of_range_is_refused_with_the_property_s_name_and_range(string property, string range, Func<object> create) =>
        Assert.That(() => create(), Throws.InstanceOf<ArgumentOutOfRangeException>()
            .With.Property(nameof(ArgumentException.ParamName))
                .EqualTo(property).And.Message.Contains($"{property} is ").And.Message.Contains(range));

    [Test]
    public void A_value_that_is_not_a_web_address_is_refused_with_the_property_s_name()
    {
        Assert.That(
            () => new InvitationOptions { CalendarFileUrl = new("spring.ics", UriKind.Relative) },
            Throws.ArgumentException.With.Property("ParamName")
            .EqualTo("CalendarFileUrl"));
        Assert.That(
            () => new AddToCalendarOptions { CalendarFileUrl = new("ftp://host.example/spring.ics") },
            Throws.ArgumentException.With.Property("ParamName")
            .EqualTo("CalendarFileUrl"));
        Assert.That(() => new ReplyPolicy { TrustedAuthenticationServer = " " }, Throws.ArgumentException.With.Property("ParamName")
            .EqualTo("TrustedAuthenticationServer"));
    }

    private static IEnumerable<TestCaseData> OutOfRange()
    {
        const string All = "from 1 to 2147483647";
        return
        [
            Case(
                "alarmMinutes",
                "from 1 to 40320",
                static () => WorkshopCalendar.PublishFor(Samples.Small(), Samples.Small().Participants[0], Samples.Announced, 0)),
            Case("MaxBytes", All, static () => new ReplyLimits { MaxBytes = 0 }),
            Case("MaxDepth", "from 0 to 1000", static () => new ReplyLimits { MaxDepth = 1001 }),
            Case("MaxParts", "from 1 to 1000000", static () => new ReplyLimits { MaxParts = -1 }),
            Case("MaxCalendarBytes", All, static () => new ReplyLimits { MaxCalendarBytes = 0 }),
            Case("MaxLineBytes", All, static () => new ReplyLimits { MaxLineBytes = int.MinValue }),
            Case("MaxBytes", All, static () => new ValidationOptions { MaxBytes = -1 }),
            Case("Profile", "Email", static () => new ValidationOptions { Profile = (ValidationProfile)99 }),
            Case("UninvitedSenders", "RequireConfirmation", static () => new ReplyPolicy { UninvitedSenders = (AcceptancePolicy)3 }),
            Case("ClaimedSenders", "Accept", static () => new ReplyPolicy { ClaimedSenders = (AcceptancePolicy)3 }),
            Case("Delegates", "Reject", static () => new ReplyPolicy { Delegates = (AcceptancePolicy)(-1) }),
            Case("Time", "Material", static () => new RevisionPolicy { Time = (ChangeSignificance)9 }),
            Case(
                "DeclinedRecipients",
                "MaterialChanges",
                static () => new RevisionPolicy { DeclinedRecipients = (DeclinedRecipientPolicy)9 }),
            Case("SchedulingMode", "RecurringEvent", static () => new InvitationOptions { SchedulingMode = (SchedulingMode)3 }),
            Case("Privacy", "RecipientOnly", static () => new InvitationOptions { Privacy = (AttendeePrivacy)3 }),
            Case("RenamedZoneIds", "Current", static () => new InvitationOptions { RenamedZoneIds = (RenamedZoneIds)7 }),
            Case("ChangedZoneRules", "Utc", static () => new InvitationOptions { ChangedZoneRules = (ChangedZoneRules)7 }),
        ];

        static TestCaseData Case(string property, string range, Func<object> create) =>
            new TestCaseData(property, range, create).SetArgDisplayNames(property, range);
    }
}
