using System.Collections.Concurrent;
using System.Text;
using Better.Calendar.Ics;
using Better.Calendar.Invitations;
using Better.Calendar.Links;
using Better.Calendar.Workshops;
using NodaTime;

namespace WebHost;

/// <summary>One stored version of the series, and the files that are made of it, each once.</summary>
/// <remarks>Everything in it comes from what is stored, nothing from the clock: two hosts on one database give the same octets and the same ETag.</remarks>
public sealed class Edition(StoredDocument stored, WorkshopSeries series, ReplyTokens tokens)
{
    private readonly ConcurrentDictionary<(string Language, string? WorkshopId), Representation> calendars = new();
    private readonly Lazy<IReadOnlyDictionary<string, TokenOwner>> owners = new(() => tokens.Owners(series));

    /// <summary>How often the series was stored.</summary>
    public long Version => stored.Version;

    /// <summary>When it was stored.</summary>
    public Instant Changed => stored.Changed;

    /// <summary>As it was stored.</summary>
    public string Json => stored.Json;

    /// <summary>The series.</summary>
    public WorkshopSeries Series => series;

    /// <summary>The feed: all workshops.</summary>
    public Representation Feed(string language) => calendars.GetOrAdd((language, null), key => Calendar(series, key.Language));

    /// <summary>One workshop, with the same UID as in the feed and in the letters: whoever has it already, has it once.</summary>
    public Representation Download(Workshop workshop, string language) =>
        calendars.GetOrAdd((language, workshop.Id), key => Calendar(series with { Workshops = [workshop] }, key.Language));

    /// <summary>The programme for an announcement.</summary>
    public Representation Programme(string language, string? zone, bool asMarkdown)
    {
        var options = new ProgrammeOptions { Zone = zone };
        return asMarkdown
            ? Text(SeriesProgramme.Markdown(series, language, options), "text/markdown")
            : Text(SeriesProgramme.Text(series, language, options), "text/plain");
    }

    /// <summary>The token of an answer link.</summary>
    public string Token(Workshop workshop, Participant participant) => tokens.Of(series, workshop, participant);

    /// <summary>Where a participant answers for a workshop.</summary>
    public Uri AnswerPage(Workshop workshop, Participant participant, Uri host) => new(host, $"answer/{Token(workshop, participant)}");

    /// <summary>The letter that invites a participant to a workshop, with the address of her answer page.</summary>
    public Letter Invitation(Workshop workshop, Participant participant, Uri host) =>
        new InvitationComposer(new() { AnswerPage = (_, about, reader) => AnswerPage(about, reader, host) }).Compose(series, workshop, participant, Changed);

    /// <summary>Who had the letter with this link, and for which workshop; null: nobody who is still invited to it.</summary>
    public (Participant Participant, Workshop Workshop)? Owner(string token) =>
        owners.Value.TryGetValue(token, out var owner) && owner.Workshop is { } workshop && WorkshopSeries.IsInvited(owner.Participant, workshop)
            ? (owner.Participant, workshop)
            : null;

    private Representation Calendar(WorkshopSeries published, string language) =>
        new(WorkshopCalendar.Publish(published, language, Changed).Octets.ToArray(), $"{IcsFile.MediaType}; charset=utf-8", Changed);

    private Representation Text(string text, string mediaType) => new(Encoding.UTF8.GetBytes(text), $"{mediaType}; charset=utf-8", Changed);
}
