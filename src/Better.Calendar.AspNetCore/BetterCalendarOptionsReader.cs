using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Better.Calendar.AspNetCore;

/// <summary>
/// Reads the options from the configuration, without reflection, and validates them; a message about a wrong one names it.
/// </summary>
internal sealed class BetterCalendarOptionsReader(IConfiguration configuration)
    : IConfigureOptions<BetterCalendarOptions>, IValidateOptions<BetterCalendarOptions>
{
    private static readonly TimeSpan MaxCacheDuration = TimeSpan.FromDays(365);

    // The range of WorkshopCalendar.PublishFor.
    private const int MaxAlarmMinutes = 40_320;

    /// <exception cref="OptionsValidationException">A setting cannot be read.</exception>
    public void Configure(BetterCalendarOptions options)
    {
        var section = configuration.GetSection(BetterCalendarOptions.SectionName);
        var problems = new List<string>();
        options.SeriesFile = Read(nameof(options.SeriesFile)) ?? options.SeriesFile;
        options.KeyFile = Read(nameof(options.KeyFile)) ?? options.KeyFile;
        if (Read(nameof(options.PublicUrl)) is { } url)
        {
            options.PublicUrl = Uri.TryCreate(url, UriKind.Absolute, out var address) ? address : null;
            Require(
                problems,
                options.PublicUrl is not null,
                $"{section.Path}:PublicUrl is \"{url}\", which is not an absolute address. Write it like https://better.example/.");
        }

        if (Read(nameof(options.CacheDuration)) is { } text)
        {
            var isRead = TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var duration);
            options.CacheDuration = isRead ? duration : options.CacheDuration;
            Require(problems, isRead, $"{section.Path}:CacheDuration is \"{text}\", which is not a duration. Write it like 00:05:00.");
        }

        if (Read(nameof(options.AlarmMinutes)) is { } alarm)
        {
            var isRead = int.TryParse(alarm, NumberStyles.None, CultureInfo.InvariantCulture, out var minutes);
            options.AlarmMinutes = isRead ? minutes : options.AlarmMinutes;
            Require(problems, isRead, $"{section.Path}:AlarmMinutes is \"{alarm}\", which is not a number of minutes. Write it like 15.");
        }

        if (problems.Count > 0)
        {
            throw new OptionsValidationException(Options.DefaultName, typeof(BetterCalendarOptions), problems);
        }

        string? Read(string name) => section[name] is { Length: > 0 } value ? value : null;
    }

    public ValidateOptionsResult Validate(string? name, BetterCalendarOptions options)
    {
        var problems = new List<string>();
        Require(
            problems,
            options.PublicUrl is null or { IsAbsoluteUri: true, Scheme: "https" or "http", Query: "", Fragment: "" },
            $"PublicUrl is \"{options.PublicUrl}\". Set it to the address of a web site, such as https://better.example/.");
        Require(
            problems,
            options.CacheDuration >= TimeSpan.Zero && options.CacheDuration <= MaxCacheDuration,
            $"CacheDuration is {options.CacheDuration}. Set it to a duration between 0 and 365 days.");
        Require(
            problems,
            options.AlarmMinutes is null or (>= 1 and <= MaxAlarmMinutes),
            string.Create(
                CultureInfo.InvariantCulture,
                $"AlarmMinutes is {options.AlarmMinutes}. Set it to a number from 1 to {MaxAlarmMinutes:N0}, or leave it out."));
        Require(
            problems,
            options.Key is not { } key || key.Count >= RsvpKey.KeyLength,
            $"Key has {options.Key?.Count} bytes. Use {RsvpKey.KeyLength} random bytes or more.");
        Require(
            problems,
            options.Key is null || options.KeyFile is null,
            "Key and KeyFile are both set. Set one of them, so that it is clear which key the links are made with.");
        Require(
            problems,
            options.InitialSeries is null || options.SeriesFile is null,
            "InitialSeries and SeriesFile are both set. Set one of them, so that it is clear what an empty store starts with.");
        Require(problems, options.InvitationOptions is not null, "InvitationOptions is null. Set it, or leave the default.");
        return problems.Count > 0 ? ValidateOptionsResult.Fail(problems) : ValidateOptionsResult.Success;
    }

    private static void Require(List<string> problems, bool isRight, string problem)
    {
        if (!isRight)
        {
            problems.Add(problem);
        }
    }
}
