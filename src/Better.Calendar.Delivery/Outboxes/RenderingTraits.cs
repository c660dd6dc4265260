using System.Security.Cryptography;
using System.Text;
using NodaTime;

namespace Better.Calendar.Delivery.Outboxes;

/// <summary>
/// What of the options decides how an email looks, as a short text that is kept with each email: a worker with other options would render
/// something else than was posted, and says so instead. Of functions, only whether they are given can be compared.
/// </summary>
internal static class RenderingTraits
{
    private static readonly WorkshopSeries AnySeries = new()
    {
        Id = "any",
        Domain = "host.example",
        Title = "Any",
        Language = "en",
        Zone = "Etc/UTC",
        Organizer = new() { Name = "Any", Email = EmailAddress.Parse("any@host.example") },
    };

    private static readonly Participant AnyParticipant = new() { Name = "Any", Email = EmailAddress.Parse("guest@host.example") };
    private static readonly string[] Defaults = [.. GetAll(new(), "en")];

    /// <summary>
    /// The traits of an email in a language that differ from the defaults, separated by spaces; empty for the default options.
    /// </summary>
    public static string Describe(InvitationOptions options, string language) =>
        string.Join(' ', GetAll(options, language).Except(Defaults));

    /// <summary>What differs between the options that an email was posted with and those of a worker.</summary>
    public static string DescribeDifference(string posted, string own)
    {
        var (there, here) = (Parse(posted), Parse(own));
        static string Get(Dictionary<string, string> traits, string name) => traits.GetValueOrDefault(name, "the default");
        return string.Join("; ", there.Keys.Union(here.Keys).Where(name => Get(there, name) != Get(here, name))
            .Select(name => $"{name} was {Get(there, name)}, and is {Get(here, name)}"));
    }

    private static Dictionary<string, string> Parse(string traits) => traits.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Select(static trait => trait.Split('=', 2))
        .ToDictionary(static trait => trait[0], static trait => trait[^1], StringComparer.Ordinal);

    private static IEnumerable<string> GetAll(InvitationOptions options, string language) =>
    [
        $"SchedulingMode={options.SchedulingMode}",
        $"Noun={options.Noun}",
        $"Privacy={options.Privacy}",
        $"AllowsProposals={options.AllowsProposals}",
        $"ShowsOutlookJoinButton={options.ShowsOutlookJoinButton}",
        $"RenamedZoneIds={options.RenamedZoneIds}",
        $"ChangedZoneRules={options.ChangedZoneRules}",
        $"ReplyTokens={Hash(options.ReplyTokens?.GetToken(AnySeries, null, AnyParticipant))}",
        $"Sender={Hash(options.Sender is { } sender ? $"{sender.Name} {sender.Email.Value}" : null)}",
        $"RsvpPage={(options.RsvpPage is null ? "none" : "given")}",
        $"ShowsRsvpPageInCalendar={options.ShowsRsvpPageInCalendar}",
        $"GoogleDomains={Hash(options.GoogleDomains.Count == 0 ? null : string.Join(' ', options.GoogleDomains))}",
        $"EventProperties={(options.EventProperties is null ? "none" : "given")}",
        $"CoursePage={(options.CoursePage is null ? "none" : "given")}",
        $"CustomBodies={(options.CustomBodies is null ? "none" : "given")}",
        $"Texts={TextTraits.Describe(options.Texts, language)}",
        $"Zones={(options.Zones == DateTimeZoneProviders.Tzdb ? "default" : options.Zones.VersionId.Replace(' ', '-'))}",
        $"SchedulePage={Hash(options.SchedulePage?.AbsoluteUri)}",
        $"CalendarFileUrl={Hash(options.CalendarFileUrl?.AbsoluteUri)}",
        $"Theme={Hash(Describe(options.Theme))}",
    ];

    private static string Describe(EmailTheme theme) => string.Join(
        '\n',
        [theme.Color,
            theme.Logo?.Source.AbsoluteUri ?? "",
            theme.Logo?.AlternativeText ?? "",
            theme.Logo?.DarkSource?.AbsoluteUri ?? "",
            theme.HeaderImage?.Source.AbsoluteUri ?? "",
            theme.HeaderImage?.AlternativeText ?? "",
            .. EmailFragments.Names.Select(theme.Fragments.GetSource),
            .. theme.Footer?.Languages.Select(language => $"{language} {theme.Footer.GetText(language, language)}") ?? []]);

    internal static string Hash(string? text) =>
        text is null ? "none" : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 4));
}
