using System.Security.Cryptography;
using System.Text;
using Better.Calendar.Workshops;

namespace Better.Calendar.Ics;

/// <summary>Reply addresses that nobody can guess: <c>invite+TOKEN@domain</c>, one for each participant and workshop.</summary>
/// <remarks>
/// An answer that comes to such an address is known to be from somebody who had the letter. The mail server must deliver
/// addresses with a plus sign to the organiser's mailbox. The same key gives the same tokens; keep it for the life of the series.
/// </remarks>
public sealed class ReplyTokens
{
    // 80 bits in lower case: many mail systems change the case of local parts.
    private const int Octets = 10;
    private const string Letters = "abcdefghijklmnopqrstuvwxyz234567";

    private readonly byte[] key;

    /// <summary>Tokens made with a key of the host's.</summary>
    /// <param name="key">At least 16 random octets, kept secret.</param>
    /// <exception cref="ArgumentException">The key is shorter.</exception>
    public ReplyTokens(byte[] key) =>
        this.key = key.Length >= 16 ? [.. key] : throw new ArgumentException("a key has at least 16 octets", nameof(key));

    /// <summary>The token of a participant for a workshop (null: for the whole series), 16 letters and digits.</summary>
    public string Of(WorkshopSeries series, Workshop? workshop, Participant participant)
    {
        using var hmac = new HMACSHA256(key);
        var uid = workshop is null ? WorkshopUid.Of(series) : WorkshopUid.Of(series, workshop);
        var digest = hmac.ComputeHash(Encoding.UTF8.GetBytes($"{uid} {participant.Email}"));

        // RFC 4648, 6: five bits a letter.
        var bits = new System.Numerics.BigInteger([.. digest.Take(Octets), 0]);
        var token = new char[Octets * 8 / 5];
        for (var i = 0; i < token.Length; i++)
        {
            token[i] = Letters[(int)(bits & 31)];
            bits >>= 5;
        }

        return new string(token);
    }

    /// <summary>Whose each token of a series is: the way back from a token that came in. Building it takes a digest for each participant and workshop; keep it as long as the series.</summary>
    /// <remarks>A token of somebody who is not invited to the workshop is in it too, for an invitation can be taken back after the letter went out.</remarks>
    public IReadOnlyDictionary<string, TokenOwner> Owners(WorkshopSeries series)
    {
        var owners = new Dictionary<string, TokenOwner>(StringComparer.Ordinal);
        foreach (var participant in series.Participants)
        {
            owners[Of(series, null, participant)] = new(participant, null);
            foreach (var workshop in series.Workshops)
            {
                owners[Of(series, workshop, participant)] = new(participant, workshop);
            }
        }

        return owners;
    }

    /// <summary>The organiser's address with the token.</summary>
    /// <exception cref="FormatException">The organiser's local part is too long to take a token.</exception>
    public EmailAddress Address(WorkshopSeries series, Workshop? workshop, Participant participant)
    {
        var organizer = series.Organizer.Email;
        return EmailAddress.Parse($"{organizer.LocalPart}+{Of(series, workshop, participant)}@{organizer.Domain}");
    }
}

/// <summary>Whose a token is.</summary>
/// <param name="Participant">Who had the letter.</param>
/// <param name="Workshop">What it was about; null: the whole series.</param>
public sealed record TokenOwner(Participant Participant, Workshop? Workshop);
