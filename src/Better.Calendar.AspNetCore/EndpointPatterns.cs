using Microsoft.AspNetCore.Http;

namespace Better.Calendar.AspNetCore;

/// <summary>The paths of the endpoints, relative to where they are mapped, and their methods.</summary>
internal static class EndpointPatterns
{
    public const string Feed = "/calendar/{language}.ics";
    public const string Download = "/calendar/{language}/{workshop}.ics";
    public const string PersonalFeed = "/calendar/personal/{token}.ics";
    public const string ScheduleJson = "/schedule/{language}.json";
    public const string ScheduleText = "/schedule/{language}.txt";
    public const string ScheduleMarkdown = "/schedule/{language}.md";
    public const string JsonLd = "/schedule/{language}.jsonld";
    public const string Rsvp = "/rsvp/{token}";
    public const string Style = "/assets/page.css";
    public const string Theme = "/assets/theme.css";
    public const string Icon = "/assets/favicon.svg";

    public static readonly string[] ReadMethods = [HttpMethods.Get, HttpMethods.Head];

    private static readonly string[] All =
        [Feed, Download, PersonalFeed, ScheduleJson, ScheduleText, ScheduleMarkdown, JsonLd, Rsvp, Style, Theme, Icon];

    /// <summary>The prefix of the groups around an endpoint: empty, or a path such as <c>/spring</c>.</summary>
    public static string GetPrefix(string pattern)
    {
        var own = All.Where(own => pattern.EndsWith(own, StringComparison.Ordinal)).MaxBy(static own => own.Length) ?? pattern;
        return pattern[..^own.Length].Trim('/') is { Length: > 0 } prefix ? $"/{prefix}" : "";
    }
}
