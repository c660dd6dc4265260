namespace Better.Calendar.Checks;

/// <summary>All rules; each is declared beside the code that applies it.</summary>
internal static class RuleBook
{
    /// <summary>The only list of them, in the order in which they are applied: of several findings the earlier family's stands first.</summary>
    public static readonly RuleFamily[] Families =
    [
        WrapperRules.Family, PartRules.Family, CopyRules.Family, HeaderRules.Family, SignatureRules.Family,
        CalendarRules.Family, OctetRules.Family, LineRules.Family, FeedRules.Family, RecurrenceRules.Family,
        ObservanceRules.Family, ZoneUseRules.Family, ZoneTruth.Family,
        EventRules.Family, PeopleRules.Family, RecipientRules.Family, SequenceRules.Family, TextRules.Family, JoinRules.Family,
        AlarmRules.Family, ReplyRules.Family, TimelinessRules.Family, HtmlRules.Family, LinkRules.Family,
        RevisionRules.Family, RenewalRules.Family,
    ];

    private static readonly string[] Order = ["MIME", "CAL", "ADDR", "REV", "MULTI", "TZ", "TXT", "CONF", "ALM", "REP", "MAIL", "FEED", "LINK", "MISC"];

    /// <summary>The rules, in the order of their ids.</summary>
    public static readonly ValueList<CheckRule> All = Families.SelectMany(static family => family.Rules)
        .OrderBy(static rule => Array.IndexOf(Order, Family(rule.Id))).ThenBy(static rule => rule.Id, StringComparer.Ordinal).ToValueList();

    private static readonly Dictionary<string, CheckRule> ById = All.ToDictionary(static rule => rule.Id, StringComparer.Ordinal);

    /// <summary>The rule of an id; null when there is none.</summary>
    public static CheckRule? Find(string id) => ById.TryGetValue(id, out var rule) ? rule : null;

    /// <summary>What stands before the number: <c>MIME</c>.</summary>
    private static string Family(string id) => id.Substring(0, id.IndexOf('-'));
}
