namespace Better.Calendar.AspNetCore;

/// <summary>The addresses of RSVP pages and personal feeds, for the emails: <c>RsvpPage = links.GetPage</c>.</summary>
/// <remarks>Whoever has such an address can respond for the participant, so it belongs into their email and nowhere else.</remarks>
public sealed class RsvpLinks
{
    private readonly LinkTokens tokens;

    /// <summary>Creates links with a key that the host keeps, as <see cref="BetterCalendarOptions.Key"/> has it.</summary>
    /// <param name="key">32 random bytes or more; keep them secret.</param>
    /// <param name="publicUrl">The public address under which the endpoints are mapped, such as <c>https://better.example/</c>.</param>
    /// <exception cref="ArgumentException">The key is too short, or the address is not absolute.</exception>
    public RsvpLinks(IReadOnlyList<byte> key, Uri publicUrl)
        : this(RsvpKey.CreateTokens(key), publicUrl)
    {
    }

    internal RsvpLinks(LinkTokens tokens, Uri publicUrl)
    {
        ArgumentNullException.ThrowIfNull(publicUrl);
        this.tokens = tokens;
        PublicUrl = publicUrl.IsAbsoluteUri
            ? WithSlash(publicUrl)
            : throw new ArgumentException(
                $"The address \"{publicUrl}\" is not absolute. Use one like https://better.example/.",
                nameof(publicUrl));
    }

    /// <summary>The public address under which the endpoints are mapped; it ends with a slash.</summary>
    public Uri PublicUrl { get; }

    /// <summary>
    /// Creates links with the key in a file, as <see cref="BetterCalendarOptions.KeyFile"/> names it; the file is created if it does not
    /// exist.
    /// </summary>
    /// <param name="path">The path of the file.</param>
    /// <param name="publicUrl">The public address under which the endpoints are mapped.</param>
    /// <exception cref="InvalidOperationException">The file is too short for a key.</exception>
    public static RsvpLinks FromKeyFile(string path, Uri publicUrl)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        return new(RsvpKey.ReadTokens(path), publicUrl);
    }

    /// <summary>The token in the address of an RSVP page.</summary>
    /// <param name="series">The series.</param>
    /// <param name="workshop">The workshop; null: a page of the host for all workshops.</param>
    /// <param name="participant">The participant.</param>
    public string GetToken(WorkshopSeries series, Workshop? workshop, Participant participant) =>
        tokens.Pages.GetToken(series, workshop, participant);

    /// <summary>The address of the RSVP page of a participant for a workshop.</summary>
    /// <param name="series">The series.</param>
    /// <param name="workshop">The workshop.</param>
    /// <param name="participant">The participant.</param>
    public Uri GetPage(WorkshopSeries series, Workshop workshop, Participant participant) =>
        new(PublicUrl, $"rsvp/{GetToken(series, workshop, participant)}");

    /// <summary>The address of the personal feed of a participant: the workshops that they are invited to.</summary>
    /// <param name="series">The series.</param>
    /// <param name="participant">The participant.</param>
    public Uri GetFeed(WorkshopSeries series, Participant participant) =>
        new(PublicUrl, $"calendar/personal/{tokens.Feeds.GetToken(series, null, participant)}.ics");

    /// <summary>The address with a slash at its end, so that other addresses can be relative to it.</summary>
    internal static Uri WithSlash(Uri address) =>
        address.AbsoluteUri.EndsWith('/') ? address : new($"{address.AbsoluteUri}/");
}
