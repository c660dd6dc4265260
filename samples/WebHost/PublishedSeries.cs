using System.Collections.Concurrent;
using System.Text;
using Better.Calendar;
using NodaTime;

namespace WebHost;

/// <summary>One stored version of the series, and the files that are made of it, each once.</summary>
/// <remarks>Everything in it comes from what is stored, nothing from the clock: two hosts on one database give the same bytes and the same ETag.</remarks>
public sealed class PublishedSeries(VersionedDocument stored, WorkshopSeries series, ReplyTokens tokens)
{
    private readonly ConcurrentDictionary<(string Language, string? WorkshopId), Representation> calendarFiles = new();
    private readonly Lazy<IReadOnlyDictionary<string, TokenOwner>> owners = new(() => tokens.GetOwners(series));

    /// <summary>How often the series was stored.</summary>
    public long Version => stored.Version;

    /// <summary>When it was stored.</summary>
    public Instant Changed => stored.Changed;

    /// <summary>As it was stored.</summary>
    public string Json => stored.Json;

    /// <summary>The series.</summary>
    public WorkshopSeries Series => series;

    /// <summary>The feed: all workshops.</summary>
    public Representation GetFeed(string language) => calendarFiles.GetOrAdd((language, null), key => CreateCalendar(series, key.Language));

    /// <summary>One workshop, with the same UID as in the feed and in the emails: whoever has it already, has it once.</summary>
    public Representation GetWorkshopFile(Workshop workshop, string language) =>
        calendarFiles.GetOrAdd((language, workshop.Id), key => CreateCalendar(series with { Workshops = [workshop] }, key.Language));

    /// <summary>The schedule for an announcement.</summary>
    public Representation GetSchedule(string language, string? zone, bool asMarkdown)
    {
        var options = new ScheduleOptions { Zone = zone };
        return asMarkdown
            ? CreateText(SeriesSchedule.ToMarkdown(series, language, options), "text/markdown")
            : CreateText(SeriesSchedule.ToText(series, language, options), "text/plain");
    }

    /// <summary>The token of a response link.</summary>
    public string GetToken(Workshop workshop, Participant participant) => tokens.GetToken(series, workshop, participant);

    /// <summary>Where a participant answers for a workshop.</summary>
    public Uri GetRsvpUrl(Workshop workshop, Participant participant, Uri host) => new(host, $"rsvp/{GetToken(workshop, participant)}");

    /// <summary>The email that invites a participant to a workshop, with the address of her RSVP page.</summary>
    public InvitationEmail ComposeInvitation(Workshop workshop, Participant participant, Uri host) =>
        new InvitationComposer(new() { RsvpPage = (_, about, reader) => GetRsvpUrl(about, reader, host) }).Compose(series, workshop, participant, Changed);

    /// <summary>Who had the email with this link, and for which workshop; null: nobody who is still invited to it.</summary>
    public (Participant Participant, Workshop Workshop)? FindOwner(string token) =>
        owners.Value.TryGetValue(token, out var owner) && owner.Workshop is { } workshop && WorkshopSeries.IsInvited(owner.Participant, workshop)
            ? (owner.Participant, workshop)
            : null;

    private Representation CreateCalendar(WorkshopSeries published, string language) =>
        new(WorkshopCalendar.Publish(published, language, Changed).Bytes.ToArray(), $"{IcsFile.MediaType}; charset=utf-8", Changed);

    private Representation CreateText(string text, string mediaType) => new(Encoding.UTF8.GetBytes(text), $"{mediaType}; charset=utf-8", Changed);
}
