using System.Security.Cryptography;

namespace Better.Calendar.AspNetCore;

/// <summary>
/// The tokens in the addresses of RSVP pages and of personal feeds. Each kind has a key of its own: a calendar passes the address of a feed
/// on to its server, and whoever knows it must not be able to respond.
/// </summary>
/// <param name="Pages">The tokens of RSVP pages.</param>
/// <param name="Feeds">The tokens of personal feeds.</param>
internal sealed record LinkTokens(ReplyTokens Pages, ReplyTokens Feeds)
{
    private const int KeyLength = 32;

    /// <summary>Derives the tokens, so that a reply address made with the same key reveals none; the labels must never change.</summary>
    public static LinkTokens Create(byte[] key) => new(Derive(key, "answer page"u8), Derive(key, "personal feed"u8));

    private static ReplyTokens Derive(byte[] key, ReadOnlySpan<byte> label) =>
        new(HKDF.DeriveKey(HashAlgorithmName.SHA256, key, KeyLength, info: label.ToArray()));
}
