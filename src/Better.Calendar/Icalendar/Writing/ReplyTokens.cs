using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace Better.Calendar;

/// <summary>Creates secret reply addresses, one for each participant and workshop: <c>invite+TOKEN@domain</c>.</summary>
/// <remarks>
/// A response to such an address comes from somebody who has the email. The mail server must deliver
/// addresses with a plus sign to the mailbox of the organizer. The same key gives the same tokens; keep it as long as the series exists.
/// </remarks>
public sealed class ReplyTokens
{
    // 80 bits, in lower case, because many mail systems change the case of local parts.
    private const int TokenBytes = 10;
    private const string Base32Alphabet = "abcdefghijklmnopqrstuvwxyz234567";

    private readonly byte[] key;

    /// <summary>Hash instances keyed with the key, as many as threads have needed at once.</summary>
    private readonly ConcurrentBag<IncrementalHash> codes = [];

    /// <summary>Creates tokens with a secret key of the host.</summary>
    /// <param name="key">At least 16 random bytes; keep them secret.</param>
    /// <exception cref="ArgumentException">The key has fewer than 16 bytes.</exception>
    public ReplyTokens(byte[] key) =>
        this.key = ArgumentGuard.NotNull(key, nameof(key)).Length >= 16
            ? [.. key]
            : throw new ArgumentException($"The key has {key.Length} bytes; use at least 16 random bytes.", nameof(key));

    /// <summary>Returns the token of a participant for a workshop (null: for the whole series): 16 letters and digits.</summary>
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

        // RFC 4648, 6: five bits per character, the lowest bits of the first byte first. Eight characters are exactly five bytes.
        Span<char> token = stackalloc char[TokenBytes * 8 / 5];
        for (var i = 0; i < token.Length; i++)
        {
            var (at, shift) = (5 * i / 8, 5 * i % 8);
            var bits = digest[at] | (digest[at + 1] << 8);
            token[i] = Base32Alphabet[(bits >> shift) & 31];
        }

        return token.ToString();
    }

    /// <summary>
    /// Returns the owner of each token of a series, to look up the token of a reply. It computes an HMAC for each participant and workshop;
    /// cache it as long as the series is unchanged.
    /// </summary>
    /// <remarks>
    /// It also contains tokens of participants who are not invited to a workshop, because an invitation can be withdrawn after the email
    /// was sent.
    /// </remarks>
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

    /// <summary>Returns the address of the organizer with the token.</summary>
    /// <exception cref="FormatException">The local part of the organizer's address is too long for a token.</exception>
    public EmailAddress GetAddress(WorkshopSeries series, Workshop? workshop, Participant participant)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(participant);
        return GetAddress(series.Organizer.Email, UidOf(series, workshop), participant.Email);
    }

    /// <summary>The same, where the UID is known, because it stays the same from email to email.</summary>
    internal EmailAddress GetAddress(EmailAddress organizer, string uid, EmailAddress participant) =>
        organizer.WithTag(Token(uid, participant));
}

/// <summary>The owner of a reply token.</summary>
/// <param name="Participant">The recipient of the email.</param>
/// <param name="Workshop">The workshop of the email; null means the whole series.</param>
public sealed record TokenOwner(Participant Participant, Workshop? Workshop)
{
    /// <summary>The recipient of the email.</summary>
    public Participant Participant { get; init => field = ArgumentGuard.NotNull(value, nameof(Participant)); } =
        ArgumentGuard.NotNull(Participant, nameof(Participant));
}
