using System.Collections.Concurrent;
using System.Text;
using NodaTime;

namespace Better.Calendar.AspNetCore;

/// <summary>One stored version of the series, and the files made from it; each is made once and kept.</summary>
/// <remarks>
/// All content comes from the store and none from the clock, so two hosts that share a store give the same bytes and the same ETag.
/// </remarks>
public sealed class PublishedSeries
{
    private readonly DocumentVersion stored;
    private readonly Lazy<LinkTokens> tokens;
    private readonly int? alarmMinutes;
    private readonly ConcurrentDictionary<(string Language, string? WorkshopId), Representation> calendarFiles = new();
    private readonly ConcurrentDictionary<EmailAddress, Representation> personalFeeds = new();
    private readonly Lazy<IReadOnlyDictionary<string, TokenOwner>> invitations;
    private readonly Lazy<Dictionary<string, Participant>> subscribers;

    internal PublishedSeries(DocumentVersion stored, WorkshopSeries series, Lazy<LinkTokens> tokens, int? alarmMinutes)
    {
        (this.stored, this.tokens, this.alarmMinutes) = (stored, tokens, alarmMinutes);
        Series = series;
        invitations = new(() => tokens.Value.Pages.GetOwners(series));
        subscribers = new(() => series.Participants.ToDictionary(
            participant => tokens.Value.Feeds.GetToken(series, null, participant),
            StringComparer.Ordinal));
    }

    /// <summary>The version of the series; 1 for the first.</summary>
    public long Version => stored.Number;

    /// <summary>When this version was stored.</summary>
    public Instant Changed => stored.Changed;

    /// <summary>The series document as it is stored, with what the library remembers.</summary>
    public string Json => stored.Json;

    /// <summary>The series.</summary>
    public WorkshopSeries Series { get; }

    /// <summary>The token in the address of an RSVP page.</summary>
    /// <param name="workshop">The workshop; null: a page of the host for all workshops.</param>
    /// <param name="participant">The participant.</param>
    /// <exception cref="InvalidOperationException">No key is configured.</exception>
    public string GetToken(Workshop? workshop, Participant participant) => tokens.Value.Pages.GetToken(Series, workshop, participant);

    /// <summary>The addresses of RSVP pages and personal feeds.</summary>
    /// <param name="publicUrl">The public address under which the endpoints are mapped.</param>
    /// <exception cref="InvalidOperationException">No key is configured.</exception>
    public RsvpLinks GetLinks(Uri publicUrl) => new(tokens.Value, publicUrl);

    /// <summary>The participant whom a token for all workshops belongs to; null if there is none.</summary>
    /// <param name="token">The token.</param>
    /// <exception cref="InvalidOperationException">No key is configured.</exception>
    public Participant? FindParticipant(string token) =>
        invitations.Value.TryGetValue(token, out var owner) && owner.Workshop is null ? owner.Participant : null;

    /// <summary>The calendar feed of all workshops in a language.</summary>
    internal Representation GetFeed(string language) =>
        calendarFiles.GetOrAdd((language, null), key => CreateCalendar(Series, key.Language));

    /// <summary>
    /// The calendar file of one workshop. Its UID is the one of the feed and of the emails, so a calendar that has the event already does
    /// not get it twice.
    /// </summary>
    internal Representation GetWorkshopFile(Workshop workshop, string language) =>
        calendarFiles.GetOrAdd(
            (language, workshop.Id),
            key => CreateCalendar(Series with { Workshops = [workshop] }, key.Language));

    /// <summary>
    /// The feed of the workshops that a participant is invited to, in their language and with their own join links. Its UIDs are not those
    /// of the invitations.
    /// </summary>
    internal Representation GetPersonalFeed(Participant participant) => personalFeeds.GetOrAdd(
        participant.Email,
        _ => CreateCalendar(WorkshopCalendar.PublishFor(Series, participant, Changed, alarmMinutes)));

    /// <summary>The schedule as a text for an announcement.</summary>
    internal Representation GetSchedule(string language, string? zone, bool asMarkdown)
    {
        var options = new ScheduleOptions { Zone = zone };
        return asMarkdown
            ? CreateText(SeriesSchedule.ToMarkdown(Series, language, options), "text/markdown")
            : CreateText(SeriesSchedule.ToText(Series, language, options), "text/plain");
    }

    /// <summary>
    /// The participant and the workshop that a token belongs to; null if the token is unknown or the participant is no longer invited.
    /// </summary>
    internal (Participant Participant, Workshop Workshop)? FindInvitation(string token) =>
        invitations.Value.TryGetValue(token, out var owner)
            && owner.Workshop is { } workshop
            && WorkshopSeries.IsInvited(owner.Participant, workshop)
            ? (owner.Participant, workshop)
            : null;

    /// <summary>The participant whose personal feed a token opens; null if there is none.</summary>
    internal Participant? FindSubscriber(string token) => subscribers.Value.GetValueOrDefault(token);

    /// <summary>A text with the time of this version.</summary>
    internal Representation CreateText(string text, string mediaType) =>
        new(Encoding.UTF8.GetBytes(text), $"{mediaType}; charset=utf-8", Changed);

    // A file shows nobody, and participants may be invited to workshops that it leaves out.
    private Representation CreateCalendar(WorkshopSeries published, string language) =>
        CreateCalendar(WorkshopCalendar.Publish(published with { Participants = [] }, language, Changed));

    private Representation CreateCalendar(IcsFile file) =>
        new(file.Bytes.ToArray(), $"{IcsFile.MediaType}; charset=utf-8", Changed);
}
