using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace Better.Calendar;

/// <summary>Reply addresses that nobody can guess: <c>invite+TOKEN@domain</c>, one for each participant and workshop.</summary>
/// <remarks>
/// A response that comes to such an address is known to be from somebody who had the email. The mail server must deliver
/// addresses with a plus sign to the organizer's mailbox. The same key gives the same tokens; keep it for the life of the series.
/// </remarks>
public sealed class ReplyTokens
{
    // 80 bits in lower case: many mail systems change the case of local parts.
    private const int TokenBytes = 10;
    private const string Base32Alphabet = "abcdefghijklmnopqrstuvwxyz234567";

    private readonly byte[] key;

    /// <summary>What makes codes under the key, as many as threads have needed at once.</summary>
    private readonly ConcurrentBag<IncrementalHash> codes = [];

    /// <summary>Tokens made with a key of the host's.</summary>
    /// <param name="key">At least 16 random bytes, kept secret.</param>
    /// <exception cref="ArgumentException">The key is shorter.</exception>
    public ReplyTokens(byte[] key) =>
        this.key = ArgumentGuard.NotNull(key, nameof(key)).Length >= 16 ? [.. key] : throw new ArgumentException("a key has at least 16 bytes", nameof(key));

    /// <summary>The token of a participant for a workshop (null: for the whole series), 16 letters and digits.</summary>
    public string GetToken(WorkshopSeries series, Workshop? workshop, Participant participant)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(participant);
        return Token(UidOf(series, workshop), participant.Email);
    }

    private static string UidOf(WorkshopSeries series, Workshop? workshop) =>
        workshop is null ? WorkshopUid.Create(series) : WorkshopUid.Create(series, workshop);

    private string Token(string uid, EmailAddress participant)
    {
        // Setting the key up takes longer than the code itself.
        var hmac = codes.TryTake(out var known) ? known : IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        hmac.AppendData(Encoding.UTF8.GetBytes($"{uid} {participant.Value}"));
        var digest = hmac.GetHashAndReset();
        codes.Add(hmac);

        // RFC 4648, 6: five bits an email, the lowest of the first byte first. A whole number of emails fits into five bytes.
        Span<char> token = stackalloc char[TokenBytes * 8 / 5];
        for (var i = 0; i < token.Length; i++)
        {
            var (at, shift) = (5 * i / 8, 5 * i % 8);
            var bits = digest[at] | (digest[at + 1] << 8);
            token[i] = Base32Alphabet[(bits >> shift) & 31];
        }

        return token.ToString();
    }

    /// <summary>Whose each token of a series is: the way back from a token that came in. Building it takes a digest for each participant and workshop; keep it as long as the series.</summary>
    /// <remarks>A token of somebody who is not invited to the workshop is in it too, for an invitation can be taken back after the email went out.</remarks>
    public IReadOnlyDictionary<string, TokenOwner> GetOwners(WorkshopSeries series)
    {
        ArgumentNullException.ThrowIfNull(series);
        var owners = new Dictionary<string, TokenOwner>(StringComparer.Ordinal);
        foreach (var participant in series.Participants)
        {
            owners[GetToken(series, null, participant)] = new(participant, null);
            foreach (var workshop in series.Workshops)
            {
                owners[GetToken(series, workshop, participant)] = new(participant, workshop);
            }
        }

        return owners;
    }

    /// <summary>The organizer's address with the token.</summary>
    /// <exception cref="FormatException">The organizer's local part is too long to take a token.</exception>
    public EmailAddress GetAddress(WorkshopSeries series, Workshop? workshop, Participant participant)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(participant);
        return GetAddress(series.Organizer.Email, UidOf(series, workshop), participant.Email);
    }

    /// <summary>The same, where the UID is known, because it stays the same from email to email.</summary>
    internal EmailAddress GetAddress(EmailAddress organizer, string uid, EmailAddress participant) => organizer.WithTag(Token(uid, participant));
}

/// <summary>Whose a token is.</summary>
/// <param name="Participant">Who had the email.</param>
/// <param name="Workshop">What it was about; null: the whole series.</param>
public sealed record TokenOwner(Participant Participant, Workshop? Workshop)
{
    /// <summary>Who had the email.</summary>
    public Participant Participant { get; init => field = ArgumentGuard.NotNull(value, nameof(Participant)); } = ArgumentGuard.NotNull(Participant, nameof(Participant));
}
