namespace Better.Calendar.Validation;

/// <summary>All rules; each is declared next to the code that applies it.</summary>
internal static class RuleCatalog
{
    /// <summary>The only list of all rules, in the order in which they are applied: findings of earlier families come first.</summary>
    public static readonly RuleFamily[] Families =
    [
        WrapperRules.Family, MimePartRules.Family, TransferRules.Family, AttachmentCopyRules.Family, HeaderRules.Family, DkimRules.Family,
        CalendarRules.Family, RawFormatRules.Family, ComponentRules.Family, ContentLineRules.Family, PropertyValueRules.Family,
        FeedRules.Family,
        RecurrenceRules.Family, RecurrenceValueRules.Family, ClientRecurrenceRules.Family, DateListRules.Family, OccurrenceRules.Family,
        DurationRules.Family, ObservanceRules.Family, TzIdRules.Family, ZoneAccuracyRules.Family,
        EventRules.Family, AttendeeRules.Family, RecipientRules.Family, SequenceRules.Family, TextRules.Family, MeetingLinkRules.Family,
        LinkTargetRules.Family,
        AlarmRules.Family, ReplyRules.Family, TimelinessRules.Family, HtmlRules.Family, CalendarLinkRules.Family,
        RevisionRules.Family, ResponseRules.Family, RefreshRules.Family,
    ];

    private static readonly string[] FamilyOrder =
        ["MIME", "CAL", "ADDR", "REV", "MULTI", "TZ", "TXT", "CONF", "ALM", "REP", "MAIL", "FEED", "LINK", "MISC"];

    /// <summary>The rules, in the order of their ids.</summary>
    public static readonly ValueList<ValidationRule> All = Families.SelectMany(static family => family.Rules)
        .OrderBy(static rule => Array.IndexOf(FamilyOrder, GetFamily(rule.Id)))
            .ThenBy(static rule => rule.Id, StringComparer.Ordinal)
            .ToValueList();

    private static readonly Dictionary<string, ValidationRule> ById = All.ToDictionary(static rule => rule.Id, StringComparer.Ordinal);

    /// <summary>The rule with an id; null if there is none.</summary>
    public static ValidationRule? Find(string id) => ById.TryGetValue(id, out var rule) ? rule : null;

    /// <summary>The part of an id before the number: <c>MIME</c>.</summary>
    private static string GetFamily(string id) => id.Substring(0, id.IndexOf('-'));
}
