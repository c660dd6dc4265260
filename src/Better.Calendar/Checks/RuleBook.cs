namespace Better.Calendar.Checks;

/// <summary>All rules; each is declared beside the code that applies it.</summary>
internal static class RuleBook
{
    /// <summary>By families, in the order of their ids.</summary>
    public static readonly ValueList<CheckRule> All =
        ((CheckRule[])[
            .. PartRules.All, .. CopyRules.All, .. CalendarRules.All, .. OctetRules.All, .. EventRules.All, .. LineRules.All, .. PeopleRules.All, .. RecipientRules.All,
            .. SequenceRules.All, .. RevisionRules.All, .. RenewalRules.All, .. RecurrenceRules.All, .. ZoneUseRules.All, .. ObservanceRules.All, .. ZoneTruth.All,
            .. TextRules.All, .. JoinRules.All, .. AlarmRules.All, .. ReplyRules.All, .. HeaderRules.All, .. SignatureRules.All, .. HtmlRules.All,
            .. FeedRules.All, .. LinkRules.All,
        ]).OrderBy(static rule => Array.IndexOf(Families, Family(rule.Id))).ThenBy(static rule => rule.Id, StringComparer.Ordinal).ToValueList();

    private static readonly Dictionary<string, CheckRule> ById = All.ToDictionary(static rule => rule.Id, StringComparer.Ordinal);

    private static string[] Families => ["MIME", "CAL", "ADDR", "REV", "MULTI", "TZ", "TXT", "CONF", "ALM", "REP", "MAIL", "FEED", "LINK", "MISC"];

    /// <summary>The rule of an id; null when there is none.</summary>
    public static CheckRule? Find(string id) => ById.TryGetValue(id, out var rule) ? rule : null;

    /// <summary>What stands before the number: <c>MIME</c>.</summary>
    public static string Family(string id) => id.Substring(0, id.IndexOf('-'));
}
