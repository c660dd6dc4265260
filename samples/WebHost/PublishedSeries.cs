using System.Collections.Concurrent;
using System.Text;
using Better.Calendar;
using NodaTime;

namespace WebHost;

/// <summary>One stored version of the series, and the files made from it; each is made once and kept.</summary>
/// <remarks>
/// All content comes from the database and none from the clock, so two hosts that share a database give the same bytes and the same ETag.
/// </remarks>
public sealed class PublishedSeries(VersionedDocument stored, WorkshopSeries series, ReplyTokens tokens)
{
    private readonly ConcurrentDictionary<(string Language, string? WorkshopId), Representation> calendarFiles = new();
    private readonly Lazy<IReadOnlyDictionary<string, TokenOwner>> owners = new(() => tokens.GetOwners(series));

    /// <summary>The version of the series; 1 for the first.</summary>
    public long Version => stored.Version;

    /// <summary>When this version was stored.</summary>
    public Instant Changed => stored.Changed;

    /// <summary>The series document as it is stored.</summary>
    public string Json => stored.Json;

    /// <summary>The series.</summary>
    public WorkshopSeries Series => series;

    /// <summary>The calendar feed of all workshops in a language.</summary>
    public Representation GetFeed(string language) => calendarFiles.GetOrAdd((language, null), key => CreateCalendar(series, key.Language));

    /// <summary>
    /// The calendar file of one workshop. Its UID is the one of the feed and of the emails, so a calendar that has the event already does
    /// not get it twice.
    /// </summary>
    public Representation GetWorkshopFile(Workshop workshop, string language) =>
        calendarFiles.GetOrAdd((language, workshop.Id), key => CreateCalendar(series with { Workshops = [workshop] }, key.Language));

    /// <summary>The schedule as a text for an announcement.</summary>
    public Representation GetSchedule(string language, string? zone, bool asMarkdown)
    {
        var options = new ScheduleOptions { Zone = zone };
        return asMarkdown
            ? CreateText(SeriesSchedule.ToMarkdown(series, language, options), "text/markdown")
            : CreateText(SeriesSchedule.ToText(series, language, options), "text/plain");
    }

    /// <summary>The token in the address of an RSVP page.</summary>
    public string GetToken(Workshop workshop, Participant participant) => tokens.GetToken(series, workshop, participant);

    /// <summary>The address of the RSVP page of a participant for a workshop.</summary>
    public Uri GetRsvpUrl(Workshop workshop, Participant participant, Uri host) => new(host, $"rsvp/{GetToken(workshop, participant)}");

    /// <summary>The email that invites a participant to a workshop, with the address of their RSVP page.</summary>
    public InvitationEmail ComposeInvitation(Workshop workshop, Participant participant, Uri host) =>
        new InvitationComposer(
            new() { RsvpPage = (_, invited, recipient) => GetRsvpUrl(invited, recipient, host) }).Compose(
            series,
            workshop,
            participant,
            Changed);

    /// <summary>The address of the RSVP page of a participant for all workshops.</summary>
    public Uri GetCourseUrl(Participant participant, Uri host) => new(host, $"course/{tokens.GetToken(series, null, participant)}");

    /// <summary>The email that asks a participant about the whole course, with the address of their RSVP page.</summary>
    public InvitationEmail ComposeCourseEmail(Participant participant, Uri host) =>
        new InvitationComposer(new() { CoursePage = (_, recipient) => GetCourseUrl(recipient, host) }).Compose(
            series,
            new PlannedEmail { Kind = EmailKind.Invitation, IsCourseEmail = true, Recipient = participant },
            Changed);

    /// <summary>The participant whose RSVP page for all workshops a token belongs to; null if the token is unknown.</summary>
    public Participant? FindCourseOwner(string token) =>
        owners.Value.TryGetValue(token, out var owner) && owner.Workshop is null ? owner.Participant : null;

    /// <summary>
    /// The participant and the workshop that a token belongs to; null if the token is unknown or the participant is no longer invited.
    /// </summary>
    public (Participant Participant, Workshop Workshop)? FindOwner(string token) =>
        owners.Value.TryGetValue(token, out var owner)
            && owner.Workshop is { } workshop
            && WorkshopSeries.IsInvited(owner.Participant, workshop)
            ? (owner.Participant, workshop)
            : null;

    private Representation CreateCalendar(WorkshopSeries published, string language) =>
        new(WorkshopCalendar.Publish(published, language, Changed).Bytes.ToArray(), $"{IcsFile.MediaType}; charset=utf-8", Changed);

    private Representation CreateText(string text, string mediaType) =>
        new(Encoding.UTF8.GetBytes(text), $"{mediaType}; charset=utf-8", Changed);
}
